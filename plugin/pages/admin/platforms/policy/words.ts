import type { Origin } from '../../../../erasure/demand/demand.ts'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import { policySentences, type SentenceParts } from '../../../../texts/admin/policy-sentences.ts'
import { writeDuration } from '../../../../texts/durations.ts'
import { writeGround } from '../../../../texts/grounds.ts'
import { keptRowName } from '../../../../texts/kept-rows/index.ts'
import { localeOf } from '../../../../texts/locale.ts'
import { preconditionName } from '../../../../texts/precondition-names.ts'
import type { Answer } from '../../frame/call-api.ts'
import type { Visit } from '../../frame/visit.ts'
import { splitName } from './fields.ts'

/** A policy as the API shows it. */
export type PolicyShown = Answer<'showPolicy'>
export type { Origin }

/** A time in all its units: what was set to 90 minutes is not told as two hours. */
const writeTime = (ms: number, language: Visit['language']): string => {
  const parts = [86_400_000, 3_600_000, 60_000, 1000].reduce<{ left: number; written: string[] }>(
    ({ left, written }, unit) =>
      left >= unit
        ? { left: left % unit, written: [...written, writeDuration(left - (left % unit), language)] }
        : { left, written },
    { left: ms, written: [] }
  ).written
  return parts.length === 0 ? writeDuration(ms, language) : parts.slice(0, 2).join(' ')
}

const partsOf = ({ language }: Pick<Visit, 'language'>, { kind, rows }: PolicyShown): SentenceParts => ({
  time: ms => writeTime(ms, language),
  row: id => {
    const row = rows.find(each => each.id === id)
    return row === undefined ? id : keptRowName(kind, row, language)
  },
  ground: ground => writeGround(ground, language),
  list: items => new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(items),
  question: id => preconditionName(id, language)
})

/** What follows from one field, in words. `name` is flattened: `asked.no-unpaid-invoices`. */
export const sentenceOf = (
  visit: Pick<Visit, 'language'>,
  policy: PolicyShown,
  name: string,
  value: unknown
): string | null => {
  const { field, inside } = splitName(name)
  const say = policySentences[visit.language][field]
  if (value === null && field !== 'region') return null
  return say === undefined ? null : say(value as never, partsOf(visit, policy), inside)
}

/** Who asks, as a list of ways. */
export const originsText = ({ language }: Pick<Visit, 'language'>, origins: readonly string[], all: number): string => {
  const texts = policyTexts[language]
  if (origins.length >= all) return texts.everyOrigin
  const named = origins.map(origin => texts.origins[origin as Origin])
  return new Intl.ListFormat(localeOf[language], { type: 'disjunction' }).format(named)
}
