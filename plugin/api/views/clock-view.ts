import { daysLeft } from '../../erasure/deadline/deadline.ts'
import { clockStart, nearDeadlineAt } from '../../erasure/deadline/legal-clock.ts'
import { isReceiptInQuestion } from '../../erasure/demand/demand.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { Line } from '../../erasure/line.ts'
import { defaultPolicy, resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import type { ApiParts } from '../parts.ts'

/** Days left until the end of the legal period, in the controller's zone; negative: overdue; null: it has ended. */
export type CountDays = (request: ErasureRequest) => number | null

/** What the days are counted of. */
type Dated = Pick<Line, 'platform' | 'origin' | 'state' | 'deadlineAt'>

/** The same for lines of the queue. The zones of the platforms are read once, for any number of lines at this instant. */
export const createCountLineDays = async ({
  store,
  clock
}: Pick<ApiParts, 'store' | 'clock'>): Promise<(line: Dated) => number | null> => {
  const platforms = new Map((await listPlatforms(store)).map(({ id, body }) => [id, body]))
  const now = clock.now().toISOString()
  const zones = new Map<string, string>()
  const zoneOf = ({ platform, origin }: Dated): string => {
    const key = `${platform} ${origin}`
    const body = platforms.get(platform)
    const zone =
      zones.get(key) ?? (body === undefined ? defaultPolicy : resolvePolicy(body.kind, body.policy, origin)).timeZone
    zones.set(key, zone)
    return zone
  }
  return line => (isEnd(line.state) ? null : daysLeft(line.deadlineAt, zoneOf(line), now))
}

/** Counts the days of any number of requests at this instant. */
export const createCountDays = async (parts: Pick<ApiParts, 'store' | 'clock'>): Promise<CountDays> => {
  const countDays = await createCountLineDays(parts)
  return request => {
    const { platform, state, deadlineAt } = request
    return countDays({ platform, state, deadlineAt, origin: leadingDemand(request).origin })
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
