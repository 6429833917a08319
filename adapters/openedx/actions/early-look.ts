import type { HttpAnswer } from '../../contract.ts'
import { isSuccess } from '../answers.ts'
import type { Connection } from '../connection.ts'

/** What is known of how fast a site is, milliseconds. */
interface Pace {
  /** The shortest that a call took, and a look where it followed a call. */
  readonly callMs: number
  readonly lookMs: number
  /** How much later looks begin than these would let them, because some came too early. */
  readonly patienceMs: number
  /** Epoch. */
  readonly since: number
}

/** As long as a site counts as equally fast. */
const paceMs = 600_000
/** A look that takes less is not worth what one that came too early costs. */
const worthMs = 20
/** What is waited longer than was measured, and longer again each time a look came too early; of the length of a look. */
const margin = 0.05
/** How much of that each look that came in time takes back: of some twenty one may come too early, and costs another look. */
const ease = margin / 20
const paces = new WeakMap<Connection, Pace>()

/** What a call and the looks for its effect are. */
export interface Looking<Answer, Look> {
  /** Sends; a lost answer is thrown. */
  send(): Promise<Answer>
  /** Reads what shows the effect. */
  look(): Promise<Look>
  shows(look: Look): boolean
}

/**
 * Sends a call, and looks for its effect so early that both are answered at about the same time: for whoever waits
 * before an exclusive section. A look that began before the answer counts only where it shows the effect **and** the answer
 * is a yes, which together is what a look after the answer shows too; else it is looked once more after the answer. When to
 * begin is learned at the site: the first call of ten minutes is answered before the look begins, and each look that came
 * too early makes the next one later, where nothing else helps so late that the answer is always there first.
 * @returns the answer, and what was seen last; `isEarly`: before the answer
 * @throws what `send` and the look after the answer throw
 */
export async function sendAndLook<Answer extends HttpAnswer | Error, Look>(
  connection: Connection,
  { send, look, shows }: Looking<Answer, Look>,
  signal: AbortSignal
): Promise<{ answer: Answer; seen: Look; isEarly: boolean }> {
  const pace = paceOf(connection)
  const sentAt = connection.now().getTime()
  const answered = new AbortController()
  const early =
    pace === null || pace.lookMs < worthMs
      ? null
      : lookEarly(connection, leadOf(pace), look, AbortSignal.any([signal, answered.signal]))
  let answer: Answer
  let answeredAt: number
  try {
    answer = await send()
    answeredAt = connection.now().getTime()
  } finally {
    answered.abort()
    // Nothing goes on behind the back of whoever hears of a failure.
    await early
  }
  const first = (await early) ?? null
  const isYes = !(answer instanceof Error) && isSuccess(answer)
  if (first !== null && isYes) {
    const isInTime = shows(first.look)
    paces.set(connection, after(pace!, answeredAt - sentAt, isInTime))
    if (isInTime) return { answer, seen: first.look, isEarly: true }
  }
  const seen = await look()
  if (first === null && isYes) {
    const now = connection.now().getTime()
    const known = pace ?? {
      callMs: Number.POSITIVE_INFINITY,
      lookMs: Number.POSITIVE_INFINITY,
      patienceMs: 0,
      since: now
    }
    const callMs = Math.min(known.callMs, answeredAt - sentAt)
    paces.set(connection, { ...known, callMs, lookMs: Math.min(known.lookMs, now - answeredAt) })
  }
  return { answer, seen, isEarly: false }
}

/** The first call of all, of a process that has just begun, would else keep every look waiting. */
function after(pace: Pace, tookMs: number, isInTime: boolean): Pace {
  const moreMs = pace.lookMs * (isInTime ? -ease : margin)
  return { ...pace, callMs: Math.min(pace.callMs, tookMs), patienceMs: Math.max(0, pace.patienceMs + moreMs) }
}

function leadOf({ callMs, lookMs, patienceMs }: Pace): number {
  return Math.max(0, callMs - lookMs) + lookMs * margin + patienceMs
}

/** What was seen; null: the answer was there first, or nothing could be read. What is wrong the look after it will tell. */
async function lookEarly<Look>(
  connection: Connection,
  leadMs: number,
  look: () => Promise<Look>,
  answered: AbortSignal
): Promise<{ look: Look } | null> {
  try {
    await connection.sleep(leadMs, answered)
    return answered.aborted ? null : { look: await look() }
  } catch {
    return null
  }
}

function paceOf(connection: Connection): Pace | null {
  const pace = paces.get(connection)
  const isFresh = pace !== undefined && Math.abs(connection.now().getTime() - pace.since) < paceMs
  return isFresh ? pace : null
}
