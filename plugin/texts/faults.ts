import type { Language } from './language.ts'

/** What a field tells of itself: its hint, and how an amount of it reads (a time instead of milliseconds). */
export interface AboutField {
  readonly hint?: string
  readonly amount?: (value: number) => string
}

type Say = (...found: string[]) => string

const formats: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'date-time': {
    en: 'a date with a time, such as 2026-03-01T09:00:00Z',
    de: 'ein Datum mit Uhrzeit wie 2026-03-01T09:00:00Z'
  },
  date: { en: 'a date, such as 2026-03-01', de: 'ein Datum wie 2026-03-01' },
  uri: { en: 'an address, such as https://lms.example', de: 'eine Adresse wie https://lms.example' },
  email: { en: 'an e-mail address', de: 'eine E-Mail-Adresse' },
  uuid: { en: 'an id of Lethe', de: 'eine Kennung von Lethe' }
}

const formatIn = (format: string, language: Language): string => formats[format]?.[language] ?? `“${format}”`

const entries = { en: ['entry', 'entries'], de: ['Eintrag', 'Einträge'] } as const
const characters = { en: ['character', 'characters'], de: ['Zeichen', 'Zeichen'] } as const

const count = (many: string, [one, more]: readonly [string, string]): string => `${many} ${many === '1' ? one : more}`

/** What Ajv says of a value that breaks its schema, and what people are told. */
const rules: readonly (readonly [RegExp, Readonly<Record<Language, Say>>])[] = [
  [/^must have required property '(.+)'$/, { en: name => `“${name}” is missing`, de: name => `„${name}“ fehlt` }],
  [
    /^must NOT have fewer than (\d+) characters?$/,
    {
      en: least => (least === '1' ? 'must not be empty' : `needs at least ${count(least, characters.en)}`),
      de: least => (least === '1' ? 'darf nicht leer sein' : `braucht mindestens ${count(least, characters.de)}`)
    }
  ],
  [
    /^must NOT have more than (\d+) characters?$/,
    {
      en: most => `may have at most ${count(most, characters.en)}`,
      de: most => `darf höchstens ${count(most, characters.de)} haben`
    }
  ],
  [
    /^must NOT have fewer than (\d+) items?$/,
    {
      en: least => `needs at least ${count(least, entries.en)}`,
      de: least => `braucht mindestens ${count(least, entries.de)}`
    }
  ],
  [
    /^must NOT have more than (\d+) items?$/,
    {
      en: most => `may have at most ${count(most, entries.en)}`,
      de: most => `darf höchstens ${count(most, entries.de)} haben`
    }
  ],
  [/^must NOT have duplicate items/, { en: () => 'names something twice', de: () => 'nennt etwas doppelt' }],
  [
    /^must match format "(.+)"$/,
    { en: format => `must be ${formatIn(format, 'en')}`, de: format => `muss ${formatIn(format, 'de')} sein` }
  ],
  [/^must be >= (.+)$/, { en: least => `must be at least ${least}`, de: least => `muss mindestens ${least} sein` }],
  [/^must be <= (.+)$/, { en: most => `may be at most ${most}`, de: most => `darf höchstens ${most} sein` }],
  [/^must be > (.+)$/, { en: least => `must be more than ${least}`, de: least => `muss mehr als ${least} sein` }],
  [
    /^must be equal to (?:one of the allowed values|constant)$/,
    { en: () => 'is not among what may be chosen', de: () => 'ist nicht unter dem, was gewählt werden kann' }
  ],
  [/^must be integer$/, { en: () => 'must be a whole number', de: () => 'muss eine ganze Zahl sein' }],
  [/^must be number$/, { en: () => 'must be a number', de: () => 'muss eine Zahl sein' }],
  [/^must be string$/, { en: () => 'must be a text', de: () => 'muss ein Text sein' }],
  [/^must be boolean$/, { en: () => 'must be yes or no', de: () => 'muss ja oder nein sein' }],
  [/^must be object$/, { en: () => 'must be an object', de: () => 'muss ein Objekt sein' }],
  [/^must be array$/, { en: () => 'must be a list', de: () => 'muss eine Liste sein' }],
  [
    /^must NOT have additional properties$/,
    { en: () => 'holds something that does not exist', de: () => 'enthält etwas, das es nicht gibt' }
  ]
]

const formWanted = { en: 'does not have the form that is asked for', de: 'hat nicht die verlangte Form' } as const
const isNeeded = { en: 'is needed', de: 'wird gebraucht' } as const

const limit = /^(must be (?:>|<)=? )(.+)$/

/** What a rule of the document asks for, in the language of the reader; as it came where no words are known. */
export const faultText = (because: string, language: Language): string => {
  const [, pattern] = /^must match pattern "(.+)"$/.exec(because) ?? []
  if (pattern !== undefined) return `${formWanted[language]} (${pattern})`
  for (const [rule, say] of rules) {
    const found = rule.exec(because)
    if (found !== null) return say[language](...found.slice(1))
  }
  return because
}

/** The same beside the field that it is about: its label names it, and its hint says which form is meant. */
export const faultAtField = (because: string, language: Language, { hint, amount }: AboutField): string => {
  if (because.startsWith('must have required property')) return isNeeded[language]
  if (because.startsWith('must match pattern') && hint !== undefined) return `${formWanted[language]}: ${hint}`
  return faultText(
    amount ? because.replace(limit, (_, rule, value) => rule + amount(Number(value))) : because,
    language
  )
}
