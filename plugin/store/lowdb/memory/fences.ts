/** Documents that writes of others go by until they are stored. */
export interface Fences {
  /** Keeps a document from being changed, together with whoever else does; returns how to let go. */
  put(reference: string): () => void
  /** Resolves once nobody keeps it from being changed. During its turn nobody new can. */
  gone(reference: string): Promise<void>
}

interface Fence {
  readonly gone: PromiseWithResolvers<void>
  holders: number
}

/** None is put yet. */
export function createFences(): Fences {
  const fences = new Map<string, Fence>()

  return {
    put(reference) {
      const fence = fences.get(reference) ?? { gone: Promise.withResolvers<void>(), holders: 0 }
      fences.set(reference, fence)
      fence.holders += 1
      return () => {
        fence.holders -= 1
        if (fence.holders > 0) return
        fences.delete(reference)
        fence.gone.resolve()
      }
    },
    async gone(reference) {
      await fences.get(reference)?.gone.promise
    }
  }
}
