import { fork } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepChild } from './children.ts'

/** The sidecar that runs as a process of its own. */
export interface Sidecar {
  /** Address of its API. */
  readonly address: string
  /** Port on which proxies reach it. */
  readonly gatewayPort: number
  readonly pid: number
  /** Token of the first person. */
  readonly token: string
  end(): Promise<void>
}

/** Where it keeps what, and what it is told; the same folder again is the same sidecar again. */
export interface SidecarGiven {
  readonly folder: string
  /** Absent: no mail is set up. */
  readonly mailUrl?: string
  /** 0: a free one. */
  readonly gatewayPort: number
  readonly logLevel: string
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>
  /** What its process is told before the program, as `--cpu-prof`. */
  readonly execArgv?: readonly string[]
}

/** The files of a sidecar below its folder. */
const filesOf = (folder: string) => ({
  data: join(folder, 'data'),
  keys: join(folder, 'keys'),
  log: join(folder, 'sidecar.log'),
  token: join(folder, 'token')
})

/** Starts it. @throws Error with its log when it does not come up */
export async function startSidecar(given: SidecarGiven): Promise<Sidecar> {
  const { folder, mailUrl, gatewayPort, logLevel, env = {}, execArgv = [] } = given
  const files = filesOf(folder)
  const log = openSync(files.log, 'a')
  const child = fork(fileURLToPath(new URL('../demo/sidecar.ts', import.meta.url)), {
    stdio: ['ignore', log, log, 'ipc'],
    execArgv: [...execArgv],
    env: {
      PATH: process.env.PATH,
      LETHE_PORT: '0',
      LETHE_GATEWAY_PORT: String(gatewayPort),
      LETHE_DATA: files.data,
      LETHE_KEYS: files.keys,
      LETHE_TOKEN_FILE: files.token,
      LETHE_LOG_LEVEL: logLevel,
      LETHE_STOP_GRACE_MS: '3000',
      ...(mailUrl !== undefined && { LETHE_MAIL_URL: mailUrl, LETHE_MAIL_FROM: 'lethe@school.example' }),
      ...env
    }
  })
  closeSync(log)
  const gone = keepChild(child)
  const said = await Promise.race([
    new Promise<{ address: string; gateway: string }>(resolve => child.once('message', said => resolve(said as never))),
    gone.then(() => null)
  ])
  if (said === null) throw new Error(`the sidecar did not start: ${readFileSync(files.log, 'utf8').slice(-3000)}`)
  return {
    address: said.address,
    gatewayPort: Number(new URL(said.gateway).port),
    pid: child.pid!,
    token: readFileSync(files.token, 'utf8').trim(),
    async end() {
      child.kill('SIGTERM')
      await gone
    }
  }
}
