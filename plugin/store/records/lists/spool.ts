import type { Spool, Spooled } from '../../../../adapters/contract.ts'
import type { Clock } from '../../../clock.ts'
import type { Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { filed } from '../change.ts'
import type { Seals } from '../seals.ts'

/** A row of a spool as it is stored: sealed, because it may name people. */
export interface SpoolBody {
  readonly platform: string
  readonly list: string
  readonly at: string
  readonly sealed: string
}

/** Index key of every sealed row, whatever its platform: rows of other kinds lie beside them. */
export const sealedSpoolKey = 'sealed'

/** What a row is bound to, so that it opens as itself only. */
export const spoolPurpose = (id: string): string => `spool:${id}`

/** A key may name somebody, and an id is a file name. */
const idOf = (seals: Seals, platform: string, list: string, key: string): string =>
  seals.hashForIndex('spool', JSON.stringify([platform, list, key]))

const listKey = (platform: string, list: string): string => `spool:${platform}:${list}`

type With = { readonly store: Store; readonly keys: Seals; readonly clock: Clock }

/** The spool of one platform, in the store. Listing throws `vault-key-missing` once the key of a row's month is retired. */
export const createSpool = ({ store, keys, clock }: With, platform: string): Spool => {
  const keep = async (list: string, { key, content }: Spooled): Promise<void> => {
    const id = idOf(keys, platform, list, key)
    const sealed = keys.sealNote(spoolPurpose(id), JSON.stringify({ key, content }))
    const body: SpoolBody = { platform, list, at: clock.now().toISOString(), sealed }
    try {
      await store.put('spool', id, filed(body, [listKey(platform, list), sealedSpoolKey]), { expected: 0 })
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
    }
  }
  const drop = async (id: string): Promise<void> => {
    const row = await store.get<SpoolBody>('spool', id)
    if (row !== null) await store.remove('spool', id, row.revision)
  }
  return {
    async keep(list, rows) {
      for (const row of rows) await keep(list, row)
    },
    async list(list) {
      const rows = await store.query<SpoolBody>('spool', { key: listKey(platform, list) })
      return rows
        .map(({ id, body }) => JSON.parse(keys.openNote(spoolPurpose(id), body.sealed)) as Spooled)
        .sort((one, other) => (one.key < other.key ? -1 : 1))
    },
    async drop(list, dropped) {
      for (const key of dropped) await drop(idOf(keys, platform, list, key))
    }
  }
}

/** A platform that is not registered yet: there is nothing to keep anything for. */
export const noSpool: Spool = {
  keep: async () => {
    throw new StoreError('not-found', 'nothing can be kept for a platform that is not registered')
  },
  list: async () => [],
  drop: async () => {}
}
