import { Problem } from '../errors.ts'
import { isBoundToAccount } from '../store/records/people/people.ts'
import { getSelection, type SelectionDocument } from '../store/records/selections.ts'
import type { Store } from '../store/store.ts'
import type { Caller } from './authentication.ts'

/** Whoever is bound to an account sees their own lists only: others may hold people out of their reach. */
export const isVisible = ({ body }: SelectionDocument, { person }: Caller): boolean =>
  body.by === person.id || !isBoundToAccount(person.body)

/** One selection that the caller may see. Throws `selection-unknown`, `not-yours-to-ask`. */
export const getVisibleSelection = async (store: Store, id: string, caller: Caller): Promise<SelectionDocument> => {
  const selection = await getSelection(store, id)
  if (!isVisible(selection, caller)) throw new Problem('not-yours-to-ask')
  return selection
}
