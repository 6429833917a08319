import type { ErasureRequest } from '../request.ts'
import { daysBetween, type LocalCalendar, legalDeadline, localDay, oneMonth } from './deadline.ts'

/** Why a period may be longer than a month: what Article 12(3) GDPR names, in codes. */
export type ExtensionReason = 'complex-request' | 'many-requests'

/** A period made longer by a privacy officer: once, told to the subject inside the first month. */
export interface Extension {
  readonly months: 1 | 2
  readonly because: ExtensionReason
  readonly by: string
  readonly at: string
  /** The mail that tells the subject, and by when it must have gone; absent: they were told otherwise. */
  readonly message?: string
  readonly tellBy?: string
  /** Since when it does not count, because the mail did not go in time; absent: it counts. */
  readonly lapsedAt?: string
}

/** A time in which the period does not run, because it is in doubt who asks. Why exactly lies sealed in `Work`. */
export interface Suspension {
  readonly ground: 'identity-doubtful'
  readonly by: string
  readonly since: string
  /** Null while it lasts. */
  readonly endedAt: string | null
  readonly endedBy: string | null
  readonly endedBecause: 'proven' | 'lifted' | null
}

type Clocked = Pick<ErasureRequest, 'demands' | 'extension' | 'suspensions'>

/** When the organisation received the first of the demands: it keeps the clock. */
export const clockStart = ({ demands }: Pick<ErasureRequest, 'demands'>): string =>
  demands.map(({ receivedAt }) => receivedAt).sort()[0]!

/** The suspension that lasts; null when the clock runs. */
export const runningSuspension = ({ suspensions }: Pick<ErasureRequest, 'suspensions'>): Suspension | null =>
  suspensions?.findLast(({ endedAt }) => endedAt === null) ?? null

const suspendedDays = ({ suspensions = [] }: Clocked, timeZone: string, now: string): number =>
  suspensions.reduce(
    (days, { since, endedAt }) => days + daysBetween(localDay(since, timeZone), localDay(endedAt ?? now, timeZone)),
    0
  )

/** Whether a longer period was set and does not count, because the subject was not told of it. */
export const isExtensionLapsed = ({ extension }: Pick<ErasureRequest, 'extension'>): boolean =>
  extension?.lapsedAt !== undefined

const extendedMonths = (request: Clocked): number => (isExtensionLapsed(request) ? 0 : (request.extension?.months ?? 0))

/**
 * Whether the mail without which a longer period does not count will not go in time: Article 12(3) GDPR wants it told
 * inside the first month. So it is given up, or `tellBy` is over and it has not gone.
 */
export const isExtensionUntold = ({ extension, outbox }: Pick<ErasureRequest, 'extension' | 'outbox'>, now: string) => {
  if (extension?.message === undefined || extension.tellBy === undefined) return false
  const { tellBy } = extension
  const mail = outbox.find(({ id }) => id === extension.message)
  if (mail === undefined) return false
  return mail.state === 'given-up' || (mail.sentAt ?? now) > tellBy
}

/**
 * The end of the legal period of a request, from its earliest receipt. Two readings where the law leaves one open, both
 * the stricter:
 *
 * - Extension: Article 12(3) GDPR lets *that period* be longer by up to two months, so it is one period of two or three
 *   months from the receipt, and not further months after an end that a weekend had moved.
 * - Suspension: EDPB Guidelines 01/2022 (version 2.1), paragraph 159, say that there *may* be one until the controller
 *   has what it needs, if it asked without undue delay, and only for doubt about who asks (Article 12(6)). It moves the
 *   end by the days between the day of the question and the day of the answer; a question that is answered on its own
 *   day moves nothing, and what the guidelines say of requests that are not specific is not used. While it lasts the
 *   end moves on with every day.
 */
export const deadlineOf = (request: Clocked, calendar: LocalCalendar, now: string): string =>
  legalDeadline(clockStart(request), calendar, {
    months: 1 + extendedMonths(request),
    suspendedDays: suspendedDays(request, calendar.timeZone, now)
  })

/**
 * The end of the month inside which an extension must be told. A suspension does not move it: Article 12(3) GDPR counts
 * it from the receipt alone.
 */
export const firstMonthEnd = (request: Pick<ErasureRequest, 'demands'>, calendar: LocalCalendar): string =>
  legalDeadline(clockStart(request), calendar, oneMonth)

/** From this share of the period on, what is still open is settled, put before people, or told to be refused. */
const nearShare = 0.8

const suspendedMs = ({ suspensions = [] }: Clocked, now: string): number =>
  suspensions.reduce((ms, { since, endedAt }) => ms + Date.parse(endedAt ?? now) - Date.parse(since), 0)

/** When 80 % of the period has run, its suspended time left out. */
export const nearDeadlineAt = (request: Clocked & Pick<ErasureRequest, 'deadlineAt'>, now: string): string => {
  const from = Date.parse(clockStart(request))
  const paused = suspendedMs(request, now)
  const length = Math.max(Date.parse(request.deadlineAt) - from - paused, 0)
  return new Date(from + paused + length * nearShare).toISOString()
}

/** Whether the end of the period is near; never while it is suspended. */
export const isNearDeadline = (request: Clocked & Pick<ErasureRequest, 'deadlineAt'>, now: string): boolean =>
  runningSuspension(request) === null && now >= nearDeadlineAt(request, now)
