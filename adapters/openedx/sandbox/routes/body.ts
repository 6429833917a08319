import type { StandRequest } from '../../../sandbox/stand.ts'
import { rowByOriginal, type World } from '../world.ts'

/** The JSON object of a call; an empty one where the body is anything else. */
export function bodyOf(request: StandRequest): Record<string, unknown> {
  const body = request.json()
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {}
}

/** The fields of a form; none where the body is of another type, JSON too (1.1). */
export function formOf(request: StandRequest): URLSearchParams {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  return isForm ? request.form() : new URLSearchParams()
}

/** Finds whose account a retirement call concerns, for the journal's overlap marks. */
export function personOf(world: World): (request: StandRequest) => string | null {
  return request => {
    const row = rowByOriginal(world, bodyOf(request).username)
    return row === undefined ? null : String(row.person.id)
  }
}
