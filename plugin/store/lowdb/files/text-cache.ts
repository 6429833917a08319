import type { ContentText } from './envelope.ts'

/** A document as text, and by what its file is known. */
export interface KnownText extends ContentText {
  readonly mark: string | null
}

/** Documents that were read or written last, as text: every reader gets a copy of its own. */
export interface TextCache {
  get(reference: string): KnownText | undefined
  keep(reference: string, text: KnownText): void
  forget(reference: string): void
}

/** Keeps so many characters at most; whatever was not asked for longest goes first. */
export function createTextCache(most: number): TextCache {
  const kept = new Map<string, KnownText>()
  let size = 0

  function forget(reference: string): void {
    size -= kept.get(reference)?.json.length ?? 0
    kept.delete(reference)
  }

  return {
    get(reference) {
      const text = kept.get(reference)
      if (text === undefined) return undefined
      kept.delete(reference)
      kept.set(reference, text)
      return text
    },
    keep(reference, text) {
      forget(reference)
      if (text.json.length > most / 8) return
      kept.set(reference, text)
      size += text.json.length
      for (const [oldest] of kept) {
        if (size <= most) return
        forget(oldest)
      }
    },
    forget
  }
}
