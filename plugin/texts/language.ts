/** Languages that Lethe speaks. */
export type Language = 'en' | 'de'

/** The other of the two. */
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'de' : 'en')

/** The language for a person's tag (`de-AT`, `en`): German where they chose it, else English. */
export const languageOf = (tag: string | null): Language => (tag !== null && /^de\b/i.test(tag) ? 'de' : 'en')

/** The cookie that keeps the language which a reader has chosen. */
export const languageCookie = 'lethe-language'

const chosenIn = new RegExp(`(?:^|; )${languageCookie}=(en|de)(?:;|$)`)

/** The language that a reader has chosen, else the one that their browser asks for. */
export const languageOfHeaders = (headers: Readonly<Record<string, unknown>>): Language => {
  const chosen = chosenIn.exec(String(headers.cookie ?? ''))?.[1]
  const asked = headers['accept-language']
  return languageOf(chosen ?? (typeof asked === 'string' ? asked : null))
}
