import type { LifecycleSettings, LifecycleStep, Remembered } from '../../erasure/lifecycle.ts'
import { Problem } from '../../errors.ts'
import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { changeKnown, filed, getKnown } from './change.ts'

/** What a site decided about the life of accounts on one platform, and what the last run remembers: keys only. */
export interface LifecycleBody {
  readonly settings: LifecycleSettings | null
  /** Who set it: the one who demands what a run demands. */
  readonly setBy: string | null
  /** Accounts without activity, as a list said; it holds for a month. */
  readonly inactive: { readonly keys: readonly string[]; readonly at: string; readonly by: string } | null
  readonly nextRunAt: string | null
  /** Since when people let runs do what they say; absent or null: a run that would do something is a dry one. */
  readonly liveSince?: string | null
  /** The next run may touch these, whatever the brake says. */
  readonly released: readonly string[] | null
  readonly remembered: Readonly<Record<string, Remembered>>
}

/** One look at every account of a platform, and what was done. It names nobody. */
export interface RunBody {
  readonly platform: string
  readonly at: string
  readonly state: 'running' | 'done' | 'braked' | 'stopped' | 'failed' | 'interrupted'
  /** Code of why it did not do everything; null when it did. */
  readonly because: string | null
  readonly accounts: number
  readonly planned: Readonly<Partial<Record<LifecycleStep, number>>>
  readonly did: Readonly<Record<string, number>>
  readonly findings: readonly { readonly code: string; readonly count: number }[]
  /** Whom a braked run would have touched, until it is released or the next run begins. */
  readonly candidates: readonly string[]
  readonly releases: readonly { readonly by: string; readonly at: string }[]
  readonly endedAt: string | null
}

const empty: LifecycleBody = {
  settings: null,
  setBy: null,
  inactive: null,
  nextRunAt: null,
  released: null,
  remembered: {}
}

const entryOf = (body: LifecycleBody) => filed(body)

/** What is set and remembered of a platform; everything off when nothing was ever set. */
export const readLifecycle = async (store: Store, platform: string): Promise<LifecycleBody> =>
  (await store.get<LifecycleBody>('lifecycle', platform))?.body ?? empty

/** How many accounts the last look at all of them has seen on a platform; null when nobody ever looked. */
export const accountsKnown = async (store: Store, platform: string): Promise<number | null> => {
  const known = Object.keys((await readLifecycle(store, platform)).remembered).length
  return known === 0 ? null : known
}

/** Every platform of which something is set. */
export const listLifecycles = (store: Store): Promise<readonly Document<LifecycleBody>[]> =>
  store.query<LifecycleBody>('lifecycle', { all: true })

/** Changes what is set and remembered of a platform. */
export const changeLifecycle = async (
  store: Store,
  platform: string,
  change: (body: LifecycleBody) => LifecycleBody
): Promise<LifecycleBody> => {
  try {
    await store.put('lifecycle', platform, entryOf(empty), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
  const changed = await changeKnown<LifecycleBody>(
    store,
    { kind: 'lifecycle', id: platform, unknown: 'platform-unknown' },
    ({ body }) => entryOf(change(body))
  )
  return changed.body
}

const runEntry = (body: RunBody) => filed(body, [`runs-of:${body.platform}`])

/** Stores a run under a new id. */
export const addRun = async (store: Store, id: string, body: RunBody): Promise<void> => {
  await store.put('run', id, runEntry(body), { expected: 0 })
}

/** Changes a run. Throws `run-unknown`, or what `change` throws. */
export const changeRun = (store: Store, id: string, change: (body: RunBody) => RunBody): Promise<Document<RunBody>> =>
  changeKnown<RunBody>(store, { kind: 'run', id, unknown: 'run-unknown' }, ({ body }) => runEntry(change(body)))

/** One run. Throws `run-unknown`. */
export const getRun = (store: Store, id: string): Promise<Document<RunBody>> =>
  getKnown<RunBody>(store, 'run', id, 'run-unknown')

/** The runs of a platform, the youngest first. */
export const listRuns = async (store: Store, platform: string): Promise<readonly Document<RunBody>[]> => {
  const runs = await store.query<RunBody>('run', { key: `runs-of:${platform}` })
  return [...runs].sort((one, other) => other.body.at.localeCompare(one.body.at))
}

const runsKept = 400

/** Forgets the oldest runs of a platform, over a year of nightly ones. */
export const forgetRuns = async (store: Store, platform: string): Promise<void> => {
  for (const { id, revision } of (await listRuns(store, platform)).slice(runsKept))
    await store.remove('run', id, revision)
}

/** Somebody agrees that a braked run goes on. Throws `run-unknown`, `not-braked`, `brake-agreed`. */
export const agreeToRun = (store: Store, id: string, agreed: RunBody['releases'][number]): Promise<Document<RunBody>> =>
  changeRun(store, id, body => {
    if (body.state !== 'braked') throw new Problem('not-braked')
    if (body.releases.some(({ by }) => by === agreed.by)) throw new Problem('brake-agreed')
    return { ...body, releases: [...body.releases, agreed] }
  })
