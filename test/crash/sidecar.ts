import { subscribe } from 'node:diagnostics_channel'
import { closeSync, openSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { readConfig } from '../../plugin/config.ts'
import { startServer } from '../../plugin/server.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { instanceHeader } from './crossing.ts'
import { stoppingDisk } from './fault.ts'
import type { Told } from './spawn.ts'
import { stopAtCommit } from './stopping-database.ts'

// A process to be killed: the sidecar as it is started for real, on a store that kills it at the fault in argv.
const { fault, name, leaseMs, onceBy } = JSON.parse(process.argv[2]!) as Told

/** Whether nobody else has died of this fault. */
const isFirst = (): boolean => {
  if (onceBy === undefined) return true
  try {
    closeSync(openSync(onceBy, 'wx'))
    return true
  } catch {
    return false
  }
}

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

// Who calls is told by a header that undici lets its observers add.
if (name !== undefined)
  subscribe('undici:request:create', message =>
    (message as { request: { addHeader(name: string, value: string): void } }).request.addHeader(instanceHeader, name)
  )
const config = readConfig(process.env)
const isShared = config.storeUrl != null
if (isShared && fault !== null) stopAtCommit(fault, () => isFirst() && die())
const { address } = await startServer(
  config,
  { print: () => {}, log: line => void process.stderr.write(line) },
  () => (fault === null || isShared ? nodeDisk() : stoppingDisk(nodeDisk(), fault, die)),
  undefined,
  leaseMs
)
// A killed process never writes its cache of compiled code, by which the next one starts sooner.
flushCompileCache()
process.stdout.write(`${JSON.stringify({ address })}\n`)
