import { operations } from '../../openapi/types/openolat-operations.ts'
import type { HttpAnswer, HttpCall, Surroundings } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { refuseNeverSent } from './never-sent.ts'
import type { OpenolatOptions } from './options.ts'

/** Id of an operation of `openapi/openolat.yaml`. */
export type OperationId = keyof typeof operations

/** OpenOlat's REST interface with our credentials. */
export interface Rest {
  /**
   * Calls an operation. Every status below 500 and 500 itself come back, except a 401 outside of the group endpoints,
   * which throws `refused` with `credentials-refused`, or `password-refused` for a login.
   */
  call(id: OperationId, call: RestCall): Promise<HttpAnswer>
  now(): Date
  readonly settleMs: number
  readonly deleteTimeoutMs: number
  readonly fallbackAdministrator: string
}

/** What a call is given; headers are ours. */
export type RestCall = Pick<HttpCall, 'params' | 'query' | 'json' | 'timeoutMs' | 'signal'> & {
  /** Paging is switched on by `Accept` alone (fact sheet 1.5). */
  readonly isPaged?: boolean
}

/** Missing rights are a 401 at the group endpoints, in the copy of OpenOlat that was read. */
const isAboutGroups = (id: OperationId): boolean => operations[id].path.includes('/groups')

/** Binds options and surroundings. Basic on every call: a token is worth nothing after the next one (fact sheet 1.2). */
export function openRest(options: OpenolatOptions, { http, now }: Surroundings): Rest {
  const base = `${options.baseUrl.replace(/\/+$/, '')}/restapi`
  // Client ids of API keys are UUIDs (fact sheet 1.2); anything else is a login.
  const isClientId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(options.username)
  const authorization = `Basic ${Buffer.from(`${options.username}:${options.secret}`).toString('base64')}`
  return {
    now,
    settleMs: options.settleMs ?? 300_000,
    deleteTimeoutMs: options.deleteTimeoutMs ?? 120_000,
    fallbackAdministrator: options.fallbackAdministrator ?? 'administrator',
    async call(id, { isPaged, ...call }) {
      refuseNeverSent(id, call)
      const accept = isPaged ? 'application/json;pagingspec=1.0' : 'application/json'
      const answer = await http.call(base, operations[id], { ...call, headers: { accept, authorization } })
      if (answer.status === 401 && !isAboutGroups(id)) {
        // With API keys only, every password is refused; a wrong one looks the same.
        throw new PlatformError('refused', isClientId ? 'credentials-refused' : 'password-refused', {
          operation: id,
          status: 401,
          mayHaveHappened: false
        })
      }
      return answer
    }
  }
}

/** Whether a status says that the caller may not: 401 and 403 are one thing once the credentials are proven. */
export function isNotAllowed(answer: HttpAnswer): boolean {
  return answer.status === 401 || answer.status === 403
}

/**
 * The error for an answer that nobody asked for: `refused` for a missing right, `unavailable` for a 500, else
 * `surprise`. Only for reading: nothing can have happened.
 */
export function refuseAnswer(operation: OperationId, answer: HttpAnswer): PlatformError {
  const detail = { operation, status: answer.status, mayHaveHappened: false }
  if (isNotAllowed(answer)) return new PlatformError('refused', 'not-allowed', detail)
  if (answer.status >= 500) return new PlatformError('unavailable', 'platform-failed', detail)
  return new PlatformError('surprise', 'unexpected-answer', detail)
}
