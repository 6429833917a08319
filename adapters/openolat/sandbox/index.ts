import { takeBackup } from '../../sandbox/backup.ts'
import { createFaults, createJournal, type Faults, type Journal, startStand } from '../../sandbox/stand.ts'
import { createGate, normaliseArrival } from './gate.ts'
import { createJobs } from './jobs.ts'
import { describePerson } from './person.ts'
import { createRoutes } from './routes/index.ts'
import { addPerson, createWorld, type PersonSeed, type Seed } from './seed.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

export type { Seed } from './seed.ts'
export type { Settings } from './settings.ts'

/** A running sandbox, and all that checks may look at from within the process. */
export interface Sandbox {
  /** Address without a path; OpenOlat's REST interface is below `/restapi`, with or without the context `/olat`. */
  readonly address: string
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  /** Copies the database; answers how the copy is put back. */
  takeBackup(): () => void
  close(): Promise<void>
}

/** Starts a stand-in for an OpenOlat of the 20.x line on 127.0.0.1. */
export async function startSandbox(options: {
  seed: Seed
  port?: number
  journalFile?: string
  now?: () => Date
  settings?: Partial<Settings>
}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date())
  const faults = createFaults()
  const journal = createJournal({ now, ...(options.journalFile !== undefined && { file: options.journalFile }) })
  const world = createWorld(options.seed, journal, now, options.settings)
  const stand = await startStand({
    routes: createRoutes(world),
    notFound: request => (request.path === '' ? { status: 404, text: 'Not found' } : { status: 404 }),
    faults,
    journal,
    control: {
      people: () => world.identities.map(({ key, name, status }) => ({ key, name, status })),
      person: id => describePerson(world, id),
      addPerson: entry => describePerson(world, String(addPerson(world, entry as PersonSeed).key)),
      jobs: createJobs(world),
      settings: world.settings
    },
    port: options.port ?? 0,
    normalise: arrival => normaliseArrival(arrival, world.settings),
    around: createGate(world)
  })
  return { address: stand.address, world, faults, journal, takeBackup: () => takeBackup(world), close: stand.close }
}
