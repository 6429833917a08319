import type { PlatformKind } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { germanOptions, type OptionText } from './german.ts'

/** Kinds of platform as people know them. */
export const kindNames: Readonly<Record<PlatformKind, string>> = { openedx: 'Open edX', openolat: 'OpenOlat' }

interface Schema {
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
}

/** The words that the schema itself has, in English; of one inside another by both names with a dot between. */
const wordsOf = ({ properties = {} }: Schema, inside = ''): readonly (readonly [string, OptionText])[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${inside}${name}`
    const { title = name, description = null } = schema
    return [[path, { title, description }] as const, ...wordsOf(schema, `${path}.`)]
  })

/** Words of each option of a kind, by its name; German ones where they are known, else those of the schema. */
export const optionTexts = (
  kind: PlatformKind,
  schema: Readonly<Record<string, unknown>>
): Readonly<Record<Language, Readonly<Record<string, OptionText>>>> => {
  const en = wordsOf(schema as Schema)
  const german = en.map(([name, text]) => [name, germanOptions[kind][name] ?? text] as const)
  return { en: Object.fromEntries(en), de: Object.fromEntries(german) }
}
