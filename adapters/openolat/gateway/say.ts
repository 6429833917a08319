import type { GatewayAnswer, HeaderList, Saying } from '../../contract.ts'

/** As OpenOlat's own filter asks for credentials. */
const challenge: HeaderList = [['www-authenticate', 'Basic realm="OLAT Rest API"']]

/**
 * Puts what Lethe says into a form for clients of REST: the status that they look at, and problem details (RFC 9457)
 * with every blocker where it is not done. 200 and 202 are kept apart: only the first says that the account is gone.
 */
export function sayToClient(saying: Saying): GatewayAnswer {
  switch (saying.is) {
    case 'done':
      return { status: 200, headers: [], body: '' }
    case 'kept': {
      const { request, statusUrl } = saying
      const headers = [['content-type', 'application/json'] as const, ['location', statusUrl] as const]
      return { status: 202, headers, body: JSON.stringify({ request, status: statusUrl }) }
    }
    case 'blocked': {
      const { request, statusUrl, reasons } = saying
      const detail = reasons.map(({ what, next }) => `${what} ${next}`).join(' ')
      const more = { request, statusUrl, blockers: reasons }
      return sayProblem(409, 'The account is not deleted', { code: 'erasure-blocked', detail, ...more })
    }
    case 'refused': {
      const { status, code, text } = saying
      return sayProblem(status, 'The call was refused', { code, detail: text }, status === 401 ? challenge : [])
    }
    case 'unavailable': {
      const { code, text, retryAfterMs } = saying
      const after = [['retry-after', String(Math.ceil(retryAfterMs / 1000))] as const]
      return sayProblem(503, 'Not available at the moment', { code, detail: text }, after)
    }
  }
}

function sayProblem(
  status: number,
  title: string,
  more: { readonly code: string; readonly detail: string } & Readonly<Record<string, unknown>>,
  headers: HeaderList = []
): GatewayAnswer {
  const body = JSON.stringify({ type: 'about:blank', title, status, ...more })
  return { status, headers: [['content-type', 'application/problem+json'], ...headers], body }
}
