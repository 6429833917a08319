/** Whatever is asked while a round for the same key is under way goes into the next one together. */
export type ShareRounds<Item, Result> = (key: string, item: Item) => Promise<Result>

/** `round` answers one result for each item; what it throws is thrown to all who share it. */
export const createSharedRounds = <Item, Result>(
  round: (key: string, items: readonly Item[]) => Promise<readonly Result[]>
): ShareRounds<Item, Result> => {
  const waiting = new Map<string, { readonly items: Item[]; readonly results: Promise<readonly Result[]> }>()
  const last = new Map<string, Promise<unknown>>()

  return async (key, item) => {
    const next = waiting.get(key)
    if (next !== undefined) {
      const at = next.items.push(item) - 1
      return (await next.results)[at]!
    }
    const items = [item]
    const begin = () => {
      waiting.delete(key)
      return round(key, items)
    }
    const results = (last.get(key) ?? Promise.resolve()).then(begin, begin)
    waiting.set(key, { items, results })
    last.set(key, results)
    try {
      return (await results)[0]!
    } finally {
      if (last.get(key) === results) last.delete(key)
    }
  }
}
