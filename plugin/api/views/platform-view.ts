import { hourMs } from '../../durations.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { readSitePause } from '../../store/records/pause.ts'
import { requestsInside, requestsToCancel } from '../../store/records/requests.ts'
import type { Document } from '../../store/store.ts'
import type { ApiParts } from '../parts.ts'

/** What stands in the exclusive section of a platform, and whether it has been there for too long. */
const sectionOf = async ({ store }: ApiParts, { id, body }: Document<PlatformBody>, now: Date) => {
  const inside = (await requestsInside(store, id))[0]?.body
  if (inside === undefined || inside.section === null) return null
  const { sectionStuckMs } = resolvePolicy(body.kind, body.policy, leadingDemand(inside).origin)
  const { name, since } = inside.section
  return { name, request: inside.id, since, isStuck: Date.parse(since) + sectionStuckMs < now.getTime() }
}

const viewGateway = (gateway: PlatformBody['gateway']) => {
  if (gateway == null) return null
  const { mode, publicUrl, origins } = gateway
  return { mode, publicUrl, origins }
}

/** A platform as the API shows it: without secrets, and without what only Lethe counts by. */
export const viewPlatform = async (parts: ApiParts, platform: Document<PlatformBody>) => {
  const now = parts.clock.now()
  const { sealedSecrets: _, surprises, gateway, hints, lowered: __, recipients: ___, ...plain } = platform.body
  const recent = surprises.filter(({ at }) => Date.parse(at) > now.getTime() - hourMs)
  const section = await sectionOf(parts, platform, now)
  return {
    id: platform.id,
    ...plain,
    practice: plain.practice === true,
    everythingPaused: await readSitePause(parts.store),
    gateway: viewGateway(gateway),
    hints: hints == null ? null : { madeAt: hints.madeAt, by: hints.by },
    surprises: recent.length,
    section,
    cancelsWaiting: (await requestsToCancel(parts.store, platform.id)).length,
    watch: await parts.watch.status(platform.id)
  }
}
