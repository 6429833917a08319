import { html } from 'htm/preact'
import type { Copy } from '../../../erasure/demand/demand.ts'
import { actorOfAccount, sessionHash } from '../../../store/records/aliases.ts'
import { mayBegin } from '../../../store/records/platforms/platforms.ts'
import { hasStatusCode, statusCodeOf } from '../../../store/records/subject-codes/status-codes.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { ownDemands } from '../answers.ts'
import type { PageCaller, SubjectPage, Visit } from '../frame/page.ts'
import { say } from '../frame/say.ts'
import { actorOf, callerWithForm, openOf } from '../pressed.ts'
import { drawStatusCode } from '../standing/draw-code.ts'
import { isToldNow } from './ask-form.ts'

/** What the form says of a copy of the data. */
const readCopy = (said: string | null): Copy => (said === 'asked' || said === 'not-wanted' ? said : 'not-said')

/**
 * Stores the demand of somebody who asked on our page. A session of the platform says who, which alone proves nothing; a
 * code that was mailed to them does.
 * @throws StoreError
 */
const storeAsked = async ({ parts, site, form }: Visit, caller: PageCaller): Promise<string> => {
  const { accept, keys, clock } = parts
  const at = clock.now().toISOString()
  const { subject, facts, session, byCode } = caller
  const { platform } = site
  const taken = await accept({
    type: 'account.deletion.requested',
    by: actorOfAccount(keys, platform, subject),
    deliveryKey: null,
    platform,
    identifiers: [
      { kind: 'platform-id', value: subject.id },
      { kind: 'username', value: subject.username }
    ],
    demand: {
      origin: 'self',
      ground: { article: '17(1)', letter: 'b' },
      saidAt: null,
      proof: byCode === null ? { kind: 'lms-session', at } : { kind: 'mail-code', at: byCode.at },
      mandate: null,
      acknowledged: true,
      told: form.get('told')!,
      copy: readCopy(form.get('copy')),
      ...(session === null ? {} : { askedIn: sessionHash(keys, platform, session) })
    },
    way: 'page',
    ...(byCode === null ? { asCaller: { at, facts } } : {}),
    notes: [],
    instants: {}
  })
  return taken.body.request!
}

/** Takes a demand, once, of whoever has read what is lost. */
export const ask: SubjectPage = {
  path: '/ask',
  async act(visit) {
    const { site, form, parts } = visit
    const caller = await callerWithForm(visit)
    if (caller === null) return say(visit, texts => texts.stale, 409)
    if (!mayBegin(site.body)) return say(visit, texts => texts.cannotBegin, 409)
    if (form.get('acknowledged') !== 'yes') return say(visit, texts => texts.notTold, 409)
    // What somebody agreed to that stands there otherwise now, they read again.
    if (!isToldNow(form.get('told'))) return say(visit, texts => texts.stale, 409)
    const open = await openOf(visit, caller)
    const isNew = open === null || ownDemands(open, actorOf(visit, caller)).length === 0
    const request = isNew ? await storeAsked(visit, caller) : open.id
    const language = visit.languageFor(caller.subject)
    const { ask: texts } = pageTexts[language]
    const done = parts.hasMail ? texts.done : texts.doneWithoutMail
    return {
      language,
      title: texts.doneTitle,
      body: html`
        <p>${caller.byCode === null ? done : texts.doneByCode}</p>
        ${(isNew || hasStatusCode(open.body)) && drawStatusCode(statusCodeOf(parts.keys, request), language)}
        <p class="buttons"><a href=${`${visit.base}/`} role="button">${pageTexts[language].frame.home}</a></p>
      `
    }
  }
}
