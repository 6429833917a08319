import { accountConfirmed } from './account-confirmed.ts'
import { accountNotProtected } from './account-not-protected.ts'
import { consequencesTold } from './consequences-told.ts'
import { identityProven } from './identity-proven.ts'
import { mandateRecorded } from './mandate-recorded.ts'
import { noLegalHold } from './no-legal-hold.ts'
import { noOpenGradingOrders } from './no-open-grading-orders.ts'
import { noUnpaidInvoices } from './no-unpaid-invoices.ts'
import { openTodos } from './open-todos.ts'
import { passwordSet } from './password-set.ts'
import type { Precondition } from './precondition.ts'
import { recordsArchived } from './records-archived.ts'
import { socialAccountsUnlinked } from './social-accounts-unlinked.ts'
import { successorsNamed } from './successors-named.ts'

/** All questions, in the order in which people read them: the password before the unlinking. */
export const preconditions: readonly Precondition[] = [
  passwordSet,
  socialAccountsUnlinked,
  identityProven,
  mandateRecorded,
  consequencesTold,
  accountConfirmed,
  noOpenGradingOrders,
  noUnpaidInvoices,
  successorsNamed,
  openTodos,
  recordsArchived,
  accountNotProtected,
  noLegalHold
]
