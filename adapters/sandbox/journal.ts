import { appendFileSync } from 'node:fs'

/** One effect on the sandbox's world. An effect that happens a second time stands here a second time. */
export interface JournalEntry {
  readonly n: number
  /** ISO 8601. */
  readonly at: string
  readonly effect: string
  /** The platform's id of the person concerned. */
  readonly person: string
  readonly detail: Readonly<Record<string, unknown>>
  /** The platform said no. */
  readonly refused?: true
  /** Another change of the same person was under way. */
  readonly overlaps?: true
  /** Then: the calls that were under way, by the names of their routes, this one's too. */
  readonly besides?: readonly string[]
}

/** What happened to whom, in order. */
export interface Journal {
  add(effect: string, person: string, detail?: Record<string, unknown>, refused?: true): void
  list(): readonly JournalEntry[]
  /** How often an effect really happened to a person; refused ones do not count. */
  count(effect: string, person: string): number
  /** Marks the beginning of a call's work on a person; call the answer at its end. */
  begin(person: string, call: string): () => void
}

/** A journal in memory, and as JSON lines in a file if one is named. */
export function createJournal(options: { file?: string; now?: () => Date } = {}): Journal {
  const now = options.now ?? (() => new Date())
  const entries: JournalEntry[] = []
  const underWay = new Map<string, string[]>()
  return {
    add(effect, person, detail = {}, refused) {
      const besides = underWay.get(person) ?? []
      const entry: JournalEntry = {
        n: entries.length + 1,
        at: now().toISOString(),
        effect,
        person,
        detail,
        ...(refused && { refused }),
        ...(besides.length > 1 && { overlaps: true as const, besides: [...besides] })
      }
      entries.push(entry)
      // Written at once: a sandbox that is killed must not forget what it has done.
      if (options.file !== undefined) appendFileSync(options.file, `${JSON.stringify(entry)}\n`)
    },
    list: () => [...entries],
    count: (effect, person) => entries.filter(e => e.effect === effect && e.person === person && !e.refused).length,
    begin(person, call) {
      const calls = underWay.get(person) ?? []
      underWay.set(person, [...calls, call])
      return () => {
        const left = underWay.get(person) ?? []
        underWay.set(
          person,
          left.filter((_, at) => at !== left.indexOf(call))
        )
      }
    }
  }
}
