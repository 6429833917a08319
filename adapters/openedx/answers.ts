import type { HttpAnswer, Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array'

/** A no that a person must look at. `mayHaveHappened` is false: it is only thrown where nothing was changed. */
export function refuse(code: string, operation: Operation, status?: number): PlatformError {
  return new PlatformError('refused', code, {
    operation: operation.id,
    mayHaveHappened: false,
    ...(status !== undefined && { status })
  })
}

/** An answer that breaks its contract. */
export function surprise(code: string, operation: Operation, status?: number): PlatformError {
  return new PlatformError('surprise', code, { operation: operation.id, ...(status !== undefined && { status }) })
}

/** Whether a 404 is Django's page for a path that is not mounted, and not the view's own "not found". */
export function isNoSuchRoute({ status, headers }: HttpAnswer): boolean {
  return status === 404 && (headers['content-type'] ?? '').startsWith('text/html')
}

/** Whether the call was taken: any 2xx. */
export function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300
}

/**
 * What a status means that the caller did not expect. A 500 says nothing (it stands for a wrong state, an unknown
 * learner or a passing failure alike, fact sheet 3.6), so whoever gets it has read before and reads again after.
 */
export function explain(operation: Operation, answer: HttpAnswer): PlatformError {
  const { status } = answer
  // Pages of the support tool send somebody who is not signed in to the login page.
  if (status === 401 || status === 302) return refuse('not-signed-in', operation, status)
  if (status === 403) return refuse('not-permitted', operation, status)
  if (isNoSuchRoute(answer)) return surprise('no-such-route', operation, status)
  if (status === 400 || status === 404 || status === 405) return refuse('call-refused', operation, status)
  if (status < 500) return surprise('unexpected-status', operation, status)
  return new PlatformError('unavailable', 'platform-failed', { operation: operation.id, status })
}

/**
 * Takes a value for an object of the document's schema once the fields that are read have the right type.
 * @throws PlatformError `surprise: answer-misshapen`
 */
export function expectObject<Shape>(
  operation: Operation,
  value: unknown,
  fields: Readonly<Record<string, Kind>>
): Shape {
  const fits = (field: unknown, kind: Kind) =>
    kind === 'array' ? Array.isArray(field) : typeof field === kind && field !== null
  const isObject = typeof value === 'object' && value !== null
  const isFit = isObject && Object.entries(fields).every(([name, kind]) => fits((value as never)[name], kind))
  if (!isFit) throw surprise('answer-misshapen', operation)
  return value as Shape
}

/** Takes a value for an array whose items have the right fields. */
export function expectArray<Shape>(
  operation: Operation,
  value: unknown,
  fields: Readonly<Record<string, Kind>>
): readonly Shape[] {
  if (!Array.isArray(value)) throw surprise('answer-misshapen', operation)
  return value.map(item => expectObject<Shape>(operation, item, fields))
}
