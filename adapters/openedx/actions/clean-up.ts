import { operations } from '../../../openapi/types/openedx-operations.ts'
import { refuse } from '../answers.ts'
import { readRowOf } from '../reading/retirement.ts'
import { type ActionRow, gone, sendOnce, stillThere, type Turn } from './step.ts'

/**
 * Deletes the row that still holds the original names, from Verawood on after overwriting them (3.3). One learner a
 * call: one name that is not in COMPLETE would refuse them all.
 */
export const cleanUp: ActionRow = {
  id: 'clean-up',
  treatment: 'delete',
  covers: 'The entry in the list of deletions, which still holds your old names, is deleted.',
  after: ['complete'],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const operation = operations.cleanUpRetirement
    const { connection, subject, signal } = turn
    const row = await read(turn)
    if (row === null) return { is: 'already-absent' }
    if (row.current_state.state_name !== 'COMPLETE') throw refuse('not-complete', operation)
    await sendOnce(
      turn,
      operation,
      () => connection.call(operation, { json: { usernames: [subject.username] }, signal }),
      async () => (await read(turn)) === null
    )
    return { is: 'done' }
  },
  confirm: async turn => ((await read(turn)) === null ? gone : stillThere)
}

const read = ({ connection, subject, signal }: Turn) => readRowOf(connection, subject, signal)
