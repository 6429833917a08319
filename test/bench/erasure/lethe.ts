import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, createClient, type Source, sendSigned } from '../../demo/client.ts'
import { type Sidecar, startSidecar } from '../../gateway/sidecar.ts'
import type { Learner } from './learner.ts'

/** Requests that the sidecar carries on at once. */
export const places = 32
/** Calls at once to a site: some of the readings of one learner are made side by side. */
export const parallelCalls = 64

/** A site that is registered, and the sender of its deliveries. */
export interface Registered {
  readonly platform: string
  readonly source: Source
}

/** The sidecar as operators run it: a process of its own on the embedded store, the log at its default level. */
export const startLethe = (folder: string, execArgv: readonly string[]): Promise<Sidecar> =>
  startSidecar({
    folder,
    gatewayPort: 0,
    logLevel: 'info',
    env: { LETHE_PLACES: String(places) },
    execArgv
  })

/** Registers a site, and the sender that Lethe ships for it. Learners have waited at the site: there is no cool-off here. */
export async function register(sidecar: Sidecar, name: string, address: string): Promise<Registered> {
  const call: Call = createClient(sidecar.address, sidecar.token)
  const { id, registration } = await call<{
    id: string
    registration: { problems: readonly { code: string; stops: string | null }[] }
  }>('POST', '/platforms', {
    kind: 'openedx',
    name,
    options: {
      baseUrl: address,
      studioUrl: address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: 'retirement_service_worker',
      parallelCalls
    },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: { coolOffMs: 0, noticeMs: 0, brakePerHour: 100_000, brakePercent: 100, brakeTimesUsual: 1000 } }
  })
  const stopping = registration.problems.filter(({ stops }) => stops === 'all')
  if (stopping.length > 0) throw new Error(`the site cannot be used: ${stopping.map(({ code }) => code).join()}`)
  const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
    name: `Sender of ${name}`,
    platforms: [id],
    origins: ['platform'],
    dailyCap: 1_000_000,
    brakePerHour: 100_000,
    brakePercent: 100,
    brakeTimesUsual: 1000
  })
  return { platform: id, source: { id: made.source.id, secret: made.secret } }
}

/** Posts what the sender of the site posts for each of them, so many at once. Answers ids of requests. */
export async function deliver(
  sidecar: Sidecar,
  { platform, source }: Registered,
  learners: readonly Learner[],
  atOnce = 8
): Promise<readonly string[]> {
  const queue = [...learners]
  const requests: string[] = []
  const send = async () => {
    for (let learner = queue.shift(); learner !== undefined; learner = queue.shift()) {
      const request = await sendSigned(sidecar.address, source, 'account.deletion.requested', {
        platform,
        subject: {
          identifiers: [
            { kind: 'platform-id', value: String(learner.id) },
            { kind: 'username', value: learner.username }
          ]
        },
        origin: 'platform',
        ground: { article: '17(1)', letter: 'b' },
        receivedAt: new Date().toISOString(),
        acknowledged: false
      })
      if (request === null) throw new Error('a delivery made no request')
      requests.push(request)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  return requests
}

/**
 * Waits until nothing is open there any more. One call tells, for whoever asks takes the time of whoever is asked: a
 * look at each of them, one after the other, took a tenth of what was measured.
 * @throws Error when something is still open after so long
 */
export async function awaitNoneOpen(sidecar: Sidecar, { platform }: Registered, patienceMs: number): Promise<void> {
  const call: Call = createClient(sidecar.address, sidecar.token)
  const until = performance.now() + patienceMs
  const countOpen = async () =>
    (await call<{ total: number }>('GET', `/requests/counts?state=open&platform=${platform}`)).total
  for (let open = await countOpen(); open > 0; open = await countOpen()) {
    if (performance.now() > until) throw new Error(`${open} requests are still open`)
    await sleep(25)
  }
}

/** @throws Error unless every one of these is `completed` */
export async function assertCompleted(sidecar: Sidecar, requests: readonly string[]): Promise<void> {
  const call: Call = createClient(sidecar.address, sidecar.token)
  for (const id of requests) {
    const { summary } = await call<{ summary: { state: string; because: string } }>('GET', `/requests/${id}`)
    if (summary.state !== 'completed') throw new Error(`request ${id}: ${summary.state}, ${summary.because}`)
  }
}
