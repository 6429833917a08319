import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import type { Caller } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import type { Demand } from '../../erasure/demand.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount, subjectHash } from '../../store/records/aliases.ts'
import type { LinkPurpose } from '../../store/records/links.ts'
import { mayBegin } from '../../store/records/platforms.ts'
import { openRequestOf, type RequestDocument } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import { languageOf } from '../../texts/language.ts'
import type { PageTexts } from '../../texts/page-texts.ts'
import { pageTexts } from '../../texts/pages.ts'
import { formOf } from '../form.ts'
import { isFormOf } from '../form-token.ts'
import type { PageParts } from '../parts.ts'
import {
  answeredBySignIn,
  isLockedForGood,
  isOpenStatus,
  ownDemands,
  proveDemands,
  requestOfLink,
  withdrawDemands
} from './answers.ts'
import { readCopy, storeAsked } from './ask.ts'
import { registerCertificatePages } from './certificate.ts'
import { drawHelp } from './help.ts'
import { registerObjectPage } from './object.ts'
import { languageOfBrowser, show, showText, siteOf } from './show.ts'
import { describeState } from './state.ts'

type Given = FastifyRequest<{ Params: { token?: string; request?: string } }>

const patienceMs = 20_000
const pagesPerMinute = 60

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

  /** Whoever pressed a button on a page that they opened themselves. */
  const callerWithForm = async (request: FastifyRequest): Promise<Caller | null> => {
    const caller = await callerOf(request, AbortSignal.timeout(patienceMs))
    const form = formOf(request).get('form') ?? ''
    return caller !== null && isFormOf(parts, siteOf(request).platform, caller, form) ? caller : null
  }

  const openOf = async (request: FastifyRequest, { subject }: Caller): Promise<RequestDocument | null> => {
    const { platform } = siteOf(request)
    const id = await openRequestOf(parts.store, subjectHash(parts.keys, platform, subject), '')
    return id === null ? null : parts.store.get<ErasureRequest>('request', id)
  }

  /** A button about an open request of the caller. */
  const pressed = async (request: FastifyRequest) => {
    const caller = await callerWithForm(request)
    const document = caller === null ? null : await openOf(request, caller)
    if (caller === null || document === null) return null
    return { caller, document, by: actorOfAccount(parts.keys, siteOf(request).platform, caller.subject) }
  }

  const withdraw = async (
    request: FastifyRequest,
    reply: FastifyReply,
    document: RequestDocument,
    demands: readonly Demand[]
  ) => {
    await withdrawDemands(parts, document, demands)
    const isLocked = isLockedForGood(siteOf(request), demands)
    const choose = ({ withdraw: { title, done, doneButLocked } }: PageTexts) => ({
      title,
      text: isLocked ? doneButLocked : done
    })
    return showText(reply, request, choose, 200)
  }

  const onLink = (purpose: Extract<LinkPurpose, 'confirm' | 'withdraw'>) => {
    /** Nobody is asked for a yes that leads nowhere. */
    const closed = (request: Given) => {
      const { body, gateway } = siteOf(request)
      if (purpose === 'withdraw' || mayBegin(body)) return null
      return (texts: PageTexts) => (gateway.mode === 'forward' ? texts.pressAgain : texts.cannotBegin)
    }
    const find = (request: Given) => requestOfLink(parts, siteOf(request).platform, purpose, request.params.token!)
    app.get(`/${purpose}/:token`, async (request: Given, reply) => {
      if ((await find(request)) === null) return showText(reply, request, texts => texts.link, 404)
      const instead = closed(request)
      if (instead !== null) return showText(reply, request, instead, 409)
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
      const instead = closed(request)
      if (instead !== null) return showText(reply, request, instead, 409)
      const demands = ownDemands(document, null)
      if (purpose === 'withdraw') return withdraw(request, reply, document, demands)
      const at = parts.clock.now().toISOString()
      const proof = { kind: 'mail-code', at, answersDemand: true } as const
      await proveDemands(parts, document, demands, proof)
      return showText(reply, request, ({ confirm }) => ({ title: confirm.title, text: confirm.done }), 200)
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
  app.post('/ask', async (request, reply) => {
    const site = siteOf(request)
    const caller = await callerWithForm(request)
    if (caller === null) return showText(reply, request, texts => texts.stale, 409)
    if (!mayBegin(site.body)) return showText(reply, request, texts => texts.cannotBegin, 409)
    if (formOf(request).get('acknowledged') !== 'yes') return showText(reply, request, texts => texts.notTold, 409)
    const open = await openOf(request, caller)
    const by = actorOfAccount(parts.keys, site.platform, caller.subject)
    if (open === null || ownDemands(open, by).length === 0)
      await storeAsked(parts, site, caller, readCopy(formOf(request).get('copy')))
    const choose = ({ ask }: PageTexts) => ({
      title: ask.doneTitle,
      text: parts.hasMail ? ask.done : ask.doneWithoutMail
    })
    return showText(reply, request, choose, 200)
  })
  app.post('/confirm', async (request, reply) => {
    const found = await pressed(request)
    if (found === null || !mayBegin(siteOf(request).body)) return showText(reply, request, texts => texts.stale, 409)
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
    return withdraw(request, reply, found.document, ownDemands(found.document, found.by))
  })
  onLink('confirm')
  onLink('withdraw')
  registerCertificatePages(app, parts)
  registerObjectPage(app, parts)
  app.get('/status/:request', async (request: Given, reply) => {
    const site = siteOf(request)
    const caller = isOpenStatus(site) ? null : await callerOf(request, AbortSignal.timeout(patienceMs))
    if (!isOpenStatus(site) && caller === null) return showSignIn(request, reply)
    const document = await parts.store.get<ErasureRequest>('request', request.params.request!)
    const by = caller === null ? null : actorOfAccount(parts.keys, site.platform, caller.subject)
    const isTheirs = by === null || document?.body.demands.some(demand => demand.by === by)
    if (document === null || document.body.platform !== site.platform || !isTheirs)
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
