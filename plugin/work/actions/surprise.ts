import { hourMs } from '../../durations.ts'
import { later } from '../../erasure/decision.ts'
import { changePlatform } from '../../store/records/platforms/platforms.ts'
import type { Turn } from '../turn.ts'

const windowMs = hourMs
const stopsAt = 3

/**
 * An answer that breaks its contract: three from different requests within an hour stop the platform, because then it
 * is not the request that is odd.
 */
export const noteSurprise = async (
  { parts, connected }: Turn,
  request: string,
  code: string,
  now: string
): Promise<void> => {
  await changePlatform(parts.store, connected.id, body => {
    const recent = body.surprises.filter(({ at, request: other }) => other !== request && at > later(now, -windowMs))
    const surprises = [...recent, { request, at: now, code }]
    const paused =
      body.paused ?? (surprises.length >= stopsAt ? { at: now, by: 'lethe', because: 'three-surprises' } : null)
    return { ...body, surprises, paused }
  })
  parts.log.error({ request, platform: connected.id, code }, 'the platform answered out of contract')
}
