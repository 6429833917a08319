import { sign } from '../../plugin/intake/webhook/signature.ts'

/** Calls the API as the first person. @throws Error with status and body for any answer but a good one */
export type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>

/** How many sites there are: in each, one request at a time stands in the exclusive section. */
export const siteCount = 8
/** People come by the gateway of this one, and by another way where that came to nothing. */
export const gatewaySite = 0

export const host = 'campus.school.example'
export const routeSecret = 'route-secret-0123456789-abcdef'

/** A platform as it is registered, and who may send for it. */
export interface Site {
  readonly n: number
  readonly platform: string
  readonly source: { readonly path: string; readonly secret: string }
}

const policy = {
  coolOffMs: 500,
  noticeMs: 0,
  recheckMs: 2000,
  watchEveryMs: 5000,
  confirmEveryMs: 500,
  confirmTries: 50,
  retryFirstMs: 500,
  retryMostMs: 5000,
  brakePerHour: 100_000,
  brakePercent: 100,
  brakeTimesUsual: 1000,
  asked: { 'consequences-told': 'notice-only', 'mandate-recorded': 'notice-only' }
}

/** Registers a site behind its address, and a source that may send for it. */
export async function registerSite(call: Call, n: number, address: string): Promise<Site> {
  const { id } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name: `Site ${n}`,
    options: {
      baseUrl: address,
      studioUrl: address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: 'retirement_service_worker',
      tokenLifeMs: 300,
      bulkStart: true,
      mayCancel: true
    },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: policy }
  })
  if (n === gatewaySite) {
    const gateway = { mode: 'forward', publicUrl: `http://${host}`, origins: [], routeSecret }
    await call('PUT', `/platforms/${id}/gateway`, gateway)
  }
  const made = await call<{ source: { id: string }; secret: string; address: string }>('POST', '/sources', {
    name: `Human resources ${n}`,
    platforms: [id],
    origins: ['self', 'identity-manager'],
    standingMandate: true,
    dailyCap: 1_000_000,
    brakePerHour: 100_000,
    brakePercent: 100,
    brakeTimesUsual: 1000
  })
  await call('POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
  const { pathname } = new URL(made.address, 'http://127.0.0.1')
  return { n, platform: id, source: { path: pathname, secret: made.secret } }
}

const identifiersOf = (site: number, n: number) => [
  { kind: 'username', value: `learner-${site}-${n}` },
  { kind: 'email', value: `learner-${site}-${n}@school.example` }
]

/** What is asked for a learner, of an institution that says when it got the demand. */
export const demandOf = ({ n, platform }: Site, learner: number, at: string) => ({
  platform,
  subject: { identifiers: identifiersOf(n, learner) },
  origin: 'identity-manager',
  ground: { article: '17(1)', letter: 'b' },
  receivedAt: at,
  acknowledged: true
})

/** Headers and body of one try to deliver a message: signed anew each time, under the same id. */
export function signDelivery({ source }: Site, id: string, data: object, at: string) {
  const body = Buffer.from(JSON.stringify({ type: 'account.deletion.requested', timestamp: at, data }))
  const timestamp = String(Math.floor(Date.now() / 1000))
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(source.secret, { id, timestamp, body })
    }
  }
}
