import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { filed } from './change.ts'
import type { Seals } from './seals.ts'

/** What Lethe keeps for a platform between runs, sealed, because it may name people. */
export interface SpoolBody {
  readonly platform: string
  /** What kind of row it is, in the adapter's words: `partner-report`. */
  readonly name: string
  readonly at: string
  readonly sealed: string
}

/** A row, opened. `at`: when it was kept, ISO 8601. */
export interface SpoolRow {
  readonly id: string
  readonly at: string
  readonly text: string
}

type With = { readonly store: Store; readonly seals: Seals }

const keyOf = (platform: string, name: string): string => `spool:${platform}:${name}`

/**
 * Keeps a row, durably when this resolves: what a platform gives only once must lie here before it is used. The same
 * id again changes nothing. Sealed under the key of the month, so that copies of it die with that key.
 */
export const keepInSpool = async (
  { store, seals }: With,
  { id, platform, name, at, text }: SpoolRow & Pick<SpoolBody, 'platform' | 'name'>
): Promise<void> => {
  const key = keyOf(platform, name)
  const body: SpoolBody = { platform, name, at, sealed: seals.sealNote(key, text) }
  try {
    await store.put('spool', id, filed(body, [key]), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
}

/** The rows of one name on one platform, oldest first. Throws `vault-key-missing` once a row's key was retired. */
export const listSpool = async ({ store, seals }: With, platform: string, name: string): Promise<SpoolRow[]> => {
  const key = keyOf(platform, name)
  const rows = await store.query<SpoolBody>('spool', { key })
  return rows
    .map(({ id, body }) => ({ id, at: body.at, text: seals.openNote(key, body.sealed) }))
    .sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id))
}

/** Destroys a row. One that is gone already is no error. */
export const dropFromSpool = async (store: Store, id: string): Promise<void> => {
  const row: Document<SpoolBody> | null = await store.get<SpoolBody>('spool', id)
  if (row !== null) await store.remove('spool', id, row.revision)
}
