import type { PlatformKind, RetentionRow } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { german } from './german.ts'

/** Ids of the rows that are worded in German. */
export const wordedRows = (kind: PlatformKind): readonly string[] => Object.keys(german[kind])

/** What stays of an account or goes later, and why: one sentence of two. English is what the platform's table says. */
export const keptRowText = (
  kind: PlatformKind,
  { id, category, because }: Pick<RetentionRow, 'id' | 'category' | 'because'>,
  language: Language
): string => {
  const [what, why] = (language === 'de' ? german[kind][id] : undefined) ?? [category, because]
  return `${what}: ${why}`
}
