import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import { createClient, type Source } from '../demo/client.ts'
import { type Mailbox, openMailbox } from '../gateway/mailbox.ts'
import { type Sidecar, startSidecar } from '../gateway/sidecar.ts'
import type { Canaries } from './canary.ts'
import { asIdentity, asUser, type Planted } from './people.ts'
import { openReceiver, openTap, type Tap } from './tap.ts'

/** One answer of our own API, with the call that it answers. */
export interface Spoken {
  readonly call: string
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** A platform as the run sees it. */
export interface Ground {
  readonly id: string
  readonly tap: Tap
  readonly host: string
  readonly routeSecret: string
  readonly source: Source
  /** An identity manager that speaks SCIM. */
  readonly manager: { readonly id: string; readonly token: string }
}

/** What a request shows of itself to whoever may not know who it is about. */
export interface Shown {
  readonly summary: { readonly state: string; readonly because: string }
  readonly fingerprint: string | null
}

const writeHeaders = (headers: Headers): string => {
  const lines: string[] = []
  headers.forEach((value, name) => {
    lines.push(`${name}: ${value}`)
  })
  return lines.join('\n')
}

const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }

/** Starts both sandboxes, a mail server and the sidecar as a process of its own, on a folder of its own. */
export async function openStage(
  folder: string,
  canaries: Canaries,
  people: { readonly openolat: readonly Planted[]; readonly openedx: readonly Planted[] }
) {
  const spoken: Spoken[] = []
  const commandLines = new Set<string>()
  const secret = canaries.plant('password', 'options of a platform')
  const mailbox: Mailbox = await openMailbox()
  const olat = await startOpenolat({
    seed: {
      people: [
        { key: 100, login: 'administrator', roles: { 1: ['user', 'administrator'] } },
        { key: 101, login: 'lethe', password: secret, roles: { 1: ['user', 'administrator'] } },
        { key: 900, login: 'nora.next' },
        ...people.openolat.map(asIdentity)
      ],
      entries: [{ key: 3001, displayname: 'Latin', owners: [people.openolat[0]!.id] }]
    }
  })
  const edx = await startOpenedx({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret, owner: worker.username, grant: 'client_credentials' }],
      people: [worker, ...people.openedx.map(asUser)],
      courses: [{ id: 'course-v1:Lake+C1+2026' }]
    }
  })
  const taps = { openolat: await openTap(olat.address), openedx: await openTap(edx.address) }
  mkdirSync(folder, { recursive: true })
  const start = () => startSidecar({ folder, mailUrl: mailbox.url, gatewayPort: 0, logLevel: 'trace' })
  let sidecar: Sidecar = await start()
  canaries.register('token', 'token of the first person', sidecar.token)

  /** Any call of our API, good or bad; what came back is kept. */
  async function speak(method: string, path: string, given: { token?: string; headers?: object; body?: unknown } = {}) {
    const { token = sidecar.token, headers = {}, body } = given
    const answer = await fetch(`${sidecar.address}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await answer.text()
    spoken.push({
      call: `${method} ${path}`,
      status: answer.status,
      headers: writeHeaders(answer.headers),
      body: text
    })
    return { status: answer.status, body: text }
  }

  async function say<Answer>(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
    const answer = await speak(method, path, { body, ...(token !== undefined && { token }) })
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body || 'null') as Answer
  }

  async function until(id: string, ...states: readonly string[]): Promise<Shown> {
    for (let tries = 0; ; tries += 1) {
      const shown = await say<Shown>('GET', `/requests/${id}`).catch(() => null)
      if (shown !== null && states.includes(shown.summary.state)) return shown
      if (tries > 1200) throw new Error(`${id} did not come to ${states}: ${JSON.stringify(shown?.summary)}`)
      await pause(100)
    }
  }

  /** Somebody who works with Lethe, and has no account on any platform. */
  async function personWith(role: string, platforms: readonly string[]): Promise<string> {
    const { id } = await say<{ id: string }>('POST', '/persons', { name: `A ${role}`, roles: [role] })
    await say('PUT', `/persons/${id}/accounts`, { accounts: [], without: platforms })
    const { token } = await say<{ token: string }>('POST', '/tokens', { person: id, label: 'canaries' })
    canaries.register('token', `token of a ${role}`, token)
    return token
  }

  async function register(kind: 'openolat' | 'openedx', options: object, mode: string, host: string): Promise<Ground> {
    const { id } = await say<{ id: string }>('POST', '/platforms', {
      kind,
      name: kind,
      options,
      declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
      policy: {
        all: {
          coolOffMs: 0,
          noticeMs: 0,
          confirmEveryMs: 50,
          retryFirstMs: 50,
          retryMostMs: 200,
          recheckMs: 500,
          keepWorkMs: 0,
          keepReplayMs: 0,
          successors: [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }]
        }
      }
    })
    const routeSecret = canaries.plant('token', `route of ${kind}`)
    await say('PUT', `/platforms/${id}/gateway`, { mode, publicUrl: `http://${host}`, routeSecret })
    const made = await say<{ source: { id: string }; secret: string }>('POST', '/sources', {
      name: `portal ${kind}`,
      platforms: [id],
      types: ['account.deletion.requested', 'account.deletion.withdrawn'],
      origins: ['self', 'on-behalf'],
      brakePerHour: 100000,
      brakePercent: 100,
      brakeTimesUsual: 1000
    })
    canaries.register('token', `source of ${kind}`, made.secret)
    const manager = await say<{ source: { id: string }; secret: string; scim: { token: string } }>('POST', '/sources', {
      name: `identities ${kind}`,
      platforms: [id],
      origins: ['identity-manager'],
      standingMandate: true,
      scim: { deactivation: 'erase' }
    })
    canaries.register('token', `identity manager of ${kind}`, manager.scim.token)
    await say('POST', `/sources/${manager.source.id}/go-live`, { kept: 'go-on' })
    await say('PUT', `/platforms/${id}/recipients`, {
      recipients: [
        { name: 'Press of Example', mail: `${kind}-partner@press.example`, identifiers: ['username'] },
        { name: 'Library of Example', endpoint: endpoint.id, identifiers: ['email'] }
      ]
    })
    return {
      id,
      tap: taps[kind],
      host,
      routeSecret,
      source: { id: made.source.id, secret: made.secret },
      manager: { id: manager.source.id, token: manager.scim.token }
    }
  }

  const told = await openReceiver()
  const events = [
    'received',
    'blocked',
    'approved',
    'erasing',
    'stalled',
    'completed',
    'refused',
    'withdrawn',
    'joined'
  ]
  const { endpoint, secret: endpointSecret } = await say<{ endpoint: { id: string }; secret: string }>(
    'POST',
    '/endpoints',
    { name: 'Information system', url: told.address, events: events.map(each => `request.${each}`) }
  )
  canaries.register('token', 'secret of an endpoint', endpointSecret)
  const openolat = await register(
    'openolat',
    { baseUrl: `${taps.openolat.address}/olat`, username: 'lethe', secret, settleMs: 200 },
    'answer-at-once',
    'olat.example'
  )
  const openedx = await register(
    'openedx',
    {
      baseUrl: taps.openedx.address,
      studioUrl: taps.openedx.address,
      clientId: 'worker',
      clientSecret: secret,
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: true
    },
    'forward',
    'learn.example'
  )
  const here = [openolat.id, openedx.id]
  await say('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })
  const tokens = {
    officer: await personWith('privacy-officer', here),
    asker: await personWith('user-manager', here),
    auditor: await personWith('auditor', here),
    system: await personWith('system-administrator', here)
  }

  return {
    folder,
    canaries,
    mailbox,
    boxes: { openolat: olat, openedx: edx },
    grounds: { openolat, openedx },
    tokens,
    spoken,
    /** What endpoints were told. */
    told: told.calls,
    commandLines,
    speak,
    say,
    until,
    address: () => sidecar.address,
    gatewayPort: () => sidecar.gatewayPort,
    pid: () => sidecar.pid,
    client: () => createClient(sidecar.address, sidecar.token),
    /** The power goes for the process; it comes up again on the same folder. */
    async crash() {
      process.kill(sidecar.pid, 'SIGKILL')
      await sidecar.end()
      sidecar = await start()
    },
    endSidecar: () => sidecar.end(),
    async close() {
      await Promise.all([taps.openolat.close(), taps.openedx.close()])
      await Promise.all([olat.close(), edx.close(), mailbox.close(), told.close()])
    }
  }
}

/** Everything that a way in needs. */
export type Stage = Awaited<ReturnType<typeof openStage>>

/** The folder of everything that the sidecar writes. */
export const folderOf = (root: string): string => join(root, 'sidecar')
