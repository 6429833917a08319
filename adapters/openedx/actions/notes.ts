import { operations } from '../../../openapi/types/openedx-operations.ts'
import { type ActionRow, sendStep } from './step.ts'

/** Deletes the notes in the notes service; no call shows them to a service account (3.10). */
export const notes: ActionRow = {
  id: 'notes',
  treatment: 'delete',
  covers: 'Your notes in course texts are deleted.',
  after: ['unenrol'],
  section: null,
  repeat: 'safe',
  settleMs: 0,
  readBack: 'none',
  reversible: false,
  async perform(turn) {
    await sendStep(turn, operations.retireNotes)
    return { is: 'done' }
  },
  confirm: async () => ({ is: 'cannot-tell', because: 'not-readable' })
}
