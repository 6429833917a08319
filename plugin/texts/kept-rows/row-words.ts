/** What a platform's row is called in a language, and why it stays or goes: by the id of the row. */
export type RowWords = Readonly<Record<string, readonly [what: string, because: string]>>
