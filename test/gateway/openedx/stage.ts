import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '../../../adapters/openedx/sandbox/index.ts'
import { type Call, createClient } from '../../demo/client.ts'
import { type Mailbox, openMailbox } from '../mailbox.ts'
import { type Proxies, startProxies } from '../proxies.ts'
import { type Sidecar, startSidecar } from '../sidecar.ts'
import { listStandings, type Standing } from '../standings.ts'

export type Mode = 'forward' | 'defer'

/** A site of one mode: the LMS, the sidecar, a mail server, and the proxies in front. */
export interface Stage {
  readonly mode: Mode
  readonly folder: string
  readonly sandbox: Sandbox
  readonly mailbox: Mailbox
  readonly proxies: Proxies
  readonly platform: string
  sidecar(): Sidecar
  call: Call
  /** Every request there is, by id. */
  standings(): Promise<ReadonlyMap<string, Standing>>
  /** Stops the sidecar, and starts it again on the same data and the same port. */
  stopSidecar(): Promise<void>
  startSidecar(): Promise<void>
  close(): Promise<void>
}

/** What browsers see: no port, because they reach the proxies as if these listened where they usually do. */
export const host = 'campus.school.example'
export const publicUrl = `http://${host}`
export const accountPage = 'http://apps.school.example'
export const deletion = '/api/user/v1/accounts/deactivate_logout/'

export const routeSecret = 'route-secret-0123456789-abcdef'
export const institution = 'saml-campus'

/** Short enough to see the end of it, long enough to withdraw in between on a machine that is busy. */
export const coolOffMs = 12_000

const policy = {
  coolOffMs,
  noticeMs: 0,
  recheckMs: 1500,
  watchEveryMs: 2000,
  confirmEveryMs: 300,
  retryFirstMs: 300,
  retryMostMs: 1500
}

/** Sets a site up: everything on free ports of the loopback, with its files below a folder. */
export async function openStage(mode: Mode, parent: string, { logLevel = 'warn' } = {}): Promise<Stage> {
  const folder = join(parent, `${mode}-${logLevel}`)
  mkdirSync(folder)
  const sandbox = await startSandbox({
    seed: {
      settings: { allowedHosts: [host, '127.0.0.1'], corsOrigins: [accountPage], csrfTrustedOrigins: [accountPage] },
      clients: [
        { id: 'worker', secret: 'worker-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
      ],
      people: [
        { id: 1, username: 'retirement_service_worker', password: null, isStaff: true, mayCancel: true },
        // The registration asks about somebody of known state.
        { id: 2, username: 'ada.finch' }
      ]
    }
  })
  const mailbox = await openMailbox()
  const given = { folder, mailUrl: mailbox.url, logLevel }
  let sidecar = await startSidecar({ ...given, gatewayPort: 0 })
  const { gatewayPort } = sidecar
  const call: Call = (...args) => createClient(sidecar.address, sidecar.token)(...args)
  const platform = await register(call, mode, sandbox.address)
  const lmsPort = Number(new URL(sandbox.address).port)
  const proxies = await startProxies({ folder, host, origin: accountPage, secret: routeSecret, gatewayPort, lmsPort })
  return {
    mode,
    folder,
    sandbox,
    mailbox,
    proxies,
    platform,
    call,
    sidecar: () => sidecar,
    standings: () => listStandings(call),
    stopSidecar: () => sidecar.end(),
    async startSidecar() {
      sidecar = await startSidecar({ ...given, gatewayPort })
    },
    async close() {
      await sidecar.end()
      await proxies.close()
      await mailbox.close()
      await sandbox.close()
    }
  }
}

interface Registered {
  readonly id: string
  readonly registration: { readonly problems: readonly { readonly code: string; readonly stops: string | null }[] }
}

async function register(call: Call, mode: Mode, address: string): Promise<string> {
  const { id, registration } = await call<Registered>('POST', '/platforms', {
    kind: 'openedx',
    name: 'Campus',
    options: {
      baseUrl: address,
      studioUrl: address,
      clientId: 'worker',
      clientSecret: 'worker-secret',
      workerUsername: 'retirement_service_worker',
      tokenLifeMs: 1000,
      bulkStart: true
    },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [institution] },
    policy: { all: policy }
  })
  const stopping = registration.problems.filter(({ stops }) => stops === 'all')
  if (stopping.length > 0) process.stderr.write(`${mode}: ${stopping.map(({ code }) => code).join()}\n`)
  await call('PUT', `/platforms/${id}/gateway`, { mode, publicUrl, origins: [accountPage], routeSecret })
  return id
}
