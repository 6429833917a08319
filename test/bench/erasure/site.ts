/*
 * The Open edX sandbox as a process of its own: every call takes so long, and everybody who calls is counted. Started
 * with a folded-up `SiteGiven`; takes `Order`s over the channel to its parent, and answers each.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { platformRoutes, startSandbox } from '../../../adapters/openedx/sandbox/index.ts'
import { requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { addPerson } from '../../../adapters/openedx/sandbox/world.ts'
import { matchRoute } from '../../../adapters/sandbox/route.ts'
import { median } from './figures.ts'
import type { Learner, Order, SiteReport } from './learner.ts'

const { forum, callMs } = JSON.parse(process.argv[2]!) as { forum: boolean; callMs: number }
const worker = 'retirement_service_worker'
const course = 'course-v1:Lake+C1+2026'

const moves = ['ENROLLMENTS', 'NOTES', 'LMS_MISC', ...(forum ? ['FORUMS'] : []), 'LMS']
const sandbox = await startSandbox({
  seed: {
    settings: {
      forum,
      // In the one order that is safe with a forum inside the LMS: rows move forward only (fact sheet 2.4, 3.6).
      states: [
        'PENDING',
        'LOCKING_ACCOUNT',
        'LOCKING_COMPLETE',
        ...moves.flatMap(name => [`RETIRING_${name}`, `${name}_COMPLETE`]),
        'ERRORED',
        'ABORTED',
        'COMPLETE'
      ],
      // A page holds a hundred enrolments on a site.
      enrolmentPageSize: 100
    },
    clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker, grant: 'client_credentials' }],
    people: [
      { id: 1, username: worker, password: null, isStaff: true },
      { id: 2, username: 'ben.osei', password: null }
    ],
    courses: [{ id: course, instructors: ['ben.osei'] }]
  }
})
sandbox.faults.add({ route: '*', kind: 'slow', ms: callMs, times: Number.MAX_SAFE_INTEGER })

interface Call {
  readonly name: string
  readonly url: string
  readonly method: string
  readonly at: number
  readonly arrivedMs: number
  answeredMs: number
}

const routes = platformRoutes({ world: sandbox.world, journal: sandbox.journal })
let calls: Call[] = []
let underWay = 0
let peak = 0
const ports = new Set<number>()
const open = new WeakMap<IncomingMessage, Call>()
let journalFrom = 0
let people = 0

subscribe('http.server.request.start', message => {
  const { request } = message as { request: IncomingMessage }
  const { pathname } = new URL(request.url ?? '/', 'http://site.invalid')
  if (pathname.startsWith('/_sandbox/')) return
  const method = request.method ?? 'GET'
  const name = matchRoute(routes, method, pathname)?.route.name ?? 'no-such-route'
  const call = { name, url: request.url!, method, at: Date.now(), arrivedMs: performance.now(), answeredMs: Number.NaN }
  calls.push(call)
  open.set(request, call)
  ports.add(request.socket.remotePort ?? 0)
  underWay += 1
  peak = Math.max(peak, underWay)
})
subscribe('http.server.response.finish', message => {
  const call = open.get((message as { request: IncomingMessage }).request)
  if (call === undefined) return
  call.answeredMs = performance.now()
  underWay -= 1
})

/** Learners like most, who asked two hours ago: the platform's own token life is over for them. */
function add(count: number): readonly Learner[] {
  return Array.from({ length: count }, () => {
    people += 1
    const username = `learner.${people}`
    const seed = { username, password: null, name: `Learner ${people}`, notes: 1, wikiRevisions: 1, posts: ['Hello.'] }
    const person = addPerson(sandbox.world, { ...seed, enrolments: [{ course }] })
    const row = requestRetirement(sandbox.world, person)
    const at = new Date(Date.now() - 7_200_000).toISOString()
    Object.assign(row, { created: at, modified: at })
    return { id: person.id, username }
  })
}

const named = /learner\.\d+|lms_user_id=\d+|retired__user_[0-9a-f]{40}/
/** A POST that changes nothing. */
const readsByPost = 'searchEmails'

const countRetired = (): number =>
  [...sandbox.world.rows.values()].filter(({ state, person }) => state === 'COMPLETE' && !person.isActive).length

function report(): SiteReport {
  const effects = sandbox.journal.list().slice(journalFrom)
  const rows = [...sandbox.world.rows.values()]
  const nameOf = new Map(
    rows.flatMap(row => [[row.originalUsername, row.person.id] as const, [row.retiredUsername, row.person.id] as const])
  )
  const firstChange = new Map<number, number>()
  for (const { person, at } of effects) {
    if (!firstChange.has(Number(person))) firstChange.set(Number(person), Date.parse(at))
  }
  const why = { changing: 0, preparing: 0, readBack: 0 }
  const byName: Record<string, number> = {}
  let siteCalls = 0
  for (const { name, url, method, at } of calls) {
    const isReading = method === 'GET' || name === readsByPost
    const who = named.exec(decodeURIComponent(url))?.[0]
    if ((isReading && who === undefined) || name === 'issueToken') {
      siteCalls += 1
      continue
    }
    byName[name] = (byName[name] ?? 0) + 1
    const id = who?.startsWith('lms_user_id=') ? Number(who.slice(12)) : nameOf.get(who ?? '')
    const isBefore = at < (firstChange.get(id ?? -1) ?? Number.POSITIVE_INFINITY)
    why[!isReading ? 'changing' : isBefore ? 'preparing' : 'readBack'] += 1
  }
  const done = effects
    .filter(({ refused }) => !refused)
    .map(each => `${each.person} ${each.effect} ${each.detail.to ?? ''}`)
  const forums = calls.filter(({ name }) => name === 'retireForum')
  const ends = calls.filter(({ name }) => name === 'retireAccount').map(({ answeredMs }) => answeredMs)
  const isInside = forum && forums.length > 1
  return {
    calls: byName,
    why,
    siteCalls,
    peak,
    connections: ports.size,
    retired: countRetired(),
    doneTwice: done.length - new Set(done).size,
    sectionMs: isInside ? median(forums.map(({ arrivedMs }, at) => ends[at]! - arrivedMs)) : null,
    sectionGapMs: isInside ? median(forums.slice(1).map(({ arrivedMs }, at) => arrivedMs - ends[at]!)) : null
  }
}

function forget(): void {
  calls = []
  peak = underWay
  ports.clear()
  journalFrom = sandbox.journal.list().length
  // Whoever is done with would only make the next ones slower to find.
  for (const { id, person } of [...sandbox.world.rows.values()]) {
    sandbox.world.rows.delete(id)
    sandbox.world.people.delete(person.id)
  }
}

process.on('message', (order: Order) => {
  if (order.do === 'forget') forget()
  if (order.do === 'count') process.send!(countRetired())
  else process.send!(order.do === 'add' ? add(order.count) : order.do === 'report' ? report() : null)
})
process.on('disconnect', () => process.exit(0))
process.send!({ address: sandbox.address })
