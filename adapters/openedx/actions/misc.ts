import { operations } from '../../../openapi/types/openedx-operations.ts'
import { type ActionRow, sendStep } from './step.ts'

/** Clears what the platform keeps beside the account: wiki, credit, audit entries (3.5). No call shows it (3.10). */
export const misc: ActionRow = {
  id: 'misc',
  treatment: 'delete',
  covers: 'Your wiki authorship, credit requests and entries about manual enrolment are cleared.',
  after: ['notes'],
  section: null,
  repeat: 'safe',
  settleMs: 0,
  readBack: 'none',
  reversible: false,
  async perform(turn) {
    await sendStep(turn, operations.retireMisc)
    return { is: 'done' }
  },
  confirm: async () => ({ is: 'cannot-tell', because: 'not-readable' })
}
