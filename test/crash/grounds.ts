import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../../plugin/config.ts'
import { type Server, startServer } from '../../plugin/server.ts'
import { createPowerCutDisk, type PowerCutDisk, type Survival } from '../doubles/power-cut-disk.ts'
import { countingDisk, type Fault, isInStore, stoppingDisk } from './fault.ts'
import { spawnSidecar } from './spawn.ts'

/** One run of the sidecar, from its start to its stop. */
export interface Life {
  readonly address: string
  /** Token of the first person. */
  readonly token: string
  /** Resolves when it is dead. */
  readonly dead: Promise<void>
  /** Stops it here and now, the hard way: one instance of several, or all there is. */
  kill(who?: string): void
  /** Whether one of several has died, and another goes on. */
  readonly isHurt?: () => boolean
  /** Ends it, whatever state it is in; resolves when nothing of it runs. */
  end(): Promise<void>
}

/** What outlives a sidecar: its data and its keys. Lives follow one another on it. */
export interface Ground {
  /** Rejects when it was stopped before it had come up. */
  start(fault: Fault | null): Promise<Life>
  /** Commits since the ground was made, where they are counted. */
  commits(): number | Promise<number>
  remove(): void | Promise<void>
}

/** Makes grounds that begin as copies of one another, so that each case starts from the same registered site. */
export interface GroundMaker {
  /** Runs a sidecar on the first ground, for setting the site up. */
  prepare(work: (life: Life) => Promise<void>): Promise<void>
  make(survival: Survival): Ground | Promise<Ground>
  remove(): void | Promise<void>
}

/** Grounds that are made at once. */
export interface NearGroundMaker extends GroundMaker {
  make(survival: Survival): Ground
}

/** The settings of a sidecar whose folders lie below a root. */
export const environment = (root: string, mailUrl: string): Record<string, string> => ({
  LETHE_PORT: '0',
  LETHE_GATEWAY_PORT: 'off',
  LETHE_DATA: join(root, 'data'),
  LETHE_KEYS: join(root, 'keys'),
  LETHE_TOKEN_FILE: join(root, 'operator.token'),
  LETHE_MAIL_URL: mailUrl,
  LETHE_MAIL_FROM: 'lethe@uni.example',
  LETHE_LOG_LEVEL: 'fatal'
})

/** A folder for a ground. */
export const makeRoot = (): string => mkdtempSync(join(tmpdir(), 'lethe-crash-'))
/** The token of the first person below a root. */
export const tokenIn = (root: string): string => readFileSync(join(root, 'operator.token'), 'utf8').trim()
/** Removes a root. */
export const discard = (root: string): void => rmSync(root, { recursive: true, force: true })

/** A copy of everything below a folder; copied folders are the owner's alone again. */
export function copyRoot(from: string): string {
  const root = makeRoot()
  cpSync(from, root, { recursive: true })
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700)
  }
  return root
}

async function spawnLife(root: string, mailUrl: string, fault: Fault | null): Promise<Life> {
  const child = await spawnSidecar({ ...environment(root, mailUrl), HOME: root }, { fault })
  return {
    address: child.address,
    token: tokenIn(root),
    dead: child.dead,
    kill: child.kill,
    async end() {
      child.kill()
      await child.dead
    }
  }
}

/** Real folders and real processes that are killed: what was written is there, synced or not. */
export function killGrounds(mailUrl: string): NearGroundMaker {
  const first = makeRoot()
  return {
    async prepare(work) {
      const life = await spawnLife(first, mailUrl, null)
      await work(life)
      await life.end()
    },
    make() {
      const root = copyRoot(first)
      return { start: fault => spawnLife(root, mailUrl, fault), commits: () => 0, remove: () => discard(root) }
    },
    remove: () => discard(first)
  }
}

const quiet = { print: () => {}, log: () => {} }

/** The sidecar in this process on a disk in memory. Its death: the power goes, and nothing passes any more. */
async function embedLife(
  config: Config,
  root: string,
  disk: PowerCutDisk,
  fault: Fault | null,
  atDeath: () => void
): Promise<Life & { commits(): number }> {
  const died = Promise.withResolvers<void>()
  const kill = () => {
    disk.refuse(() => 'power-cut')
    atDeath()
    died.resolve()
  }
  const die = async (): Promise<never> => {
    kill()
    throw Object.assign(new Error('power-cut'), { code: 'power-cut' })
  }
  const counting = countingDisk(fault !== null && isInStore(fault) ? stoppingDisk(disk, fault, die) : disk)
  const server: Server = await startServer({ ...config, stopGraceMs: 0 }, quiet, () => counting.disk)
  return {
    address: server.address,
    token: tokenIn(root),
    dead: died.promise,
    kill,
    commits: counting.count,
    async end() {
      // A process without power stops nothing properly: what its stop complains of is nobody's concern.
      await server.stop().catch(() => {})
    }
  }
}

/** Disks in memory that keep what was written and what was synced apart. `atDeath` cuts the network too. */
export function powerGrounds(mailUrl: string, atDeath: () => void): NearGroundMaker {
  const root = makeRoot()
  const config = readConfig(environment(root, mailUrl))
  let first = createPowerCutDisk()
  first.plant(join(root, '.ground'), Buffer.alloc(0))
  return {
    async prepare(work) {
      const life = await embedLife(config, root, first, null, () => {})
      await work(life)
      await life.end()
      first = first.cut('everything')
    },
    make(survival) {
      let disk = first.cut('everything')
      let commits = 0
      return {
        async start(fault) {
          const life = await embedLife(config, root, disk, fault, atDeath).catch(error => {
            // The power went before it had come up: the next life begins with what is left.
            disk = disk.cut(survival)
            throw error
          })
          return {
            ...life,
            async end() {
              await life.end()
              commits += life.commits()
              disk = disk.cut(survival)
            }
          }
        },
        commits: () => commits,
        remove: () => {}
      }
    },
    remove: () => discard(root)
  }
}
