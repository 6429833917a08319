/** Languages that Lethe speaks. */
export type Language = 'en' | 'de'

/** The language for a person's tag (`de-AT`, `en`): German where they chose it, else English. */
export const languageOf = (tag: string | null): Language => (tag !== null && /^de\b/i.test(tag) ? 'de' : 'en')
