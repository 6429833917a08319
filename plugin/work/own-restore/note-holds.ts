import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import type { HoldBody } from '../../store/records/holds/body.ts'
import type { Store } from '../../store/store.ts'
import type { WorkParts } from '../parts.ts'

type Standing = 'held' | 'lifted'

type Parts = Pick<WorkParts, 'store' | 'log'> & { readonly endedIds: EndedIds }

const sayFailed = ({ log }: Parts): void =>
  log.error({ code: 'ended-ids-failed' }, 'a hold could not be written into the ledger of ended ids')

/** Whether a put places or lifts the hold; a file that cannot be read is written down rather than not. */
const isChange = async (store: Store, id: string, is: Standing): Promise<boolean> => {
  const before = await store.get('hold', id).catch(() => null)
  return before === null || (before.shelf === null) !== (is === 'held')
}

/**
 * A store that writes every hold that is placed or lifted into the ledger of ended ids before it commits it, so that a
 * store that comes back without it shows. A ledger that cannot be written keeps nobody from being protected: the log
 * says so, and the next start writes the line.
 */
export const notingHolds = (parts: Parts): Store => {
  const { store, endedIds } = parts
  return {
    ...store,
    async put(kind, id, entry, terms) {
      const write = () => store.put(kind, id, entry, terms)
      const is: Standing = entry.shelf === null ? 'held' : 'lifted'
      if (kind !== 'hold' || !(await isChange(store, id, is))) return write()
      const { platform } = entry.body as unknown as HoldBody
      let isWritten = false
      const commit = () => {
        isWritten = true
        return write()
      }
      try {
        return await endedIds.noteAround({ is, hold: id, platform }, commit)
      } catch (error) {
        if (isWritten) throw error
        sayFailed(parts)
        return write()
      }
    }
  }
}

/** Writes down the holds in force that were placed before there was a ledger, or while it could not be written. */
export const noteStandingHolds = async (parts: Parts): Promise<void> => {
  const { store, endedIds } = parts
  const known = new Set(endedIds.lines().flatMap(line => (line.is === 'held' ? [line.hold] : [])))
  for (const { id, body } of await store.query<HoldBody>('hold', { all: true })) {
    if (known.has(id)) continue
    await endedIds.note({ is: 'held', hold: id, platform: body.platform }).catch(() => sayFailed(parts))
  }
}
