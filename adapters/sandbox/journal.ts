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
}

/** What happened to whom, in order. */
export interface Journal {
  add(effect: string, person: string, detail?: Record<string, unknown>, refused?: true): void
  list(): readonly JournalEntry[]
  /** How often an effect really happened to a person; refused ones do not count. */
  count(effect: string, person: string): number
  /** Marks the beginning of work on a person; call the answer at its end. */
  begin(person: string): () => void
}

/** A journal in memory, and as JSON lines in a file if one is named. */
export function createJournal(options: { file?: string; now?: () => Date } = {}): Journal {
  const now = options.now ?? (() => new Date())
  const entries: JournalEntry[] = []
  const underWay = new Map<string, number>()
  return {
    add(effect, person, detail = {}, refused) {
      const entry: JournalEntry = {
        n: entries.length + 1,
        at: now().toISOString(),
        effect,
        person,
        detail,
        ...(refused && { refused }),
        ...((underWay.get(person) ?? 0) > 1 && { overlaps: true as const })
      }
      entries.push(entry)
      // Written at once: a sandbox that is killed must not forget what it has done.
      if (options.file !== undefined) appendFileSync(options.file, `${JSON.stringify(entry)}\n`)
    },
    list: () => [...entries],
    count: (effect, person) => entries.filter(e => e.effect === effect && e.person === person && !e.refused).length,
    begin(person) {
      underWay.set(person, (underWay.get(person) ?? 0) + 1)
      return () => {
        underWay.set(person, (underWay.get(person) ?? 1) - 1)
      }
    }
  }
}
