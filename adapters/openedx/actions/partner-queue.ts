import { operations } from '../../../openapi/types/openedx-operations.ts'
import { type ActionRow, sendStep } from './step.ts'

/**
 * Puts the learner into the report for partner organisations (3.3). Whatever shows the queue empties it, so whether a
 * lost answer was a yes is for a person to find out.
 */
export const partnerQueue: ActionRow = {
  id: 'partner-queue',
  treatment: 'delete',
  covers: 'The organisations whose courses you took are told to delete what they have of you.',
  after: ['retire'],
  section: null,
  repeat: 'never',
  settleMs: 0,
  readBack: 'none',
  reversible: false,
  async perform(turn) {
    await sendStep(turn, operations.queuePartnerReport)
    return { is: 'done' }
  },
  confirm: async () => ({ is: 'cannot-tell', because: 'not-readable' })
}
