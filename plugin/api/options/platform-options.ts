import type { ErrorObject } from 'ajv/dist/2020.js'
import type { PlatformKind, Registration } from '../../../adapters/contract.ts'
import { createAjv, faultsOf } from '../../document.ts'
import { type Fault, Problem } from '../../errors.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { ApiParts } from '../parts.ts'

type Options = Readonly<Record<string, unknown>>
type Parts = Pick<ApiParts, 'kinds'> & { readonly keys: Seals }

interface OptionSchema {
  readonly writeOnly?: boolean
  readonly format?: string
}

const namesOf = (parts: Parts, kind: PlatformKind, is: (schema: OptionSchema) => boolean): readonly string[] => {
  const { properties = {} } = parts.kinds.optionsSchema(kind) as { properties?: Record<string, OptionSchema> }
  return Object.entries(properties).flatMap(([name, schema]) => (is(schema) ? [name] : []))
}

/** Addresses are stored and shown in the open, so none may carry a user, a password or a query. */
export const isPlainAddress = (text: unknown): boolean => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}${url.pathname}`
}

/** A name as a part of a JSON pointer (RFC 6901, section 3): whoever asks chooses the names of what is unknown. */
const pointerTo = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** What is missing or unknown is named itself, and not what it is missing from. */
const faultsNamed = (errors: readonly ErrorObject[]): readonly Fault[] =>
  faultsOf(errors).map(({ at, because }, place) => {
    const { missingProperty, additionalProperty } = errors[place]!.params as Readonly<Record<string, string>>
    const name = missingProperty ?? additionalProperty
    return { at: name === undefined ? at : `${at === '/' ? '' : at}${pointerTo(name)}`, because }
  })

/** Holds the options against the schema of the adapter. Throws `options-invalid` with places and rules, never values. */
export const checkOptions = (parts: Parts, kind: PlatformKind, options: Options): void => {
  const isValid = createAjv().compile(parts.kinds.optionsSchema(kind))
  if (!isValid(options)) throw new Problem('options-invalid', { faults: faultsNamed(isValid.errors ?? []) })
  const addresses = namesOf(parts, kind, ({ format }) => format === 'uri').filter(name => options[name] !== undefined)
  const faults = addresses
    .filter(name => !isPlainAddress(options[name]))
    .map(name => ({ at: pointerTo(name), because: 'must be http or https with host and path alone' }))
  if (faults.length > 0) throw new Problem('options-invalid', { faults })
}

/** Options to be stored in the open, and those marked `writeOnly`, sealed together. */
export const splitSecrets = (
  parts: Parts,
  id: string,
  kind: PlatformKind,
  options: Options
): { plain: Options; sealed: string } => {
  const secret = new Set(namesOf(parts, kind, ({ writeOnly }) => writeOnly === true))
  const pick = (isSecret: boolean): Options =>
    Object.fromEntries(Object.entries(options).filter(([name]) => secret.has(name) === isSecret))
  return { plain: pick(false), sealed: parts.keys.sealSecret(`platform:${id}`, JSON.stringify(pick(true))) }
}

/** All options of a stored platform, its secrets opened. */
export const joinSecrets = ({ keys }: { readonly keys: Seals }, id: string, body: PlatformBody): Options => ({
  ...body.options,
  ...(JSON.parse(keys.openSecret(`platform:${id}`, body.sealedSecrets)) as Options)
})

/**
 * Calls the platform over a connection of its own and finds out what can be done there.
 * @param id of a platform that is registered already: what was kept for it is read; null: it is new
 */
export const probe = async (
  parts: Pick<ApiParts, 'kinds'>,
  { id, kind }: { readonly id: string | null; readonly kind: PlatformKind },
  options: Options,
  signal: AbortSignal
): Promise<Registration> => {
  const platform = parts.kinds.connect(kind, options, id)
  try {
    return await platform.register(signal)
  } finally {
    await platform.close()
  }
}
