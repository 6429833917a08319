import { randomUUID } from 'node:crypto'
import { takeBackup } from '../../sandbox/backup.ts'
import {
  createFaults,
  createJournal,
  type Faults,
  type Journal,
  type Route,
  type StandAnswer,
  type StandRequest,
  startStand
} from '../../sandbox/stand.ts'
import type { Context } from './caller.ts'
import { driverControl } from './control/driver.ts'
import { learnerControl } from './control/learner.ts'
import { addCors, isPreflight } from './cors.ts'
import type { Release } from './releases.ts'
import { accountRoutes } from './routes/accounts.ts'
import { authzRoutes } from './routes/authz.ts'
import { courseRoutes } from './routes/courses.ts'
import { deletionRoutes } from './routes/deletion.ts'
import { forumPostRoutes } from './routes/forum-posts.ts'
import { holdingRoutes } from './routes/holdings.ts'
import { learnerRoutes } from './routes/learner.ts'
import { linkRoutes } from './routes/links.ts'
import { page } from './routes/page.ts'
import { partnerRoutes } from './routes/partner.ts'
import { proctoringRoutes } from './routes/proctoring.ts'
import { rowRoutes, showRow } from './routes/rows.ts'
import { serviceRoutes } from './routes/services.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { noSuchRoute, startRoutes } from './routes/start.ts'
import { stateRoutes } from './routes/states.ts'
import { stepRoutes } from './routes/steps.ts'
import { studioRoutes } from './routes/studio.ts'
import { supportRoutes } from './routes/support.ts'
import { tokenRoutes } from './routes/token.ts'
import { userRoutes } from './routes/users.ts'
import type { PersonSeed, Seed } from './seed.ts'
import type { Settings } from './settings.ts'
import { addPerson, createWorld, type World } from './world.ts'

export { type AccountPage, startAccountPage } from './account-page.ts'
export { type Release, releases } from './releases.ts'
export type { Seed } from './seed.ts'
export type { Settings } from './settings.ts'
export { defaultStates, tutorStates } from './state-lists.ts'
export type { World } from './world.ts'

/** What a sandbox is started with; it takes a free port and the machine’s clock unless told otherwise. */
export interface SandboxOptions {
  readonly seed: Seed
  readonly port?: number
  readonly journalFile?: string
  readonly now?: () => Date
  /** Before the seed's. */
  readonly release?: Release
  readonly settings?: Partial<Settings>
}

/** A running stand-in for an LMS with its Studio, both on `address`. */
export interface Sandbox {
  readonly address: string
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  /** Copies the database; answers how the copy is put back. */
  takeBackup(): () => void
  close(): Promise<void>
}

/** Every call of the platform that the sandbox answers; the first that fits wins. */
export function platformRoutes(context: Context): Route[] {
  return [
    tokenRoutes,
    signInRoutes,
    learnerRoutes,
    deletionRoutes,
    rowRoutes,
    stateRoutes,
    startRoutes,
    stepRoutes,
    partnerRoutes,
    accountRoutes,
    holdingRoutes,
    supportRoutes,
    linkRoutes,
    courseRoutes,
    studioRoutes,
    forumPostRoutes,
    proctoringRoutes,
    serviceRoutes,
    authzRoutes,
    userRoutes
  ].flatMap(routes => routes(context))
}

/** Starts an Open edX sandbox on 127.0.0.1; what it covers and what not stands in its README. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date())
  const { seed, release = seed.release } = options
  const settings = { ...seed.settings, ...options.settings }
  const world = createWorld({ ...seed, settings, ...(release && { release }) }, now)
  const faults = createFaults()
  const journal = createJournal({ now, ...(options.journalFile !== undefined && { file: options.journalFile }) })
  const driver = driverControl({ world, journal })
  const stand = await startStand({
    routes: platformRoutes({ world, journal }),
    notFound: noSuchRoute,
    around: (request, next) => receive(world, request, next),
    finish: (request, answer) => stampDate(world, addCors(world.settings, request, answer)),
    faults,
    journal,
    port: options.port ?? 0,
    control: {
      people: () => [...world.people.values()],
      person: id => showPerson(world, Number(id)),
      addPerson: entry => addPerson(world, entry as PersonSeed),
      settings: world.settings,
      routes: [...learnerControl({ world, journal }), ...driver.routes],
      jobs: { 'sign-in-everybody': () => signInEverybody(world) }
    }
  })
  const close = () => {
    driver.stop()
    return stand.close()
  }
  return { address: stand.address, world, faults, journal, takeBackup: () => takeBackup(world), close }
}

/** What Django's middleware does before a view: hosts that the site does not have, and browsers that ask first (1.2). */
async function receive({ settings }: World, request: StandRequest, next: () => Promise<StandAnswer>) {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  const isOwn = settings.allowedHosts.some(allowed => allowed === '*' || allowed === host)
  if (!isOwn) return page('Bad Request (400)', [], 400)
  return isPreflight(request) ? { status: 200 } : next()
}

/** The site's own clock, as every server tells it. */
function stampDate({ now }: World, answer: StandAnswer): StandAnswer {
  return { ...answer, headers: { date: now().toUTCString(), ...answer.headers } }
}

/** All that the platform's database holds about one person, by category. */
function showPerson(world: World, id: number) {
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
