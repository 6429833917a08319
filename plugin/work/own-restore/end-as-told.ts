import { type ErasureRequest, endedBefore } from '../../erasure/request.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import type { EndedLine, WorkParts } from '../parts.ts'

/**
 * Ends a request as it had ended before our own data came back from a backup. It is no move of its life: nothing is
 * decided, nothing is carried out, and nobody is told a second time.
 */
export const endAsTold = (parts: WorkParts, held: HeldRequest, line: EndedLine): Promise<HeldRequest> => {
  const { request } = held
  const ended: ErasureRequest = {
    ...request,
    state: line.end,
    stateSince: line.at,
    because: endedBefore,
    endedAt: line.at,
    asked: null,
    waiting: null,
    section: null,
    outbox: request.outbox.map(message => (message.state === 'due' ? { ...message, state: 'given-up' } : message))
  }
  const data = { from: request.state, to: line.end, because: endedBefore }
  return commit(parts, held, { request: ended, told: [{ kind: 'moved', actor: 'lethe', data }] })
}
