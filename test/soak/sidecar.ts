import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { keepChild } from '../gateway/children.ts'

export type DiskFault = 'full' | 'read-only' | 'failing' | 'unreadable'

/** One life of the process `lethe start`, with a clock and a disk that can be told. */
export interface Life {
  readonly api: number
  /** Port for the proxies of platforms. */
  readonly gateway: number
  readonly pid: number
  /** Milliseconds ahead of the machine's clock. */
  setClock(aheadMs: number): void
  setDisk(fault: DiskFault | null): void
  /** What is alive in its heap, in MiB, once everything else is collected; null when it ends before it says so. */
  liveHeap(): Promise<number | null>
  tell(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void
  /** Ends it; resolves with the exit code, or the signal that ended it unheard. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string>
  /** Resolves when it has ended, with the same. */
  readonly ended: Promise<number | string>
  readonly isGone: () => boolean
}

/** What it starts with; the same folder again is the same sidecar again. */
export interface Given {
  readonly folder: string
  readonly name: string
  /** Shared by all instances. */
  readonly keys: string
  readonly tokenFile: string
  readonly storeUrl: string | null
  readonly mailUrl: string
  readonly aheadMs: number
  /** What it has to end after SIGTERM. */
  readonly graceMs: number
  /** Hears of each refusal of the disk. */
  onDisk(fault: DiskFault): void
}

const preload = fileURLToPath(new URL('preload.ts', import.meta.url))
const cli = fileURLToPath(new URL('../../plugin/cli.ts', import.meta.url))
const portIn = (line: string): number => Number(new URL(/http:\/\/\S+/.exec(line)![0]).port)

/** What the banner says of where it listens; null when it is gone before. */
const readBanner = (child: ChildProcess, gone: Promise<void>): Promise<{ api: number; gateway: number } | null> =>
  Promise.race([
    new Promise<{ api: number; gateway: number }>(resolve => {
      let api = 0
      createInterface({ input: child.stdout! }).on('line', line => {
        if (line.startsWith('Lethe listens on')) api = portIn(line)
        if (/^ {2}route {2}/.test(line)) resolve({ api, gateway: portIn(line) })
      })
    }),
    gone.then(() => null)
  ])

/** Starts it. @throws Error with the end of its log when it does not come up */
export async function startLife({ folder, name, keys, tokenFile, storeUrl, mailUrl, aheadMs, graceMs, onDisk }: Given) {
  const data = join(folder, name)
  const log = openSync(`${data}.log`, 'a')
  const child = fork(cli, ['start'], {
    // As `npm start` and the container start it.
    execArgv: ['--max-semi-space-size=8', '--import', preload],
    stdio: ['ignore', 'pipe', log, 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      SOAK_FOLDER: folder,
      SOAK_AHEAD_MS: String(aheadMs),
      LETHE_PORT: '0',
      LETHE_GATEWAY_PORT: '0',
      LETHE_DATA: data,
      LETHE_KEYS: keys,
      LETHE_TOKEN_FILE: tokenFile,
      ...(storeUrl !== null && { LETHE_STORE: storeUrl }),
      LETHE_MAIL_URL: mailUrl,
      LETHE_MAIL_FROM: 'lethe@school.example',
      LETHE_STOP_GRACE_MS: String(graceMs),
      LETHE_LOG_LEVEL: 'warn'
    }
  })
  closeSync(log)
  const ended = keepChild(child)
  let isGone = false
  void ended.then(() => {
    isGone = true
  })
  let hearHeap = (_: number): void => {}
  child.on('message', (said: { readonly disk?: DiskFault; readonly heapMb?: number }) => {
    if (said.disk !== undefined) onDisk(said.disk)
    if (said.heapMb !== undefined) hearHeap(said.heapMb)
  })
  // A channel that breaks with its process is no news.
  child.on('error', () => {})
  const where = await readBanner(child, ended)
  if (where === null) throw new Error(`${name} did not start: ${readFileSync(`${data}.log`, 'utf8').slice(-3000)}`)
  const how = (): number | string => child.exitCode ?? child.signalCode ?? 'unknown'
  const tell = (said: object): void => void (child.connected && child.send(said, () => {}))
  const life: Life = {
    ...where,
    pid: child.pid!,
    setClock: ahead => tell({ aheadMs: ahead }),
    setDisk: fault => tell({ disk: fault }),
    liveHeap() {
      const heard = new Promise<number>(resolve => {
        hearHeap = resolve
      })
      tell({ heap: true })
      return Promise.race([heard, ended.then(() => null)])
    },
    isGone: () => isGone,
    tell: signal => void child.kill(signal),
    ended: ended.then(how),
    async end(signal) {
      child.kill(signal)
      await ended
      return how()
    }
  }
  return life
}
