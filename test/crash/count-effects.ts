import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { mayOverlap } from '../safe-calls.ts'

/** One line of a sandbox's journal: what it did to whom. */
interface Effect {
  readonly effect: string
  readonly person: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly refused?: true
  readonly overlaps?: true
  readonly besides?: readonly string[]
}

/** What a journal comes to. */
export interface Count {
  /** Effects that really changed something. */
  readonly effects: number
  /** Repetitions that changed nothing, because the platform was already so. */
  readonly repeatedWithoutEffect: number
  /** Changes that were made once more than needed, or two at a time on one person where not each is safe to repeat. */
  readonly doneTwice: number
  /** What should have happened by the other journal and did not. */
  readonly lost: number
  readonly which: readonly string[]
}

/** By what its journal line shows that a call changed nothing. Any other repetition is a second effect. */
const changedNothing: Readonly<Record<string, (detail: Effect['detail']) => boolean>> = {
  status: ({ from, status }) => from === status,
  'notes-retired': ({ notes }) => notes === 0,
  unenrolled: ({ enrolments }) => enrolments === 0,
  'misc-retired': ({ changed }) => changed === false,
  'team-assigned': ({ changed }) => changed === false
}

const keyOf = ({ effect, person, detail }: Effect): string => {
  const { from: _, ...content } = detail
  return `${effect} ${person} ${JSON.stringify(content)}`
}

const parse = (text: string): readonly Effect[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Effect)

const tally = (effects: readonly Effect[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const effect of effects) counts.set(keyOf(effect), (counts.get(keyOf(effect)) ?? 0) + 1)
  return counts
}

/** Counts what stands in a journal; `expected` is the journal of a run in which nothing went wrong. */
export function countEffects(journal: string, expected: string): Count {
  const all = parse(journal).filter(({ refused }) => refused === undefined)
  const isIdle = (effect: Effect) => changedNothing[effect.effect]?.(effect.detail) ?? false
  const real = tally(all.filter(effect => !isIdle(effect)))
  const wanted = tally(parse(expected).filter(effect => effect.refused === undefined && !isIdle(effect)))
  const overlapping = all
    .filter(({ overlaps, besides = [] }) => overlaps === true && !mayOverlap(besides))
    .map(effect => `overlapping: ${keyOf(effect)}`)
  const twice = [...real].flatMap(([key, count]) =>
    Array.from({ length: Math.max(0, count - (wanted.get(key) ?? 1)) }, () => `twice: ${key}`)
  )
  const lost = [...wanted].flatMap(([key, count]) =>
    Array.from({ length: Math.max(0, count - (real.get(key) ?? 0)) }, () => `lost: ${key}`)
  )
  return {
    effects: [...real.values()].reduce((sum, count) => sum + count, 0),
    repeatedWithoutEffect: all.filter(isIdle).length,
    doneTwice: twice.length + overlapping.length,
    lost: lost.length,
    which: [...twice, ...overlapping, ...lost]
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [journal, expected] = process.argv.slice(2)
  if (journal === undefined) {
    process.stderr.write('Usage: count-effects.ts JOURNAL [JOURNAL-OF-A-RUN-WITHOUT-FAULTS]\n')
    process.exit(2)
  }
  const count = countEffects(
    readFileSync(journal, 'utf8'),
    expected === undefined ? '' : readFileSync(expected, 'utf8')
  )
  process.stdout.write(`${JSON.stringify(count, null, 2)}\n`)
  process.exitCode = count.doneTwice + count.lost === 0 ? 0 : 1
}
