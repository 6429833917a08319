import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mayOverlap } from '../safe-calls.ts'

// Counts what came of a soak, and knows nothing of Lethe: only what others wrote down, and which calls of a platform may be
// repeated. In a folder there are
//   book.jsonl      what the senders asked for, and what they were told was accepted
//   site-N.journal  what the platforms did, a line for each effect
//   requests.json   what Lethe's API says of every request there is

/** A line of the senders' book. */
interface Line {
  readonly asked?: string
  readonly accepted?: string
  /** Null: whoever asked by a browser is not told. */
  readonly request?: string | null
  readonly door: string
  readonly site: number
  readonly platform: string
  readonly person: string
}

interface Effect {
  readonly effect: string
  readonly person: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly refused?: true
  readonly overlaps?: true
  readonly besides?: readonly string[]
}

interface Listed {
  readonly id: string
  readonly platform: string
  readonly state: string
  readonly turns: readonly string[]
}

/** What was counted. */
export interface Count {
  readonly accepted: number
  /** Accepted, and unknown to Lethe; or said to be completed, and the account lives, or its posts stand. */
  readonly lost: number
  /** Effects that a platform carried out twice for one learner. */
  readonly doneTwice: number
  /** Neither ended nor waiting for somebody who is named. */
  readonly unfinished: number
  readonly needsPerson: number
  /** Accounts that are gone although nobody asked. */
  readonly uninvited: number
  /** Effects that happened while another change of the same person was under way that may not be repeated at will. */
  readonly overlapping: number
  readonly effects: number
  /** Requests there are, by state. */
  readonly states: Readonly<Record<string, number>>
  /** Each case that must not be, in a line. */
  readonly cases: readonly { readonly what: string; readonly about: string }[]
}

const ends = ['completed', 'partially-completed', 'joined', 'withdrawn', 'refused', 'expired']

/** By what a line of the journal shows that nothing was changed by it. */
const isIdle = ({ effect, detail }: Effect): boolean =>
  (effect === 'notes-retired' && detail.notes === 0) ||
  (effect === 'unenrolled' && detail.enrolments === 0) ||
  (effect === 'misc-retired' && detail.changed === false) ||
  // What the learners' own browsers do.
  effect === 'signed-in'

/** A learner goes through several states, and through everything else once. */
const keyOf = ({ effect, person, detail }: Effect): string =>
  effect === 'state' ? `${effect} ${detail.to} of ${person}` : `${effect} of ${person}`

const linesOf = <Each>(text: string): readonly Each[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Each)

