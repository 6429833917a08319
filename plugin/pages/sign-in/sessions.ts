import fastifyCookie from '@fastify/cookie'
import jwt, { type JWT } from '@fastify/jwt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { makeLink, readLink } from '../../store/records/links.ts'
import { revokeToken } from '../../store/records/people/people.ts'
import { findSession, noteUse, sessionLifeMs } from '../../store/records/people/sessions.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'
import type { Sessions } from '../admin/frame/parts.ts'
import { isFromElsewhere, readCookie } from '../own-calls.ts'

declare module '@fastify/jwt' {
  interface JWT {
    readonly session: JWT
  }
}

/** What sessions are made of. */
export interface SessionParts {
  readonly store: Store
  readonly keys: Seals & { readonly sessionSecret: Buffer }
  readonly clock: Clock
  /** The address at which people reach the pages. */
  publicUrl(): string
}

/** Sessions, and the cookie that carries their ids. */
export interface SessionCookies extends Sessions {
  /** Gives a browser the cookie of a session that was just begun. */
  give(reply: FastifyReply, session: string): void
  /** Takes it away. */
  take(reply: FastifyReply): void
  /** Ends the session that a browser comes with; answers by which way it was begun, null where there is none. */
  end(request: FastifyRequest): Promise<string | null>
}

/** How long a call of the pages to our API may be under way. */
const callLifeMs = 5 * 60 * 1000

const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(value)

/**
 * The name and the attributes of a cookie of ours (RFC 6265bis): for nobody's script, never sent along by another site's
 * form, and where people come over https bound to this very host.
 */
export const cookieTerms = (name: string, publicUrl: string) => {
  const secure = new URL(publicUrl).protocol === 'https:'
  return {
    name: secure ? `__Host-${name}` : name,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  }
}

/**
 * Sessions of the pages. The cookie is a JWT with a key of its own that carries nothing but the id of the session; what
 * counts is the stored document.
 */
export const createSessions = async (app: FastifyInstance, parts: SessionParts): Promise<SessionCookies> => {
  const { store, keys, clock } = parts
  await app.register(fastifyCookie)
  await app.register(jwt, {
    secret: keys.sessionSecret,
    namespace: 'session',
    sign: { algorithm: 'HS256', noTimestamp: true, aud: 'lethe-session' },
    verify: { algorithms: ['HS256'], allowedAud: 'lethe-session', requiredClaims: ['aud'] }
  })
  const now = () => clock.now().toISOString()
  const inFrom = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()
  const terms = () => cookieTerms('lethe-session', parts.publicUrl())

  const idOf = (request: FastifyRequest): string | null => {
    const text = readCookie(request, terms().name)
    if (text === null || text.length > 1000) return null
    try {
      const { jti } = (app.jwt.session as JWT).verify<{ jti?: unknown }>(text)
      return isId(jti) ? jti : null
    } catch {
      // Whatever is wrong with it, nobody is signed in by it.
      return null
    }
  }

  return {
    async of(request) {
      const id = idOf(request)
      const session = id === null ? null : await findSession(store, id, now())
      if (session === null) return null
      // What cannot be noted ends the session sooner, and keeps nobody from reading.
      await noteUse(store, session.token, now()).catch(() => {})
      return { session: session.token.id, person: session.person }
    },
    shown: idOf,
    formToken: ({ session }) => makeLink(keys, 'staff-form', session, inFrom(sessionLifeMs)),
    isFormOf: ({ session }, token, request) =>
      !isFromElsewhere(request, parts.publicUrl()) && readLink(keys, 'staff-form', token, now()) === session,
    bearer: ({ session }) => makeLink(keys, 'call', session, inFrom(callLifeMs)),
    give(reply, session) {
      const { name, options } = terms()
      reply.setCookie(name, (app.jwt.session as JWT).sign({ jti: session }), options)
    },
    async end(request) {
      const id = idOf(request)
      const session = id === null ? null : await findSession(store, id, now())
      if (session === null) return null
      await revokeToken(store, session.token.id, now())
      return session.token.body.label
    },
    take(reply) {
      const { name, options } = terms()
      reply.clearCookie(name, options)
    }
  }
}
