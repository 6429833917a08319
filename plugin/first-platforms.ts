import { readFile } from 'node:fs/promises'
import type { Clock } from './clock.ts'
import { ConfigError } from './config.ts'
import { Problem } from './errors.ts'
import type { Random } from './random.ts'
import { readJson } from './read-json.ts'
import { addPerson, addToken, getPerson, revokeToken } from './store/records/people/people.ts'
import type { Seals } from './store/records/seals.ts'
import { setHintSecret } from './store/records/sources/hint-secrets.ts'
import { addSource } from './store/records/sources/sources.ts'
import type { Store } from './store/store.ts'

type Fields = Readonly<Record<string, unknown>>

/** A platform as the file names it: the body of `addPlatform`, and what is set at a platform afterwards. */
export interface FirstPlatform {
  readonly name: string
  readonly kind: string
  readonly options: Fields
  readonly declarations?: Fields
  readonly policy?: Fields
  /** The body of `setPlatformGateway`, with the secret of the route. */
  readonly gateway?: Fields
  /** The secret in the address to which the platform posts hints. */
  readonly hints?: { readonly secret: string }
  /** The LMS itself sends webhooks, under this id and signed with this secret; demands alone unless types are named. */
  readonly source?: { readonly id: string; readonly secret: string; readonly types?: readonly string[] }
}

/** One call of our own API as the person whose token it is. */
type OwnCall = (
  token: string,
  call: { readonly method: 'GET' | 'POST' | 'PUT'; readonly url: string; readonly body?: unknown }
) => Promise<{ readonly status: number; readonly body: unknown }>

/** What the registration works with. */
export interface FirstPlatformsParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly random: Random
  readonly call: OwnCall
  readonly signToken: (token: string, person: string) => string
  /** Log lines, one JSON document each. */
  log(line: string): void
}

interface Registered extends Fields {
  readonly id: string
  readonly name: string
  readonly options: Fields
  readonly gateway?: Fields | null
  readonly hints?: unknown
}

/** Until somebody states otherwise nothing is taken for settled. */
const unstated = { invoicesIssued: true, graders: 'unknown', institutionProviders: [] }
/** Who acts for the file: a person like any other, who has a token only while the file is worked through. */
const actor = 'platforms-file'
const longestPauseMs = 5 * 60 * 1000
const tokenMs = 10 * 60 * 1000
const usualTypes = ['account.deletion.requested']

/**
 * Reads the file of LETHE_PLATFORMS_FILE: JSON, `{ "platforms": [ … ] }`. Throws `ConfigError`; what is said of each
 * platform is judged by the API when it is registered.
 */
