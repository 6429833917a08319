import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { holdTexts } from '../../../texts/admin/holds.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay, drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'
import { describeGround, describeItems, describeLookup, describeOwner, type Hold } from './describe.ts'

type NameOf = (id: string) => string

const drawHistory = (visit: Visit, hold: Hold, nameOf: NameOf): ComponentChild => {
  const { show } = holdTexts[visit.language]
  const { placedAt, by, lookup, reviewed, lift, releasedAt, releasedBy } = hold
  const events = [
    { at: placedAt, what: show.events.placed, by },
    ...(lookup === null ? [] : [{ at: lookup.at, what: show.events.looked, by: null }]),
    ...(reviewed === null ? [] : [{ at: reviewed.at, what: show.events.reviewed, by: reviewed.by }]),
    ...(lift === null ? [] : [{ at: lift.askedAt, what: show.events.asked, by: lift.askedBy }]),
    ...(releasedAt === null ? [] : [{ at: releasedAt, what: show.events.lifted, by: releasedBy }])
  ]
  const rows = [...events]
    .sort((one, other) => one.at.localeCompare(other.at))
    .map(event => [drawInstant(visit, event.at), event.what, event.by === null ? '' : nameOf(event.by)])
  return drawTable(visit, { caption: show.history, head: [show.when, show.what, show.who], rows })
}

const drawWays = (visit: Visit, { id, lift, releasedAt }: Hold): ComponentChild => {
  const { show, agree } = holdTexts[visit.language]
  if (releasedAt !== null) return null
  const link = (to: string, text: string) => html`<li><a href=${`/admin/holds/${id}/${to}`}>${text}</a></li>`
  return html`
    <ul class="links">
      ${visit.may('reviewHold') && link('review', show.review)}
      ${visit.may('liftHold') && lift === null && link('lift', show.lift)}
      ${visit.may('agreeToLiftHold') && lift !== null && link('agree', agree)}
    </ul>
  `
}

/** One hold with its notes and what happened to it. Whom it means is shown to nobody. */
export const showPage: AdminPage = {
  path: '/holds/:hold',
  needs: 'showHold',
  async draw(visit) {
    const texts = holdTexts[visit.language]
    const { show } = texts
    const [{ hold, note, liftNote }, platformName, nameOf] = await Promise.all([
      visit.call('showHold', { path: { hold: visit.params.hold! } }),
      readPlatformNames(visit),
      readNames(visit)
    ])
    const { releasedAt, reviewAt, isDue, lift, requests } = hold
    const links = requests.map(id => html`<li><a href=${`/admin/requests/${id}`}>${show.request}</a></li>`)
    const names: Readonly<Record<string, string>> = show.kindNames
    const standing =
      releasedAt === null
        ? `${texts.inForce}${lift === null ? '' : `; ${texts.liftAsked}`}`
        : html`${texts.liftedOn} ${drawInstant(visit, releasedAt)}`
    return {
      title: show.title,
      body: html`
        ${drawPairs([
          [texts.stands, standing],
          [texts.platform, platformName(hold.platform)],
          [texts.on, describeItems(visit, hold)],
          [texts.ground, describeGround(visit, hold)],
          [show.meant, describeLookup(visit, hold)],
          [show.kinds, hold.identifierKinds.map(kind => names[kind] ?? kind).join(', ')],
          [texts.owner, describeOwner(visit, hold, nameOf)],
          [
            texts.review,
            reviewAt === null
              ? texts.noReview
              : html`${drawDay(visit, reviewAt)}${isDue && html` <strong class="late">${texts.due}</strong>`}`
          ],
          [texts.requests, links.length === 0 ? '0' : html`<ul class="links">${links}</ul>`],
          [show.note, note ?? (releasedAt === null ? null : show.gone)],
          [show.whyLift, liftNote]
        ])}
        ${drawWays(visit, hold)}
        ${drawHistory(visit, hold, nameOf)}
      `
    }
  }
}
