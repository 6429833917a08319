import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setPassword } from '../../../adapters/openedx/sandbox/passwords.ts'
import type { Tell } from '../cases.ts'
import { createSearch, type Found, type Marks, markedSecret, nothingFound, scanMemory } from '../memory.ts'
import { send } from '../wire.ts'
import { makeLearner, pageHeaders, signIn, signings } from './learners.ts'
import { deletion, host, type Mode, openStage } from './stage.ts'

/** What the scan came to. */
export interface MemoryReport {
  readonly passwords: number
  /** How many of them lie in the memory of the process, and pieces of which nobody can tell whose they were. */
  readonly found: number
  readonly which: readonly number[]
  readonly pieces: number
  /** How many lie in its files, its log at the finest level, its mails, and the proxies' access logs. */
  readonly written: number
  readonly bytesRead: number
  /** Whether what must lie there was found, by the same search. */
  readonly controlFound: boolean
}

const count = 50

/**
 * Forwards passwords, each another one, and looks for them in the raw memory of the process and in all that was
 * written. The calls grow shorter, so that a later one does not cover what an earlier one left.
 */
export async function scanForPasswords(mode: Mode, folder: string): Promise<MemoryReport> {
  const stage = await openStage(mode, folder, { logLevel: 'trace' })
  try {
    const marks: Marks = { begin: `Ö/${randomBytes(9).toString('hex')}%`, end: `&${randomBytes(9).toString('hex')}ü` }
    for (let number = 0; number < count; number += 1) {
      const password = markedSecret(marks, number)
      const learner = makeLearner(stage)
      setPassword(stage.sandbox.world.sessions, learner.person, password)
      // A wrong one now and then: what the LMS refuses must not stay either.
      if (number % 5 === 4) setPassword(stage.sandbox.world.sessions, learner.person, 'another one')
      const signed = await signIn(stage, learner, signings[number % signings.length]!)
      const proxy = number % 2 === 0 ? 'caddy' : 'nginx'
      await send({
        port: stage.proxies.ports[proxy]['fail-closed'],
        from: learner.from,
        path: deletion,
        headers: { ...pageHeaders, ...signed, 'user-agent': 'x'.repeat((count - number) * 60 + 1) },
        body: new URLSearchParams({ password }).toString()
      })
    }
    const search = createSearch(marks, count)
    const found = nothingFound()
    let controlFound = false
    const bytesRead = scanMemory(stage.sidecar().pid, bytes => {
      search(bytes, found)
      controlFound ||= bytes.includes(host)
    })
    const written = nothingFound()
    // Held still, so that no file is renamed under the eyes of who reads it.
    process.kill(stage.sidecar().pid, 'SIGSTOP')
    try {
      for (const bytes of writtenBy(stage.folder)) search(bytes, written)
    } finally {
      process.kill(stage.sidecar().pid, 'SIGCONT')
    }
    for (const mail of stage.mailbox.raw) search(Buffer.from(mail), written)
    return {
      passwords: count,
      found: found.numbers.size,
      which: [...found.numbers].sort((one, other) => one - other),
      pieces: found.pieces,
      written: countOf(written),
      bytesRead,
      controlFound
    }
  } finally {
    await stage.close()
  }
}

const countOf = ({ numbers, pieces }: Found): number => numbers.size + pieces

/** Data, keys, logs of the sidecar and of the proxies, and whatever a proxy spooled. */
function* writtenBy(folder: string): Generator<Buffer> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const bytes = entry.isFile() ? readUnlessGone(join(entry.parentPath, entry.name)) : null
    if (bytes !== null) yield bytes
  }
}

/** Proxies go on, and remove what they spooled for a call as soon as it is over. */
function readUnlessGone(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The scan is a case too: it counts like any other. */
export function tellMemory(memory: MemoryReport, tell: Tell): void {
  const { passwords, found, which, pieces, written, controlFound } = memory
  const isLast = which.every(number => number === passwords - 1)
  tell({
    id: 'forward memory',
    proxy: 'both',
    mode: 'forward',
    caller: 'all',
    fault: 'passwords in memory',
    status: null,
    sandbox: {},
    state: null,
    faults: [
      ...(found <= 1 && isLast ? [] : [`found in memory: ${which.join()}`]),
      ...(pieces === 0 ? [] : [`${pieces} pieces in memory`]),
      ...(written === 0 ? [] : [`${written} written to files, logs or mails`]),
      ...(controlFound ? [] : ['the search finds nothing at all'])
    ]
  })
}
