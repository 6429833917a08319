import type { Command } from 'commander'
import { adapters } from '../../adapters/index.ts'
import type { components } from '../../openapi/types/lethe.ts'
import { collect } from './collect.ts'
import { CliError, exitCodes } from './exit-codes.ts'
import { readJsonFile } from './input.ts'
import type { Io } from './io.ts'
import { readSecret } from './secrets.ts'

type Site = components['schemas']['SiteDeclarations']

/** The options that answer the three questions about a site. */
export const siteOptions = (command: Command): Command =>
  command
    .option('--invoices <yes|no>', 'are invoices issued to people here?')
    .option('--graders <nobody|unknown|file>', 'who grades: nobody, unknown, or a file with a JSON list of identifiers')
    .option(
      '--institution-provider <name>',
      "a sign-in provider that is the institution's own; can be repeated",
      collect,
      []
    )
    .option('--no-institution-providers', 'every sign-in provider is a social one')

interface SiteAnswers {
  readonly invoices?: string
  readonly graders?: string
  readonly institutionProvider?: readonly string[]
  readonly institutionProviders?: boolean
}

const missing = (option: string): never => {
  throw new CliError(exitCodes.usage, 'answer-missing', `answer ${option}: nothing is taken for granted about a site`)
}

const ask = async (
  io: Io,
  given: string | undefined,
  option: string,
  question: string,
  choices: readonly string[],
  orElse = ''
): Promise<string> => {
  if (given !== undefined) return given
  return io.isInteractive ? io.askChoice(question, choices) : missing(`${option} ${choices.join('|')}${orElse}`)
}

/** Who grades, or owns courses, from what was written: a word, or a file with identifiers. */
export const readPeople = async (io: Io, said: string): Promise<Site['graders']> =>
  said === 'nobody' || said === 'unknown' ? said : ((await readJsonFile(io, said)) as Site['graders'])

/** The three answers, from options or asked for. Throws `answer-missing` where nobody can be asked. */
export const askSite = async (io: Io, answers: SiteAnswers): Promise<Site> => {
  const invoices = await ask(io, answers.invoices, '--invoices', 'Are invoices issued to people here?', ['no', 'yes'])
  if (invoices !== 'yes' && invoices !== 'no') missing('--invoices with yes or no')
  const graders = await ask(io, answers.graders, '--graders', 'Who grades here?', ['nobody', 'unknown'], '|FILE')
  const providers = answers.institutionProvider ?? []
  const isAnswered = providers.length > 0 || answers.institutionProviders === false
  if (!isAnswered) {
    const social = 'every sign-in provider is a social one'
    const said = io.isInteractive
      ? await io.askChoice("Which sign-in providers are the institution's own?", [social, 'let me name them'])
      : missing('--institution-provider or --no-institution-providers')
    if (said !== social) missing('--institution-provider')
  }
  return {
    invoicesIssued: invoices === 'yes',
    graders: await readPeople(io, graders),
    institutionProviders: [...providers]
  }
}

const splitAtEquals = (text: string): [string, string | undefined] => {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

const valueFrom = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Throws `kind-unknown`. */
export const checkKind = (kind: string): void => {
  if (!Object.hasOwn(adapters, kind))
    throw new CliError(exitCodes.usage, 'kind-unknown', `--kind is one of ${Object.keys(adapters).join(', ')}`)
}

/** Options of the adapter by their names; null: the sidecar has a kind that this command does not know. */
const optionsOf = (kind: string): Readonly<Record<string, { readonly writeOnly?: boolean }>> | null => {
  const known = Object.entries(adapters).find(([one]) => one === kind)?.[1]
  return known === undefined ? null : (((known.optionsSchema as { properties?: object }).properties ?? {}) as never)
}

/** Whether it is a secret. Throws `option-unknown` with what there is. */
const isSecret = (kind: string, name: string): boolean => {
  const options = optionsOf(kind)
  if (options === null) return false
  if (!Object.hasOwn(options, name))
    throw new CliError(
      exitCodes.usage,
      'option-unknown',
      `${kind} has no option ${name}: it has ${Object.keys(options).join(', ')}`
    )
  return options[name]!.writeOnly === true
}

/** Options of the adapter: open ones as they are written, secret ones from files, standard input or a question.
 * Throws `option-unknown`, `secret-in-arguments`. */
export const readOptions = async (
  io: Io,
  {
    kind,
    option,
    secret
  }: { readonly kind: string; readonly option?: readonly string[]; readonly secret?: readonly string[] }
): Promise<Readonly<Record<string, unknown>>> => {
  const read: Record<string, unknown> = {}
  for (const text of option ?? []) {
    const [name, value] = splitAtEquals(text)
    if (value === undefined)
      throw new CliError(exitCodes.usage, 'option-without-value', `--option ${name} needs =value`)
    // Every process of the machine can read the arguments of every other.
    if (isSecret(kind, name))
      throw new CliError(exitCodes.usage, 'secret-in-arguments', `give ${name} by --secret ${name}=FILE`)
    read[name] = valueFrom(value)
  }
  for (const text of secret ?? []) {
    const [name, file] = splitAtEquals(text)
    isSecret(kind, name)
    read[name] = await readSecret(io, name, `--secret ${name}=`, file)
  }
  return read
}
