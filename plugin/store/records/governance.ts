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
  | 'password-set'
  | 'identity-linked'
  | 'sign-in-set'
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
  | 'subject-revealed'
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

/** Which acts are looked for; what is left out does not matter. */
export interface ActsWanted {
  readonly act?: string
  readonly by?: string
  readonly about?: string
}

const isWanted =
  ({ act, by, about }: ActsWanted) =>
  ({ body }: Document<ActBody>): boolean =>
    (act === undefined || body.act === act) &&
    (by === undefined || body.by === by) &&
    (about === undefined || body.about?.id === about)

/** The acts of a month (`YYYY-MM`, UTC) that are wanted, the oldest first, as many as the page takes. */
export const listActs = async (
  store: Store,
  month: string,
  { limit, after }: Page,
  wanted: ActsWanted = {}
): Promise<readonly Document<ActBody>[]> => {
  const found: Document<ActBody>[] = []
  for (let last = after; found.length < limit; ) {
    const page = await store.query<ActBody>(
      'governance',
      { shelf: month },
      { limit, ...(last !== undefined && { after: last }) }
    )
    found.push(...page.filter(isWanted(wanted)))
    if (page.length < limit) break
    last = page.at(-1)!.id
  }
  return found.slice(0, limit)
}
