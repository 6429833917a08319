import { calendarNamesOf, earliestEnd } from '../../../calendar/controller-calendar.ts'
import {
  type ExtensionReason,
  firstMonthEnd,
  isExtensionLapsed,
  runningSuspension
} from '../../../erasure/deadline/legal-clock.ts'
import { isReceiptInQuestion } from '../../../erasure/demand/demand.ts'
import type { Line } from '../../../erasure/line.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import type { Signal } from '../../../erasure/signals.ts'
import { isBeforeErasing, isEnd, type State } from '../../../erasure/states.ts'
import { Problem } from '../../../errors.ts'
import { getKnown } from '../../../store/records/change.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { sealRequestNote } from '../../../store/records/seals.ts'
import { type Call, type Handler, ok, type Reply, taken } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { boardOf } from '../../queue/board.ts'
import { dueBy } from '../../queue/filter.ts'
import { createCountLineDays } from '../../views/clock-view.ts'

type Extending = { months: 1 | 2; because: ExtensionReason; note: string; toldOtherwise?: true }
type Suspending = { note: string; toldOtherwise?: true }
type Waiting = { readonly signal: unknown }

const isOpen = (state: State): boolean => !isEnd(state)

/** Whether somebody has said the same and nobody has folded it in yet. */
const isSaid = (signals: readonly Waiting[], kind: Signal['kind']): boolean =>
  signals.some(({ signal }) => (signal as Signal).kind === kind)

/** Whether a demand of the subject's own stands that nobody has proven, and none that somebody has (Article 12(6) GDPR). */
const isIdentityInDoubt = ({ demands }: ErasureRequest): boolean => {
  const own = demands.filter(({ origin, withdrawnAt }) => origin === 'self' && withdrawnAt === null)
  const isProven = own.some(({ proof }) => proof !== null && proof.kind !== 'lms-session')
  return own.length > 0 && !isProven
}

/** What a privacy officer says to the legal clock. */
export const legalClockHandlers = (parts: ApiParts) => {
  const { store, keys, clock, random, hasMail } = parts
  const say = async (
    { params, caller }: Call,
    may: (state: State) => boolean,
    compose: (
      request: ErasureRequest,
      who: { by: string; at: string },
      waiting: readonly Waiting[]
    ) => Signal | Promise<Signal>
  ): Promise<Reply> => {
    const { id, body, signals } = await getKnown<ErasureRequest>(store, 'request', params.request!, 'request-unknown')
    if (!may(body.state)) throw new Problem('state-forbids')
    const who = { by: caller.person.id, at: clock.now().toISOString() }
    await store.signal('request', id, await compose(body, who, signals))
    return taken({ request: id, state: body.state })
  }

  /** The id of the mail that tells the subject; null where they were told otherwise. */
  const messageFor = ({ toldOtherwise }: { toldOtherwise?: true }): string | null => {
    if (toldOtherwise) return null
    if (!hasMail) throw new Problem('subject-cannot-be-told')
    return random.uuid()
  }

  return {
    extendRequest: (call: Call<Extending>) =>
      say(call, isOpen, async (request, who, waiting) => {
        const { months, because, note } = call.body
        const isExtended = request.extension != null && !isExtensionLapsed(request)
        if (isExtended || isSaid(waiting, 'extend')) throw new Problem('extended-already')
        const { body: platform } = await getPlatform(store, request.platform)
        const calendars = await calendarNamesOf(store, platform, request)
        const tellBy = await earliestEnd(calendars, calendar => firstMonthEnd(request, calendar))
        if (who.at > tellBy) throw new Problem('extension-too-late')
        const message = messageFor(call.body)
        const sealedNote = sealRequestNote(keys, request.id, note)
        return { kind: 'extend', ...who, months, because, message, tellBy, sealedNote }
      }),

    suspendRequest: (call: Call<Suspending>) =>
      say(call, isBeforeErasing, (request, who, waiting) => {
        if (runningSuspension(request) !== null || isSaid(waiting, 'suspend')) throw new Problem('suspended-already')
        if (who.at > request.deadlineAt) throw new Problem('period-over')
        if (!isIdentityInDoubt(request)) throw new Problem('identity-not-in-doubt')
        const message = messageFor(call.body)
        return { kind: 'suspend', ...who, message, sealedNote: sealRequestNote(keys, request.id, call.body.note) }
      }),

    resumeClock: call =>
      say(call, isOpen, (request, who, waiting) => {
        if (runningSuspension(request) === null && !isSaid(waiting, 'suspend')) throw new Problem('clock-runs')
        return { kind: 'resume-clock', ...who }
      }),

    agreeReceipt: (call: Call<{ demand?: string }>) =>
      say(call, isOpen, (request, who) => {
        const waits = request.demands.filter(one => one.withdrawnAt === null && isReceiptInQuestion(one))
        const meant = call.body.demand === undefined ? waits : waits.filter(({ id }) => id === call.body.demand)
        if (meant.length !== 1) throw new Problem(waits.length > 1 ? 'demand-unknown' : 'receipt-not-in-question')
        return { kind: 'agree-receipt', ...who, demand: meant[0]!.id }
      }),

    countClocks: async () => {
      const now = clock.now()
      const countDays = await createCountLineDays(parts)
      const [dueOf, nowAt] = [dueBy(now), now.toISOString()]
      const open = (await boardOf(store).lines()).filter(({ state }) => isOpen(state))
      const late = open.filter(line => dueOf(line) === 'late')
      const count = (is: (line: Line) => boolean): number => open.filter(is).length
      return ok({
        open: open.length,
        overdue: late.length,
        near: count(line => dueOf(line) !== 'late' && line.nearAt !== null && line.nearAt <= nowAt),
        suspended: count(({ nearAt }) => nearAt === null),
        extended: count(({ isExtended }) => isExtended),
        alerted: count(({ isAlerted }) => isAlerted),
        mostOverdueDays: late.reduce((most, line) => Math.max(most, -(countDays(line) ?? 0)), 0)
      })
    }
  } satisfies Record<string, Handler>
}
