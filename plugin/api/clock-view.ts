import { daysLeft } from '../erasure/deadline.ts'
import { isReceiptInQuestion } from '../erasure/demand.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { clockStart, nearDeadlineAt } from '../erasure/legal-clock.ts'
import { defaultPolicy, resolvePolicy } from '../erasure/policy.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { listPlatforms } from '../store/records/platforms.ts'
import type { ApiParts } from './parts.ts'

/** Days left until the end of the legal period, in the controller's zone; negative: overdue; null: it has ended. */
export type CountDays = (request: ErasureRequest) => number | null

/** Reads the zones of the platforms once, to count the days of any number of requests at this instant. */
export const createCountDays = async ({ store, clock }: Pick<ApiParts, 'store' | 'clock'>): Promise<CountDays> => {
  const platforms = new Map((await listPlatforms(store)).map(({ id, body }) => [id, body]))
  const now = clock.now().toISOString()
  return request => {
    if (isEnd(request.state)) return null
    const body = platforms.get(request.platform)
    const { timeZone } =
      body === undefined ? defaultPolicy : resolvePolicy(body.kind, body.policy, leadingDemand(request).origin)
    return daysLeft(request.deadlineAt, timeZone, now)
  }
}

const extensionView = ({ extension }: Pick<ErasureRequest, 'extension'>) => {
  if (extension == null) return null
  const { months, because, by, at, tellBy = null, lapsedAt = null } = extension
  return { months, because, by, at, tellBy, lapsedAt }
}

/** What was said of the legal period of a request. */
export const clockView = (request: ErasureRequest, now: string) => ({
  receivedAt: clockStart(request),
  nearAt: nearDeadlineAt(request, now),
  extension: extensionView(request),
  suspensions: request.suspensions ?? [],
  alerts: request.alerts ?? [],
  receiptsInQuestion: request.demands
    .filter(isReceiptInQuestion)
    .map(({ id, saidAt, receivedAt }) => ({ demand: id, saidAt, receivedAt }))
})
