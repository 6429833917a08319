import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createShortener, printTotals, readTotals, type Totals } from './summary.ts'

// tap by its file and this very Node: whatever else the machine has is left out of it.
const TAP = fileURLToPath(new URL('../node_modules/tap/dist/esm/run.mjs', import.meta.url))

const tap = spawn(process.execPath, [TAP, 'run', '--reporter=tap', ...process.argv.slice(2)], {
  stdio: ['inherit', 'pipe', 'inherit']
})
const shorten = createShortener()
let totals: Totals | null = null
for await (const line of createInterface({ input: tap.stdout })) {
  totals = readTotals(line) ?? totals
  for (const shown of shorten(line)) process.stdout.write(`${shown}\n`)
}
const code = tap.exitCode ?? (await new Promise<number>(resolve => tap.once('close', given => resolve(given ?? 1))))
const { passed, failed, left } = totals ?? { passed: 0, failed: 1, left: 0 }
if (left > 0) process.stdout.write(`${left} skipped or to do: none may be\n`)
// A file that breaks outside of its tests makes tap fail without a failed assertion.
const isUnexplained = code !== 0 && failed === 0
process.stdout.write(`${printTotals({ passed, failed: failed + left + (isUnexplained ? 1 : 0), left })}\n`)
process.exitCode = code === 0 && left > 0 ? 1 : code
