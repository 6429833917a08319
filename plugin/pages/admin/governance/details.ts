import { factProviderTexts } from '../../../texts/admin/fact-providers.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { governanceTexts } from '../../../texts/admin/governance.ts'
import { detailNames } from '../../../texts/admin/governance-details.ts'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { policyTexts } from '../../../texts/admin/policies.ts'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import { whyNot } from '../../../texts/admin/why-not.ts'
import { writeDuration } from '../../../texts/durations.ts'
import type { Language } from '../../../texts/language.ts'
import { preconditionName } from '../../../texts/precondition-names.ts'
import type { Answer } from '../frame/call-api.ts'

type Data = Answer<'listGovernanceActs'>['items'][number]['before']
type Words = Readonly<Record<string, string>>

/** Names by id of whatever a decision is about: persons, platforms. */
export type NameOf = (id: string) => string

/** Words for the codes that a detail may hold, by the name of the detail. */
const codesOf = (language: Language): Readonly<Record<string, Words>> => ({
  about: platformTexts[language].declarations.abouts,
  because: { ...whyNot[language], ...restoreTexts[language].drop.reasons },
  kept: sourceTexts[language].goLiveChoices,
  kind: tokenTexts[language].kinds,
  origins: sourceTexts[language].originNames,
  questions: factProviderTexts[language].asked,
  roles: frameTexts[language].roles,
  scopes: frameTexts[language].roles,
  state: restoreTexts[language].states,
  types: sourceTexts[language].typeNames
})

/** The field of a policy, and who it is for: `self.asked.password-set`. */
const nameOfField = (name: string, language: Language): string => {
  const texts = policyTexts[language]
  const [first = '', ...rest] = name.split('.')
  if (first in texts.origins)
    return `${nameOfField(rest.join('.'), language)} (${texts.origins[first as keyof typeof texts.origins]})`
  if (first === 'asked') return preconditionName(rest.join('.'), language)
  return (texts.fields as Words)[name] ?? name
}

const nameOfDetail = (name: string, language: Language): string =>
  detailNames[language][name] ?? nameOfField(name, language)

const spellCode = (name: string, value: string, nameOf: NameOf, language: Language): string => {
  if (name === 'waivable') return preconditionName(value, language)
  const words = codesOf(language)[name] ?? (policyTexts[language].treatment as Words)
  return value === 'set' ? governanceTexts[language].set : (words[value] ?? nameOf(value))
}

const spellValue = (name: string, value: Data[string], nameOf: NameOf, language: Language): string => {
  const { yes, no } = frameTexts[language]
  const { nothing } = governanceTexts[language]
  if (value === null) return nothing
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'number') return name.endsWith('Ms') ? writeDuration(value, language) : String(value)
  if (typeof value === 'string') return spellCode(name, value, nameOf, language)
  return value.map(one => spellCode(name, one, nameOf, language)).join(', ') || nothing
}

/** What stood before or after a decision: each detail by its name, with codes and ids in words. */
export const spellDetails = (data: Data, nameOf: NameOf, language: Language): readonly string[] =>
  Object.entries(data).map(
    ([name, value]) => `${nameOfDetail(name, language)}: ${spellValue(name, value, nameOf, language)}`
  )
