import { createHmac, randomUUID } from 'node:crypto'
import { sign } from '../../../plugin/intake/webhook/signature.ts'

/** One signed call, ready to be sent. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Makes the next call; each is of somebody else. */
export type MakeDelivery = () => Delivery

/** How many machines seem to send, each under the limit of calls of one address. */
const senders = 250
let made = 0

/** The body of a demand as a sender writes it; all have the same length. */
const bodyOf = (platform: string): Buffer => {
  made += 1
  const username = `learner-${String(made).padStart(8, '0')}`
  const at = new Date().toISOString()
  return Buffer.from(
    JSON.stringify({
      type: 'account.deletion.requested',
      timestamp: at,
      data: {
        platform,
        subject: {
          identifiers: [
            { kind: 'username', value: username },
            { kind: 'email', value: `${username}@school.example` }
          ]
        },
        ground: { article: '17(1)', letter: 'b' },
        receivedAt: at,
        acknowledged: true,
        proof: { kind: 'lms-password', at }
      }
    })
  )
}

const common = (): Record<string, string> => ({
  'content-type': 'application/json',
  // As the proxy beside the server writes it.
  'x-forwarded-for': `192.0.2.${made % senders}`
})

/** Deliveries of Standard Webhooks, for Lethe and for what stands beside it. */
export const standardDeliveries =
  (platform: string, secret: string): MakeDelivery =>
  () => {
    const body = bodyOf(platform)
    const id = `msg_${randomUUID()}`
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = sign(secret, { id, timestamp, body })
    const signed = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
    return { headers: { ...common(), ...signed }, body }
  }

/** The same bodies as Probot wants them signed. */
export const probotDeliveries =
  (platform: string, secret: string): MakeDelivery =>
  () => {
    const body = bodyOf(platform)
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    const signed = { 'x-github-event': 'push', 'x-github-delivery': randomUUID(), 'x-hub-signature-256': signature }
    return { headers: { ...common(), ...signed }, body }
  }
