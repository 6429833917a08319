import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Operation } from '../../contract.ts'
import { explain, isSuccess } from '../answers.ts'
import { type ActionRow, notReadable, type Turn } from './step.ts'

/** Scrubs proctored attempts in the platform, by the number of the account; no call shows them (3.6, 3.10). */
export const proctoring: ActionRow = {
  ...notReadable,
  treatment: 'anonymise',
  id: 'proctoring',
  covers: 'Your proctored exam attempts no longer carry your name.',
  after: ['notes'],
  perform: turn => send(turn, operations.retireProctoring)
}

/** Deletes the learner at the proctoring providers, which the platform calls itself. */
export const proctoringBackends: ActionRow = {
  ...notReadable,
  treatment: 'anonymise',
  id: 'proctoring-backends',
  covers: 'The companies that watched your exams are told to delete you.',
  after: ['proctoring'],
  perform: turn => send(turn, operations.retireProctoringBackends)
}

async function send({ connection, subject, signal }: Turn, operation: Operation): Promise<{ is: 'done' }> {
  const answer = await connection.call(operation, { params: { user_id: subject.id }, signal })
  // A provider that failed makes it a 500, so a success is one of all of them.
  if (!isSuccess(answer)) throw explain(operation, answer)
  return { is: 'done' }
}
