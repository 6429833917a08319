import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { holdTexts } from '../../../texts/admin/holds.ts'
import { drawPaging } from '../blocks/paging.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay, drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'
import { describeGround, describeItems, describeOwner, type Hold } from './describe.ts'

type Lost = Answer<'listHolds'>['lost']
type NameOf = (id: string) => string

const drawLost = (visit: Visit, lost: Lost, platformName: NameOf, nameOf: NameOf): ComponentChild => {
  const { lost: texts } = holdTexts[visit.language]
  return lost.map(
    ({ id, platform, since, askedBy }) => html`
      <section class="notice problem">
        <h2>${texts.title}</h2>
        <p>${texts.text(platformName(platform))} ${texts.since}: ${drawInstant(visit, since)}.</p>
        ${askedBy !== null && html`<p>${texts.asked(nameOf(askedBy))}</p>`}
        <ul class="links">
          ${visit.may('liftHold') && askedBy === null && html`<li><a href=${`/admin/holds/${id}/lift`}>${texts.doWithout}</a></li>`}
          ${visit.may('agreeToLiftHold') && askedBy !== null && html`<li><a href=${`/admin/holds/${id}/agree`}>${texts.agree}</a></li>`}
        </ul>
      </section>
    `
  )
}

const drawStanding = (visit: Visit, { id, lift }: Hold): ComponentChild => {
  const texts = holdTexts[visit.language]
  if (lift === null) return texts.inForce
  return html`${texts.liftAsked}${
    visit.may('agreeToLiftHold') && html`<br /><a href=${`/admin/holds/${id}/agree`}>${texts.agree}</a>`
  }`
}

const drawReview = (visit: Visit, { reviewAt, isDue }: Hold): ComponentChild => {
  const texts = holdTexts[visit.language]
  if (reviewAt === null) return texts.noReview
  return html`${drawDay(visit, reviewAt)}${isDue && html` <strong class="late">${texts.due}</strong>`}`
}

/** Holds in force, the next review first. They name nobody. */
export const listPage: AdminPage = {
  path: '/holds',
  needs: 'listHolds',
  async draw(visit) {
    const texts = holdTexts[visit.language]
    const after = visit.query.after === undefined ? {} : { after: visit.query.after }
    const [{ items, lost, next }, platformName, nameOf] = await Promise.all([
      visit.call('listHolds', { query: { order: 'review', ...after } }),
      readPlatformNames(visit),
      readNames(visit)
    ])
    const rows = items.map(hold => [
      visit.may('showHold')
        ? html`<a href=${`/admin/holds/${hold.id}`}>${drawDay(visit, hold.placedAt)}</a>`
        : drawDay(visit, hold.placedAt),
      platformName(hold.platform),
      describeItems(visit, hold),
      describeGround(visit, hold),
      describeOwner(visit, hold, nameOf),
      drawReview(visit, hold),
      drawStanding(visit, hold),
      hold.requests.length
    ])
    const { hold, platform, on, ground, owner, review, stands, requests } = texts
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${visit.may('placeHold') && html`<ul class="links"><li><a role="button" href="/admin/holds/new">${texts.place}</a></li></ul>`}
        ${visit.query.after === undefined && drawLost(visit, lost, platformName, nameOf)}
        ${drawTable(visit, {
          caption: texts.caption,
          head: [hold, platform, on, ground, owner, review, stands, requests],
          rows,
          empty: texts.empty
        })}
        ${drawPaging(visit, next)}
      `
    }
  }
}
