import { type AlertCode, unmetBy } from '../../erasure/deadline/near-deadline.ts'
import type { Decision, View } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import type { Turn } from '../turn.ts'
import { alertAddress } from './alert-address.ts'
import { messageOf } from './messages.ts'

/** What the evidence says of it: the question that waits for people, where the alert is about one. */
const toldOf = ({ verdicts }: ErasureRequest, code: AlertCode): Told => {
  const [waits] = code === 'deadline-near' ? unmetBy({ verdicts }, 'escalate') : []
  return { kind: 'finding', actor: 'lethe', data: { code, precondition: waits?.precondition ?? null } }
}

/**
 * Puts a request before people while there is still time: a finding, a line in the log with the code of the alert, and
 * mail to the privacy contact of the controller; and reminds the subject of what is still missing. Each once.
 */
export const alert = async (
  turn: Turn,
  held: HeldRequest,
  { now }: View,
  { codes, reminds }: Extract<Decision, { do: 'alert' }>
): Promise<HeldRequest> => {
  const { parts, connected } = turn
  const { request } = held
  const isReachable = codes.length > 0 && (await alertAddress(parts.store)) !== null
  const outbox = [
    ...request.outbox,
    ...(reminds ? messageOf(turn, 'reminder', now) : []),
    ...(isReachable ? messageOf(turn, 'alert', now) : [])
  ]
  const alerts = [...(request.alerts ?? []), ...codes.map(code => ({ code, at: now }))]
  const after = await commit(parts, held, {
    request: { ...request, outbox, alerts },
    told: codes.map(code => toldOf(request, code))
  })
  for (const code of codes)
    parts.log.error(
      { alert: code, request: held.id, platform: connected.id, state: request.state, deadline: request.deadlineAt },
      'a request needs people before its legal period ends'
    )
  return after
}
