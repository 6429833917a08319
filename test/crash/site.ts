import { sign } from '../../plugin/intake/webhook/signature.ts'
import type { Life } from './grounds.ts'
import type { Scenario } from './scenarios.ts'

/** What a sender of webhooks was given. */
export interface Sender {
  readonly path: string
  readonly secret: string
  readonly platform: string
}

/** One entry of the chain, as the certificate shows it. */
export interface ChainEntry {
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** How a request stands. */
export interface Standing {
  readonly state: string
  readonly because: string
  /** Whether everything that follows the end is done too: the last message sent, the key destroyed. */
  readonly isOver: boolean
}

async function readText(life: Life, method: string, path: string, body?: unknown): Promise<string> {
  const answer = await fetch(`${life.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${life.token}`,
      ...(body !== undefined && { 'content-type': 'application/json' })
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  // A busy machine makes a sidecar say so.
  if (answer.status === 503) {
    await new Promise(resolve => setTimeout(resolve, 500))
    return readText(life, method, path, body)
  }
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text
}

const call = async <Answer>(life: Life, method: string, path: string, body?: unknown): Promise<Answer> =>
  JSON.parse(await readText(life, method, path, body)) as Answer

/** Registers the platform of a scenario at this address, and a source that may send for it. */
export async function registerSite(life: Life, scenario: Scenario, address: string): Promise<Sender> {
  const platform = await call<{ id: string }>(life, 'POST', '/platforms', {
    kind: scenario.platform,
    name: 'Site',
    options: scenario.options(address),
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: scenario.policy }
  })
  const made = await call<{ source: { id: string }; secret: string; address: string }>(life, 'POST', '/sources', {
    name: 'Human resources',
    platforms: [platform.id],
    origins: ['self', 'identity-manager'],
    standingMandate: true
  })
  await call(life, 'POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
  return { path: new URL(made.address, life.address).pathname, secret: made.secret, platform: platform.id }
}

/** Sends the demand of a scenario; null when no 202 came back, else the id of the request. */
export async function sendDemand(
  life: Life,
  sender: Sender,
  scenario: Scenario,
  messageId: string
): Promise<string | null> {
  const at = new Date().toISOString()
  const body = Buffer.from(
    JSON.stringify({
      type: 'account.deletion.requested',
      timestamp: at,
      data: {
        platform: sender.platform,
        subject: { identifiers: scenario.identifiers },
        origin: scenario.origin,
        ground: { article: '17(1)', letter: 'b' },
        receivedAt: at,
        acknowledged: true,
        ...(scenario.origin === 'self' && { proof: { kind: 'lms-password', at } })
      }
    })
  )
  const timestamp = String(Math.floor(Date.parse(at) / 1000))
  try {
    const answer = await fetch(`${life.address}${sender.path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': messageId,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign(sender.secret, { id: messageId, timestamp, body })
      },
      body
    })
    const said = (await answer.json()) as { request?: string; detail?: string; code?: string }
    if (answer.status === 202) return said.request ?? null
    // Nothing else than a dead or dying sidecar may refuse it.
    if (answer.status < 500) throw new TypeError(`the demand was refused: ${answer.status} ${JSON.stringify(said)}`)
    return null
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('the demand was refused')) throw error
    return null
  }
}

/** How a request stands; null when nobody answers. */
export async function readStanding(life: Life, request: string): Promise<Standing | null> {
  try {
    const view = await call<{
      summary: { state: string; because: string }
      vault: readonly { compartment: string; state: string }[]
    }>(life, 'GET', `/requests/${request}`)
    const isOver = view.vault.some(({ compartment, state }) => compartment === 'work' && state !== 'sealed')
    return { ...view.summary, isOver }
  } catch {
    return null
  }
}

/** The certificate of an ended request, as it is signed. */
export const readCertificate = (life: Life, request: string): Promise<string> =>
  readText(life, 'GET', `/requests/${request}/certificate`)
