import { becauseText, requestWords } from '../texts/admin/requests.ts'
import { whyNot } from '../texts/admin/why-not.ts'
import { blockerCodes, blockerText } from '../texts/blockers.ts'

type Words = Readonly<Record<string, string>>

/** Words of a request in English, by kind of code. */
export const words = requestWords.en

/** What a code is called; a code that has no words stands for itself. Null stays null. */
export const wordOf = (known: Words, code: string | null): string | null =>
  code !== null && Object.hasOwn(known, code) ? known[code]! : code

/** A code with its words behind it: scripts, guides and `lethe explain` go by the code. */
export const sayCode = (known: Words, code: string): string =>
  Object.hasOwn(known, code) && known[code] !== code ? `${code}: ${known[code]}` : code

/** Why a request is in its state. */
export const sayBecause = (code: string): string => {
  if (Object.hasOwn(words.becauses, code)) return sayCode(words.becauses, code)
  return blockerCodes.includes(code) ? `${code}: ${blockerText(code, 'en').what}` : becauseText(code, 'en')
}

/** Why something was not delivered. */
export const sayWhyNot = (code: string | null): string =>
  code === null ? 'no reason was said' : sayCode(whyNot.en, code)

/** How many of each: `2 deactivated, 1 warned by mail`. */
export const sayCounts = (known: Words, counts: Readonly<Record<string, number>>, none: string): string =>
  Object.entries(counts)
    .map(([code, many]) => `${many} ${wordOf(known, code)}`)
    .join(', ') || none
