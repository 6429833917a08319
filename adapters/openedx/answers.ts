import type { HttpAnswer, Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'

/** `id`: a number of a row, `instant`: a time as the platform writes it. */
type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'id' | 'instant'

/** What a field must be; with `?` it may be missing or null. */
export type Fields = Readonly<Record<string, Kind | `${Kind}?`>>

/**
 * Numbers that JSON takes and no database gives, such as one too large to be told from its neighbour, would be somebody
 * else; an instant that no clock shows cannot be told further.
 */
const fits: Readonly<Record<Kind, (field: unknown) => boolean>> = {
  string: field => typeof field === 'string',
  number: field => typeof field === 'number',
  boolean: field => typeof field === 'boolean',
  object: field => typeof field === 'object' && field !== null,
  array: Array.isArray,
  id: field => Number.isSafeInteger(field) && (field as number) > 0,
  instant: field => typeof field === 'string' && /^\d{4}-\d\d-\d\d/.test(field) && !Number.isNaN(Date.parse(field))
}

const isFit = (field: unknown, kind: Kind | `${Kind}?`): boolean =>
  kind.endsWith('?')
    ? field === undefined || field === null || fits[kind.slice(0, -1) as Kind](field)
    : fits[kind as Kind](field)

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
export function expectObject<Shape>(operation: Operation, value: unknown, fields: Fields): Shape {
  const isObject = typeof value === 'object' && value !== null
  const isWhole = isObject && Object.entries(fields).every(([name, kind]) => isFit((value as never)[name], kind))
  if (!isWhole) throw surprise('answer-misshapen', operation)
  return value as Shape
}

/** Takes a value for an array whose items have the right fields. */
export function expectArray<Shape>(operation: Operation, value: unknown, fields: Fields): readonly Shape[] {
  if (!Array.isArray(value)) throw surprise('answer-misshapen', operation)
  return value.map(item => expectObject<Shape>(operation, item, fields))
}
