import type { AccountStage } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { isBrakedRun, type LifecycleSettings, type LifecycleStep, type Remembered } from '../../erasure/lifecycle.ts'
import { addRun, changeLifecycle, changeRun, type LifecycleBody, type RunBody } from '../../store/records/lifecycles.ts'
import { pausedBy } from '../../store/records/pause.ts'
import type { ConnectedPlatform } from '../parts.ts'
import { type Looked, lookAtAccounts } from './look-at-accounts.ts'
import type { LifecycleParts } from './parts.ts'
import { type Touched, touch } from './touch.ts'

/** So many are touched between two writes of what is remembered. */
const atOnce = 20

const touches: readonly LifecycleStep[] = ['deactivate', 'delete']

const countBy = (texts: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}

/** What of a look is remembered: every account, and what it was told as long as that still stands. */
const remember = (
  { accounts, steps }: Looked,
  { remembered }: LifecycleBody,
  isOurs: ReadonlySet<string>
): LifecycleBody['remembered'] => {
  const stepOf = new Map(steps.map(({ account, step }) => [account.id, step]))
  const row = ({ id, stage, bornAt, expiresAt }: AccountStage): Remembered => {
    const before = remembered[id]?.bornAt === bornAt ? remembered[id] : undefined
    const warned = before?.warned ?? null
    // Used again, or with another date: what was told of it does not count any more.
    const stands =
      warned !== null && (warned.of === 'expiry' ? before!.expiresAt === expiresAt : stepOf.get(id) !== 'warn-expiry')
    return { stage, bornAt, expiresAt, warned: stands ? warned : null, isOurs: isOurs.has(id) }
  }
  return Object.fromEntries([...accounts.values()].map(account => [account.id, row(account)]))
}

const withTouched = (
  remembered: LifecycleBody['remembered'],
  done: readonly { readonly id: string; readonly step: LifecycleStep; readonly is: Touched }[],
  now: string
): LifecycleBody['remembered'] => {
  const after = { ...remembered }
  for (const { id, step, is } of done) {
    const one = after[id]!
    if (is === 'deactivated') after[id] = { ...one, stage: 'deactivated', isOurs: true }
    if (is === 'requested') after[id] = { ...one, isOurs: true }
    if (is === 'warned')
      after[id] = { ...one, warned: { of: step === 'warn-expiry' ? 'expiry' : 'deactivation', at: now } }
  }
  return after
}

/** Why a run does nothing that destroys; null when it may go on. */
const stopOf = (
  paused: string | null,
  looked: Looked,
  settings: LifecycleSettings,
  { released, liveSince }: Pick<LifecycleBody, 'released' | 'liveSince'>
): Pick<RunBody, 'state' | 'because'> | null => {
  if (paused !== null) return { state: 'stopped', because: paused }
  if (looked.isBesideOthers && !settings.goesOnBesideOthers) return { state: 'stopped', because: 'others-at-work' }
  const isIdle = looked.steps.every(({ step }) => step === 'none')
  if (released === null && (liveSince ?? null) === null && !isIdle) return { state: 'braked', because: 'first-run' }
  const touched = looked.steps.filter(({ step }) => touches.includes(step)).length
  const isBraked = released === null && isBrakedRun(touched, looked.accounts.size, settings.brakePercent)
  return isBraked ? { state: 'braked', because: 'brake' } : null
}

const planOf = ({ steps }: Looked): RunBody['planned'] =>
  countBy(steps.flatMap(({ step }) => (step === 'none' ? [] : [step])))

/** What a run would do with one account, and on which instant that rests; null: it is without activity. */
export interface PlannedStep {
  readonly key: string
  readonly step: Exclude<LifecycleStep, 'none'>
  readonly since: string | null
}

/** Each account that a rule speaks of, and on which instant that rests. */
const rowsOf = ({ steps, now }: Looked, { expiry }: LifecycleSettings): readonly PlannedStep[] =>
  steps
    .flatMap(({ account: { id: key, deactivatedAt, expiresAt }, step }): readonly PlannedStep[] => {
      if (step === 'none') return []
      if (step === 'delete') return [{ key, step, since: deactivatedAt }]
      const isByTerm = step === 'warn-expiry' || (expiry.isOn && expiresAt !== null && expiresAt <= now)
      return [{ key, step, since: isByTerm ? expiresAt : null }]
    })
    .sort((one, other) => (one.key < other.key ? -1 : 1))

