import { html } from 'htm/preact'
import { hourMs } from '../../../durations.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { isEnd } from '../../../erasure/states.ts'
import { makeLink, readLink } from '../../../store/records/links.ts'
import type { RequestDocument } from '../../../store/records/requests.ts'
import type { PageTexts } from '../../../texts/page-texts.ts'
import { pageTexts } from '../../../texts/pages.ts'
import type { Answer, SubjectPage, Visit } from '../frame/page.ts'
import { type Choose, say } from '../frame/say.ts'

/** How long the page may stay open before its button does nothing any more. */
const lifeMs = hourMs

/** The request of a link, also one that has ended: whoever comes too late is told so. */
const requestOf = async ({ parts, site, params }: Visit): Promise<RequestDocument | null> => {
  const { store, keys, clock } = parts
  const id = readLink(keys, 'object', params.token!, clock.now().toISOString())
  const document = id === null ? null : await store.get<ErasureRequest>('request', id)
  return document?.body.platform === site.platform ? document : null
}

const isByOthers = ({ demands }: ErasureRequest): boolean =>
  demands.some(({ withdrawnAt, origin }) => withdrawnAt === null && origin !== 'self')

/** Why an objection would change nothing any more; null while it would. */
const closedFor = ({ body }: RequestDocument): Choose | null => {
  const tell =
    (text: (object: PageTexts['object']) => string): Choose =>
    ({ object }) => ({
      title: object.title,
      text: text(object)
    })
  if (isEnd(body.state))
    return tell(({ tooLate, over }) => (body.state === 'completed' || body.actions.length > 0 ? tooLate : over))
  return isByOthers(body) ? null : tell(({ nothing }) => nothing)
}

const refuse = (visit: Visit, document: RequestDocument | null): Answer | null => {
  if (document === null) return say(visit, texts => texts.link, 404)
  const closed = closedFor(document)
  return closed === null ? null : say(visit, closed, 409)
}

/** By the link of a mail a subject says no to what others asked. Opening it does nothing. */
export const object: SubjectPage = {
  path: '/object/:token',
  async draw(visit) {
    const document = await requestOf(visit)
    const refused = refuse(visit, document)
    if (refused !== null) return refused
    const { keys, clock } = visit.parts
    const { title, text, button } = pageTexts[visit.language].object
    const form = makeLink(keys, 'form', document!.id, new Date(clock.now().getTime() + lifeMs).toISOString())
    const body = html`
      <p>${text}</p>
      <form method="post" action=${`${visit.base}/object/${visit.params.token}`}>
        <input type="hidden" name="form" value=${form} />
        <p class="buttons"><button>${button}</button></p>
      </form>
    `
    return { title, body }
  },
  async act(visit) {
    const document = await requestOf(visit)
    const refused = refuse(visit, document)
    if (refused !== null) return refused
    const { keys, clock, store } = visit.parts
    const form = visit.form.get('form') ?? ''
    const at = clock.now().toISOString()
    if (readLink(keys, 'form', form, at) !== document!.id) return say(visit, texts => texts.stale, 409)
    // The button pressed twice is one objection.
    const id = keys.hashForIndex('objection', form)
    await store.signal('request', document!.id, { kind: 'object', id, by: 'subject', at, sealedNote: null })
    return say(visit, texts => ({ title: texts.object.doneTitle, text: texts.object.done }))
  }
}
