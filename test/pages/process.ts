import { fork } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepChild } from '../gateway/children.ts'

/** Templates of the routes that answer GET, as the running server registered them. */
export interface Routes {
  readonly staff: readonly string[]
  readonly subject: readonly string[]
}

/** The sidecar that runs as a process of its own. */
export interface Sidecar {
  /** Of its API and of the pages for staff. */
  readonly address: string
  readonly gatewayPort: number
  readonly routes: Routes
  /** Token of the first person. */
  readonly token: string
  end(): Promise<void>
}

/** Where it keeps what; the same folder again is the same sidecar again. */
export interface SidecarGiven {
  readonly folder: string
  readonly mailUrl: string
  /** Ports; 0 or absent: free ones. */
  readonly port?: number
  readonly gatewayPort?: number
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>
  /** A module that its process loads before everything else. */
  readonly before?: URL
}

/** What the sidecar and its command line read of a folder. */
export const environmentOf = (folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LETHE_DATA: join(folder, 'data'),
  LETHE_KEYS: join(folder, 'keys'),
  LETHE_TOKEN_FILE: join(folder, 'token')
})

/** Starts it. @throws Error with its log when it does not come up */
export async function startSidecar(given: SidecarGiven): Promise<Sidecar> {
  const { folder, mailUrl, port = 0, gatewayPort = 0, env = {}, before } = given
  const logFile = join(folder, 'sidecar.log')
  const log = openSync(logFile, 'a')
  const child = fork(fileURLToPath(new URL('sidecar.ts', import.meta.url)), {
    stdio: ['ignore', log, log, 'ipc'],
    execArgv: before === undefined ? [] : ['--import', before.href],
    env: {
      ...environmentOf(folder),
      LETHE_PORT: String(port),
      LETHE_GATEWAY_PORT: String(gatewayPort),
      LETHE_LOG_LEVEL: 'warn',
      LETHE_STOP_GRACE_MS: '3000',
      LETHE_MAIL_URL: mailUrl,
      LETHE_MAIL_FROM: 'lethe@school.example',
      ...env
    }
  })
  closeSync(log)
  const gone = keepChild(child)
  type Said = { address: string; gateway: string; pages: Routes }
  const said = await Promise.race([
    new Promise<Said>(resolve => child.once('message', message => resolve(message as Said))),
    gone.then(() => null)
  ])
  if (said === null) throw new Error(`the sidecar did not start: ${readFileSync(logFile, 'utf8').slice(-3000)}`)
  return {
    address: said.address,
    gatewayPort: Number(new URL(said.gateway).port),
    routes: said.pages,
    token: readFileSync(join(folder, 'token'), 'utf8').trim(),
    async end() {
      child.kill('SIGTERM')
      await gone
    }
  }
}
