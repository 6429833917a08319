import { once } from 'node:events'
import { createServer, type IncomingMessage, request as post } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import type { AskedFact } from '../../plugin/facts/question.ts'

/** What the stand-in knows of one person, by e-mail address or number. */
export interface Account {
  readonly unpaid?: number
  readonly openOrders?: number
  readonly archived?: boolean
}

/** How it answers: at once, later, or in a way that an implementer may get wrong. */
export type Manner = 'at-once' | 'later' | 'without-token' | 'other-question' | 'does-not-know' | 'broken' | 'slow'

/** A small finance and student-information system: verifies each question with a library of others, never ours. */
export const startFinanceSystem = async (accounts: Readonly<Record<string, Account>> = {}) => {
  const ledger: Record<string, Account> = { ...accounts }
  const asked: AskedFact[] = []
  const addresses: string[] = []
  const state = { manner: 'at-once' as Manner, secret: '', inactive: [] as string[], validUntil: null as string | null }

  const verify = async (incoming: IncomingMessage): Promise<AskedFact | null> => {
    const text = (await buffer(incoming)).toString()
    try {
      return new Webhook(state.secret).verify(text, incoming.headers as Record<string, string>) as AskedFact
    } catch {
      return null
    }
  }

  const answerTo = ({ data }: AskedFact): Record<string, unknown> => {
    const account = data.subject?.identifiers.map(({ value }) => ledger[value]).find(known => known !== undefined) ?? {}
    const values = {
      'unpaid-invoices': { count: account.unpaid ?? 0 },
      'open-grading-orders': { count: account.openOrders ?? 0 },
      'records-archived': { archived: account.archived ?? false },
      'inactive-keys': { keys: state.inactive }
    }
    const is = state.manner === 'does-not-know' ? 'unknown' : 'known'
    return { is, ...values[data.question], ...(state.validUntil === null ? {} : { validUntil: state.validUntil }) }
  }

  const server = createServer(async (incoming, outgoing) => {
    addresses.push(incoming.url ?? '')
    const question = await verify(incoming)
    const say = (status: number, body: object) =>
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (question === null) return say(401, {})
    asked.push(question)
    const { token } = question.data
    if (state.manner === 'later') return say(202, {})
    if (state.manner === 'broken') return say(500, { error: 'the ledger is shut' })
    if (state.manner === 'slow') return undefined
    if (state.manner === 'without-token') return say(200, answerTo(question))
    if (state.manner === 'other-question') return say(200, { token, is: 'known', balance: 0 })
    return say(200, { token, ...answerTo(question) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lethe/facts`

  /** Posts a late answer to the address of a question, signed now; answers the status. */
  const answerLater = async (
    question: AskedFact,
    { body = answerTo(question), secret = state.secret, at = new Date() }: LateOptions = {}
  ): Promise<number> => {
    const text = JSON.stringify(body)
    const id = `msg_${question.data.token.slice(0, 12)}`
    const outgoing = post(question.data.answerTo!, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, text)
      }
    })
    outgoing.end(text)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    answer.resume()
    return answer.statusCode!
  }

  return {
    url,
    state,
    ledger,
    /** The questions whose signature was right, oldest first. */
    asked,
    /** The address of every call: none may name anybody. */
    addresses,
    answerLater,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

interface LateOptions {
  readonly body?: object
  readonly secret?: string
  readonly at?: Date
}
