import { operations } from '../../../openapi/types/openedx-operations.ts'
import { type ActionRow, notReadable, sendStep } from './step.ts'

/** Clears what the platform keeps beside the account: wiki, credit, audit entries (3.5). No call shows it (3.10). */
export const misc: ActionRow = {
  ...notReadable,
  id: 'misc',
  treatment: 'delete',
  covers: 'Your wiki authorship, credit requests and entries about manual enrolment are cleared.',
  after: ['enter-working-state'],
  async perform(turn) {
    await sendStep(turn, operations.retireMisc)
    return { is: 'done' }
  }
}
