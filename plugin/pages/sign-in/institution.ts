import type { FastifyReply, FastifyRequest } from 'fastify'
import { beginSession } from '../../store/records/people/sessions.ts'
import { readSignIn } from '../../store/records/people/sign-in.ts'
import type { NotLetIn } from '../../texts/sign-in.ts'
import { languageOfReader } from '../language.ts'
import { ownPath } from '../own-path.ts'
import { sendPage } from '../send-page.ts'
import { drawNotLetIn } from './draw.ts'
import { letIn } from './let-in.ts'
import type { SignInParts } from './parts.ts'
import type { Begun } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import { cookieTerms } from './sessions.ts'

/** How long somebody may take at their institution. */
const begunLifeMs = 10 * 60 * 1000
const purpose = 'sign-in-begun'

interface Kept extends Begun {
  readonly to: string
  readonly until: string
}

const statusOf: Readonly<Record<NotLetIn, number>> = {
  'provider-unavailable': 503,
  'provider-refuses': 502,
  cancelled: 403,
  stale: 409,
  'no-roles': 403,
  unknown: 403,
  'shut-out': 403,
  'not-set': 404
}

/** Signing in by way of the institution: there and back. */
export const createInstitutionSignIn = (parts: SignInParts) => {
  const { keys, clock, random, provider, sessions } = parts
  const terms = () => cookieTerms('lethe-begun', parts.publicUrl())
  const chance = () => random.bytes(32).toString('base64url')

  const refuse = (request: FastifyRequest, reply: FastifyReply, because: NotLetIn, code: string = because) => {
    request.log.warn({ because, code }, 'not signed in')
    return sendPage(reply, drawNotLetIn(languageOfReader(request), because), statusOf[because])
  }

  const asking = async (request: FastifyRequest, reply: FastifyReply, run: () => Promise<FastifyReply>) => {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      return refuse(request, reply, error.because, error.code)
    }
  }

  /** What was begun in this very browser; it is good once. */
  const readKept = ({ cookies }: FastifyRequest, reply: FastifyReply): Kept | null => {
    const { name, options } = terms()
    const sealed = cookies[name]
    if (sealed === undefined) return null
    reply.clearCookie(name, options)
    try {
      const kept = JSON.parse(keys.openSecret(purpose, sealed)) as Kept
      return kept.until > clock.now().toISOString() ? kept : null
    } catch {
      return null
    }
  }

  return {
    begin: (request: FastifyRequest, reply: FastifyReply) =>
      asking(request, reply, async () => {
        const begun = { state: chance(), nonce: chance(), verifier: chance() }
        const url = await provider.begin(begun)
        const until = new Date(clock.now().getTime() + begunLifeMs).toISOString()
        const kept: Kept = { ...begun, to: ownPath((request.query as { to?: unknown }).to), until }
        const { name, options } = terms()
        const maxAge = begunLifeMs / 1000
        reply.setCookie(name, keys.sealSecret(purpose, JSON.stringify(kept)), { ...options, maxAge })
        return reply.redirect(url, 303)
      }),

    finish: (request: FastifyRequest, reply: FastifyReply) =>
      asking(request, reply, async () => {
        const kept = readKept(request, reply)
        if (kept === null) return refuse(request, reply, 'stale')
        // Never by `Host`: the address is the one that we sent the provider.
        const callback = new URL(provider.redirectUri())
        callback.search = new URL(request.url, callback).search
        const said = await provider.finish(callback, kept)
        const { provider: body } = await readSignIn(parts.store)
        if (body === null || body.issuer !== said.issuer) return refuse(request, reply, 'not-set')
        const person = await letIn(parts, body, said)
        if (typeof person !== 'string') return refuse(request, reply, person.because)
        await sessions.end(request)
        const at = clock.now().toISOString()
        const label = 'identity-provider'
        sessions.give(reply, await beginSession(parts, { person, madeBy: person, label, at }))
        return reply.redirect(kept.to, 303)
      }),

    /** Out of the institution, too, once somebody has signed out here. */
    end: (request: FastifyRequest, reply: FastifyReply) =>
      asking(request, reply, async () => reply.redirect((await provider.endAddress()) ?? '/sign-in', 303))
  }
}