const tally = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Counts; `journals` by the number of the site. */
export function countSoak(
  book: readonly Line[],
  journals: ReadonlyMap<number, readonly Effect[]>,
  requests: readonly Listed[]
): Count {
  const accepted = book.filter(line => line.accepted !== undefined)
  const known = new Map(requests.map(request => [request.id, request]))
  const real = new Map(
    [...journals].map(([site, effects]) => [site, effects.filter(effect => effect.refused !== true && !isIdle(effect))])
  )
  const whoMet = (what: string) =>
    new Map(
      [...real].map(([site, effects]) => [
        site,
        new Set(effects.flatMap(({ effect, person }) => (effect === what ? [person] : [])))
      ])
    )
  const [gone, silent] = [whoMet('retired'), whoMet('forum-retired')]
  const isGone = ({ site, person }: Line): boolean => gone.get(site)?.has(person) === true

  const unknown = accepted.filter(({ request }) => typeof request === 'string' && !known.has(request))
  const untrue = accepted.filter(
    line => typeof line.request === 'string' && known.get(line.request)?.state === 'completed' && !isGone(line)
  )
  // Every learner of a soak has written in the forum.
  const legible = [...gone].flatMap(([site, people]) =>
    [...people].filter(person => !silent.get(site)?.has(person)).map(person => `site ${site}: ${person}`)
  )
  // Of whom no request is known by its number: their platform has as many requests that have not ended, or they are gone.
  const byBrowser = [
    ...Map.groupBy(
      accepted.filter(({ request }) => request === null),
      ({ platform }) => platform
    )
  ]
  const vanished = byBrowser.flatMap(([platform, lines]) => {
    const there = lines.filter(line => !isGone(line))
    const named = new Set(accepted.map(({ request }) => request))
    const open = requests.filter(
      one => one.platform === platform && !named.has(one.id) && !['completed', 'joined'].includes(one.state)
    )
    return there.slice(open.length)
  })
  const twice = [...real].flatMap(([site, effects]) =>
    [...tally(effects.map(keyOf))].flatMap(([key, times]) =>
      times > 1 ? [{ about: `site ${site}: ${key}`, times }] : []
    )
  )
  const asked = new Set(book.map(({ site, person }) => `${site} ${person}`))
  const uninvited = [...gone].flatMap(([site, people]) =>
    [...people].filter(person => !asked.has(`${site} ${person}`)).map(person => `site ${site}: ${person}`)
  )
  const isOpen = ({ state }: Listed): boolean => !ends.includes(state)
  const waitsForPerson = ({ turns }: Listed): boolean => turns.some(turn => turn !== 'nobody')
  const open = requests.filter(isOpen)
  const overlapping = [...real].flatMap(([site, effects]) =>
    effects
      .filter(({ overlaps, besides = [] }) => overlaps === true && !mayOverlap(besides))
      .map(effect => `site ${site}: ${keyOf(effect)} beside ${effect.besides?.join()}`)
  )
  const unfinished = open.filter(request => !waitsForPerson(request))
  const shown = ({ accepted: name, site, person, request }: Line) => `${name}: site ${site}, ${person}, ${request}`
  return {
    accepted: accepted.length,
    lost: unknown.length + untrue.length + vanished.length + legible.length,
    doneTwice: twice.reduce((sum, { times }) => sum + times - 1, 0),
    unfinished: unfinished.length,
    needsPerson: open.length - unfinished.length,
    uninvited: uninvited.length,
    overlapping: overlapping.length,
    effects: [...real.values()].reduce((sum, effects) => sum + effects.length, 0),
    states: Object.fromEntries(tally(requests.map(({ state }) => state))),
    cases: [
      ...unknown.map(line => ({ what: 'lost: unknown', about: shown(line) })),
      ...untrue.map(line => ({ what: 'lost: completed, and the account lives', about: shown(line) })),
      ...vanished.map(line => ({ what: 'lost: the account lives, and no request is open', about: shown(line) })),
      ...legible.map(about => ({ what: 'lost: the account is gone, and its posts stand', about })),
      ...overlapping.map(about => ({ what: 'overlapping', about })),
      ...twice.map(({ about }) => ({ what: 'done twice', about })),
      ...uninvited.map(about => ({ what: 'uninvited', about })),
      ...unfinished.map(({ id, state }) => ({ what: 'unfinished', about: `${id} is ${state}` })),
      ...open
        .filter(waitsForPerson)
        .map(({ id, state, turns }) => ({ what: 'needs a person', about: `${id} is ${state}: ${turns.join()}` }))
    ]
  }
}

/** Reads what a soak left in a folder, and counts it. */
export function countFolder(folder: string): Count {
  const read = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const journals = readdirSync(folder).flatMap(name => {
    const site = /^site-(\d+)\.journal$/.exec(name)?.[1]
    return site === undefined ? [] : [[Number(site), linesOf<Effect>(read(name))] as const]
  })
  return countSoak(linesOf(read('book.jsonl')), new Map(journals), JSON.parse(read('requests.json')))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = countFolder(process.argv[2]!)
  process.stdout.write(`${JSON.stringify(count)}\n`)
  process.exitCode = count.lost + count.doneTwice + count.unfinished + count.uninvited + count.overlapping === 0 ? 0 : 1
}
