import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { makeLink, readLink } from '../../store/records/links.ts'
import type { RequestDocument } from '../../store/records/requests.ts'
import type { PageTexts } from '../../texts/page-texts.ts'
import { pageTexts } from '../../texts/pages.ts'
import { formOf } from '../form.ts'
import type { PageParts } from '../parts.ts'
import { languageOfBrowser, show, showText, siteOf } from './show.ts'

type Given = FastifyRequest<{ Params: { token: string } }>
type Choose = (texts: PageTexts) => { readonly title: string; readonly text: string }

/** How long the page may stay open before its button does nothing any more. */
const lifeMs = 60 * 60 * 1000

/** The request of a link, also one that has ended: whoever comes too late is told so. */
const requestOf = async (
  { store, keys, clock }: PageParts,
  platform: string,
  token: string
): Promise<RequestDocument | null> => {
  const id = readLink(keys, 'object', token, clock.now().toISOString())
  const document = id === null ? null : await store.get<ErasureRequest>('request', id)
  return document?.body.platform === platform ? document : null
}

const isByOthers = ({ demands }: ErasureRequest): boolean =>
  demands.some(({ withdrawnAt, origin }) => withdrawnAt === null && origin !== 'self')

/** Why an objection would change nothing any more; null while it would. */
const closedFor = ({ body }: RequestDocument): Choose | null => {
  const say =
    (text: (object: PageTexts['object']) => string): Choose =>
    ({ object }) => ({
      title: object.title,
      text: text(object)
    })
  if (isEnd(body.state))
    return say(({ tooLate, over }) => (body.state === 'completed' || body.actions.length > 0 ? tooLate : over))
  return isByOthers(body) ? null : say(({ nothing }) => nothing)
}

/** By the link of a mail a subject says no to what others asked. Opening it does nothing. */
export const registerObjectPage = (app: FastifyInstance, parts: PageParts): void => {
  const { store, keys, clock } = parts

  const refuse = (request: Given, reply: FastifyReply, document: RequestDocument | null): FastifyReply | null => {
    if (document === null) return showText(reply, request, texts => texts.link, 404)
    const closed = closedFor(document)
    return closed === null ? null : showText(reply, request, closed, 409)
  }

  app.get('/object/:token', async (request: Given, reply) => {
    const document = await requestOf(parts, siteOf(request).platform, request.params.token)
    const refused = refuse(request, reply, document)
    if (refused !== null) return refused
    const language = languageOfBrowser(request)
    const { title, text, button } = pageTexts[language].object
    const form = makeLink(keys, 'form', document!.id, new Date(clock.now().getTime() + lifeMs).toISOString())
    const body = html`
      <p>${text}</p>
      <form method="post" action=${`/lethe/object/${request.params.token}`}>
        <input type="hidden" name="form" value=${form} />
        <button>${button}</button>
      </form>
    `
    return show(reply, { site: siteOf(request), language, title, body })
  })

  app.post('/object/:token', async (request: Given, reply) => {
    const document = await requestOf(parts, siteOf(request).platform, request.params.token)
    const refused = refuse(request, reply, document)
    if (refused !== null) return refused
    const form = formOf(request).get('form') ?? ''
    const at = clock.now().toISOString()
    if (readLink(keys, 'form', form, at) !== document!.id) return showText(reply, request, texts => texts.stale, 409)
    // The button pressed twice is one objection.
    const id = keys.hashForIndex('objection', form)
    await store.signal('request', document!.id, { kind: 'object', id, by: 'subject', at, sealedNote: null })
    return showText(reply, request, ({ object }) => ({ title: object.title, text: object.done }), 200)
  })
}
