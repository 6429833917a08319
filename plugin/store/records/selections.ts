import type { MandateDetails } from '../../erasure/demand/demand.ts'
import type { SaidDemand } from '../../erasure/incoming.ts'
import { Problem } from '../../errors.ts'
import type { Document, Store } from '../store.ts'
import { changeKnown, filed, getKnown } from './change.ts'
import { countPeople, releasersAsked } from './people/who-is-who.ts'

/** What became of one key: a request of its own, one that was open already, or none: it was not theirs to ask for. */
export interface Taken {
  readonly is: 'requested' | 'already-open' | 'not-yours-to-ask'
  readonly request: string | null
  /** Whether the brake kept it back when it came in. */
  readonly overBrake: boolean
}

/** People picked from a list. Who they are lies sealed in the spool of the platform, in the order of `items`. */
export interface SelectionBody {
  readonly platform: string
  readonly by: string
  readonly at: string
  readonly state: 'draft' | 'running' | 'done'
  readonly demand: SaidDemand
  /** What whoever confirms must repeat: it stands for the list and for the consequences as they were told. */
  readonly digest: string
  /** What was told of it, until it is confirmed; absent in those of before it was kept. */
  readonly told?: Readonly<Record<'en' | 'de', readonly { readonly code: string; readonly text: string }[]>>
  readonly brake: { readonly perHour: number; readonly releasersNeeded: number }
  readonly items: readonly (Taken | null)[]
  readonly releases: readonly { readonly by: string; readonly at: string }[]
  readonly confirmedAt: string | null
  readonly endedAt: string | null
  /** When list and outcomes are forgotten. */
  readonly forgetAt: string
}

/** A selection as the store hands it out. */
export type SelectionDocument = Document<SelectionBody>

/** Name of the list in the spool of a platform that holds who was selected, and the mandate. */
export const selectionList = 'selections'

/** What is sealed of a selection. */
export interface Selected {
  readonly keys: readonly string[]
  /** Absent in those from before mandates were whole. */
  readonly mandate?: MandateDetails
}

const entryOf = (body: SelectionBody) => filed(body, [`selection-state:${body.state}`])

/** Stores a draft under a new id. */
export const addSelection = async (store: Store, id: string, body: SelectionBody): Promise<void> => {
  await store.put('selection', id, entryOf(body), { expected: 0 })
}

/** One selection. Throws `selection-unknown`. */
export const getSelection = (store: Store, id: string): Promise<SelectionDocument> =>
  getKnown<SelectionBody>(store, 'selection', id, 'selection-unknown')

/** All selections that are not forgotten yet. */
export const listSelections = (store: Store): Promise<readonly SelectionDocument[]> =>
  store.query<SelectionBody>('selection', { all: true })

/** Those that are being taken in. */
export const runningSelections = (store: Store): Promise<readonly SelectionDocument[]> =>
  store.query<SelectionBody>('selection', { key: 'selection-state:running' })

/** Changes a selection. Throws `selection-unknown`, or what `change` throws. */
export const changeSelection = (
  store: Store,
  id: string,
  change: (body: SelectionBody) => SelectionBody
): Promise<SelectionDocument> =>
  changeKnown<SelectionBody>(store, { kind: 'selection', id, unknown: 'selection-unknown' }, ({ body }) =>
    entryOf(change(body))
  )

/** Lets a draft run, by whoever repeats its digest. Throws `selection-started`, `digest-outdated`. */
export const confirmSelection = (store: Store, id: string, digest: string, at: string): Promise<SelectionDocument> =>
  changeSelection(store, id, body => {
    if (body.state !== 'draft') throw new Problem('selection-started')
    if (body.digest !== digest) throw new Problem('digest-outdated')
    return { ...body, state: 'running', confirmedAt: at }
  })

const isOver = ({ items }: SelectionBody): boolean => items.some(item => item?.overBrake === true)

/** Whether what the brake kept back may go on: enough different people have agreed. */
export const isSelectionReleased = async (store: Store, { releases, brake }: SelectionBody): Promise<boolean> => {
  if (releases.length === 0) return false
  const people = await countPeople(
    store,
    releases.map(({ by }) => by)
  )
  return people >= (await releasersAsked(store, brake.releasersNeeded))
}

/** Somebody agrees that what the brake kept back goes on. Each counts once. Throws `not-braked`, `brake-agreed`. */
export const agreeToSelection = (
  store: Store,
  id: string,
  agreed: SelectionBody['releases'][number]
): Promise<SelectionDocument> =>
  changeSelection(store, id, body => {
    if (!isOver(body)) throw new Problem('not-braked')
    if (body.releases.some(({ by }) => by === agreed.by)) throw new Problem('brake-agreed')
    return { ...body, releases: [...body.releases, agreed] }
  })

interface Count {
  readonly demands: Readonly<Record<string, number>>
}

/** How many people were picked on a platform in the hour (UTC) of an instant so far. */
export const pickedSoFar = async (store: Store, platform: string, now: Date): Promise<number> =>
  (await store.get<Count>('ledger', `picked-${platform}`))?.body.demands[now.toISOString().slice(0, 13)] ?? 0

/**
 * Counts people who were picked on a platform in an hour (UTC), durably and before they are taken in: after a crash some
 * are counted twice, never one too few. Answers how many there were in the hour before these.
 */
export const countPicked = (store: Store, platform: string, many: number, now: Date): Promise<number> =>
  store.exclusive(`picked:${platform}`, async () => {
    const hour = now.toISOString().slice(0, 13)
    const id = `picked-${platform}`
    const ledger = await store.get<Count>('ledger', id)
    const before = ledger?.body.demands[hour] ?? 0
    // Earlier hours are over: nobody looks at their count again.
    const body: Count = { demands: { [hour]: before + many } }
    await store.put('ledger', id, filed(body), { expected: ledger?.revision ?? 0 })
    return before
  })
