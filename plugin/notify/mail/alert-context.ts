import { daysLeft } from '../../erasure/deadline/deadline.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest, OutboxMessage } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { writeDay } from '../../texts/instants.ts'
import type { Language } from '../../texts/language.ts'
import type { AlertContext } from '../../texts/mails/alerts.ts'

/** What a mail to staff says of a request: its clock and what is not settled, never whom it is about. */
export const alertContext = (
  message: OutboxMessage,
  request: ErasureRequest,
  platform: PlatformBody,
  language: Language,
  now: string,
  page: string | null
): AlertContext => {
  const { timeZone } = resolvePolicy(platform.kind, platform.policy, leadingDemand(request).origin)
  const alerts = (request.alerts ?? []).filter(({ at }) => at === message.createdAt)
  return {
    codes: alerts.map(({ code }) => code),
    request: request.id,
    platform: platform.name,
    state: request.state,
    deadlineOn: writeDay(request.deadlineAt, language, timeZone),
    daysLeft: daysLeft(request.deadlineAt, timeZone, now),
    unmet: request.verdicts.filter(({ is }) => is === 'unmet').map(({ precondition }) => precondition),
    page
  }
}
