import type { Random } from '../../random.ts'
import type { Document, Page, Store } from '../store.ts'
import { shelvedAt } from './change.ts'

/** Codes, numbers and ids of our own: what an act changed, without a word about a subject. */
export type ActData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What people decide about who may do what here, and how many must agree. */
export type ActKind =
  | 'person-added'
  | 'person-disabled'
  | 'person-linked'
  | 'person-vouched'
  | 'roles-changed'
  | 'token-made'
  | 'token-exchanged'
  | 'token-revoked'
  | 'agreement-asked'
  | 'agreement-set'
  | 'policy-set'
  | 'declared'
  | 'source-added'
  | 'source-rotated'
  | 'source-removed'
  | 'source-went-live'
  | 'provider-added'
  | 'provider-rotated'
  | 'brake-released'
  | 'hold-lifted'
  | 'replay-released'
  | 'replay-dropped'
  | 'dead-letter-dropped'
  | 'restore-acknowledged'
  | 'lifecycle-set'
  | 'run-released'
  | 'selection-released'
  | 'key-retired'
  | 'certificate-key-rotated'

/** One act: by whom, of which thing (a kind of document and its id), and what stood before and after. */
export interface ActBody {
  readonly at: string
  readonly by: string
  readonly act: ActKind
  readonly about: { readonly kind: string; readonly id: string } | null
  readonly before: ActData
  readonly after: ActData
}

/** Writes an act down, in the folder of its month; ids sort by time. Nothing ever changes or removes one here. */
export const recordAct = async (
  { store, random }: { readonly store: Store; readonly random: Random },
  body: ActBody
): Promise<void> => {
  const id = `${body.at.replace(/\D/g, '')}-${random.uuid()}`
  await store.put<ActBody>('governance', id, { body, ...shelvedAt(body.at) }, { expected: 0 })
}

/** The acts of a month (`YYYY-MM`, UTC), the oldest first. */
export const listActs = (store: Store, month: string, page: Page): Promise<readonly Document<ActBody>[]> =>
  store.query<ActBody>('governance', { shelf: month }, page)
