import { hourMs } from '../../durations.ts'
import { afterQuiet, usualQuiet } from '../../erasure/lifecycle.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import {
  changeLifecycle,
  changeRun,
  forgetRuns,
  type LifecycleTerms,
  listLifecycles,
  listRuns
} from '../../store/records/lifecycles.ts'
import type { Document } from '../../store/store.ts'
import { startRung } from '../rung.ts'
import type { LifecycleParts } from './parts.ts'
import { runLifecycle } from './run.ts'

const longestPauseMs = hourMs
/** What is due and could not be begun is tried again so much later. */
const faultPauseMs = 30_000

const isDue = ({ body }: Document<LifecycleTerms>, now: string): boolean =>
  body.settings?.isOn === true && body.setBy !== null && body.nextRunAt !== null && body.nextRunAt <= now

/** A run that a stop of the process broke off never ends by itself. */
const endBrokenOff = async (parts: LifecycleParts, platform: string): Promise<void> => {
  for (const { id, body } of await listRuns(parts, platform)) {
    if (body.state !== 'running') continue
    const endedAt = parts.clock.now().toISOString()
    await changeRun(parts, id, run => ({ ...run, state: 'interrupted', because: 'stopped', endedAt }))
  }
}

const runOne = async (parts: LifecycleParts, { id, body }: Document<LifecycleTerms>, signal: AbortSignal) => {
  const connected = await parts.platforms.get(id)
  const { settings, setBy } = body
  if (connected === null || connected.platform.lifecycle === undefined || settings === null || setBy === null) return
  const now = parts.clock.now().toISOString()
  const { timeZone } = resolvePolicy(connected.body.kind, connected.body.policy, 'lifecycle')
  const mayBeginAt = afterQuiet(settings.quiet === undefined ? usualQuiet : settings.quiet, timeZone, now)
  if (mayBeginAt > now) {
    await changeLifecycle(parts, id, known => ({ ...known, nextRunAt: mayBeginAt }))
    return
  }
  const nextRunAt = new Date(Date.parse(now) + settings.everyMs).toISOString()
  // Before it begins: a run that makes us fail is not begun again at once.
  const remembered = await changeLifecycle(parts, id, known => ({ ...known, nextRunAt }))
  await endBrokenOff(parts, id)
  await runLifecycle(parts, connected, { ...remembered, settings, setBy }, signal)
  await forgetRuns(parts, id)
}

/** Runs each platform's lifecycle when it is due, one after the other. Returns how to stop. */
export const startLifecycles = (parts: LifecycleParts): (() => Promise<void>) => {
  /** Runs what is due; answers how long nothing is. */
  const runDue = async (signal: AbortSignal): Promise<number> => {
    for (const one of await listLifecycles(parts.store)) {
      if (signal.aborted || !isDue(one, parts.clock.now().toISOString())) continue
      await runOne(parts, one, signal).catch(error => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'internal-fault'
        parts.log.error({ platform: one.id, code }, 'a lifecycle run failed')
      })
    }
    const next = (await listLifecycles(parts.store)).flatMap(({ body }) =>
      body.settings?.isOn === true && body.nextRunAt !== null ? [Date.parse(body.nextRunAt)] : []
    )
    const now = parts.clock.now().getTime()
    return Math.min(longestPauseMs, ...next.map(at => (at > now ? at - now : faultPauseMs)))
  }
  return startRung(parts, 'lifecycle', async signal => ({
    pauseMs: await runDue(signal).catch(() => longestPauseMs),
    isRung: true
  }))
}