/** What a run would do now. Changes nothing and tells nobody. */
export const planRun = async (
  parts: LifecycleParts,
  connected: ConnectedPlatform,
  body: LifecycleBody,
  settings: LifecycleSettings,
  signal: AbortSignal
) => {
  const looked = await lookAtAccounts(parts, connected, body, settings, signal)
  const paused = await pausedBy(parts.store, connected.body)
  const because = stopOf(paused, looked, settings, body)?.because ?? null
  const { accounts, findings } = looked
  return { accounts: accounts.size, planned: planOf(looked), rows: rowsOf(looked, settings), findings, because }
}

const begin = async (parts: LifecycleParts, platform: string): Promise<string> => {
  const id = parts.random.uuid()
  await addRun(parts, id, {
    platform,
    at: parts.clock.now().toISOString(),
    state: 'running',
    because: null,
    accounts: 0,
    planned: {},
    did: {},
    findings: [],
    candidates: [],
    releases: [],
    endedAt: null
  })
  return id
}

/**
 * One run: looks at every account once, and does one thing with each that a rule speaks of. Stops before it begins when
 * the platform is paused, when others deactivate or delete there, when it would be the first one to do anything, or when
 * it would touch too many. Broken off, it is `interrupted`; the next one finds at each account what was done. Answers the id of the run.
 */
export const runLifecycle = async (
  parts: LifecycleParts,
  connected: ConnectedPlatform,
  body: LifecycleBody & { readonly settings: LifecycleSettings; readonly setBy: string },
  signal: AbortSignal
): Promise<string> => {
  const { store, clock } = parts
  const { settings, released, setBy } = body
  const id = await begin(parts, connected.id)
  const end = (changes: Partial<RunBody>) =>
    changeRun(parts, id, run => ({ ...run, ...changes, endedAt: clock.now().toISOString() }))
  try {
    const looked = await lookAtAccounts(parts, connected, body, settings, signal)
    const stop = stopOf(await pausedBy(store, connected.body), looked, settings, body)
    const candidates = looked.steps.filter(({ step }) => touches.includes(step)).map(({ account }) => account.id)
    const { accounts, findings } = looked
    await changeRun(parts, id, run => ({ ...run, accounts: accounts.size, planned: planOf(looked), findings }))
    let remembered = remember(looked, body, new Set())
    // What others agreed to stands until a run goes on.
    const spent = stop === null ? { released: null } : {}
    await changeLifecycle(parts, connected.id, now => ({ ...now, remembered, ...spent }))
    if (stop !== null) {
      await end({ ...stop, candidates: stop.state === 'braked' ? candidates : [] })
      return id
    }
    const may = ({ account, step }: Looked['steps'][number]): boolean =>
      step !== 'none' && (released === null || !touches.includes(step) || released.includes(account.id))
    const todo = looked.steps.filter(may)
    const did: string[] = []
    for (let at = 0; at < todo.length && !signal.aborted; at += atOnce) {
      const done = []
      for (const { account, step } of todo.slice(at, at + atOnce)) {
        const { platform, id: platformId, body: registered } = connected
        const touching = { parts, run: id, platform, platformId, platformName: registered.name, account, signal }
        done.push({ id: account.id, step, is: await touch(touching, step, settings, setBy) })
      }
      remembered = withTouched(remembered, done, clock.now().toISOString())
      did.push(...done.map(({ is }) => is))
      await changeLifecycle(parts, connected.id, now => ({ ...now, remembered }))
      await changeRun(parts, id, run => ({ ...run, did: countBy(did) }))
    }
    await end(signal.aborted ? { state: 'interrupted', because: 'stopped' } : { state: 'done' })
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    await end(signal.aborted ? { state: 'interrupted', because: 'stopped' } : { state: 'failed', because: error.code })
  }
  return id
}
