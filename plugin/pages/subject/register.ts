import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { PlatformError } from '../../../adapters/errors.ts'
import type { Caller } from '../../../adapters/interception.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount, subjectHash } from '../../store/records/aliases.ts'
import type { LinkPurpose } from '../../store/records/links.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import type { Site } from '../../store/records/sites.ts'
import { StoreError } from '../../store/store-error.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import { type PageTexts, pageTexts } from '../../texts/pages.ts'
import { isFormOf } from '../form-token.ts'
import { drawPage } from '../layout.ts'
import type { PageParts } from '../parts.ts'
import { answeredBySignIn, ownDemands, proveDemands, requestOfLink, withdrawDemands } from './answers.ts'
import { drawHelp } from './help.ts'
import { describeState } from './state.ts'

type Given = FastifyRequest<{ Params: { token?: string; request?: string } }>

const patienceMs = 20_000
const pagesPerMinute = 60

const languageOfBrowser = ({ headers }: FastifyRequest): Language => languageOf(headers['accept-language'] ?? null)

const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  new URLSearchParams(body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '')

const siteOf = (request: FastifyRequest): Site => request.site!

const show = (
  reply: FastifyReply,
  {
    status = 200,
    site,
    language,
    title,
    body
  }: {
    status?: number
    site: Site
    language: Language
    title: string
    body: ComponentChild
  }
): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(drawPage({ language, title, heading: pageTexts[language].platform(site.body.name), body }))

const showText = (
  reply: FastifyReply,
  request: FastifyRequest,
  choose: (texts: PageTexts) => { readonly title: string; readonly text: string },
  status: number
) => {
  const language = languageOfBrowser(request)
  const { title, text } = choose(pageTexts[language])
  return show(reply, { status, site: siteOf(request), language, title, body: html`<p>${text}</p>` })
}

/** Only our own style sheet; nothing runs, nothing frames the page, nothing is sent elsewhere. */
const policy = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"]
    }
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  // The platform's host is the platform's to rule.
  strictTransportSecurity: false
}

/**
 * The pages for learners and users, under the platform's own host at `/lethe/`: what stops my deletion, the links of our
 * mails, the state of a demand. Who is there is told by the platform's own session. Opening a link does nothing.
 */
