import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import type { HoldBody } from '../../store/records/holds/body.ts'
import type { Store } from '../../store/store.ts'

/**
 * Writes every hold that is placed or lifted into the ledger of ended ids, after the store has it, so that a store that
 * comes back without it shows. Returns how to stop.
 */
export const startNotingHolds = (
  { store, endedIds }: { readonly store: Store; readonly endedIds: EndedIds },
  failed: (error: unknown) => void
): (() => Promise<void>) => {
  const known = new Map<string, 'held' | 'lifted'>()
  for (const line of endedIds.lines()) if (line.is === 'held' || line.is === 'lifted') known.set(line.hold, line.is)
  let last: Promise<void> = Promise.resolve()
  const note = async (hold: string): Promise<void> => {
    const found = await store.get<HoldBody>('hold', hold)
    if (found === null) return
    const is = found.shelf === null ? 'held' : 'lifted'
    if (known.get(hold) === is) return
    known.set(hold, is)
    await endedIds.note({ is, hold, platform: found.body.platform })
  }
  const noteAll = async (): Promise<void> => {
    for (const { id } of await store.query('hold', { all: true })) await note(id)
  }
  // Also those that were placed before there was a ledger.
  last = noteAll().catch(failed)
  const unlisten = store.onChange((kind, id) => {
    if (kind === 'hold') last = last.then(() => note(id)).catch(failed)
  })
  return async () => {
    unlisten()
    await last
  }
}
