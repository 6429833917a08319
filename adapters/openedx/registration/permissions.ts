import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, HttpCall, Operation, Permission } from '../../contract.ts'
import { explain, isNoSuchRoute } from '../answers.ts'
import type { Connection } from '../connection.ts'

interface Probe {
  readonly id: string
  readonly operation: Operation
  call(worker: string): Omit<HttpCall, 'signal'>
  /** What an answer says of the right; null: it does not say, and is explained. */
  judge(answer: HttpAnswer): Permission['state'] | null
  /** What does not work without it, or why it is too much. */
  readonly means: string
}

const isRefused = ({ status }: HttpAnswer) => status === 403 || status === 401 || status === 302 || status === 404
const isAnswered = ({ status }: HttpAnswer) => status === 200 || status === 405

const isNeeded: Probe['judge'] = answer => {
  if (isAnswered(answer)) return 'present'
  return isRefused(answer) ? 'missing' : null
}

/** A name that no account has: whether it is looked up at all is what is asked. */
const nobody = 'lethe-asks-for-nobody'

/** Rights that the service account needs or should not have, each tried by a call that changes nothing (3.2, 5.1). */
const probes: readonly Probe[] = [
  {
    id: 'retire',
    operation: operations.listRetirementQueue,
    call: () => ({ query: { cool_off_days: 0, states: ['PENDING'] } }),
    // A 400 knows the account and not the state: nobody ever populated them.
    judge: answer => (answer.status === 400 ? 'present' : isNeeded(answer)),
    means: 'Without it nothing can be deleted: RETIREMENT_SERVICE_WORKER_USERNAME must name the service account.'
  },
  {
    id: 'staff',
    operation: operations.searchEmails,
    call: () => ({ json: { emails: [] } }),
    judge: isNeeded,
    means: 'Without is_staff nobody can be found and no step can be read back.'
  },
  {
    id: 'support',
    operation: operations.readSsoRecords,
    call: username => ({ params: { username } }),
    judge: isNeeded,
    means: 'Without it linked logins and the state of a password are unknown.'
  },
  {
    id: 'cancel',
    operation: operations.probeCancel,
    call: () => ({}),
    judge: isNeeded,
    means: 'Without user_api.change_userretirementstatus a withdrawal ends when the platform has begun.'
  },
  {
    id: 'course-teams',
    operation: operations.listManagedCourses,
    call: username => ({ query: { username } }),
    judge: isNeeded,
    means: 'Without it (Ulmo and later) courses cannot be handed over: somebody names a second instructor in Studio.'
  },
  {
    id: 'studio',
    operation: operations.readCourseTeam,
    call: () => ({ params: { course_id: 'course-v1:Lethe+Probe+0' } }),
    // The course is nobody's: looking for it at all is the right, and a page says that there is no such call.
    judge: answer => (answer.status === 404 && !isNoSuchRoute(answer) ? 'present' : isNeeded(answer)),
    means: 'Without Studio and the right to read its teams nobody is known to be the only instructor of a course.'
  },
  {
    id: 'credentials',
    operation: operations.probeCredentials,
    call: () => ({}),
    judge: isNeeded,
    means: 'Without being USERNAME_REPLACEMENT_WORKER of Credentials the old name stays there.'
  },
  {
    id: 'not-superuser',
    operation: operations.listLinkedProviders,
    call: () => ({ query: { username: nobody } }),
    judge: ({ status }) => {
      if (status === 403 || status === 401) return 'present'
      return status === 200 || status === 404 ? 'broader-than-needed' : null
    },
    means:
      'The account may list logins of anybody, which only a superuser may or everybody on this site: nothing here ' +
      'needs a superuser, and such a token opens the whole platform.'
  }
]

const notWanted = 'Withdrawals are not taken to the platform here (option mayCancel): nothing needs this right.'

/** The rights, for the manifest. */
export const permissions = probes.map(({ id, means }) => ({ id, means }))

/** Tries every right; those of a service that is not configured are left out, but for Studio, which is missed. */
export async function probePermissions(connection: Connection, signal: AbortSignal): Promise<readonly Permission[]> {
  const permissions: Permission[] = []
  for (const { id, operation, call, judge, means } of probes) {
    if (!connection.reaches(operation)) {
      if (id === 'studio') permissions.push({ id, state: 'missing', means })
      continue
    }
    const answer = await connection.call(operation, { ...call(connection.options.workerUsername), signal })
    const state = judge(answer)
    if (state === null) throw explain(operation, answer)
    if (id === 'cancel' && connection.options.mayCancel === false) {
      if (state === 'present') permissions.push({ id, state: 'broader-than-needed', means: notWanted })
      continue
    }
    permissions.push({ id, state, means })
  }
  return permissions
}
