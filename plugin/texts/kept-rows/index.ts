import type { PlatformKind, RetentionRow } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { german as germanKept } from './german.ts'
import { germanDeleted } from './german-deleted.ts'
import type { RowWords } from './row-words.ts'

const german: Readonly<Record<PlatformKind, RowWords>> = {
  openolat: { ...germanKept.openolat, ...germanDeleted.openolat },
  openedx: { ...germanKept.openedx, ...germanDeleted.openedx }
}

/** Ids of the rows that are worded in German. */
export const wordedRows = (kind: PlatformKind): readonly string[] => Object.keys(german[kind])

/** What a platform calls a row that it keeps or deletes; in German where it is worded so. */
export const keptRowName = (
  kind: PlatformKind,
  { id, category }: Pick<RetentionRow, 'id' | 'category'>,
  language: Language
): string => (language === 'de' ? german[kind][id]?.[0] : undefined) ?? category

/** What stays of an account or goes later, and why: one sentence of two. English is what the platform's table says. */
export const keptRowText = (
  kind: PlatformKind,
  { id, category, because }: Pick<RetentionRow, 'id' | 'category' | 'because'>,
  language: Language
): string => {
  const [what, why] = (language === 'de' ? german[kind][id] : undefined) ?? [category, because]
  return `${what}: ${why}`
}

/** What a row is about, in a few words; in English its id says it. */
export const keptCategory = (kind: PlatformKind, row: string, language: Language): string => {
  const [worded] = (language === 'de' ? german[kind][row] : undefined) ?? []
  const spelt = row.replaceAll('-', ' ')
  return worded ?? `${spelt.slice(0, 1).toUpperCase()}${spelt.slice(1)}`
}
