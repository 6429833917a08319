import { hourMs } from '../../durations.ts'
import { later, type View } from '../decision.ts'
import { preconditions } from '../preconditions/index.ts'
import type { Precondition, Verdict } from '../preconditions/precondition.ts'
import type { ErasureRequest } from '../request.ts'
import type { State } from '../states.ts'
import { isExtensionLapsed, isNearDeadline, nearDeadlineAt, runningSuspension } from './legal-clock.ts'

/**
 * What people are alerted to: the end of the legal period is near or has passed and nothing that runs will end the
 * request; the platform could not be asked for a day; a subject who was asked who they are has said nothing for a month;
 * the mail without which an extension does not hold was not sent in time, so that it fell away.
 */
export type AlertCode =
  | 'deadline-near'
  | 'deadline-passed'
  | 'platform-unavailable-long'
  | 'identity-unanswered'
  | 'extension-not-told'

/** That people were alerted, once for each code; to an extension that was not told once for each. */
export interface Alert {
  readonly code: AlertCode
  readonly at: string
}

const unavailableMs = 24 * hourMs
const unansweredMs = 30 * 24 * hourMs

/** Where the clock alone ends nothing: a cool-off lies inside the month, and what is read next is not decided yet. */
const goesOnByItself: readonly State[] = ['checking', 'cooling-off']

const standing = ({ request, now }: View): readonly AlertCode[] => {
  const suspended = runningSuspension(request)
  const isOver = now > request.deadlineAt
  return [
    ...(!isOver && isNearDeadline(request, now) && !goesOnByItself.includes(request.state)
      ? (['deadline-near'] as const)
      : []),
    ...(isOver && suspended === null ? (['deadline-passed'] as const) : []),
    ...(request.waiting !== null && now >= later(request.waiting.since, unavailableMs)
      ? (['platform-unavailable-long'] as const)
      : []),
    ...(suspended !== null && now >= later(suspended.since, unansweredMs) ? (['identity-unanswered'] as const) : []),
    ...(isExtensionLapsed(request) ? (['extension-not-told'] as const) : [])
  ]
}

/** Whether people know of it. An extension may fall away more than once: each time is another one. */
const isGiven = ({ alerts = [], extension }: ErasureRequest, code: AlertCode): boolean =>
  alerts.some(
    given => given.code === code && (code !== 'extension-not-told' || given.at >= (extension?.lapsedAt ?? ''))
  )

/** Which alerts are due: those that stand and were not given yet. */
export const alertsDue = (view: View): readonly AlertCode[] =>
  standing(view).filter(code => !isGiven(view.request, code))

const ruleOf = ({ precondition }: Verdict): Precondition | undefined =>
  preconditions.find(({ id }) => id === precondition)

/** The unmet questions that treat the end of the period in one way. */
export const unmetBy = (
  { verdicts }: Pick<ErasureRequest, 'verdicts'>,
  nearDeadline: Precondition['nearDeadline']
): readonly Verdict[] =>
  verdicts.filter(verdict => verdict.is === 'unmet' && ruleOf(verdict)?.nearDeadline === nearDeadline)

/** Whether the subject must now be told what is still missing, and that the request is refused at the deadline. */
export const reminderDue = ({ request, now, mailConfigured }: View): boolean =>
  mailConfigured &&
  request.state === 'blocked' &&
  isNearDeadline(request, now) &&
  now < request.deadlineAt &&
  unmetBy(request, 'refuse-with-notice').length > 0 &&
  !request.outbox.some(({ kind }) => kind === 'reminder')

/** When the clock next asks for something to be done, so that a request that waits for people is woken; null: never. */
export const clockWakesAt = (request: ErasureRequest, now: string): string | null => {
  const suspended = runningSuspension(request)
  const instants =
    suspended === null
      ? [nearDeadlineAt(request, now), later(request.deadlineAt, 1)]
      : [later(suspended.since, unansweredMs), request.deadlineAt]
  const tellBy = request.extension?.tellBy
  const untold = tellBy === undefined || isExtensionLapsed(request) ? [] : [later(tellBy, 1)]
  return [...instants, ...untold].filter(at => at > now).sort()[0] ?? null
}
