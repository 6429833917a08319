import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import type { Keys } from '../vault/keys.ts'

/** Why the sidecar must not be given work. */
export type NotReady =
  | 'store-unreachable'
  | 'store-read-only'
  | 'store-newer'
  | 'keys-missing'
  | 'keys-foreign'
  | 'keys-too-open'
  | 'worker-stalled'

/** What is looked at. */
export interface Looked {
  readonly store: Store
  readonly keys: Pick<Keys, 'check'>
  readonly clock: Clock
  readonly random: Random
  /** Whether the worker could take one more request in hand now. */
  hasPlace(): boolean
}

/** How long a store may take to answer. */
const answersWithinMs = 2_000
/** How long a request may be due while there is a place for it: an instance that died is taken over in less. */
const takenUpWithinMs = 3 * 60_000

const storeCodeOf = (error: unknown): NotReady | null => {
  if (!(error instanceof StoreError)) return 'store-unreachable'
  // A damaged document is an answer.
  if (error.code === 'corrupt') return null
  return error.code === 'newer-format' ? 'store-newer' : 'store-unreachable'
}

/**
 * Asks the store for its first due time, from within a section: on PostgreSQL two questions to the server, by the
 * connection that sections hang by and by another; else one to the index.
 * The section is nobody else's: an instance that hangs says nothing of the others.
 */
const askStore = async ({
  store,
  clock,
  random
}: Looked): Promise<{ dueAt: string | null } | { because: NotReady | null }> => {
  const patience = new AbortController()
  const late = clock.sleep(answersWithinMs, patience.signal).then(
    () => ({ because: 'store-unreachable' as const }),
    () => ({ because: null })
  )
  const inside = () => store.nextDueAt('request')
  const asked = store.exclusive(`readiness:${random.uuid()}`, inside, patience.signal).then(
    dueAt => ({ dueAt }),
    (error: unknown) => ({ because: storeCodeOf(error) })
  )
  return Promise.race([asked, late]).finally(() => patience.abort())
}

/**
 * Codes of what keeps the sidecar from taking work; none when it is ready: the store answers and takes writes, the keys
 * lie where they were, and what is due is taken up. The tables are up to date before anything listens, and while the
 * process stops every call is answered 503.
 */
export const createReadiness = (looked: Looked) => async (): Promise<readonly NotReady[]> => {
  const { store, keys, clock, hasPlace } = looked
  const answer = await askStore(looked)
  const keyFault = keys.check()
  const dueAt = 'dueAt' in answer ? answer.dueAt : null
  const latestMs = clock.now().getTime() - takenUpWithinMs
  const isLeft = dueAt !== null && Date.parse(dueAt) < latestMs && hasPlace()
  return [
    ...('because' in answer && answer.because !== null ? [answer.because] : []),
    ...('dueAt' in answer && !store.state().writable ? (['store-read-only'] as const) : []),
    ...(keyFault === null ? [] : [keyFault]),
    ...(isLeft ? (['worker-stalled'] as const) : [])
  ]
}
