import type { LifecycleSettings, LifecycleStep, Remembered } from '../../erasure/lifecycle.ts'
import { Problem } from '../../errors.ts'
import type { Document, Expected, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { changeKnown, filed, getKnown } from './change.ts'
import { type ListParts, openList, sealList } from './lists/sealed-list.ts'

/** What a site decided about the life of accounts on one platform, and what the last run remembers: keys only, sealed at rest. */
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

/** What of it names accounts. */
type Named = Pick<LifecycleBody, 'inactive' | 'released' | 'remembered'>

/** What is decided about a platform: it names nobody. */
export type LifecycleTerms = Omit<LifecycleBody, keyof Named>

/** As it is stored: what names accounts lies sealed, or in the open as an earlier version wrote it. */
type StoredLifecycle = LifecycleTerms & Partial<Named> & { readonly accounts?: number; readonly sealed?: string }

const entryOf = ({ keys }: ListParts, id: string, { inactive, released, remembered, ...terms }: LifecycleBody) => {
  const named: Named = { inactive, released, remembered }
  const accounts = Object.keys(remembered).length
  return filed<StoredLifecycle>({ ...terms, accounts, sealed: sealList(keys, 'lifecycle', id, named) })
}

/** Who cannot be remembered any more was never seen: the next run that would do something is a dry one again. */
const opened = ({ keys }: ListParts, id: string, stored: StoredLifecycle): LifecycleBody => {
  const { sealed, accounts: _, inactive = null, released = null, remembered = {}, ...terms } = stored
  if (sealed === undefined) return { ...terms, inactive, released, remembered }
  const named = openList<Named>(keys, 'lifecycle', id, sealed)
  if (named !== null) return { ...terms, ...named }
  return { ...terms, liveSince: null, inactive: null, released: null, remembered: {} }
}

/** What is set and remembered of a platform; everything off when nothing was ever set. */
export const readLifecycle = async (parts: ListParts, platform: string): Promise<LifecycleBody> => {
  const known = await parts.store.get<StoredLifecycle>('lifecycle', platform)
  return known === null ? empty : opened(parts, platform, known.body)
}

/** How many accounts the last look at all of them has seen on a platform; null when nobody ever looked. */
export const accountsKnown = async (store: Store, platform: string): Promise<number | null> => {
  const known = await store.look<StoredLifecycle>('lifecycle', platform)
  const { remembered = {}, accounts = Object.keys(remembered).length } = known?.body ?? {}
  return accounts === 0 ? null : accounts
}

/** Every platform of which something is set, without what is remembered there. */
export const listLifecycles = (store: Store): Promise<readonly Document<LifecycleTerms>[]> =>
  store.query<LifecycleTerms>('lifecycle', { all: true })

/** Changes what is set and remembered of a platform; answers what then stands. */
export const changeLifecycle = async (
  parts: ListParts,
  platform: string,
  change: (body: LifecycleBody) => LifecycleBody
): Promise<LifecycleBody> => {
  const { store } = parts
  try {
    await store.put('lifecycle', platform, entryOf(parts, platform, empty), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
  let after = empty
  await changeKnown<StoredLifecycle>(
    store,
    { kind: 'lifecycle', id: platform, unknown: 'platform-unknown' },
    ({ body }) => {
      after = change(opened(parts, platform, body))
      return entryOf(parts, platform, after)
    }
  )
  return after
}

/** As it is stored: whom it would have touched lies sealed, or in the open as an earlier version wrote it. */
type StoredRun = Omit<RunBody, 'candidates'> &
  Partial<Pick<RunBody, 'candidates'>> & { readonly sealed?: string | null }

const runEntry = ({ keys }: ListParts, id: string, { candidates, ...body }: RunBody) => {
  const sealed = candidates.length === 0 ? null : sealList(keys, 'run', id, candidates)
  return filed<StoredRun>({ ...body, sealed }, [`runs-of:${body.platform}`])
}

/** A braked run whose candidates can be opened no more cannot be released: nobody could say whom it is about. */
const openedRun = ({ keys }: ListParts, { id, body: stored, ...rest }: Document<StoredRun>): Document<RunBody> => {
  const { sealed = null, candidates = [], ...body } = stored
  const named = sealed === null ? candidates : openList<readonly string[]>(keys, 'run', id, sealed)
  const isLost = named === null && body.state === 'braked'
  const ended = isLost ? ({ state: 'interrupted', because: 'candidates-unreadable' } as const) : {}
  return { id, ...rest, body: { ...body, ...ended, candidates: named ?? [] } }
}

/** Stores a run under a new id. */
export const addRun = async (parts: ListParts, id: string, body: RunBody): Promise<void> => {
  await parts.store.put('run', id, runEntry(parts, id, body), { expected: 0 })
}

/** Changes a run. Throws `run-unknown`, or what `change` throws. */
export const changeRun = async (
  parts: ListParts,
  id: string,
  change: (body: RunBody) => RunBody
): Promise<Document<RunBody>> => {
  const changed = await changeKnown<StoredRun>(parts.store, { kind: 'run', id, unknown: 'run-unknown' }, document =>
    runEntry(parts, id, change(openedRun(parts, document).body))
  )
  return openedRun(parts, changed)
}

/**
 * Has the store say that another document is as it was read. It says so only with a write, so the run is written as it is:
 * nothing of it changes but its revision. Throws `expectation-failed`, `run-unknown`.
 */
export const demandUnchanged = async ({ store }: ListParts, id: string, expects: Expected): Promise<void> => {
  await changeKnown<StoredRun>(store, { kind: 'run', id, unknown: 'run-unknown' }, () => ({}), { expects })
}

/** One run. Throws `run-unknown`. */
export const getRun = async (parts: ListParts, id: string): Promise<Document<RunBody>> =>
  openedRun(parts, await getKnown<StoredRun>(parts.store, 'run', id, 'run-unknown'))

/** The runs of a platform, the youngest first. */
export const listRuns = async (parts: ListParts, platform: string): Promise<readonly Document<RunBody>[]> => {
  const runs = await parts.store.query<StoredRun>('run', { key: `runs-of:${platform}` })
  return runs.map(run => openedRun(parts, run)).sort((one, other) => other.body.at.localeCompare(one.body.at))
}

const runsKept = 400

/** Forgets the oldest runs of a platform, over a year of nightly ones. */
export const forgetRuns = async (parts: ListParts, platform: string): Promise<void> => {
  for (const { id, revision } of (await listRuns(parts, platform)).slice(runsKept))
    await parts.store.remove('run', id, revision)
}

/** Refuses an agreement to a run that waits for none, or of somebody who agreed. Throws `not-braked`, `brake-agreed`. */
export const refuseAgreed = ({ state, releases }: RunBody, person: string): void => {
  if (state !== 'braked') throw new Problem('not-braked')
  if (releases.some(({ by }) => by === person)) throw new Problem('brake-agreed')
}

/** Somebody agrees that a braked run goes on. Throws `run-unknown`, `not-braked`, `brake-agreed`. */
export const agreeToRun = (
  parts: ListParts,
  id: string,
  agreed: RunBody['releases'][number]
): Promise<Document<RunBody>> =>
  changeRun(parts, id, body => {
    refuseAgreed(body, agreed.by)
    return { ...body, releases: [...body.releases, agreed] }
  })
