import { type Sandbox, startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { addPerson, type Person } from '../../adapters/openedx/sandbox/world.ts'
import type { Call } from '../demo/client.ts'
import { type Front, startFront } from './front.ts'
import type { Sidecar } from './process.ts'

/** An invented Open edX site, with its sidecar's route in front. */
export interface Campus {
  readonly sandbox: Sandbox
  /** Of the platform in Lethe. */
  readonly platform: string
  readonly publicUrl: string
  /** How a browser finds it: a rule of Chromium's host resolver. */
  readonly rule: string
  /** How long a demand can be withdrawn from now on; an hour at first. */
  setCoolOff(coolOffMs: number): Promise<void>
  /** Somebody whom nothing stops, changed as it is said. */
  addLearner(change?: Partial<Parameters<typeof addPerson>[1]>): Person
  /** Cookies of a browser in which this person signed in. */
  signIn(person: Person): Promise<readonly { name: string; value: string; url: string }[]>
  close(): Promise<void>
}

const deletion = '/api/user/v1/accounts/deactivate_logout/'

const policy = {
  coolOffMs: 60 * 60 * 1000,
  noticeMs: 0,
  recheckMs: 1000,
  watchEveryMs: 2000,
  confirmEveryMs: 300,
  retryFirstMs: 300,
  retryMostMs: 1500
}

/** What an administrator gives for it, beside the addresses. */
export const campusAccess = {
  clientId: 'worker',
  clientSecret: 'worker-secret',
  workerUsername: 'retirement_service_worker'
}

/** Starts the platform alone: nothing of it is known to Lethe. */
export const startCampusSandbox = (host: string): Promise<Sandbox> =>
  startSandbox({
    seed: {
      settings: { allowedHosts: [host, '127.0.0.1'] },
      clients: [
        { id: 'worker', secret: 'worker-secret', owner: campusAccess.workerUsername, grant: 'client_credentials' }
      ],
      people: [
        { id: 1, username: campusAccess.workerUsername, password: null, isStaff: true, mayCancel: true },
        // The registration asks about somebody of known state.
        { id: 2, username: 'ada.finch' }
      ]
    }
  })

/** Starts an LMS, registers it over the API, and lays the route; `more`: of the policy. */
export async function openCampus(
  call: Call,
  sidecar: Sidecar,
  { host = 'campus.school.example', name = 'Lakeside Campus', more = {} } = {}
): Promise<Campus> {
  const sandbox = await startCampusSandbox(host)
  const publicUrl = `http://${host}`
  const routeSecret = `route-secret-of-${host}`
  const { id: platform } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name,
    options: {
      baseUrl: sandbox.address,
      studioUrl: sandbox.address,
      ...campusAccess,
      tokenLifeMs: 500,
      bulkStart: true
    },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: ['saml-campus'] },
    policy: { all: { ...policy, ...more } }
  })
  await call('PUT', `/platforms/${platform}/gateway`, { mode: 'defer', publicUrl, origins: [], routeSecret })
  const front: Front = await startFront({
    routeSecret,
    gatewayPort: sidecar.gatewayPort,
    platformPort: Number(new URL(sandbox.address).port),
    takes: (method, path) => method === 'POST' && path === deletion
  })
  let learners = 0
  return {
    sandbox,
    platform,
    publicUrl,
    rule: `MAP ${host} 127.0.0.1:${front.port}`,
    async setCoolOff(coolOffMs) {
      await call('PUT', `/platforms/${platform}/policy`, { all: { ...policy, ...more, coolOffMs } })
    },
    addLearner(change = {}) {
      learners += 1
      return addPerson(sandbox.world, { username: `${host.split('.')[0]}.learner.${learners}`, ...change })
    },
    async signIn({ username }) {
      const answer = await fetch(`${sandbox.address}/_sandbox/sign-in`, {
        method: 'POST',
        body: JSON.stringify({ username, as: 'session' })
      })
      const { cookies } = (await answer.json()) as { cookies: Record<string, string> }
      return Object.entries(cookies).map(([name, value]) => ({ name, value, url: publicUrl }))
    },
    async close() {
      await front.close()
      await sandbox.close()
    }
  }
}
