import { randomUUID } from 'node:crypto'
import { createFaults, createJournal, type Faults, type Journal, type Route, startStand } from '../../sandbox/stand.ts'
import type { Context } from './caller.ts'
import { accountRoutes } from './routes/accounts.ts'
import { courseRoutes } from './routes/courses.ts'
import { holdingRoutes } from './routes/holdings.ts'
import { partnerRoutes } from './routes/partner.ts'
import { rowRoutes, showRow } from './routes/rows.ts'
import { noSuchRoute, startRoutes } from './routes/start.ts'
import { stateRoutes } from './routes/states.ts'
import { stepRoutes } from './routes/steps.ts'
import { supportRoutes } from './routes/support.ts'
import { tokenRoutes } from './routes/token.ts'
import type { PersonSeed, Seed } from './seed.ts'
import type { Settings } from './settings.ts'
import { addPerson, createWorld, type World } from './world.ts'

export type { Seed } from './seed.ts'
export type { Settings } from './settings.ts'
export { defaultStates, tutorStates } from './settings.ts'
export type { World } from './world.ts'

/** What a sandbox is started with; it takes a free port and the machine’s clock unless told otherwise. */
export interface SandboxOptions {
  readonly seed: Seed
  readonly port?: number
  readonly journalFile?: string
  readonly now?: () => Date
  readonly settings?: Partial<Settings>
}

/** A running stand-in for an LMS with its Studio, both on `address`. */
export interface Sandbox {
  readonly address: string
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  close(): Promise<void>
}

/** Every call of the platform that the sandbox answers; the first that fits wins. */
export function platformRoutes(context: Context): Route[] {
  return [
    tokenRoutes,
    rowRoutes,
    stateRoutes,
    startRoutes,
    stepRoutes,
    partnerRoutes,
    accountRoutes,
    holdingRoutes,
    supportRoutes,
    courseRoutes
  ].flatMap(routes => routes(context))
}

/** Starts an Open edX sandbox on 127.0.0.1; what it covers and what not stands in its README. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date())
  const world = createWorld({ ...options.seed, settings: { ...options.seed.settings, ...options.settings } }, now)
  const faults = createFaults()
  const journal = createJournal({ now, ...(options.journalFile !== undefined && { file: options.journalFile }) })
  const stand = await startStand({
    routes: platformRoutes({ world, journal }),
    notFound: noSuchRoute,
    faults,
    journal,
    port: options.port ?? 0,
    control: {
      people: () => [...world.people.values()],
      person: id => showPerson(world, Number(id)),
      addPerson: entry => addPerson(world, entry as PersonSeed),
      settings: world.settings,
      jobs: { 'sign-in-everybody': () => signInEverybody(world) }
    }
  })
  return { address: stand.address, world, faults, journal, close: () => stand.close() }
}

/** All that the platform's database holds about one person, by category. */
export function showPerson(world: World, id: number) {
  const person = world.people.get(id)
  if (person === undefined) return undefined
  const row = [...world.rows.values()].find(each => each.person === person)
  return {
    ...person,
    retirement: row === undefined ? null : { ...showRow(world, row), responses: row.responses },
    asked: world.requests.has(id),
    tokens: [...world.tokens.values()].filter(username => username === person.username).length,
    courseRoles: Object.fromEntries(
      [...world.courses.values()].filter(({ team }) => team.has(id)).map(course => [course.id, course.team.get(id)])
    ),
    partnerRows: world.partnerRows.filter(each => each.row.person === person).length
  }
}

/** Opens a browser session for every active account: cookie `sessionid` by username. */
function signInEverybody(world: World): Record<string, string> {
  const sessions: Record<string, string> = {}
  for (const { username, isActive, password } of world.people.values()) {
    if (!isActive || password === null) continue
    sessions[username] = randomUUID()
    world.sessions.set(sessions[username], username)
  }
  return sessions
}
