import type { Language } from './language.ts'

/** What Ajv says of a value that breaks its schema, and how a reader of German is told the same. */
const german: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^must have required property '(.+)'$/, name => `„${name}“ fehlt`],
  [/^must NOT have fewer than (\d+) characters?$/, least => `braucht mindestens ${least} Zeichen`],
  [/^must NOT have more than (\d+) characters?$/, most => `darf höchstens ${most} Zeichen haben`],
  [/^must NOT have fewer than (\d+) items?$/, least => `braucht mindestens ${least} Einträge`],
  [/^must NOT have more than (\d+) items?$/, most => `darf höchstens ${most} Einträge haben`],
  [/^must NOT have duplicate items/, () => 'nennt etwas doppelt'],
  [/^must match format "(.+)"$/, format => `hat nicht die Form „${format}“`],
  [/^must be >= (.+)$/, least => `muss mindestens ${least} sein`],
  [/^must be <= (.+)$/, most => `darf höchstens ${most} sein`],
  [/^must be equal to one of the allowed values$/, () => 'ist keiner der erlaubten Werte'],
  [/^must be equal to constant$/, () => 'ist nicht der eine erlaubte Wert'],
  [/^must be integer$/, () => 'muss eine ganze Zahl sein'],
  [/^must be number$/, () => 'muss eine Zahl sein'],
  [/^must be string$/, () => 'muss ein Text sein'],
  [/^must be boolean$/, () => 'muss ja oder nein sein'],
  [/^must be object$/, () => 'muss ein Objekt sein'],
  [/^must be array$/, () => 'muss eine Liste sein'],
  [/^must NOT have additional properties$/, () => 'enthält etwas, das es nicht gibt']
]

const formWanted = { en: 'does not have the form that is asked for', de: 'hat nicht die verlangte Form' } as const

/**
 * What a rule of the document asks for, in the language of the reader; as it came where no words are known. Instead of
 * an expression the hint of the field says which form that is.
 */
export const faultText = (because: string, language: Language, hint?: string): string => {
  const [, pattern] = /^must match pattern "(.+)"$/.exec(because) ?? []
  if (pattern !== undefined)
    return hint === undefined ? `${formWanted[language]} (${pattern})` : `${formWanted[language]}: ${hint}`
  if (language === 'en') return because
  const known = german.map(([rule, say]) => [rule.exec(because), say] as const).find(([found]) => found !== null)
  if (known === undefined) return because
  const [found, say] = known
  return say(...found!.slice(1))
}
