import { readConfig } from '../../plugin/config.ts'
import { startServer } from '../../plugin/server.ts'

// One of several instances, as a process of its own that can be killed; its leases are short (argv[2], milliseconds).
const { address } = await startServer(
  readConfig(process.env),
  { print: () => {}, log: line => void process.stderr.write(line) },
  undefined,
  undefined,
  Number(process.argv[2])
)
process.stdout.write(`${JSON.stringify({ address })}\n`)
