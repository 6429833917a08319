import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../../clock.ts'
import type { ApiDocument } from '../../../document.ts'
import type { Role } from '../../../store/records/bodies.ts'
import type { Operation } from './page.ts'
import type { Staff } from './visit.ts'

/** Who is signed in, and what shows that a form was opened by them. */
export interface Sessions {
  /** Null: nobody, or not any more. */
  of(request: FastifyRequest): Promise<Staff | null>
  /** The session that a browser shows, ended or not, told without asking the store; null: none that we gave. */
  shown(request: FastifyRequest): string | null
  formToken(staff: Staff): string
  /** Whether the mark of a form that was sent is that of whoever sends it, and no page of another site sent it. */
  isFormOf(staff: Staff, token: string, request: FastifyRequest): boolean
  /** The token by which the pages call our API in their name; it never leaves the process. */
  bearer(staff: Staff): string
}

/** What the pages for those who work with Lethe are made with. */
export interface AdminParts {
  readonly clock: Clock
  readonly document: ApiDocument
  readonly sessions: Sessions
  /** Whether one of these roles may call an operation. */
  may(roles: readonly Role[], operation: Operation): boolean
}
