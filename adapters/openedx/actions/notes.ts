import { operations } from '../../../openapi/types/openedx-operations.ts'
import { type ActionRow, notReadable, sendStep } from './step.ts'

/** Deletes the notes in the notes service; no call shows them to a service account (3.10). */
export const notes: ActionRow = {
  ...notReadable,
  id: 'notes',
  treatment: 'delete',
  covers: 'Your notes in course texts are deleted.',
  after: ['enter-working-state'],
  async perform(turn) {
    await sendStep(turn, operations.retireNotes)
    return { is: 'done' }
  }
}
