import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readSignIn } from '../../store/records/people/sign-in.ts'
import { StoreError } from '../../store/store-error.ts'
import { signInTexts } from '../../texts/sign-in.ts'
import { formOf, takeForms } from '../form.ts'
import { languageOfReader } from '../language.ts'
import { createPace } from '../pace.ts'
import { securityHeaders } from '../security-headers.ts'
import { sendPage } from '../send-page.ts'
import { drawSignedOut, drawSignIn } from './draw.ts'
import { createInstitutionSignIn } from './institution.ts'
import { createLocalSignIn } from './local.ts'
import type { SignInParts } from './parts.ts'

const pagesPerMinute = 120

/**
 * The pages on which people sign in and out: `/sign-in` and what lies below, and `/sign-out`. They are the only pages on
 * our own host that anybody may open. Nothing of theirs runs in the browser; the way to the provider and back is taken by
 * links, so that forms lead nowhere else.
 */
export const registerSignIn = async (app: FastifyInstance, parts: SignInParts): Promise<void> => {
  const { sessions, store } = parts
  const local = createLocalSignIn(parts)
  const institution = createInstitutionSignIn(parts)

  await app.register(helmet, securityHeaders)
  takeForms(app)
  app.addHook('preHandler', createPace(app, { max: pagesPerMinute, timeWindow: 60_000 }))
  app.setErrorHandler(async (error, request, reply) => {
    // A disk that refuses lets nobody in; everything else is answered as anywhere.
    if (!(error instanceof StoreError)) throw error
    request.log.error({ err: error }, 'refused')
    const refusal = signInTexts[languageOfReader(request)].down
    const shown = { institution: null, takesPasswords: false, to: '/admin', formToken: '', name: '', refusal }
    return sendPage(reply, drawSignIn({ ...shown, language: languageOfReader(request) }), 503)
  })

  app.get('/sign-in', local.open)
  app.post('/sign-in', local.send)
  app.get('/sign-in/oidc', institution.begin)
  app.get('/sign-in/callback', institution.finish)
  app.get('/sign-in/end', institution.end)
  app.post('/sign-out', async (request, reply) => {
    const staff = await sessions.of(request)
    if (staff === null) return reply.redirect('/sign-in', 303)
    if (!sessions.isFormOf(staff, formOf(request).get('form') ?? '', request)) return reply.redirect('/admin', 303)
    const way = await sessions.end(request)
    sessions.take(reply)
    return reply.redirect(way === 'identity-provider' ? '/sign-in/ended?at=institution' : '/sign-in/ended', 303)
  })
  app.get('/sign-in/ended', async (request: FastifyRequest, reply) => {
    const { at } = request.query as { at?: string }
    const leadsOn = at === 'institution' && (await readSignIn(store)).provider !== null
    return sendPage(reply, drawSignedOut(languageOfReader(request), leadsOn))
  })
}
