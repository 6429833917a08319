import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import type { Cast, CastPlatform } from './cast.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { CastError } from './read-cast.ts'

/** Everything that runs: stand-ins for the platforms by name, a mail server, and the sidecar as a process of its own. */
export interface Stage {
  readonly sandboxes: ReadonlyMap<string, string>
  readonly mailbox: Mailbox
  /** Address of the sidecar. */
  readonly address: string
  readonly tokenFile: string
  /** Public key that the certificates are signed with. */
  readonly certificateKey: string
  /** Token of the first person. */
  readonly token: string
  close(): Promise<void>
}

/** Starts everything on free ports of the loopback, with data, keys, token and log below a folder. */
export async function openStage(cast: Cast, folder: string): Promise<Stage> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const sandboxes = new Map<string, string>()
    for (const platform of cast.platforms) {
      const sandbox = await startSandbox(cast, platform).catch((error: Error) => {
        throw new CastError(`${platform.name}: its stand-in cannot start: ${error.message}`)
      })
      closing.push(sandbox.close)
      sandboxes.set(platform.name, sandbox.address)
    }
    const mailbox = await openMailbox()
    closing.push(mailbox.close)
    const tokenFile = join(folder, 'token')
    const { address, end } = await startSidecar(folder, tokenFile, mailbox.url)
    closing.push(end)
    const token = readFileSync(tokenFile, 'utf8').trim()
    return {
      sandboxes,
      mailbox,
      address,
      tokenFile,
      certificateKey: join(folder, 'keys', 'certificate.pub'),
      token,
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function startSandbox(cast: Cast, { name, kind, seed }: CastPlatform) {
  const accounts = cast.people.filter(({ platform }) => platform === name).map(({ account }) => account)
  const full = { seed: { ...seed, people: [...seed.people, ...accounts] } }
  return kind === 'openolat' ? startOpenolat(full as never) : startOpenedx(full as never)
}

async function startSidecar(folder: string, tokenFile: string, mailUrl: string) {
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'sidecar.log'), 'a')
  const child = fork(fileURLToPath(new URL('sidecar.ts', import.meta.url)), {
    stdio: ['ignore', log, log, 'ipc'],
    env: {
      PATH: process.env.PATH,
      LETHE_PORT: '0',
      LETHE_GATEWAY_PORT: 'off',
      LETHE_DATA: join(folder, 'data'),
      LETHE_KEYS: join(folder, 'keys'),
      LETHE_TOKEN_FILE: tokenFile,
      LETHE_LOG_LEVEL: 'warn',
      LETHE_STOP_GRACE_MS: '2000',
      LETHE_MAIL_URL: mailUrl,
      LETHE_MAIL_FROM: 'lethe@institution.example'
    }
  })
  closeSync(log)
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const address = await readAddress(child, join(folder, 'sidecar.log'))
  return {
    address,
    async end() {
      child.kill('SIGTERM')
      await gone
    }
  }
}

function readAddress(child: ChildProcess, log: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve((message as { address: string }).address))
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`the sidecar did not start: ${readFileSync(log, 'utf8')}`)))
  })
}
