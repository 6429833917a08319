import type { PlatformKind } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { germanFixes, permissionTexts } from './texts.ts'

/** What a right is for, and what to do where it is missing or too broad. */
export interface PermissionText {
  readonly label: string
  /** What does not work without it, or why it is too much. */
  readonly without: string
  readonly fix: string
}

/** The words of a right; null: it is not known here, and what the adapter says stands. */
export const permissionText = (kind: PlatformKind, id: string, language: Language): PermissionText | null => {
  const known = permissionTexts[kind][id]
  if (known === undefined) return null
  const [label, without, fix] = known[language]
  return { label, without, fix }
}

/** How a problem of a platform is mended, in the language of the reader. */
export const fixText = ({ code, fix }: { readonly code: string; readonly fix: string }, language: Language): string =>
  language === 'de' ? (germanFixes[code] ?? fix) : fix
