import { dayMs } from '../../durations.ts'
import { originsOfApproval, type Speakers, strangers } from '../../erasure/demand/agreement.ts'
import { type Policy, resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { readWhoIsWho, whoMayHaveAsked } from '../../store/records/people/who-is-who.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'

const loweredCountsMs = 30 * dayMs

/** Who of those who spoke may be one human being, and who speaks of their own account: read only where it matters. */
export const speakersOf = async (
  { store, keys }: Pick<WorkParts, 'store' | 'keys'>,
  { body }: ConnectedPlatform,
  request: ErasureRequest
): Promise<Speakers> => {
  const { approvals, waivers, attestations, demands, platform, aliases } = request
  const agreeing = [...approvals, ...waivers, ...attestations].map(({ by }) => by)
  const lowering = (body.lowered ?? []).map(({ by }) => by)
  if (agreeing.length + lowering.length === 0) return strangers
  const who = await readWhoIsWho(store)
  const speaking = [...new Set([...agreeing, ...lowering])]
  const isOwnerOf = (hashes: readonly string[]) => (id: string) =>
    who.accountsOf(id, platform).some(value => hashes.includes(aliasOf(keys, platform, { kind: 'platform-id', value })))
  const named = await whoMayHaveAsked(
    store,
    demands.map(({ by }) => by)
  )
  const accounts = demands.flatMap(({ askedAs }) => askedAs ?? [])
  const requesters = [...named, ...speaking.filter(isOwnerOf(accounts))]
  // What is repeated after a restore was agreed to then, by whoever was there then.
  const isRepeated = demands.some(({ way }) => way === 'replay')
  return {
    humans: Object.fromEntries([...speaking, ...requesters].map(id => [id, who.humanOf(id)])),
    subjects: agreeing.filter(isOwnerOf(aliases)),
    requesters,
    shutOut: isRepeated ? [] : agreeing.filter(who.isShutOut)
  }
}

/**
 * How many must approve: by today's policy for the strictest of its demands, and for whoever lowered that number in the
 * last 30 days by what it had been, so that nobody lowers it for a request of their own.
 */
export const approvalsFor = (
  { body }: ConnectedPlatform,
  request: ErasureRequest,
  { humans, requesters: asked }: Speakers,
  now: string
): Policy['approvals'] => {
  const humanOf = (id: string): string => humans[id] ?? id
  const requesters = [...request.demands.map(({ by }) => by), ...asked].map(humanOf)
  const since = Date.parse(now) - loweredCountsMs
  const own = (body.lowered ?? []).filter(({ by, at }) => Date.parse(at) > since && requesters.includes(humanOf(by)))
  const numbers = originsOfApproval(request).flatMap(origin => [
    resolvePolicy(body.kind, body.policy, origin).approvals,
    ...own.map(({ was }) => was[origin] ?? 0)
  ])
  return Math.max(...numbers) as Policy['approvals']
}
