import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { becauseText, requestTexts, requestWords } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import { writeGround } from '../../../../texts/grounds.ts'
import { drawPairs } from '../../blocks/pairs.ts'
import type { Platform } from '../../blocks/platforms.ts'
import { drawPractice } from '../../blocks/practice.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Visit } from '../../frame/visit.ts'
import { drawDaysLeft } from '../queue-table.ts'
import { type Full, requestAddress, shortId } from '../short.ts'

const drawWaiting = (visit: Visit, { waiting }: Full): ComponentChild => {
  if (waiting === null) return null
  const { request } = requestTexts[visit.language]
  return html`
    ${becauseText(waiting.code, visit.language)} <code>${waiting.code}</code>, ${drawInstant(visit, waiting.since)},
    ${request.waitingSince(waiting.tries)}, ${request.nextTry} ${drawInstant(visit, waiting.nextAt)}
  `
}

/** What keeps it back comes before the reason of its state: nothing else happens until that is lifted. */
const drawBecause = (visit: Visit, { keptBack, summary }: Full): ComponentChild => {
  const { language } = visit
  if (keptBack === null) return becauseText(summary.because, language)
  const because = becauseText(keptBack.because, language)
  return keptBack.at === null ? because : html`${because}, ${drawInstant(visit, keptBack.at)}`
}

const drawSignals = (visit: Visit, { signals }: Full, nameOf: (id: string) => string): ComponentChild => {
  const { request } = requestTexts[visit.language]
  const { signals: words } = requestWords[visit.language]
  return signals.length === 0
    ? null
    : html`
      <ul>${signals.map(
        ({ kind, by, at }) =>
          html`<li>${words[kind] ?? kind}${by !== null && `, ${nameOf(by)}`}, ${drawInstant(visit, at)}</li>`
      )}</ul>
      ${request.signalsText}
    `
}

const drawInvitation = (visit: Visit, { invitation }: Full): ComponentChild => {
  if (invitation === null) return null
  const { request } = requestTexts[visit.language]
  const { sentAt, endsAt } = invitation
  return html`
    ${sentAt === null ? request.notYet : drawInstant(visit, sentAt)}${
      endsAt !== null && html`; ${request.answerUntil} ${drawInstant(visit, endsAt)}`
    }
  `
}

const drawAgreement = ({ language }: Visit, { agreement, said, fingerprint }: Full): ComponentChild => {
  if (agreement === null || agreement.needed === 0) return null
  const given = said.filter(one => one.kind === 'approval' && one.fingerprint === fingerprint).length
  return requestTexts[language].request.agreementText(agreement.needed, given, agreement.officer)
}

/** How a request stands, in pairs. */
export const drawStanding = (
  visit: Visit,
  full: Full,
  about: { readonly platform: Platform | undefined; readonly nameOf: (id: string) => string }
): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  const { summary, clock, wayBack, refusal, joinedTo, section, noticeSentAt, fingerprint } = full
  const turns = summary.turns.map(turn => words.turns[turn] ?? turn).join(', ')
  return drawPairs([
    [texts.state, html`<strong>${stateName(summary.state, language)}</strong>`],
    [texts.because, drawBecause(visit, full)],
    [texts.turn, summary.endedAt === null ? turns : null],
    [texts.waiting, drawWaiting(visit, full)],
    [texts.daysLeft, summary.endedAt === null ? drawDaysLeft(visit, summary) : null],
    [texts.deadline, drawInstant(visit, summary.deadlineAt)],
    [texts.received, drawInstant(visit, clock.receivedAt)],
    [texts.since, drawInstant(visit, summary.stateSince)],
    [texts.ended, summary.endedAt && drawInstant(visit, summary.endedAt)],
    [texts.platform, html`${about.platform?.name ?? summary.platform} ${drawPractice(visit, about.platform)}`],
    [texts.origin, words.origins[summary.origin] ?? summary.origin],
    [texts.invited, drawInvitation(visit, full)],
    [texts.told, noticeSentAt && drawInstant(visit, noticeSentAt)],
    [texts.coolOff, summary.coolOffEndsAt && drawInstant(visit, summary.coolOffEndsAt)],
    [texts.agreement, drawAgreement(visit, full)],
    [texts.wayBack, wayBack && words.ways[wayBack]],
    [texts.refusedOn, refusal && writeGround({ article: refusal.article, letter: refusal.letter ?? null }, language)],
    [texts.joined, joinedTo && html`<a href=${requestAddress(joinedTo)}>${shortId(joinedTo)}</a>`],
    [texts.section, section && html`${section.name}, ${drawInstant(visit, section.since)}`],
    [texts.fingerprint, fingerprint && html`<code>${fingerprint}</code>`],
    [texts.signals, drawSignals(visit, full, about.nameOf)]
  ])
}
