import type { HttpAnswer } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { type OperationId, refuseAnswer } from './rest.ts'

/** A JSON object from OpenOlat, of which nothing is believed before it is looked at. */
export type Json = Readonly<Record<string, unknown>>

/** UserVO as far as we read it. */
export interface Account {
  readonly key: string
  /** Identity name; null where names are generated. */
  readonly login: string | null
  readonly externalId: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly nickName: string | null
}

/** The object of a 200. @throws PlatformError for any other answer. */
export function readObject(operation: OperationId, answer: HttpAnswer): Json {
  if (answer.status !== 200) throw refuseAnswer(operation, answer)
  return asObject(operation, answer.json)
}

/** The list of a 200: bare, or as `field` of an object. @throws PlatformError for any other answer. */
export function readList(operation: OperationId, answer: HttpAnswer, field?: string): Json[] {
  const list = field === undefined && answer.status === 200 ? answer.json : readObject(operation, answer)[field ?? '']
  if (!Array.isArray(list)) throw broken(operation)
  return list.map(item => asObject(operation, item))
}

/** A whole number that must be there. */
export function readNumber(operation: OperationId, object: Json, field: string): number {
  const value = object[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw broken(operation)
  return value
}

/** A text that may be null or absent. */
export function readText(object: Json, field: string): string | null {
  const value = object[field]
  return typeof value === 'string' && value !== '' ? value : null
}

/** UserVO; its list of properties is called `property` or `properties` (fact sheet 1.6). */
export function readAccount(operation: OperationId, object: Json): Account {
  const list = object.property ?? object.properties
  const properties = Array.isArray(list) ? list.map(item => asObject(operation, item)) : []
  const nickName = properties.find(item => item.name === 'nickName')
  return {
    key: String(readNumber(operation, object, 'key')),
    login: readText(object, 'login'),
    externalId: readText(object, 'externalId'),
    firstName: readText(object, 'firstName'),
    lastName: readText(object, 'lastName'),
    email: readText(object, 'email'),
    nickName: nickName === undefined ? null : readText(nickName, 'value')
  }
}

function asObject(operation: OperationId, value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(operation)
  return value as Json
}

function broken(operation: OperationId): PlatformError {
  return new PlatformError('surprise', 'broken-answer', { operation, mayHaveHappened: false })
}
