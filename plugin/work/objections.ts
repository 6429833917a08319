import { objectionState } from '../erasure/demand/objections.ts'
import type { ErasureRequest, Objection, OutboxMessage } from '../erasure/request.ts'
import { messageOf } from './messages/messages.ts'
import type { Turn } from './turn.ts'

const answerTo = (after: ErasureRequest, objection: Objection): OutboxMessage['kind'] | null => {
  const is = objectionState(after, objection)
  return is === 'moot' ? null : `objection-${is}`
}

const isOverruled = (request: ErasureRequest): boolean =>
  (request.objections ?? []).some(objection => objectionState(request, objection) === 'overruled')

/** Tells whoever objected what that does, and later that an officer has decided otherwise. */
export const answerObjections = (
  turn: Pick<Turn, 'parts'>,
  before: ErasureRequest,
  after: ErasureRequest,
  now: string
): ErasureRequest => {
  const known = before.objections?.length ?? 0
  const answers = (after.objections ?? []).slice(known).map(objection => answerTo(after, objection))
  const decided = !isOverruled(before) && isOverruled(after) && !answers.includes('objection-overruled')
  const kinds = [...answers, ...(decided ? (['objection-overruled'] as const) : [])].filter(kind => kind !== null)
  return kinds.length === 0
    ? after
    : { ...after, outbox: [...after.outbox, ...kinds.flatMap(kind => messageOf(turn, kind, now))] }
}