export const registerSubjectPages = async (app: FastifyInstance, parts: PageParts): Promise<void> => {
  const callerOf = async (request: FastifyRequest, signal: AbortSignal): Promise<Caller | null> => {
    const { platform, gateway } = siteOf(request)
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : []
    )
    return (await parts.connect(platform))?.identify(headers, gateway, signal) ?? null
  }

  const showSignIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const { platform, gateway } = siteOf(request)
    const language = languageOfBrowser(request)
    const { title, text, link } = pageTexts[language].signIn
    const signIn = (await parts.connect(platform))?.ownPages(gateway).signIn ?? gateway.publicUrl
    const body = html`<p>${text}</p><p><a id="sign-in" href=${signIn} role="button">${link}</a></p>`
    return show(reply, { status: 401, site: siteOf(request), language, title, body })
  }

  /** A button that was pressed on a page that this caller opened: the caller, and their open request. */
  const pressed = async (request: FastifyRequest) => {
    const caller = await callerOf(request, AbortSignal.timeout(patienceMs))
    const { platform } = siteOf(request)
    if (caller === null || !isFormOf(parts, platform, caller, formOf(request).get('form') ?? '')) return null
    const id = await openRequestOf(parts.store, subjectHash(parts.keys, platform, caller.subject), '')
    const document = id === null ? null : await parts.store.get<ErasureRequest>('request', id)
    return document === null ? null : { caller, document, by: actorOfAccount(parts.keys, platform, caller.subject) }
  }

  const onLink = (purpose: Extract<LinkPurpose, 'confirm' | 'withdraw'>) => {
    const find = (request: Given) => requestOfLink(parts, siteOf(request).platform, purpose, request.params.token!)
    app.get(`/${purpose}/:token`, async (request: Given, reply) => {
      if ((await find(request)) === null) return showText(reply, request, texts => texts.link, 404)
      const language = languageOfBrowser(request)
      const { title, text, button } = pageTexts[language][purpose]
      const body = html`
        <p>${text}</p>
        <form method="post" action=${`/lethe/${purpose}/${request.params.token}`}><button>${button}</button></form>
      `
      return show(reply, { site: siteOf(request), language, title, body })
    })
    app.post(`/${purpose}/:token`, async (request: Given, reply) => {
      const document = await find(request)
      if (document === null) return showText(reply, request, texts => texts.link, 404)
      const at = parts.clock.now().toISOString()
      const proof = { kind: 'mail-code', at, answersDemand: true } as const
      if (purpose === 'confirm') await proveDemands(parts, document, ownDemands(document, null), proof)
      else await withdrawDemands(parts, document, ownDemands(document, null))
      return showText(reply, request, texts => ({ title: texts[purpose].title, text: texts[purpose].done }), 200)
    })
  }

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof PlatformError) return showText(reply, request, texts => texts.down, 503)
    // What cannot be an id of ours leads nowhere, as one that is none.
    if (error instanceof StoreError && error.code === 'bad-id')
      return showText(reply, request, texts => texts.link, 404)
    throw error
  })
  await app.register(helmet, policy)
  const assets = dirname(fileURLToPath(import.meta.resolve('@picocss/pico/css/pico.min.css')))
  await app.register(fastifyStatic, { root: assets, serve: false })
  app.get('/assets/pico.min.css', (_, reply) => reply.sendFile('pico.min.css', { maxAge: '1d' }))

  app.addHook('preHandler', app.rateLimit({ max: pagesPerMinute, timeWindow: 60_000 }))
  app.get('/', async (request, reply) => {
    const signal = AbortSignal.timeout(patienceMs)
    const caller = await callerOf(request, signal)
    if (caller === null) return showSignIn(request, reply)
    const site = siteOf(request)
    const language = languageOf(caller.subject.language ?? request.headers['accept-language'] ?? null)
    const own = (await parts.connect(site.platform))!.ownPages(site.gateway)
    const body = await drawHelp({ parts, site, caller, language, signal, ...own })
    return show(reply, { site, language, title: pageTexts[language].help.title, body })
  })
  app.post('/confirm', async (request, reply) => {
    const found = await pressed(request)
    if (found === null) return showText(reply, request, texts => texts.stale, 409)
    const { caller, document, by } = found
    const answered = answeredBySignIn(parts, siteOf(request).platform, caller, ownDemands(document, by))
    if (answered.length === 0) return showText(reply, request, texts => texts.stale, 409)
    const proof = { kind: 'fresh-sign-in', at: caller.signedInAt!, answersDemand: true } as const
    await proveDemands(parts, document, answered, proof)
    return reply.redirect('/lethe/', 303)
  })
  app.post('/withdraw', async (request, reply) => {
    const found = await pressed(request)
    if (found === null) return showText(reply, request, texts => texts.stale, 409)
    await withdrawDemands(parts, found.document, ownDemands(found.document, found.by))
    return reply.redirect('/lethe/', 303)
  })
  onLink('confirm')
  onLink('withdraw')
  app.get('/status/:request', async (request: Given, reply) => {
    const document = await parts.store.get<ErasureRequest>('request', request.params.request!)
    if (document === null || document.body.platform !== siteOf(request).platform)
      return showText(reply, request, texts => texts.link, 404)
    const { id, body } = document
    if (request.headers.accept?.includes('application/json')) {
      const blockers = body.verdicts.flatMap(verdict => verdict.blockers.map(({ code }) => code))
      return reply.send({ request: id, state: body.state, because: body.because, blockers, joinedTo: body.joinedTo })
    }
    const language = languageOfBrowser(request)
    const sentence = describeState(body, siteOf(request), language)
    return show(reply, {
      site: siteOf(request),
      language,
      title: pageTexts[language].status.title,
      body: html`<p>${sentence}</p>`
    })
  })
}
