import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerAddress } from '../../caller-address.ts'
import { makeLink, readLink } from '../../store/records/links.ts'
import { beginSession } from '../../store/records/sessions.ts'
import { readSignIn } from '../../store/records/sign-in.ts'
import { findBySignInName, signInNameOf } from '../../store/records/ways-in.ts'
import { signInTexts } from '../../texts/sign-in.ts'
import { createAttempts } from '../../vault/attempts.ts'
import { isPassword } from '../../vault/passwords.ts'
import { formOf } from '../form.ts'
import { languageOfReader } from '../language.ts'
import { ownPath } from '../own-path.ts'
import { drawSignIn } from './draw.ts'
import type { SignInParts } from './parts.ts'
import { cookieTerms } from './sessions.ts'

/** How long the page may stay open before its button does nothing any more. */
const formLifeMs = 60 * 60 * 1000

/** The page on which people sign in, and signing in with a password. */
export const createLocalSignIn = (parts: SignInParts) => {
  const { store, keys, clock, random, sessions } = parts
  const attempts = createAttempts(clock)
  const now = () => clock.now().toISOString()
  const terms = () => cookieTerms('lethe-visitor', parts.publicUrl())

  /** Nobody is signed in yet: the browser itself is known by a cookie, so that no other site can sign it in. */
  const visitorOf = (request: FastifyRequest, reply: FastifyReply): string => {
    const { name, options } = terms()
    const known = request.cookies[name]
    if (known !== undefined && /^[a-z0-9-]{36}$/.test(known)) return known
    const made = random.uuid()
    reply.setCookie(name, made, options)
    return made
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    {
      to,
      name = '',
      status = 200,
      refusal = null
    }: { to: string; name?: string; status?: number; refusal?: string | null }
  ) => {
    const { provider, takesPasswords } = await readSignIn(store)
    const expiresAt = new Date(clock.now().getTime() + formLifeMs).toISOString()
    const page = drawSignIn({
      language: languageOfReader(request),
      institution: provider?.label ?? null,
      takesPasswords,
      to,
      formToken: makeLink(keys, 'sign-in-form', visitorOf(request, reply), expiresAt),
      name,
      refusal
    })
    return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  }

  return {
    async open(request: FastifyRequest, reply: FastifyReply) {
      const to = ownPath((request.query as { to?: string }).to)
      return (await sessions.of(request)) === null ? show(request, reply, { to }) : reply.redirect(to, 303)
    },

    /** Names that are nobody's get the same answer after the same work. */
    async send(request: FastifyRequest, reply: FastifyReply) {
      const form = formOf(request)
      const texts = signInTexts[languageOfReader(request)]
      const [name, password] = [form.get('name') ?? '', form.get('password') ?? '']
      const to = ownPath(form.get('to'))
      const visitor = request.cookies[terms().name] ?? ''
      if (visitor === '' || readLink(keys, 'sign-in-form', form.get('form') ?? '', now()) !== visitor)
        return show(request, reply, { to, name, status: 409, refusal: texts.stale })
      if (!(await readSignIn(store)).takesPasswords)
        return show(request, reply, { to, status: 403, refusal: texts.passwordsOff })
      const waitMs = attempts.begin(signInNameOf(name), callerAddress(request))
      if (waitMs !== null) {
        reply.header('retry-after', Math.ceil(waitMs / 1000))
        return show(request, reply, { to, name, status: 429, refusal: texts.tooMany(Math.ceil(waitMs / 60_000)) })
      }
      const person = await findBySignInName(store, name)
      const known = person?.body.password ?? null
      if (!(await isPassword(password, known?.hash ?? null)) || person === null || known === null)
        return show(request, reply, { to, name, status: 401, refusal: texts.refused })
      attempts.succeed(signInNameOf(name), callerAddress(request))
      await sessions.end(request)
      const at = now()
      sessions.give(reply, await beginSession(parts, { person: person.id, madeBy: known.by, label: 'password', at }))
      return reply.redirect(to, 303)
    }
  }
}
