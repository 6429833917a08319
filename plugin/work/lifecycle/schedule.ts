import { afterQuiet, usualQuiet } from '../../erasure/lifecycle.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import {
  changeLifecycle,
  changeRun,
  forgetRuns,
  type LifecycleBody,
  listLifecycles,
  listRuns
} from '../../store/records/lifecycles.ts'
import type { Document } from '../../store/store.ts'
import type { LifecycleParts } from './parts.ts'
import { runLifecycle } from './run.ts'

const longestPauseMs = 60 * 60 * 1000

const isDue = ({ body }: Document<LifecycleBody>, now: string): boolean =>
  body.settings?.isOn === true && body.setBy !== null && body.nextRunAt !== null && body.nextRunAt <= now

/** A run that a stop of the process broke off never ends by itself. */
const endBrokenOff = async ({ store, clock }: LifecycleParts, platform: string): Promise<void> => {
  for (const { id, body } of await listRuns(store, platform)) {
    if (body.state !== 'running') continue
    const endedAt = clock.now().toISOString()
    await changeRun(store, id, run => ({ ...run, state: 'interrupted', because: 'stopped', endedAt }))
  }
}

const runOne = async (parts: LifecycleParts, { id, body }: Document<LifecycleBody>, signal: AbortSignal) => {
  const connected = await parts.platforms.get(id)
  const { settings, setBy } = body
  if (connected === null || connected.platform.lifecycle === undefined || settings === null || setBy === null) return
  const now = parts.clock.now().toISOString()
  const { timeZone } = resolvePolicy(connected.body.kind, connected.body.policy, 'lifecycle')
  const mayBeginAt = afterQuiet(settings.quiet === undefined ? usualQuiet : settings.quiet, timeZone, now)
  if (mayBeginAt > now) {
    await changeLifecycle(parts.store, id, known => ({ ...known, nextRunAt: mayBeginAt }))
    return
  }
  const nextRunAt = new Date(Date.parse(now) + settings.everyMs).toISOString()
  // Before it begins: a run that makes us fail is not begun again at once.
  await changeLifecycle(parts.store, id, known => ({ ...known, nextRunAt }))
  await endBrokenOff(parts, id)
  await runLifecycle(parts, connected, { ...body, settings, setBy }, signal)
  await forgetRuns(parts.store, id)
}

/** Runs each platform's lifecycle when it is due, one after the other. Returns how to stop. */
export const startLifecycles = (parts: LifecycleParts): (() => Promise<void>) => {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  let bell = Promise.withResolvers<void>()
  const unlisten = parts.store.onChange(kind => {
    if (kind === 'lifecycle') bell.resolve()
  })
  /** Runs what is due; answers how long nothing is. */
  const runDue = async (): Promise<number> => {
    for (const one of await listLifecycles(parts.store)) {
      if (stopping.signal.aborted || !isDue(one, parts.clock.now().toISOString())) continue
      await runOne(parts, one, stopping.signal).catch(error => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'internal-fault'
        parts.log.error({ platform: one.id, code }, 'a lifecycle run failed')
      })
    }
    const next = (await listLifecycles(parts.store)).flatMap(({ body }) =>
      body.settings?.isOn === true && body.nextRunAt !== null ? [Date.parse(body.nextRunAt)] : []
    )
    return Math.min(longestPauseMs, ...next.map(at => Math.max(1, at - parts.clock.now().getTime())))
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers()
      const pauseMs = await runDue().catch(() => longestPauseMs)
      const timer = new AbortController()
      await Promise.race([bell.promise, stopped.promise, parts.clock.sleep(pauseMs, timer.signal).catch(() => {})])
      timer.abort()
    }
  }
  const running = run()
  return () => {
    stopping.abort()
    stopped.resolve()
    unlisten()
    return running
  }
}
