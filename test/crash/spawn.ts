import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Fault, isInStore } from './fault.ts'

/** What a sidecar to be killed is told besides its settings. */
export interface Told {
  /** Where it stops itself; a fault on the wire is somebody else's to see. */
  readonly fault: Fault | null
  /** What it calls itself at platforms; absent: nothing. */
  readonly name?: string
  /** Shorter leases than usual, in milliseconds. */
  readonly leaseMs?: number
  /** A file that whoever stops first makes: nobody stops after that. */
  readonly onceBy?: string
}

/** A sidecar as a process of its own. */
export interface SpawnedSidecar {
  readonly address: string
  readonly dead: Promise<void>
  readonly pid: number
  /** Its log; of a very long one the end. */
  said(): string
  kill(signal?: NodeJS.Signals): void
}

/** Of a log; the engine prints a long trace for each of its hands when it loses its tables. */
const mostSaid = 1_000_000

/** Compiled code that every child finds ready; gone with this process. */
const compiled = mkdtempSync(join(tmpdir(), 'lethe-compiled-'))
/** Children that run now: none outlives this process. */
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(compiled, { recursive: true, force: true })
})

/** Starts a sidecar with these settings and nothing else of the environment. Rejects when it ends before it is up. */
export async function spawnSidecar(settings: Readonly<Record<string, string>>, told: Told): Promise<SpawnedSidecar> {
  const own = { ...told, fault: told.fault !== null && isInStore(told.fault) ? told.fault : null }
  const file = fileURLToPath(new URL('sidecar.ts', import.meta.url))
  const child = spawn(process.execPath, [file, JSON.stringify(own)], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  child.stderr.on('data', chunk => {
    said = `${said}${chunk}`.slice(-mostSaid)
  })
  children.add(child)
  const dead = new Promise<void>(resolve => child.once('close', () => resolve()))
  void dead.then(() => children.delete(child))
  const first = await Promise.race([
    new Promise<string>(resolve => createInterface({ input: child.stdout }).once('line', resolve)),
    dead.then(() => null)
  ])
  if (first === null) throw new Error(`the sidecar did not come up: ${said}`)
  const { address } = JSON.parse(first) as { address: string }
  return { address, dead, pid: child.pid!, said: () => said, kill: (signal = 'SIGKILL') => void child.kill(signal) }
}
