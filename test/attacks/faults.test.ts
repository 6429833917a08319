import t from 'tap'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { isEnd } from '../../plugin/erasure/states.ts'
import type { Document } from '../../plugin/store/store.ts'
import { drawCertificate } from '../../plugin/work/draw-certificate.ts'
import { proofOf } from '../crash/evidence.ts'
import { calm, diceOf, rage, type Story } from '../doubles/storm.ts'
import { openStormEngine, type StormEngine } from '../doubles/storm-engine.ts'
import { openSite, type StormSite } from '../doubles/storm-sites.ts'

/** Cases of a platform, how many run at once, acts of a case; LETHE_STORM_SEED begins elsewhere. */
const [cases, lanes, acts] = [Number(process.env.LETHE_STORM_CASES ?? 5), 3, 30]
const firstSeed = Number(process.env.LETHE_STORM_SEED ?? 20_261)

/** How long the calm may take: only what never ends takes so long, on the slowest machine too. */
const patienceMs = 90_000

/** For a platform. */
const timeoutMs = 240_000 + cases * 20_000

/** What the log says of an error that nobody expected. That a call of ours broke off half-way is what a storm does. */
const faultOfOurs = 'a request could not be carried on'

type Requests = readonly Document<ErasureRequest>[]

/** Whose posts are retired while the account still has an empty e-mail: at most one person at a time. */
function crowdIn(site: StormSite): readonly string[] {
  const inside = new Set<string>()
  return site.journal.list().flatMap(({ effect, person, refused }) => {
    if (refused) return []
    if (effect === 'forum-retired') inside.add(person)
    if (effect === 'retired') inside.delete(person)
    return inside.size > 1 ? [`together in the section: ${[...inside]}`] : []
  })
}

function doneTwice(site: StormSite): readonly string[] {
  const { journal } = site
  const twice = site.people.flatMap(person => {
    const often = site.onceOnly.filter(effect => journal.count(effect, person) > 1)
    const started = journal.count('retirement-started', person) > journal.count('cancelled', person) + 1
    return [...often, ...(started ? ['retirement-started'] : [])].map(effect => `twice: ${effect} ${person}`)
  })
  const overlapping = journal.list().flatMap(({ effect, person, besides = [] }) => {
    return besides.every(call => site.mayOverlap.includes(call)) ? [] : [`overlaps: ${effect} ${person} by ${besides}`]
  })
  return [...twice, ...overlapping]
}

const touched = (site: StormSite): readonly string[] =>
  site.journal
    .list()
    .filter(({ person, refused }) => !refused && site.untouchables.includes(person))
    .map(({ person, effect }) => `touched: ${person} ${effect}`)

/** Intents that were written while a hold was in force; between the first and the last of a section they must be. */
function begunWhileHeld(requests: Requests, { holds, requests: people }: Story): readonly string[] {
  return requests.flatMap(({ id, body }) => {
    let isInside = false
    const wrong: string[] = []
    for (const { kind, at, data } of body.evidence) {
      if (kind === 'section-left') isInside = false
      const hold = holds.find(
        each => each.person === people.get(id) && at > each.fromAt && (each.untilAt === null || at < each.untilAt)
      )
      if (kind === 'intent' && !isInside && hold !== undefined) wrong.push(`begun on a hold: ${data.action} at ${at}`)
      if (kind === 'intent' && typeof data.section === 'string') isInside = true
    }
    return wrong
  })
}

/** Who stays blocked until somebody named in the blocker acts, or the deadline comes. */
const isRightlyBlocked = (site: StormSite) => (body: ErasureRequest, person: string) =>
  site.untouchables.includes(person) ||
  (body.because === 'identity-not-proven' && isUnproven(body)) ||
  (body.because === 'subject-not-found' && site.fate(person) === 'gone')

function unended(requests: Requests, { requests: people }: Story, site: StormSite): readonly string[] {
  return requests.flatMap(({ id, body, dueAt, signals }) => {
    if (isEnd(body.state) || (body.state === 'blocked' && isRightlyBlocked(site)(body, people.get(id)!))) return []
    const told = body.actions.map(({ action, outcome, confirmation }) => `${action} ${outcome?.is} ${confirmation?.is}`)
    const waiting = `${told}, ${body.waiting?.code} ${body.waiting?.tries}, due ${dueAt}, signals ${signals.length}`
    return [`left ${body.state} (${body.because}) for ${people.get(id)}: ${waiting}, last ${body.lastAt}`]
  })
}

const isUnproven = ({ demands }: ErasureRequest): boolean =>
  demands.every(({ origin, proof, withdrawnAt }) => withdrawnAt !== null || (origin === 'self' && proof === null))

