import { systemClock } from '../../plugin/clock.ts'
import { systemRandom } from '../../plugin/random.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { openStore } from '../../plugin/store/open.ts'

// A process to be killed: writes without end to the folder it is given, and says after each promise what is durable.
// Nobody is left to kill it once the test has gone.
process.stdin.on('end', () => process.exit(2)).resume()
const [folder = ''] = process.argv.slice(2)
const store = await openStore({ folder, disk: nodeDisk(), clock: systemClock(), random: systemRandom() })
const text = 'x'.repeat(2000)

async function write(id: string): Promise<never> {
  for (let revision = 0; ; revision += 1) {
    const entry = { body: { step: revision + 1, text }, keys: ['k'], unique: [id], dueAt: null, shelf: null }
    await store.put('request', id, entry, { expected: revision })
    process.stdout.write(`${id} ${revision + 1}\n`)
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(write))
