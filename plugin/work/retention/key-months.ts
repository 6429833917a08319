import { openDocuments } from '../../store/every-document.ts'
import { type Document, kinds } from '../../store/store.ts'
import type { Compartment, Sealed } from '../../vault/sealing.ts'
import { everyRequest } from '../every-request.ts'
import type { WorkParts } from '../parts.ts'

/** A dated key: what lives under it, and what copies in backups can be opened with it. Times ISO 8601. */
export interface KeyMonth {
  readonly month: string
  readonly is: 'current' | 'over' | 'retired'
  /** Compartments, and sealed texts at holds, in spools and in signals, that live under it. */
  readonly living: number
  readonly compartments: Readonly<Record<Compartment, number>>
  /** Null: the month is not over. */
  readonly retirableSince: string | null
  readonly retiredAt: string | null
  /** Copies of the data folder that were taken from then on can be opened; null once it is retired. */
  readonly copiesOpenableSince: string | null
  readonly copiesUnreadableSince: string | null
  /** The same as a sentence. */
  readonly says: string
}

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock'>

type Living = Record<Compartment | 'other', number>

/** A text that `sealNote` made begins with its month, wherever it lies. */
const sealedText = /"([0-9]{4}-[0-9]{2})\.[\w-]{38,}"/g

const monthsOfTexts = ({ body, signals }: Document<unknown>): readonly string[] =>
  [...JSON.stringify([body, signals]).matchAll(sealedText)].map(([, month]) => month!)

/** How much lives under each month's key. */
const countLiving = async (parts: Parts): Promise<ReadonlyMap<string, Living>> => {
  const counts = new Map<string, Living>()
  const add = (month: string, what: keyof Living): void => {
    const known = counts.get(month) ?? { work: 0, replay: 0, block: 0, other: 0 }
    counts.set(month, { ...known, [what]: known[what] + 1 })
  }
  const seen = new Set<string>()
  for await (const { id, body } of everyRequest(parts)) {
    if (seen.has(id)) continue
    seen.add(id)
    for (const sealed of Object.values(body.vault) as readonly (Sealed | null)[])
      if (sealed !== null && sealed.wrapped !== null) add(sealed.kek, sealed.compartment)
  }
  for (const kind of kinds) {
    for await (const document of openDocuments(parts, kind))
      for (const month of monthsOfTexts(document)) add(month, 'other')
  }
  return counts
}

const firstOf = (month: string): string => `${month}-01T00:00:00.000Z`

const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 1)).toISOString().slice(0, 7)
}

const sayOf = (month: string, is: KeyMonth['is'], retiredAt: string | null): string => {
  if (is === 'retired') return `No copy of what this key sealed can be opened since ${retiredAt}.`
  const copies = `Copies in backups taken since ${month}-01 can be opened with this key until you retire it`
  return is === 'current' ? `${copies}; its month is not over.` : `${copies}: lethe keys retire ${month}`
}

/** Every dated key that there is or was, the oldest first. */
export const listKeyMonths = async (parts: Parts): Promise<readonly KeyMonth[]> => {
  const { keys, clock } = parts
  const current = clock.now().toISOString().slice(0, 7)
  const living = await countLiving(parts)
  const months = [...new Set([...keys.months(), ...keys.retiredMonths()])].sort()
  return months.map(month => {
    const retiredAt = keys.months().includes(month) ? null : keys.retiredAt(month)
    const is = retiredAt !== null ? 'retired' : month >= current ? 'current' : 'over'
    const { other = 0, ...compartments } = living.get(month) ?? { work: 0, replay: 0, block: 0 }
    return {
      month,
      is,
      living: other + compartments.work + compartments.replay + compartments.block,
      compartments,
      retirableSince: is === 'current' ? null : firstOf(nextMonth(month)),
      retiredAt,
      copiesOpenableSince: retiredAt === null ? firstOf(month) : null,
      copiesUnreadableSince: retiredAt,
      says: sayOf(month, is, retiredAt)
    }
  })
}
