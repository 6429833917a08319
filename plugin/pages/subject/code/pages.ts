import { html } from 'htm/preact'
import type { Subject } from '../../../../adapters/contract.ts'
import { later } from '../../../erasure/decision.ts'
import { makeLink, readLink } from '../../../store/records/links.ts'
import {
  codeLifeMs,
  countAsked,
  noteAttempt,
  takeByLink,
  takeCode
} from '../../../store/records/subject-codes/mail-codes.ts'
import { beginSubjectSession, endSubjectSession } from '../../../store/records/subject-codes/subject-sessions.ts'
import { pageTexts } from '../../../texts/pages.ts'
import type { MailCodeParts } from '../../parts.ts'
import type { Answer, SubjectPage, Visit } from '../frame/page.ts'
import { say } from '../frame/say.ts'
import { callerWithForm } from '../pressed.ts'
import { noSessionCookie, sessionCookie } from './cookie.ts'
import { drawEnter, drawWho, isCodeForm } from './forms.ts'
import type { Look } from './look-up.ts'

/** So many may ask on one platform within an hour. */
const mostOnPlatform = 200

const quarterMs = 15 * 60 * 1000

/**
 * The pages by which somebody comes in with a code. Known and unknown people get the same answers after the same work:
 * what their platform says of them is asked once the answer is out.
 */
export const codePages = (parts: MailCodeParts, look: (about: Look) => void): readonly SubjectPage[] => {
  const askForCode: SubjectPage = {
    path: '/code',
    pace: { max: 30, timeWindow: quarterMs },
    async act(visit) {
      if (!isCodeForm(visit)) return say(visit, texts => texts.stale, 409)
      const { site, form } = visit
      if ((await countAsked(parts.store, site.platform)) >= mostOnPlatform)
        return say(visit, texts => texts.tooMany, 429)
      const typed = (form.get('who') ?? '').slice(0, 254).trim()
      const attempt = await noteAttempt(parts, site.platform)
      const mark = makeLink(parts.keys, 'code', attempt, later(parts.clock.now().toISOString(), codeLifeMs))
      return { ...drawEnter(visit, mark, false), after: () => look({ site, attempt, typed }) }
    }
  }

  const letIn = async ({ site: { platform }, base }: Visit, subject: Subject): Promise<Answer> => {
    const session = await beginSubjectSession(parts, platform, subject)
    return { to: `${base}/`, cookie: sessionCookie(parts, platform, session) }
  }

  const attemptOf = (purpose: 'code' | 'code-link', mark: string): string | null =>
    readLink(parts.keys, purpose, mark, parts.clock.now().toISOString())

  const enter: SubjectPage = {
    path: '/enter',
    pace: { max: 60, timeWindow: quarterMs },
    // Whoever loads the page of the answer anew begins anew.
    draw: async visit => ({ to: `${visit.base}/` }),
    async act(visit) {
      const { form, site } = visit
      const mark = form.get('attempt') ?? ''
      const attempt = attemptOf('code', mark)
      const subject = attempt === null ? null : await takeCode(parts, site.platform, attempt, form.get('code') ?? '')
      return subject === null ? drawEnter(visit, mark, true) : letIn(visit, subject)
    }
  }

  const byLink: SubjectPage = {
    path: '/code/:token',
    pace: { max: 30, timeWindow: quarterMs },
    async draw(visit) {
      const { params, language, base } = visit
      if (attemptOf('code-link', params.token!) === null) return say(visit, texts => texts.link, 404)
      const { byLink: texts, byLinkButton } = pageTexts[language].mailCode
      const body = html`
        <p>${texts.text}</p>
        <form method="post" action=${`${base}/code/${params.token}`}>
          <p class="buttons"><button>${byLinkButton}</button></p>
        </form>
      `
      return { title: texts.title, body }
    },
    async act(visit) {
      const { site, params } = visit
      const attempt = attemptOf('code-link', params.token!)
      const subject = attempt === null ? null : await takeByLink(parts, site.platform, attempt)
      return subject === null ? say(visit, texts => texts.link, 404) : letIn(visit, subject)
    }
  }

  const leave: SubjectPage = {
    path: '/leave',
    // The page that is drawn here stays where it is when somebody loads it anew.
    draw: async visit => say(visit, texts => texts.mailCode.signedOut),
    async act(visit) {
      const caller = await callerWithForm(visit)
      if (caller === null || caller.byCode === null) return say(visit, texts => texts.stale, 409)
      await endSubjectSession(parts, caller.byCode.session)
      return { to: `${visit.base}/leave`, cookie: noSessionCookie(parts, visit.site.platform) }
    }
  }

  return [askForCode, enter, byLink, leave]
}

/** What whoever is nobody yet gets to see: the form in which they say who they are. */
export const askWho = async (visit: Visit): Promise<Answer> => drawWho(visit)