/** What the end says, against what the platform's own memory says. */
function untrue(requests: Requests, { requests: people }: Story, site: StormSite): readonly string[] {
  return site.people.flatMap(person => {
    const mine = requests.filter(({ id }) => people.get(id) === person).map(({ body }) => body)
    const states = mine.map(({ state }) => state)
    const fate = site.fate(person)
    if (states.includes('completed')) return fate === 'gone' ? [] : [`completed and ${fate}: ${person}`]
    if (states.includes('partially-completed')) return []
    if (fate === 'gone') return [`gone, and nothing says so: ${person} ${states}`]
    return fate === 'as-before' ? [] : [`${fate} after ${states}: ${person}`]
  })
}

/** A demand that was taken over must be found where it was taken to. */
function lostDemands(requests: Requests): readonly string[] {
  return requests.flatMap(({ id, body }) => {
    if (body.state !== 'joined') return []
    const other = requests.find(each => each.id === body.joinedTo)
    const lost = body.demands.filter(
      ({ id: demand, withdrawnAt }) => withdrawnAt === null && !other?.body.demands.some(each => each.id === demand)
    )
    return lost.length > 0 && other?.body.state !== 'completed'
      ? [`lost: a demand of ${id} in ${other?.body.state}`]
      : []
  })
}

/** Certificates that do not verify, and evidence that names somebody. */
async function badEvidence(requests: Requests, site: StormSite, engine: StormEngine): Promise<readonly string[]> {
  const names = [...site.people, ...site.untouchables].flatMap(person => [site.username(person), site.email(person)])
  const each = requests.map(async request => {
    const text = JSON.stringify([request.body.evidence, request.body.verdicts, request.body.outbox])
    const named = names.filter(name => text.includes(name)).map(name => `evidence names ${name}`)
    const certificate = await drawCertificate(engine.parts, request)
    const because = certificate === null ? null : proofOf(certificate).because
    return [...named, ...(because === null ? [] : [`certificate of ${request.body.state} refused: ${because}`])]
  })
  return (await Promise.all(each)).flat()
}

/** What is due and can be claimed by nobody; looked at when no worker runs. */
async function leaked({ parts: { store } }: StormEngine): Promise<readonly string[]> {
  const { writable, aside, duplicates } = store.state()
  const now = new Date().toISOString()
  const open = await store.query('request', { all: true })
  const due = open.filter(({ dueAt, signals }) => signals.length > 0 || (dueAt !== null && dueAt <= now))
  const claimed = await store.claimDue('request', 1000, 1)
  return [
    ...due.filter(({ id }) => !claimed.some(({ document }) => document.id === id)).map(({ id }) => `leaked: ${id}`),
    ...(writable ? [] : ['the store is read-only']),
    ...[...aside, ...duplicates].map(each => `store: ${JSON.stringify(each)}`)
  ]
}

async function runCase(kind: keyof typeof openSite, seed: number): Promise<readonly string[]> {
  const site = await openSite[kind]()
  const [dice, mailDice] = [diceOf(seed), diceOf(-seed)]
  const engine = await openStormEngine(site, async ({ kind: message }) => {
    // A notice that has to go out first would wait a minute for its next try.
    if (message !== 'consequences-notice' && mailDice() < 0.2) throw new Error('no mail today')
  })
  try {
    const story = await rage(site, engine, dice, acts)
    await calm(site, engine, story, isRightlyBlocked(site), patienceMs)
    await engine.settle()
    const requests: Document<ErasureRequest>[] = []
    for (const id of story.requests.keys()) requests.push((await engine.parts.store.get('request', id))!)
    const wrong = [
      ...doneTwice(site),
      ...crowdIn(site),
      ...touched(site),
      ...begunWhileHeld(requests, story),
      ...unended(requests, story, site),
      ...untrue(requests, story, site),
      ...lostDemands(requests),
      ...(await badEvidence(requests, site, engine)),
      ...site.orphans().map(object => `orphaned: ${object}`),
      ...engine.logged.filter(line => line.startsWith(faultOfOurs)),
      ...(await leaked(engine))
    ]
    return wrong.length === 0 ? [] : [...wrong, `acts: ${story.acts.join(', ')}`]
  } finally {
    await engine.close()
    await site.close()
  }
}

t.setTimeout(2 * timeoutMs)
for (const kind of ['openolat', 'openedx'] as const) {
  t.test(`${kind} in a storm of faults, stops and second thoughts`, { timeout: timeoutMs }, async t => {
    const seeds = Array.from({ length: cases }, (_, at) => firstSeed + at)
    const work = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        t.strictSame(await runCase(kind, seed), [], `seed ${seed}`)
      }
    }
    await Promise.all(Array.from({ length: lanes }, work))
  })
}
