import type { FastifyRequest } from 'fastify'
import { later } from '../../../erasure/decision.ts'
import { makeLink, readLink } from '../../../store/records/links.ts'
import { subjectSessionMs } from '../../../store/records/subject-codes/subject-sessions.ts'
import { readCookie } from '../../own-calls.ts'
import type { MailCodeParts } from '../../parts.ts'

type Parts = Pick<MailCodeParts, 'keys' | 'clock' | 'publicUrl'>

const isSecure = ({ publicUrl }: Parts): boolean => new URL(publicUrl()).protocol === 'https:'

// Of one platform by its name: a cookie that is bound to this very host has no path of its own.
const nameOf = (parts: Parts, platform: string): string =>
  `${isSecure(parts) ? '__Host-' : ''}lethe-subject-${platform}`

// RFC 6265bis: for nobody's script, never sent along by another site's form, and set by no other host.
const cookieOf = (parts: Parts, platform: string, value: string, seconds: number): string =>
  `${nameOf(parts, platform)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure(parts) ? '; Secure' : ''}`

/** The cookie of a session: signed, with nothing in it but the id. What counts is the stored document. */
export const sessionCookie = (parts: Parts, platform: string, session: string): string => {
  const until = later(parts.clock.now().toISOString(), subjectSessionMs)
  return cookieOf(parts, platform, makeLink(parts.keys, 'subject-session', session, until), subjectSessionMs / 1000)
}

/** What takes that cookie away. */
export const noSessionCookie = (parts: Parts, platform: string): string => cookieOf(parts, platform, '', 0)

/** The id of the session that a call shows; null for none that we gave. */
export const sessionOf = (parts: Parts, platform: string, request: FastifyRequest): string | null => {
  const value = readCookie(request, nameOf(parts, platform))
  return value === null || value.length > 200
    ? null
    : readLink(parts.keys, 'subject-session', value, parts.clock.now().toISOString())
}
