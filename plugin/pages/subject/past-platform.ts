import { callerAddress } from '../../caller-address.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { pastPlatform, takesMailCodes } from '../../store/records/platforms/sites.ts'
import { findSubjectSession } from '../../store/records/subject-codes/subject-sessions.ts'
import type { MailCodeParts } from '../parts.ts'
import { sessionOf } from './code/cookie.ts'
import { createLookUps } from './code/look-up.ts'
import { askWho, codePages } from './code/pages.ts'
import type { Place } from './frame/place.ts'
import { subjectPages } from './table.ts'

/**
 * On our own host at `/subject/` and the id of a platform, for people of whom no session of the platform can tell us: they
 * come in by a code that goes to the address which the platform has. Only where that is switched on and mail can be sent.
 */
export const pastThePlatform = (parts: MailCodeParts, deadline: () => AbortSignal): Place => ({
  isOwnHost: true,
  pages: [...subjectPages, ...codePages(parts, createLookUps(parts, deadline))],
  async siteOf({ params }) {
    const { platform } = params as { platform: string }
    const found = parts.hasMail ? await parts.store.get<PlatformBody>('platform', platform).catch(() => null) : null
    return found === null || !takesMailCodes(found.body) ? null : pastPlatform(platform, found.body)
  },
  baseOf: ({ platform }) => `/subject/${platform}`,
  publicUrlOf: () => parts.publicUrl(),
  async callerOf(request, { platform }) {
    const session = sessionOf(parts, platform, request)
    const found = session === null ? null : await findSubjectSession(parts, platform, session)
    if (found === null) return null
    const byCode = { at: found.at, session: session! }
    return { subject: found.subject, facts: {}, signedInAt: null, session: null, byCode }
  },
  signIn: askWho,
  addressOf: callerAddress
})
