import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import { callerAddress } from '../../../caller-address.ts'
import { Problem, problems } from '../../../errors.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { compressPages } from '../../compress.ts'
import { formOf, takeForms, unreadForm } from '../../form.ts'
import { languageOfReader } from '../../language.ts'
import { createPace } from '../../pace.ts'
import { drawProblemPage } from '../../problems/draw.ts'
import { securityHeaders } from '../../security-headers.ts'
import { sendPage } from '../../send-page.ts'
import { areas } from '../areas.ts'
import { drawPauseBanner } from '../pause/banner.ts'
import { createCallApi } from './call-api.ts'
import { drawAdminPage } from './layout.ts'
import { drawNotice, drawProblem } from './notice.ts'
import type { AdminPage, Area, Done, Download, Drawn, Operation } from './page.ts'
import { PageProblem, refuse } from './page-problem.ts'
import type { AdminParts } from './parts.ts'
import type { Staff, Visit } from './visit.ts'

const pagesPerMinute = 600

const signIn = (request: FastifyRequest, reply: FastifyReply) => {
  const to = request.method === 'GET' ? `?to=${encodeURIComponent(request.url)}` : ''
  return reply.redirect(`/sign-in${to}`, 303)
}

/**
 * The pages for those who work with Lethe, below `/admin`. Every page is a row of its area: who may open it is told by
 * the operation of our API that it needs, and every form carries what shows that its sender opened it.
 */
export const registerAdminPages = async (app: FastifyInstance, parts: AdminParts): Promise<void> => {
  const { sessions, clock } = parts
  const callApi = createCallApi(app, parts.document)
  const mayOpen = ({ person }: Staff, needs: Operation | 'signed-in') =>
    needs === 'signed-in' || parts.may(person.body.roles, needs)

  const visitOf = (request: FastifyRequest, staff: Staff): Visit => ({
    language: languageOfReader(request),
    staff,
    path: request.url.split('?')[0]!,
    params: request.params as Visit['params'],
    query: request.query as Visit['query'],
    form: new URLSearchParams(),
    problem: null,
    formToken: sessions.formToken(staff),
    now: clock.now(),
    call: callApi({ bearer: sessions.bearer(staff), address: callerAddress(request) }),
    may: (operation, roles = staff.person.body.roles) => parts.may(roles, operation)
  })

  const show = async (reply: FastifyReply, visit: Visit, area: Area | null, drawn: Drawn | Download | Done) => {
    if ('to' in drawn) {
      const mark = drawn.to.includes('?') ? '&' : '?'
      return reply.redirect(drawn.said === undefined ? drawn.to : `${drawn.to}${mark}said=${drawn.said}`, 303)
    }
    if ('file' in drawn) {
      if (drawn.shownUnder !== undefined) reply.header('content-security-policy', drawn.shownUnder)
      return reply
        .type(drawn.type)
        .header('cache-control', 'no-store')
        .header(
          'content-disposition',
          `${drawn.shownUnder === undefined ? 'attachment' : 'inline'}; filename="${drawn.file}"`
        )
        .send(drawn.content)
    }
    const notice = [await drawPauseBanner(visit), drawNotice(visit, areas)]
    const page = drawAdminPage(visit, drawn, { areas, area, notice })
    return sendPage(reply, page, visit.problem?.status ?? 200)
  }

  /** A page of one refusal: nothing can be drawn, or nobody may see it. */
  const showRefusal = (reply: FastifyReply, visit: Visit, problem: PageProblem) => {
    const texts = frameTexts[visit.language]
    const roles = visit.staff.person.body.roles.map(role => texts.roles[role]).join(', ')
    const around = { areas, area: null, notice: null }
    const drawn =
      problem.code === 'role-missing'
        ? { title: texts.denied.title, body: html`<p>${texts.denied.text(roles)}</p>` }
        : problem.status === 404
          ? { title: texts.unknown.title, body: html`<p>${texts.unknown.text}</p>${drawProblem(visit, problem)}` }
          : { title: texts.problem, body: drawProblem(visit, problem) }
    return sendPage(reply, drawAdminPage(visit, drawn, around), problem.status)
  }

  const serve =
    (area: Area, page: AdminPage, acts: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
      const staff = await sessions.of(request)
      if (staff === null) return signIn(request, reply)
      const visit = { ...visitOf(request, staff), form: acts ? formOf(request) : new URLSearchParams() }
      const asked = acts ? [page.needs, page.acts ?? page.needs] : [page.needs]
      if (!asked.every(needs => mayOpen(staff, needs))) return showRefusal(reply, visit, refuse('role-missing'))
      try {
        if (!acts) return show(reply, visit, area, await page.draw(visit))
        if (!sessions.isFormOf(staff, visit.form.get('form') ?? '', request)) throw refuse('form-stale')
        return show(reply, visit, area, await page.act!(visit))
      } catch (error) {
        if (!(error instanceof PageProblem)) throw error
        if (error.code === 'token-refused') return signIn(request, reply)
        if (!acts) return showRefusal(reply, visit, error)
        const again = { ...visit, problem: error }
        // What cannot be drawn again, because it is gone meanwhile, is refused for that.
        const drawn = await page.draw(again).catch((gone: unknown) => {
          if (gone instanceof PageProblem) return null
          throw gone
        })
        return drawn === null ? showRefusal(reply, visit, error) : show(reply, again, area, drawn)
      }
    }

  await app.register(helmet, securityHeaders)
  await compressPages(app)
  takeForms(app)
  // Whoever is signed in has a pace of their own: behind a proxy elsewhere strangers have the same address.
  const pace = createPace(
    app,
    { max: pagesPerMinute, timeWindow: 60_000 },
    request => sessions.shown(request) ?? callerAddress(request)
  )
  app.addHook('preHandler', pace)
  app.setErrorHandler(async (error, request, reply) => {
    const code = error instanceof Problem ? error.code : (unreadForm(error) ?? 'internal')
    if (code === 'internal') request.log.error({ err: error }, 'refused')
    const language = languageOfReader(request)
    // Whoever asks too often is not looked up, so that asking costs as little as refusing.
    if (code === 'too-many-calls') return sendPage(reply, drawProblemPage(code, language), problems[code].status)
    const staff = await sessions.of(request)
    if (staff === null) return signIn(request, reply)
    return showRefusal(reply, visitOf(request, staff), {
      ...refuse(code),
      instance: `urn:uuid:${request.id}`
    } as PageProblem)
  })
  app.setNotFoundHandler({ preHandler: pace }, async (request, reply) => {
    const staff = await sessions.of(request)
    return staff === null
      ? signIn(request, reply)
      : showRefusal(reply, visitOf(request, staff), refuse('route-unknown'))
  })
  for (const area of areas)
    for (const page of area.pages) {
      app.get(page.path, serve(area, page, false))
      if (page.act !== undefined) app.post(page.path, serve(area, page, true))
    }
}
