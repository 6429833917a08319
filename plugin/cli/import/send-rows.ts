import { sign } from '../../intake/webhook/signature.ts'
import { send } from '../client.ts'
import { CliError } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import type { OutcomeFile, RowOutcome } from './outcome-file.ts'
import type { ReadRow } from './read-row.ts'

/** How far the sending of a list came, and why it stopped before its end. */
export interface Sent {
  readonly asked: number
  readonly refused: number
  readonly left: number
  readonly stopped: { readonly code: string; readonly because: string } | null
}

interface Answer {
  readonly status: number
  readonly said: {
    readonly code?: string
    readonly title?: string
    readonly detail?: string
    readonly request?: string
  }
  readonly waitMs: number
}

/** So often a call is tried that is answered with “not now”. */
const tries = 5
const shortWaitMs = 5_000

/** The id of a row's delivery: of the file and its place, so that the same row is never asked twice. */
export const deliveryPrefix = (hash: string): string => `import-${hash.slice(0, 32)}-`

const parse = (text: string): Answer['said'] => {
  try {
    return JSON.parse(text) as Answer['said']
  } catch {
    return {}
  }
}

/** What is answered to everybody alike, and not because of what a row says. */
const isAboutUs = ({ status, said }: Answer): boolean =>
  status >= 500 || status === 429 || status === 404 || said.code === 'signature-refused' || said.code === undefined

/** Sends rows as signed deliveries of a source, one after the other; what is taken down is on disk before the next. */
export const createSend = (
  io: Pick<Io, 'clock'>,
  { address, secret }: { readonly address: string; readonly secret: string }
) => {
  const once = async (id: string, demand: ReadRow['demand']): Promise<Answer> => {
    const now = io.clock.now()
    const body = Buffer.from(
      JSON.stringify({ type: 'account.deletion.requested', timestamp: now.toISOString(), data: demand })
    )
    const timestamp = String(Math.floor(now.getTime() / 1000))
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(secret, { id, timestamp, body })
    }
    const answer = await send(address, { method: 'POST', headers, body })
    const seconds = Number(answer.headers['retry-after'])
    return { status: answer.status, said: parse(answer.text), waitMs: seconds > 0 ? seconds * 1000 : shortWaitMs }
  }

  /** The cap of a day is not waited for. */
  const mayPass = ({ status, said }: Answer): boolean =>
    (status === 429 || status === 503) && said.code !== 'daily-cap-reached'

  const patiently = async (id: string, demand: ReadRow['demand']): Promise<Answer> => {
    for (let left = tries; ; left -= 1) {
      const answer = await once(id, demand)
      if (left === 1 || !mayPass(answer)) return answer
      await io.clock.sleep(Math.min(answer.waitMs, 60_000), new AbortController().signal)
    }
  }

  return async (
    rows: readonly ReadRow[],
    { prefix, outcomes, tell }: { readonly prefix: string; readonly outcomes: OutcomeFile; tell(done: number): void }
  ): Promise<Sent> => {
    let refused = 0
    let asked = outcomes.asked.size
    const stop = (code: string, because: string): Sent => ({
      asked,
      refused,
      left: rows.length - asked - refused,
      stopped: { code, because }
    })
    for (const { row, demand } of rows) {
      if (outcomes.asked.has(row)) continue
      const delivery = `${prefix}${row}`
      const answer = await patiently(delivery, demand).catch((error: unknown) => {
        if (error instanceof CliError) return error
        throw error
      })
      if (answer instanceof CliError) return stop(answer.code, answer.message)
      const { status, said } = answer
      const what = said.title === undefined ? null : `${said.title}. ${said.detail ?? ''}`.trim()
      if (status !== 202 && isAboutUs(answer)) return stop(said.code ?? 'not-our-api', what ?? `it answered ${status}`)
      const at = io.clock.now().toISOString()
      const outcome: RowOutcome =
        status === 202
          ? { row, outcome: 'asked', request: said.request ?? null, code: null, what: null, delivery, at }
          : { row, outcome: 'refused', request: null, code: said.code!, what, delivery, at }
      await outcomes.note(outcome)
      if (outcome.outcome === 'asked') asked += 1
      else refused += 1
      tell(asked + refused)
    }
    return { asked, refused, left: 0, stopped: null }
  }
}
