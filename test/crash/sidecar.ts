import { flushCompileCache } from 'node:module'
import { readConfig } from '../../plugin/config.ts'
import { startServer } from '../../plugin/server.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { type Fault, stoppingDisk } from './fault.ts'

// A process to be killed: the sidecar as it is started for real, on a disk that kills it at the fault in argv.
const fault = JSON.parse(process.argv[2] ?? 'null') as Fault | null

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const { address } = await startServer(
  readConfig(process.env),
  { print: () => {}, log: line => void process.stderr.write(line) },
  () => (fault === null ? nodeDisk() : stoppingDisk(nodeDisk(), fault, die))
)
// A killed process never writes its cache of compiled code, by which the next one starts sooner.
flushCompileCache()
process.stdout.write(`${JSON.stringify({ address })}\n`)
