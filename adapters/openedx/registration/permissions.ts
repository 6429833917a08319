import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, HttpCall, Operation, Permission } from '../../contract.ts'
import { explain } from '../answers.ts'
import type { Connection } from '../connection.ts'

interface Probe {
  readonly id: string
  readonly operation: Operation
  call(worker: string): Omit<HttpCall, 'signal'>
  readonly isMissing: (answer: HttpAnswer) => boolean
  /** What does not work without it. */
  readonly means: string
}

const isRefused = ({ status }: HttpAnswer) => status === 403 || status === 401 || status === 302 || status === 404

/** Rights that the service account needs, each tried by a call that changes nothing (fact sheet 3.2). */
const probes: readonly Probe[] = [
  {
    id: 'retire',
    operation: operations.listRetirementQueue,
    call: () => ({ query: { cool_off_days: 0, states: ['PENDING'] } }),
    isMissing: isRefused,
    means: 'Without it nothing can be deleted: RETIREMENT_SERVICE_WORKER_USERNAME must name the service account.'
  },
  {
    id: 'staff',
    operation: operations.searchEmails,
    call: () => ({ json: { emails: [] } }),
    isMissing: isRefused,
    means: 'Without is_staff nobody can be found and no step can be read back.'
  },
  {
    id: 'support',
    operation: operations.readSsoRecords,
    call: username => ({ params: { username } }),
    isMissing: isRefused,
    means: 'Without it linked logins and the state of a password are unknown.'
  },
  {
    id: 'cancel',
    operation: operations.probeCancel,
    call: () => ({}),
    isMissing: isRefused,
    means: 'Without user_api.change_userretirementstatus a withdrawal ends when the platform has begun.'
  },
  {
    id: 'course-teams',
    operation: operations.listManagedCourses,
    call: username => ({ query: { username } }),
    isMissing: isRefused,
    means: 'Without it (Ulmo and later) courses cannot be handed over.'
  }
]

/** The rights, for the manifest. */
export const permissions = probes.map(({ id, means }) => ({ id, means }))

/** Tries every right. */
export async function probePermissions(connection: Connection, signal: AbortSignal): Promise<readonly Permission[]> {
  const permissions: Permission[] = []
  for (const { id, operation, call, isMissing, means } of probes) {
    const answer = await connection.call(operation, { ...call(connection.options.workerUsername), signal })
    const isAnswered = answer.status === 200 || answer.status === 405
    if (!isAnswered && !isMissing(answer)) throw explain(operation, answer)
    permissions.push({ id, state: isAnswered ? 'present' : 'missing', means })
  }
  return permissions
}
