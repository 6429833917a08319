import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerAddress } from '../../caller-address.ts'
import { dayMs, hourMs } from '../../durations.ts'
import { makeLink, readLink } from '../../store/records/links.ts'
import { beginSession } from '../../store/records/people/sessions.ts'
import { readSignIn } from '../../store/records/people/sign-in.ts'
import { findBySignInName, signInNameOf } from '../../store/records/people/ways-in.ts'
import { signInTexts } from '../../texts/sign-in.ts'
import { createAttempts } from '../../vault/attempts.ts'
import { isPassword } from '../../vault/passwords.ts'
import { formOf } from '../form.ts'
import { languageOfReader } from '../language.ts'
import { isFromElsewhere, readCookie } from '../own-calls.ts'
import { ownPath } from '../own-path.ts'
import { sendPage } from '../send-page.ts'
import { drawSignIn } from './draw.ts'
import type { SignInParts } from './parts.ts'
import { cookieTerms } from './sessions.ts'

/** How long the page may stay open before its button does nothing any more. */
const formLifeMs = hourMs

/** How long a browser counts as known after somebody signed in by it. */
const knownLifeMs = 180 * dayMs

/** The page on which people sign in, and signing in with a password. */
export const createLocalSignIn = (parts: SignInParts) => {
  const { store, keys, clock, random, sessions } = parts
  const attempts = createAttempts(parts.tally)
  const now = () => clock.now().toISOString()
  const terms = () => cookieTerms('lethe-visitor', parts.publicUrl())

  /** Nobody is signed in yet: the browser itself is known by a cookie, so that no other site can sign it in. */
  const visitorOf = (request: FastifyRequest, reply: FastifyReply): string => {
    const { name, options } = terms()
    const known = readCookie(request, name)
    if (known !== null && /^[a-z0-9-]{36}$/.test(known)) return known
    const made = random.uuid()
    reply.setCookie(name, made, options)
    return made
  }

  /**
   * Whoever has signed in by this browser before has tries of their own here: a stranger who types their name and wrong
   * passwords all day keeps them out of no browser that is theirs (OWASP, device cookies).
   */
  const knownBrowser = () => cookieTerms('lethe-known', parts.publicUrl())
  const isKnownTo = ({ cookies }: FastifyRequest, person: string | undefined): boolean =>
    person !== undefined && readLink(keys, 'known-browser', cookies[knownBrowser().name] ?? '', now()) === person
  const know = (reply: FastifyReply, person: string): void => {
    const { name, options } = knownBrowser()
    const until = new Date(clock.now().getTime() + knownLifeMs).toISOString()
    reply.setCookie(name, makeLink(keys, 'known-browser', person, until), { ...options, maxAge: knownLifeMs / 1000 })
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
    return sendPage(reply, page, status)
  }

  return {
    async open(request: FastifyRequest, reply: FastifyReply) {
      const to = ownPath((request.query as { to?: unknown }).to)
      return (await sessions.of(request)) === null ? show(request, reply, { to }) : reply.redirect(to, 303)
    },

    /** Names that are nobody's get the same answer after the same work. */
    async send(request: FastifyRequest, reply: FastifyReply) {
      const form = formOf(request)
      const texts = signInTexts[languageOfReader(request)]
      const [name, password] = [form.get('name') ?? '', form.get('password') ?? '']
      const to = ownPath(form.get('to'))
      const visitor = readCookie(request, terms().name) ?? ''
      const isOurs = visitor !== '' && !isFromElsewhere(request, parts.publicUrl())
      if (!isOurs || readLink(keys, 'sign-in-form', form.get('form') ?? '', now()) !== visitor)
        return show(request, reply, { to, name, status: 409, refusal: texts.stale })
      if (!(await readSignIn(store)).takesPasswords)
        return show(request, reply, { to, status: 403, refusal: texts.passwordsOff })
      const person = await findBySignInName(store, name)
      const counted = isKnownTo(request, person?.id)
        ? ([`known ${person!.id}`, `known ${person!.id}`] as const)
        : ([signInNameOf(name), callerAddress(request)] as const)
      const waitMs = await attempts.begin(...counted)
      if (waitMs !== null) {
        reply.header('retry-after', Math.ceil(waitMs / 1000))
        return show(request, reply, { to, name, status: 429, refusal: texts.tooMany(Math.ceil(waitMs / 60_000)) })
      }
      const known = person?.body.password ?? null
      if (!(await isPassword(password, known?.hash ?? null)) || person === null || known === null)
        return show(request, reply, { to, name, status: 401, refusal: texts.refused })
      await attempts.succeed(...counted)
      know(reply, person.id)
      await sessions.end(request)
      const at = now()
      sessions.give(reply, await beginSession(parts, { person: person.id, madeBy: known.by, label: 'password', at }))
      return reply.redirect(to, 303)
    }
  }
}
