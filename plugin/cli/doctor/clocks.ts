import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, warns } from './finding.ts'

type Platform = components['schemas']['Platform']

const driftLimitMs = 2_000
/** The Date header counts whole seconds (RFC 9110, 5.6.7). */
const resolutionMs = 1_000

const driftOf = async ({ io }: Context, { baseUrl }: Platform): Promise<number | null> => {
  const before = io.clock.now().getTime()
  const theirs = Date.parse((await io.reach?.(baseUrl))?.date ?? '')
  const after = io.clock.now().getTime()
  if (Number.isNaN(theirs)) return null
  // Wherever between asking and answering it was read, it was read in that second.
  return Math.max(0, before - (theirs + resolutionMs), theirs - after)
}

/** How far the clocks of the platforms are from ours. What cannot be reached from here is passed over. */
export const checkPlatformClocks = async (context: Context, all: readonly Platform[]): Promise<readonly Finding[]> => {
  const drifts = await Promise.all(all.map(async one => ({ name: one.name, drift: await driftOf(context, one) })))
  return drifts.flatMap(({ name, drift }) => {
    if (drift === null) return []
    const about = `${name}: ${(drift / 1000).toFixed(1)} s apart`
    if (drift <= driftLimitMs) return [fine('platform-clock-agrees', about)]
    return [
      warns(
        'platform-clock-drifts',
        about,
        'let both machines keep their time by NTP: deadlines and retirements are compared'
      )
    ]
  })
}
