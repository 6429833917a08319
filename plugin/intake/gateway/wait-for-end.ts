import type { Saying } from '../../../adapters/contract.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import type { Store } from '../../store/store.ts'
import { sayBlocked, sayKept } from './speak.ts'
import { languageOfCaller, type Taking } from './taking.ts'

/** Shorter than the minute after which clients and proxies give up. */
const longestMs = 55_000

/** Where nothing goes on by itself: whoever waits need not wait longer. */
const waitingForPeople = ['blocked', 'awaiting-approval', 'stalled']

const isOver = ({ state }: ErasureRequest): boolean => isEnd(state) || waitingForPeople.includes(state)

/** The request that carries the demand: a request that joined another one ends with it. */
const read = async (store: Store, id: string): Promise<ErasureRequest | null> => {
  const body = (await store.get<ErasureRequest>('request', id))?.body ?? null
  return body?.state === 'joined' && body.joinedTo !== null ? read(store, body.joinedTo) : body
}

/** The request at its end, or as it stands when the patience is over. */
const follow = async (
  { parts: { store }, request }: { parts: Pick<Taking['parts'], 'store'>; request: string },
  patience: AbortSignal
): Promise<ErasureRequest | null> => {
  let bell = Promise.withResolvers<void>()
  const ring = () => bell.resolve()
  const unlisten = store.onChange(kind => kind === 'request' && ring())
  patience.addEventListener('abort', ring)
  try {
    for (;;) {
      bell = Promise.withResolvers()
      const body = await read(store, request)
      if (body === null || isOver(body) || patience.aborted) return body
      await bell.promise
    }
  } finally {
    unlisten()
    patience.removeEventListener('abort', ring)
  }
}

const isGone = async ({ interception, call, site, signal }: Taking): Promise<boolean> =>
  (await interception.read(call, site.gateway, signal)).is === 'done'

/**
 * Waits until a stored demand has come to its end, for a client that insists on an answer: done only after it was read
 * back (state `completed`); kept, when that takes longer or a person must act; else why it was not done.
 */
export const waitForEnd = async (taking: Taking, request: string): Promise<Saying> => {
  const { parts, site, closing } = taking
  const patience = new AbortController()
  const end = () => patience.abort()
  parts.clock.sleep(longestMs, AbortSignal.any([patience.signal, closing])).then(end, end)
  const body = await follow({ parts, request }, patience.signal).finally(end)
  const language = languageOfCaller(taking)
  if (body?.state === 'completed') return { is: 'done' }
  // Another demand was quicker, and this one found nobody any more: the caller sees for themselves.
  if (body?.because === 'subject-not-found' && (await isGone(taking))) return { is: 'done' }
  if (body === null || !isOver(body) || body.state === 'stalled') return sayKept(site, request, language)
  return sayBlocked(site, request, body, language)
}