export const readFirstPlatforms = async (file: string): Promise<readonly FirstPlatform[]> => {
  const isNamed = (one: unknown): one is FirstPlatform =>
    typeof one === 'object' && one !== null && typeof (one as FirstPlatform).name === 'string'
  const said = await readFile(file)
    .then(bytes => (readJson(bytes) as { readonly platforms?: unknown } | null)?.platforms)
    .catch(() => null)
  if (Array.isArray(said) && said.every(isNamed)) return said
  throw new ConfigError('LETHE_PLATFORMS_FILE', 'a file of JSON is needed, { "platforms": [ … ] }, each with its name')
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Names of the fields that stand otherwise in the file; secrets are never shown by the API and not compared. */
const differences = (wanted: FirstPlatform, is: Registered): string[] => {
  const of = (prefix: string, said: Fields = {}, stands: Fields = {}) =>
    Object.keys(said).flatMap(name =>
      name in stands && !isSame(said[name], stands[name]) ? [`${prefix}.${name}`] : []
    )
  return [...of('options', wanted.options, is.options), ...of('gateway', wanted.gateway, is.gateway ?? {})]
}

interface Refusal {
  readonly code?: string
  readonly detail?: string
  readonly faults?: readonly { readonly at: string }[]
}

/** A refusal by our own API. `isFinal`: the same call would be refused again. */
class Refused extends Error {
  readonly code: string
  readonly detail: string | null
  /** Where, as pointers into the platform of the file: what a field is called, never what it holds. */
  readonly faults: readonly string[]
  readonly isFinal: boolean

  constructor({ code, detail, faults = [] }: Refusal) {
    super(code)
    this.code = code ?? 'not-our-api'
    this.detail = detail ?? null
    this.faults = faults.map(({ at }) => at)
    this.isFinal = ['body-invalid', 'options-invalid', 'platform-name-taken'].includes(this.code)
  }
}

const registerOne = async (parts: FirstPlatformsParts, token: string, wanted: FirstPlatform): Promise<string[]> => {
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<unknown> => {
    const answer = await parts.call(token, { method, url, body })
    if (answer.status >= 300) throw new Refused(answer.body as Refusal)
    return answer.body
  }
  const { source, gateway, hints, declarations = unstated, ...body } = wanted
  const before = ((await ask('GET', '/platforms')) as readonly Registered[]).find(({ name }) => name === wanted.name)
  const platform = before ?? ((await ask('POST', '/platforms', { ...body, declarations })) as Registered)
  // Each for itself: the process may have ended in between.
  if (gateway !== undefined && !platform.gateway) await ask('PUT', `/platforms/${platform.id}/gateway`, gateway)
  const at = parts.clock.now().toISOString()
  const { store, keys: seals } = parts
  if (hints !== undefined && !platform.hints)
    await setHintSecret({ store, seals }, platform.id, hints.secret, { by: actor, at })
  if (source !== undefined && (await store.get('source', source.id)) === null) {
    const terms = {
      types: source.types ?? usualTypes,
      platforms: [platform.id],
      origins: ['platform'],
      standingMandate: false
    } as const
    const limits = { dailyCap: 1000, brakePerHour: 50 }
    await addSource({ ...parts, seals, at }, { name: wanted.name, ...terms, ...limits }, source)
  }
  return before === undefined ? [] : differences(wanted, before)
}

/** Does something with a token of the file's own person, which ends with it. */
const asOwnPerson = async <Answer>(
  { store, clock, random, signToken }: FirstPlatformsParts,
  act: (token: string) => Promise<Answer>
): Promise<Answer> => {
  const at = clock.now().toISOString()
  await getPerson(store, actor).catch(() =>
    addPerson(store, actor, { name: 'Platforms file', roles: ['administrator'], addedBy: null, isSystem: true, at })
  )
  const token = random.uuid()
  const expiresAt = new Date(Date.parse(at) + tokenMs).toISOString()
  const kind = 'machine'
  await addToken(store, token, {
    person: actor,
    label: 'platforms file',
    kind,
    createdAt: at,
    expiresAt,
    revokedAt: null
  })
  try {
    return await act(signToken(token, actor))
  } finally {
    await revokeToken(store, token, clock.now().toISOString())
  }
}

/**
 * Registers the platforms of the file whose names are not there yet, and leaves alone those that are; where one stands
 * otherwise, the names of the fields are logged. A platform that does not answer yet, or does not know our account yet,
 * is asked again: it starts at the same time as we do. Returns how to stop.
 */
export const registerFirstPlatforms = (
  parts: FirstPlatformsParts,
  platforms: readonly FirstPlatform[]
): (() => Promise<void>) => {
  const stopping = new AbortController()
  const log = (msg: string, line: Fields) =>
    parts.log(`${JSON.stringify({ level: 30, time: parts.clock.now().getTime(), msg, ...line })}\n`)
  const register = async (wanted: FirstPlatform, place: number): Promise<void> => {
    for (let pauseMs = 2000; !stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const differing = await parts.store.exclusive('platforms-file', () =>
          asOwnPerson(parts, token => registerOne(parts, token, wanted))
        )
        return log('a platform of the file is registered', { place, differing })
      } catch (error) {
        const code = error instanceof Refused || error instanceof Problem ? error.code : 'internal-fault'
        const isFinal = error instanceof Refused && error.isFinal
        const detail = error instanceof Refused ? error.detail : null
        const faults = error instanceof Refused ? error.faults : []
        log('a platform of the file is not registered', { place, code, detail, faults, isFinal })
        if (isFinal) return
      }
      await parts.clock.sleep(pauseMs, stopping.signal).catch(() => {})
    }
  }
  const running = Promise.all(platforms.map(register))
  return async () => {
    stopping.abort()
    await running
  }
}
