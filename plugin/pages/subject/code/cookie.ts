import type { FastifyRequest } from 'fastify'
import { later } from '../../../erasure/decision.ts'
import { makeLink, readLink } from '../../../store/records/links.ts'
import { subjectSessionMs } from '../../../store/records/subject-codes/subject-sessions.ts'
import type { MailCodeParts } from '../../parts.ts'

const name = 'lethe-subject'

type Parts = Pick<MailCodeParts, 'keys' | 'clock' | 'publicUrl'>

const isSecure = ({ publicUrl }: Parts): boolean => new URL(publicUrl()).protocol === 'https:'

const nameOf = (parts: Parts): string => (isSecure(parts) ? `__Secure-${name}` : name)

// RFC 6265bis: for nobody's script, never sent along by another site's form, and for the pages of one platform only.
const cookieOf = (parts: Parts, base: string, value: string, seconds: number): string =>
  `${nameOf(parts)}=${value}; Path=${base}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure(parts) ? '; Secure' : ''}`

/** The cookie of a session: signed, with nothing in it but the id. What counts is the stored document. */
export const sessionCookie = (parts: Parts, base: string, session: string): string => {
  const until = later(parts.clock.now().toISOString(), subjectSessionMs)
  return cookieOf(parts, base, makeLink(parts.keys, 'subject-session', session, until), subjectSessionMs / 1000)
}

/** What takes that cookie away. */
export const noSessionCookie = (parts: Parts, base: string): string => cookieOf(parts, base, '', 0)

/** The id of the session that a call shows; null for none that we gave. */
export const sessionOf = (parts: Parts, { headers }: FastifyRequest): string | null => {
  const value = new RegExp(`(?:^|; )${nameOf(parts)}=([a-z0-9.-]{1,200})(?:;|$)`).exec(headers.cookie ?? '')?.[1]
  return value === undefined ? null : readLink(parts.keys, 'subject-session', value, parts.clock.now().toISOString())
}
