import type { StandAnswer, StandRequest } from '../../sandbox/stand.ts'
import type { Settings } from './settings.ts'

const allowed = 'accept, accept-encoding, authorization, content-type, origin, user-agent, use-jwt-cookie, x-csrftoken'

/** Whether the browser asks first (1.2); the platform answers that before any view. */
export function isPreflight({ method, headers }: StandRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

/** Adds the headers that let a page of another origin read the answer, for `CORS_ORIGIN_WHITELIST` only; errors too. */
export function addCors(settings: Settings, request: StandRequest, answer: StandAnswer): StandAnswer {
  const { origin } = request.headers
  if (origin === undefined) return answer
  const vary = { vary: 'origin' }
  if (!settings.corsOrigins.includes(origin)) return { ...answer, headers: { ...answer.headers, ...vary } }
  const preflight = isPreflight(request) && {
    'access-control-allow-headers': allowed,
    'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '86400'
  }
  const open = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
  return { ...answer, headers: { ...answer.headers, ...vary, ...open, ...preflight } }
}
