import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Seed } from '../../../adapters/openedx/sandbox/index.ts'
import { keepChild } from '../../gateway/children.ts'

/** The Open edX sandbox as a process of its own. */
export interface Platform {
  readonly address: string
  readonly pid: number
  /** Every call is answered so much later than it was done; 0: at once. */
  delay(ms: number): Promise<void>
  /** Says something below `/_sandbox/`. */
  tell(method: string, path: string, body?: unknown): Promise<void>
  end(): Promise<void>
}

const worker = 'retirement_service_worker'
const secret = 'sandbox-secret'

/** What the adapter is told of a sandbox. `tokenLifeMs`: the site's own, which each retirement waits for. */
export const optionsOf = (address: string, tokenLifeMs = 0) => ({
  baseUrl: address,
  studioUrl: address,
  clientId: 'worker',
  clientSecret: secret,
  workerUsername: worker,
  tokenLifeMs,
  bulkStart: true
})

/** Starts a site with these people beside the service account. */
export const startPlatform = async (
  folder: string,
  people: Seed['people'],
  more: Partial<Seed> = {}
): Promise<Platform> => {
  const seed: Seed = {
    settings: { bulkRetirement: true },
    clients: [{ id: 'worker', secret, owner: worker, grant: 'client_credentials' }],
    ...more,
    people: [{ id: 1, username: worker, password: null, isStaff: true }, ...people]
  }
  const file = join(folder, 'seed.json')
  writeFileSync(file, JSON.stringify(seed))
  const program = fileURLToPath(new URL('../../../adapters/openedx/sandbox/start.ts', import.meta.url))
  const child = spawn(process.execPath, [program, '--seed', file, '--journal', join(folder, 'journal')], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const gone = keepChild(child)
  const line = await Promise.race([
    new Promise<string>(resolve => createInterface({ input: child.stdout }).once('line', resolve)),
    gone.then(() => '')
  ])
  const address = /http:\S+/.exec(line)?.[0]
  if (address === undefined) throw new Error('the sandbox did not start')
  const tell: Platform['tell'] = async (method, path, body) => {
    const answer = await fetch(`${address}/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    if (!answer.ok) throw new Error(`sandbox ${path}: ${answer.status}`)
    await answer.arrayBuffer()
  }
  return {
    address,
    pid: child.pid!,
    tell,
    async delay(ms) {
      await tell('DELETE', 'faults')
      if (ms > 0) await tell('POST', 'faults', { route: '*', kind: 'slow', ms, times: Number.MAX_SAFE_INTEGER })
    },
    async end() {
      child.kill('SIGTERM')
      await gone
    }
  }
}
