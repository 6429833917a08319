import type { Cast, CastPlatform } from './cast.ts'
import { type Call, createClient, type Source } from './client.ts'
import { letIn } from './colleagues.ts'
import { CastError } from './read-cast.ts'
import type { Stage } from './stage.ts'

/** What the sidecar was told before the first demand. */
export interface SetUp {
  /** Calls as the first person, made at the first start. */
  readonly call: Call
  /** Calls as a second one, who may agree to what the first may not agree to alone. */
  readonly callSecond: Call
  readonly platforms: ReadonlyMap<string, string>
  readonly sources: ReadonlyMap<string, Source>
}

/**
 * Registers platforms with declarations and policies, adds sources and a second person, all over the API.
 * @throws CastError when a registration found something that stops erasures
 */
export async function setUp(cast: Cast, stage: Stage): Promise<SetUp> {
  const call = createClient(stage.address, stage.token)
  const platforms = new Map<string, string>()
  for (const platform of cast.platforms) platforms.set(platform.name, await register(call, platform, stage))
  const sources = new Map<string, Source>()
  for (const { platform, ...source } of cast.sources) {
    const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
      ...source,
      platforms: [platforms.get(platform)]
    })
    if ((source.origins as readonly string[]).includes('identity-manager'))
      await call('POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
    sources.set(source.name as string, { id: made.source.id, secret: made.secret })
  }
  const callSecond = await letIn(() => stage.address, call, [...platforms.values()], { name: 'Second officer' })
  return { call, callSecond, platforms, sources }
}

interface Registered {
  readonly id: string
  readonly registration: { readonly problems: readonly { readonly code: string; readonly fix: string }[] }
}

async function register(call: Call, { name, kind, options, ...rest }: CastPlatform, stage: Stage): Promise<string> {
  const { declarations, policy } = rest
  const address = stage.sandboxes.get(name)!
  const addresses = kind === 'openolat' ? { baseUrl: `${address}/olat` } : { baseUrl: address, studioUrl: address }
  const body = { kind, name, options: { ...addresses, ...options }, declarations, policy }
  const { id, registration } = await call<Registered>('POST', '/platforms', body)
  const [problem] = registration.problems
  if (problem !== undefined) throw new CastError(`${name} cannot erase: ${problem.code}: ${problem.fix}`)
  return id
}
