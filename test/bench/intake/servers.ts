import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Call, createClient } from '../../demo/client.ts'
import { findPort, keepChild } from '../../gateway/children.ts'
import { type Sidecar, startSidecar } from '../../gateway/sidecar.ts'
import { optionsOf } from '../scale/platform.ts'
import { probotDeliveries, standardDeliveries } from './deliveries.ts'
import type { Target } from './load.ts'

/** A server as a process of its own, and how it is loaded. */
export interface Server extends Target {
  end(): Promise<void>
}

const platformName = 'Campus'
/** So many demands of an hour are carried on, on the sandbox; what comes over it stays `accepted`. */
const firstOfHour = 5
const peerSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** Starts what stands beside Lethe. `fileBytes`: as many bytes a request as Lethe stores. */
export const startPeer = async (
  name: 'hmac' | 'synced-file' | 'probot',
  folder: string,
  fileBytes: number
): Promise<Server> => {
  const files = join(folder, name)
  mkdirSync(files, { recursive: true })
  const child = fork(fileURLToPath(new URL(`peers/${name}.ts`, import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: {
      NODE_ENV: 'production',
      PEER_SECRET: peerSecret,
      PEER_FOLDER: files,
      PEER_FILE_BYTES: String(fileBytes),
      PEER_PORT: String(await findPort())
    }
  })
  const gone = keepChild(child)
  const said = await Promise.race([
    new Promise<{ address: string }>(resolve => child.once('message', one => resolve(one as never))),
    gone.then(() => null)
  ])
  if (said === null) throw new Error(`${name} did not start`)
  const isProbot = name === 'probot'
  return {
    name,
    address: said.address,
    make: (isProbot ? probotDeliveries : standardDeliveries)(platformName, peerSecret),
    status: isProbot ? 200 : 202,
    pid: child.pid!,
    async end() {
      child.kill('SIGKILL')
      await gone
    }
  }
}

/** What a sender of a folder's sidecar was given. */
export interface Sender {
  readonly source: string
  readonly secret: string
}

/** Registers a platform and a source at a new sidecar: all limits are on, the daily cap at its highest. */
const registerSender = async (call: Call, platformAddress: string): Promise<Sender> => {
  const { id } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name: platformName,
    options: optionsOf(platformAddress),
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
  const source = { name: 'LMS', platforms: [id], dailyCap: 1_000_000, brakePerHour: firstOfHour }
  const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', source)
  return { source: made.source.id, secret: made.secret }
}

const targetOf = (sidecar: Sidecar, { source, secret }: Sender): Server => ({
  name: 'lethe',
  address: `${sidecar.address}/webhooks/${source}`,
  make: standardDeliveries(platformName, secret),
  status: 202,
  pid: sidecar.pid,
  end: sidecar.end
})

/** Starts the real sidecar on a folder, everything at its default; on a new folder a sender is registered first. */
export const startLethe = async (
  folder: string,
  platformAddress: string,
  known?: Sender,
  execArgv: readonly string[] = []
): Promise<{ server: Server; sender: Sender }> => {
  mkdirSync(folder, { recursive: true })
  const sidecar = await startSidecar({ folder, gatewayPort: 0, logLevel: 'info', execArgv })
  const sender = known ?? (await registerSender(createClient(sidecar.address, sidecar.token), platformAddress))
  return { server: targetOf(sidecar, sender), sender }
}

/** Bytes of the files that a sidecar keeps open requests in: the middle one. */
export const storedBytes = (folder: string): number => {
  const open = join(folder, 'data', 'request', 'open')
  const files = readdirSync(open).filter(name => name.endsWith('.json'))
  const sizes = files.flatMap(name => statSync(join(open, name), { throwIfNoEntry: false })?.size ?? [])
  return sizes.sort((one, other) => one - other)[sizes.length >> 1] ?? 0
}
