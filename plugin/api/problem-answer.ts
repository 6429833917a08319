import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PlatformError } from '../../adapters/errors.ts'
import { faultsOf } from '../document.ts'
import { Problem, type ProblemCode, problems } from '../errors.ts'
import { StoreError, type StoreErrorCode } from '../store/store-error.ts'
import { VaultError } from '../vault/errors.ts'
import { isScim, scimError, scimType } from './scim/scim-error.ts'

const ofStore: Readonly<Partial<Record<StoreErrorCode, ProblemCode>>> = {
  'revision-conflict': 'changed-meanwhile',
  claimed: 'changed-meanwhile',
  'claim-lost': 'changed-meanwhile',
  shelved: 'state-forbids',
  'not-found': 'request-unknown',
  'write-failed': 'store-read-only',
  'read-only': 'store-read-only',
  unreachable: 'store-unreachable',
  'newer-format': 'store-newer',
  closed: 'shutting-down',
  corrupt: 'document-damaged'
}

const ofFastify: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_EMPTY_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-missing',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  FST_ERR_BAD_URL: 'request-malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
  FST_STATIC_FORBIDDEN_PATH: 'route-unknown',
  FST_ERR_FAILED_ERROR_SERIALIZATION: 'internal'
}

const ofVault: Readonly<Record<string, ProblemCode>> = {
  'key-still-current': 'key-in-use',
  'notes-not-folded': 'notes-not-folded',
  'vault-key-missing': 'vault-unreadable',
  'vault-opened-wrong': 'vault-unreadable'
}

const ofUnique = (unique: string | null): ProblemCode => {
  if (unique?.startsWith('base-url:')) return 'base-url-taken'
  if (unique?.startsWith('fact-question:')) return 'fact-question-taken'
  return unique?.startsWith('platform-name:') ? 'platform-name-taken' : 'changed-meanwhile'
}

const ofPlatform = (error: PlatformError): Problem => {
  const code = error.failure === 'unavailable' ? 'platform-unavailable' : 'platform-refuses'
  const detail = `${problems[code].whatToDo} (${error.code} at ${error.operation})`
  return new Problem(code, {
    detail,
    cause: error,
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs })
  })
}

/** The refusal that an error amounts to. What nobody foresaw is `internal`, and says nothing of itself. */
const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof PlatformError) return ofPlatform(error)
  if (error instanceof StoreError) {
    const code = error.code === 'duplicate-key' ? ofUnique(error.unique) : (ofStore[error.code] ?? 'internal')
    return new Problem(code, { cause: error })
  }
  if (error instanceof VaultError) return new Problem(ofVault[error.code] ?? 'internal', { cause: error })
  const { code = '', validation, validationContext } = error as FastifyError
  // @fastify/jwt answers 500 to some of these: a token whose header names another algorithm, for one.
  if (code.startsWith('FAST_JWT_') || code.startsWith('FST_JWT_')) return new Problem('token-refused', { cause: error })
  if (validation !== undefined) {
    const faults = faultsOf(validation as Parameters<typeof faultsOf>[0])
    return new Problem(validationContext === 'body' ? 'body-invalid' : 'parameters-invalid', { faults })
  }
  return new Problem(ofFastify[code] ?? 'internal', { cause: error })
}

/** A problem as it goes over the wire (RFC 9457). */
export const problemBody = (problem: Problem, instance: string): Readonly<Record<string, unknown>> => ({
  type: `/problems/${problem.code}`,
  title: problems[problem.code].title,
  status: problem.status,
  code: problem.code,
  detail: problem.detail,
  instance,
  ...(problem.faults.length > 0 ? { faults: problem.faults } : {})
})

/** Answers every error as a problem; what was not foreseen is logged by its name and code only. */
export const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = problemOf(error)
  if (problem.status >= 500) request.log.error({ err: error }, 'refused')
  if (problem.retryAfterMs !== null) reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1000))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="lethe"')
  if (isScim(request.url)) return reply.code(problem.status).type(scimType).send(scimError(problem))
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(problemBody(problem, `urn:uuid:${request.id}`))
}
