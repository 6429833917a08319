import type { Accept } from '../../erasure/incoming.ts'
import { isEnd } from '../../erasure/states.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { aliasKey, requestsBy } from '../../store/records/requests.ts'
import {
  changeSelection,
  countPicked,
  type Selected,
  type SelectionDocument,
  selectionList,
  type Taken
} from '../../store/records/selections.ts'
import { createSpool } from '../../store/records/spool.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock'> & { readonly accept: Accept }

/** So many are taken in between two writes of how far it is. */
const atOnce = 20

/** Who was selected, and the note; null once it was forgotten. */
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
  note: string | null,
  arrival: number
): Promise<Taken> => {
  const identifier = { kind: 'platform-id', value: key } as const
  const open = await requestsBy(store, aliasKey(aliasOf(keys, body.platform, identifier)))
  const other = open.find(
    ({ body: request }) => !isEnd(request.state) && !request.demands.some(({ batch }) => batch === id)
  )
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
    notes: note === null ? [] : [{ about: 'mandate', text: note }],
    instants: {}
  })
  return { is: 'requested', request: taken.body.request!, overBrake: arrival > body.brake.perHour }
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
    const before = await countPicked(store, current.body.platform, left.length, clock.now())
    const taken = new Map<number, Taken>()
    for (const [index, at] of left.entries()) {
      taken.set(at, await takeOne(parts, current, selected.keys[at]!, selected.note, before + index + 1))
    }
    current = await changeSelection(store, selection.id, body => ({
      ...body,
      items: body.items.map((item, at) => taken.get(at) ?? item)
    }))
  }
}
