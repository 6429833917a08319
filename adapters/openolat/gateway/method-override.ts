import type { GatewayCall } from '../../contract.ts'

/** Query parameters and headers by which Apache CXF changes method or media types before it looks for a handler. */
const parameters = ['_method', '_type', '_ctype']
const headers = ['x-http-method-override', 'x-http-method', 'x-method-override']

/**
 * Whether a call asks to be taken for another one: `POST /users/42?_method=DELETE` is a deletion there (fact sheet 8.1).
 * A query that cannot be decoded counts, too.
 */
export function overridesMethod({ target, headers: sent }: Pick<GatewayCall, 'target' | 'headers'>): boolean {
  if (sent.some(([name]) => headers.includes(name))) return true
  const [, ...query] = target.split('?')
  return query.join('?').split(/[?&;]/).some(isOverride)
}

function isOverride(pair: string): boolean {
  try {
    const name = decodeURIComponent(pair.split('=')[0]!.replaceAll('+', ' '))
    return parameters.includes(name.trim().toLowerCase())
  } catch {
    return true
  }
}
