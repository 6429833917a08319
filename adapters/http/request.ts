import type { HttpCall, Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'

/** What goes over the wire, besides the origin. */
export interface WireRequest {
  readonly method: Operation['method']
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

// Parts of the path itself, and what a server may take for one after decoding.
const CLIMBS = /(^|[/\\])\.{0,2}([/\\]|$)/
// Set by the connection; another host would undo the pin.
const NOT_PERMITTED = ['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade']

/**
 * Puts a call together. Parameters are encoded, so that one never becomes more than one segment of the path.
 * @param prefix path of the base, without a slash at the end
 * @throws PlatformError `refused`: `path-param-missing`, `path-param-invalid`, `header-not-permitted`
 */
export function composeRequest(prefix: string, operation: Operation, call: HttpCall): WireRequest {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeParam(operation, call, name))
  const query = composeQuery(call.query ?? {})
  const { body, type } = composeBody(call)
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'lethe' }
  if (type !== null) headers['content-type'] = type
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    const lower = name.toLowerCase()
    if (NOT_PERMITTED.includes(lower)) throw refuse('header-not-permitted', operation)
    headers[lower] = value
  }
  return { method: operation.method, path: `${prefix}${path}${query && `?${query}`}`, headers, body }
}

function encodeParam(operation: Operation, call: HttpCall, name: string): string {
  const value = call.params?.[name]
  if (value === undefined) throw refuse('path-param-missing', operation)
  const text = String(value)
  if (!text.isWellFormed() || CLIMBS.test(text)) throw refuse('path-param-invalid', operation)
  return encodeURIComponent(text)
}

function composeQuery(query: NonNullable<HttpCall['query']>): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one))
  }
  return pairs.toString()
}

function composeBody({ json, form }: HttpCall): { body: string | null; type: string | null } {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' }
  if (form === undefined) return { body: null, type: null }
  return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
}

function refuse(code: string, operation: Operation): PlatformError {
  return new PlatformError('refused', code, { operation: operation.id, mayHaveHappened: false })
}
