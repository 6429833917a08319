import { type CastDemand, type CastPerson, identifiersOf } from './cast.ts'
import { type Call, sendSigned } from './client.ts'
import type { SetUp } from './set-up.ts'

/** What our API says of a request, as far as the demo shows it. */
export interface Summary {
  readonly id: string
  readonly state: string
  readonly blockers: readonly { readonly code: string; readonly whoCanFix: string }[]
}

/** One of the cast with what became of the demands. */
export interface Part {
  readonly person: CastPerson
  /** Ids of requests. */
  readonly requests: string[]
  /** Newest first reading of each of them. */
  summaries: readonly Summary[]
  readonly said: Set<string>
}

/** Begins a part: a hold where there is one, then every demand, each a signed delivery over HTTP. */
export async function beginPart({ person, requests }: Part, address: string, site: SetUp): Promise<void> {
  const platform = site.platforms.get(person.platform)!
  const identifiers = identifiersOf(person)
  if (person.hold)
    await site.call('POST', '/holds', { platform, identifiers, ground: { article: '17(3)', letter: 'e' } })
  for (const demand of person.demands) {
    const data = dataOf(demand, platform, identifiers)
    const request = await sendSigned(address, site.sources.get(demand.source)!, 'account.deletion.requested', data)
    if (request !== null) requests.push(request)
  }
}

/** Says what the part has to say where it stands now: take back in the cool-off, agree when asked. */
export async function react(part: Part, address: string, site: SetUp): Promise<void> {
  const { person, said } = part
  const source = site.sources.get(person.demands[0]?.source ?? '')
  for (const { id, state } of part.summaries) {
    if (person.withdraw && state === 'cooling-off' && !said.has(id) && source !== undefined) {
      said.add(id)
      const subject = { identifiers: identifiersOf(person) }
      const data = { platform: site.platforms.get(person.platform), subject }
      await sendSigned(address, source, 'account.deletion.withdrawn', data)
    }
    if (person.approve && state === 'awaiting-approval') await approve(id, said, site.callSecond)
  }
}

/** Whether the part stands where it is to end. */
export function isThere({ person, summaries }: Part): boolean {
  return statesOf(summaries).join() === person.expected.states.join()
}

/** States in alphabetical order. */
export const statesOf = (summaries: readonly Summary[]): readonly string[] => summaries.map(({ state }) => state).sort()

async function approve(id: string, said: Set<string>, call: Call): Promise<void> {
  const { fingerprint } = await call<{ fingerprint: string | null }>('GET', `/requests/${id}`)
  if (fingerprint === null || said.has(fingerprint)) return
  said.add(fingerprint)
  await call('POST', `/requests/${id}/approve`, { fingerprint })
}

function dataOf(
  { origin, proof = 'fresh-sign-in', mandate, acknowledged }: CastDemand,
  platform: string,
  identifiers: object
) {
  const receivedAt = new Date().toISOString()
  return {
    platform,
    subject: { identifiers },
    origin: origin ?? 'self',
    ground: { article: '17(1)', letter: 'b' },
    receivedAt,
    ...(proof !== null && { proof: { kind: proof, at: receivedAt } }),
    ...(mandate !== undefined && { mandate }),
    acknowledged: acknowledged ?? true
  }
}
