import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PlatformError } from '../../../../adapters/errors.ts'
import { Problem } from '../../../errors.ts'
import { readController } from '../../../store/records/controller.ts'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import { StoreError } from '../../../store/store-error.ts'
import { type Language, languageOf, otherLanguage } from '../../../texts/language.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { compressPages } from '../../compress.ts'
import { formOf } from '../../form.ts'
import { languageCookie, languageOfReader } from '../../language.ts'
import { isFromElsewhere } from '../../own-calls.ts'
import { createPace, createSharedPace, type Pace } from '../../pace.ts'
import type { PageParts } from '../../parts.ts'
import { securityHeaders } from '../../security-headers.ts'
import { drawPage } from './layout.ts'
import type { Answer, PageCaller, SubjectPage, Visit } from './page.ts'
import type { Place } from './place.ts'
import { type Choose, say } from './say.ts'

/** On our own host a reverse proxy may be the only address that there is. */
const paceOf = ({ isOwnHost }: Place): Pace => ({ max: isOwnHost ? 300 : 60, timeWindow: 60_000 })

/** The language that somebody has chosen, by a link of the page or earlier; null: they have not. */
const chosenLanguage = ({ query, headers }: FastifyRequest): Language | null => {
  const asked = (query as { language?: unknown }).language
  if (asked === 'en' || asked === 'de') return asked
  return new RegExp(`(?:^|; )${languageCookie}=`).test(headers.cookie ?? '')
    ? languageOfReader({ headers } as FastifyRequest)
    : null
}

const isTooOften = (error: unknown): boolean => error instanceof Problem && error.code === 'too-many-calls'

/** What an error says to people; null: it is told by what stands around us. */
const wordsOf = (error: unknown): readonly [Choose, number] | null => {
  if (error instanceof PlatformError) return [texts => texts.down, 503]
  // What cannot be an id of ours leads nowhere, as one that is none.
  if (error instanceof StoreError && error.code === 'bad-id') return [texts => texts.link, 404]
  if (isTooOften(error)) return [texts => texts.tooMany, 429]
  return error instanceof Problem ? null : [texts => texts.failed, 500]
}

/**
 * Serves the pages of a place: each a row of its table. Nothing runs but our own script, nothing frames them, nothing is
 * kept on the way, and no other site learns whence somebody came.
 */
export const servePages = async (
  app: FastifyInstance,
  parts: PageParts,
  place: Place,
  deadline: () => AbortSignal
): Promise<void> => {
  const visitOf = (request: FastifyRequest, site: PageSite): Visit => {
    const chosen = chosenLanguage(request)
    const language = chosen ?? languageOfReader(request)
    const signal = deadline()
    let known: Promise<PageCaller | null> | null = null
    const visit: Visit = {
      parts,
      site,
      base: place.baseOf(site),
      language,
      languageFor: subject => chosen ?? (subject.language === null ? language : languageOf(subject.language)),
      params: request.params as Visit['params'],
      form: formOf(request),
      wantsJson: request.headers.accept?.includes('application/json') ?? false,
      signal,
      caller: () => {
        known ??= place.callerOf(request, site, signal)
        return known
      },
      signIn: () => place.signIn(visit)
    }
    return visit
  }

  const send = async (request: FastifyRequest, reply: FastifyReply, visit: Visit | null, answer: Answer) => {
    reply.header('cache-control', 'no-store')
    const chosen = (request.query as { language?: unknown }).language
    if (chosen === 'en' || chosen === 'de')
      reply.header(
        'set-cookie',
        `${languageCookie}=${chosen}; Path=${place.isOwnHost ? '/' : '/lethe/'}; SameSite=Lax; HttpOnly`
      )
    if ('to' in answer) {
      if (answer.cookie !== undefined) reply.header('set-cookie', answer.cookie)
      return reply.redirect(answer.to, 303)
    }
    if ('content' in answer)
      return reply
        .headers(answer.headers ?? {})
        .type(answer.type)
        .send(answer.content)
    const language = answer.language ?? visit?.language ?? languageOfReader(request)
    const path = request.method === 'GET' ? request.url.split('?')[0] : `${visit?.base}/`
    const page = drawPage({
      language,
      title: answer.title,
      body: answer.body,
      assets: place.isOwnHost ? '' : '/lethe',
      heading: visit === null ? null : pageTexts[language].platform(visit.site.body.name),
      base: visit?.base ?? null,
      languageAddress: visit === null ? null : `${path}?language=${otherLanguage(language)}`,
      leave: answer.leave ?? null,
      contact: visit === null ? null : (await readController(parts.store)).privacyContact
    })
    return reply
      .code(answer.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(page)
  }

  const nowhere = (request: FastifyRequest, reply: FastifyReply) =>
    send(
      request,
      reply,
      null,
      say({ language: chosenLanguage(request) ?? languageOfReader(request) }, texts => texts.nowhere, 404)
    )

  const serve = (run: NonNullable<SubjectPage['draw']>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const site = await place.siteOf(request)
    if (site === null) return nowhere(request, reply)
    const visit = visitOf(request, site)
    const isForeign = request.method === 'POST' && isFromElsewhere(request, place.publicUrlOf(site))
    const answer = isForeign ? say(visit, texts => texts.stale, 409) : await run(visit)
    if ('after' in answer && answer.after !== undefined) reply.raw.once('finish', answer.after)
    return send(request, reply, visit, answer)
  }

  const paced = (page: string, most: Pace) =>
    createSharedPace(parts.tally, `${place.isOwnHost}:${page}`, most, place.addressOf)

  // The platform's host is the platform's to rule.
  const headers = { ...securityHeaders, xFrameOptions: { action: 'deny' } as const }
  await app.register(helmet, place.isOwnHost ? headers : { ...headers, strictTransportSecurity: false })
  await compressPages(app)
  app.addHook('preHandler', createPace(app, paceOf(place), place.addressOf))
  app.setErrorHandler(async (error, request, reply) => {
    const words = wordsOf(error)
    const site = words === null ? null : await place.siteOf(request)
    if (words === null || site === null) throw error
    if (words[1] === 500) request.log.error({ err: error }, 'a page failed')
    const visit = visitOf(request, site)
    return send(request, reply, visit, say(visit, ...words))
  })
  for (const page of place.pages) {
    const { path, draw, act, pace: own } = page
    if (draw !== undefined) app.get(path, serve(draw))
    if (act !== undefined) app.post(path, own === undefined ? {} : { preHandler: paced(path, own) }, serve(act))
  }
}
