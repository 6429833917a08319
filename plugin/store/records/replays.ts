import type { FoundAgain } from '../../erasure/replay.ts'
import { Problem } from '../../errors.ts'
import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { changeKnown, filed, getKnown } from './change.ts'
import type { Seals } from './seals.ts'

/** What became of an account that came back: a request of its own, one that was open already, or what it was by then. */
export interface Repeated {
  readonly is: 'requested' | 'already-open' | Exclude<FoundAgain, 'came-back'>
  readonly request: string | null
}

/** One ended request, and what was found of whom it erased. It names nobody. */
export interface ReplayRow {
  readonly request: string
  readonly is: FoundAgain
  /** Code of why it cannot be told. */
  readonly because: string | null
  /** What was done about it after the release; null: nothing yet. */
  readonly again: Repeated | null
}

/** Why nothing is done about a list. */
export type DropReason = 'not-restored' | 'times-wrong' | 'erased-otherwise' | 'kept-on-purpose'

/** A restore of a platform that somebody announced, and what follows from it. */
export interface ReplayBody {
  readonly platform: string
  /** The person or source who announced it. */
  readonly by: string
  readonly announcedAt: string
  readonly snapshotAt: string
  readonly restoredAt: string
  /** `looking`: the platform is being read. Nothing is done before `running`. */
  readonly state: 'looking' | 'awaiting-release' | 'running' | 'done' | 'dropped'
  /** Code of why it does not go on by itself; null when it does. */
  readonly because: string | null
  /** When the list was drawn last. */
  readonly lookedAt: string | null
  readonly rows: readonly ReplayRow[]
  /** From the snapshot until then nobody knows who was erased: the vault forgets sooner than the backup is old. */
  readonly unknownUntil: string | null
  /** Open requests that were told to read again what they had done. */
  readonly told: number
  readonly releases: readonly { readonly by: string; readonly at: string }[]
  readonly droppedBy: string | null
  /** Null also in replays that were dropped before it was asked. */
  readonly droppedBecause: DropReason | null
  readonly endedAt: string | null
}

/** A replay as the store hands it out. */
export type ReplayDocument = Document<ReplayBody>

/** What somebody says of a restore. Instants in ISO 8601. */
export type Announced = Pick<ReplayBody, 'platform' | 'by' | 'snapshotAt' | 'restoredAt'>

const entryOf = (body: ReplayBody) => filed(body, [`replay-state:${body.state}`])

const spell = (instant: string): string => new Date(instant).toISOString()

/**
 * Stores what was announced; the same restore announced again is the same replay. Throws `restore-times-wrong` for a
 * snapshot that is not older than the restore, or a restore that lies ahead.
 */
export const announceReplay = async (
  store: Store,
  seals: Seals,
  said: Announced,
  announcedAt: string
): Promise<ReplayDocument> => {
  const [snapshotAt, restoredAt] = [spell(said.snapshotAt), spell(said.restoredAt)]
  if (snapshotAt >= restoredAt || restoredAt > announcedAt) throw new Problem('restore-times-wrong')
  const hash = seals.hashForIndex('replay', JSON.stringify([said.platform, snapshotAt, restoredAt]))
  const id = `replay-${hash.slice(0, 24)}`
  const body: ReplayBody = {
    ...said,
    snapshotAt,
    restoredAt,
    announcedAt,
    state: 'looking',
    because: null,
    lookedAt: null,
    rows: [],
    unknownUntil: null,
    told: 0,
    releases: [],
    droppedBy: null,
    droppedBecause: null,
    endedAt: null
  }
  try {
    await store.put('replay', id, entryOf(body), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
  return getReplay(store, id)
}

/** One replay. Throws `replay-unknown`. */
export const getReplay = (store: Store, id: string): Promise<ReplayDocument> =>
  getKnown<ReplayBody>(store, 'replay', id, 'replay-unknown')

/** All replays, the youngest first. */
export const listReplays = async (store: Store): Promise<readonly ReplayDocument[]> => {
  const all = await store.query<ReplayBody>('replay', { all: true })
  return [...all].sort((one, other) => other.body.announcedAt.localeCompare(one.body.announcedAt))
}

/** Those that the worker has something to do for. */
export const movingReplays = async (store: Store): Promise<readonly ReplayDocument[]> => [
  ...(await store.query<ReplayBody>('replay', { key: 'replay-state:looking' })),
  ...(await store.query<ReplayBody>('replay', { key: 'replay-state:running' }))
]

/** Changes a replay. Throws `replay-unknown`, or what `change` throws. */
export const changeReplay = (
  store: Store,
  id: string,
  change: (body: ReplayBody) => ReplayBody
): Promise<ReplayDocument> =>
  changeKnown<ReplayBody>(store, { kind: 'replay', id, unknown: 'replay-unknown' }, ({ body }) => entryOf(change(body)))

/** A person agrees to the list as it stands. Each counts once. Throws `replay-not-waiting`, `brake-agreed`. */
export const agreeToReplay = (
  store: Store,
  id: string,
  agreed: ReplayBody['releases'][number]
): Promise<ReplayDocument> =>
  changeReplay(store, id, body => {
    if (body.state !== 'awaiting-release') throw new Problem('replay-not-waiting')
    if (body.releases.some(({ by }) => by === agreed.by)) throw new Problem('brake-agreed')
    return { ...body, releases: [...body.releases, agreed] }
  })

/** Lets the list run, once enough people have agreed. */
export const letReplayRun = (store: Store, id: string): Promise<ReplayDocument> =>
  changeReplay(store, id, body => (body.state === 'awaiting-release' ? { ...body, state: 'running' } : body))

/** Whether nothing was done about the list yet. */
export const mayBeDropped = ({ body: { state } }: Pick<ReplayDocument, 'body'>): boolean =>
  state === 'awaiting-release' || state === 'looking'

/** Nothing is done about the list. Throws `replay-not-waiting` once something was. */
export const dropReplay = (
  store: Store,
  id: string,
  { by, because, at }: { readonly by: string; readonly because: DropReason; readonly at: string }
): Promise<ReplayDocument> =>
  changeReplay(store, id, body => {
    if (!mayBeDropped({ body })) throw new Problem('replay-not-waiting')
    return { ...body, state: 'dropped', because: null, droppedBy: by, droppedBecause: because, endedAt: at }
  })

/** Has the list drawn anew; who agreed to the one before has not agreed to it. Throws `replay-not-waiting` meanwhile. */
export const lookAgain = (store: Store, id: string): Promise<ReplayDocument> =>
  changeReplay(store, id, body => {
    if (body.state === 'running' || body.state === 'looking') throw new Problem('replay-not-waiting')
    return {
      ...body,
      state: 'looking',
      because: null,
      releases: [],
      droppedBy: null,
      droppedBecause: null,
      endedAt: null
    }
  })
