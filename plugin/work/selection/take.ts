import type { Accept } from '../../erasure/incoming.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { createSpool } from '../../store/records/lists/spool.ts'
import { getPerson } from '../../store/records/people/people.ts'
import { openRequestsNaming } from '../../store/records/requests.ts'
import {
  changeSelection,
  countPicked,
  type Selected,
  type SelectionDocument,
  selectionList,
  type Taken
} from '../../store/records/selections.ts'
import { type MayAsk, mayAsk } from '../ownership/may-ask.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms'> & { readonly accept: Accept }

/** So many are taken in between two writes of how far it is. */
const atOnce = 20

/** Who was selected, and the mandate; null once it was forgotten. */
export const readSelected = async (
  parts: Pick<Parts, 'store' | 'keys' | 'clock'>,
  { id, body }: SelectionDocument
): Promise<Selected | null> => {
  const rows = await createSpool(parts, body.platform).list(selectionList)
  return (rows.find(({ key }) => key === id)?.content as Selected | undefined) ?? null
}

/**
 * One person: a request of their own, unless one is open. Taken in again after a crash, the same request is answered,
 * because it is named by selection and key.
 */
const takeOne = async (
  { store, keys, accept }: Parts,
  { id, body }: SelectionDocument,
  key: string,
  mandate: Selected['mandate'],
  arrival: number
): Promise<Taken> => {
  const identifier = { kind: 'platform-id', value: key } as const
  const open = await openRequestsNaming(store, [aliasOf(keys, body.platform, identifier)])
  const other = open.find(({ body: request }) => !request.demands.some(({ batch }) => batch === id))
  if (other !== undefined) return { is: 'already-open', request: other.id, overBrake: false }
  const taken = await accept({
    type: 'account.deletion.requested',
    by: body.by,
    deliveryKey: keys.hashForIndex('selection', JSON.stringify([id, key])),
    arrival,
    way: 'selection',
    batch: id,
    platform: body.platform,
    identifiers: [identifier],
    demand: body.demand,
    ...(mandate === undefined ? {} : { mandate }),
    notes: [],
    instants: {}
  })
  return { is: 'requested', request: taken.body.request!, overBrake: arrival > body.brake.perHour }
}

/** Whether whoever selected may ask for these, as it is now: who was in reach when the draft was made may not be any more. */
const askRights = async (
  parts: Parts,
  { body }: SelectionDocument,
  keys: readonly string[],
  signal: AbortSignal
): Promise<readonly MayAsk[]> => {
  const { body: person } = await getPerson(parts.store, body.by)
  return mayAsk(parts, body.platform, person, keys, signal)
}

/**
 * Takes in what is left of a confirmed selection, some at a time, until it is done or `stopping`. Can be stopped and
 * begun again anywhere: nobody is taken in twice, nobody is left out.
 */
export const takeSelection = async (
  parts: Parts,
  selection: SelectionDocument,
  stopping: AbortSignal
): Promise<void> => {
  const { store, clock } = parts
  const selected = await readSelected(parts, selection)
  let current = selection
  while (!stopping.aborted) {
    const left = current.body.items.flatMap((item, at) => (item === null ? [at] : [])).slice(0, atOnce)
    if (left.length === 0 || selected === null) {
      const endedAt = clock.now().toISOString()
      await changeSelection(store, selection.id, body => ({ ...body, state: 'done', endedAt }))
      return
    }
    const rights = await askRights(
      parts,
      current,
      left.map(at => selected.keys[at]!),
      stopping
    )
    const theirs = left.filter((_, index) => rights[index] === 'yes')
    const taken = new Map<number, Taken>(
      left.map(at => [at, { is: 'not-yours-to-ask', request: null, overBrake: false }])
    )
    const before = await countPicked(store, current.body.platform, theirs.length, clock.now())
    for (const [index, at] of theirs.entries()) {
      taken.set(at, await takeOne(parts, current, selected.keys[at]!, selected.mandate, before + index + 1))
    }
    current = await changeSelection(store, selection.id, body => ({
      ...body,
      items: body.items.map((item, at) => taken.get(at) ?? item)
    }))
  }
}
