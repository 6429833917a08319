import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { takeOverTexts } from '../../../texts/admin/take-over.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { findPlatform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Backlog = Answer<'lookAtBacklog'>

const mostAtOnce = 100

const drawStands = (visit: Visit, { stands, rows }: Backlog): ComponentChild => {
  const { backlog } = takeOverTexts[visit.language]
  const lines = stands.map(one => [
    backlog.stands[one.stands],
    one.count,
    one.takeable,
    drawInstant(visit, one.oldestSince),
    drawInstant(visit, one.longestUnmovedSince)
  ])
  const head = [backlog.stand, backlog.count, backlog.takes, backlog.oldest, backlog.unmoved]
  const named = (rows ?? []).map(row => [
    row.username,
    row.id,
    backlog.stands[row.stands],
    html`<code>${row.state}</code>`,
    drawInstant(visit, row.since),
    drawInstant(visit, row.movedAt),
    row.takeable ? backlog.yes : backlog.no
  ])
  const namedHead = [
    backlog.login,
    backlog.key,
    backlog.stand,
    backlog.state,
    backlog.since,
    backlog.moved,
    backlog.takes
  ]
  return html`
    ${drawTable(visit, { caption: backlog.caption, head, rows: lines, empty: backlog.none })}
    ${named.length > 0 && drawTable(visit, { caption: backlog.rows, head: namedHead, rows: named })}
  `
}

const drawSeen = (visit: Visit, seen: Backlog): ComponentChild => {
  const { backlog } = takeOverTexts[visit.language]
  const mayAdopt = visit.may('adoptBacklog') && seen.takeable > 0 && !seen.isDrivenElsewhere
  return html`
    ${drawPairs([
      [backlog.lookedAt, drawInstant(visit, seen.lookedAt)],
      [backlog.moves, seen.foreignMoves],
      [backlog.takeable, seen.takeable]
    ])}
    ${seen.isDrivenElsewhere && html`<p class="notice problem">${backlog.driven}</p>`}
    ${drawStands(visit, seen)}
    ${
      mayAdopt &&
      html`<ul class="links"><li><a role="button" href=${`/admin/take-over/${visit.params.platform}/adopt`}>${backlog.adopt}</a></li></ul>`
    }
  `
}

const draw = async (visit: Visit, seen: Backlog | null): Promise<Drawn> => {
  const { backlog } = takeOverTexts[visit.language]
  const { name } = await findPlatform(visit)
  return {
    title: `${backlog.title}: ${name}`,
    body: html`
      <p>${backlog.lead}</p>
      ${seen !== null && drawSeen(visit, seen)}
      ${drawForm(visit, {
        fields: [{ is: 'tick', name: 'names', label: backlog.names, ticked: visit.form.get('names') === 'yes' }],
        submit: backlog.submit
      })}
    `
  }
}

/** Looks at what a platform began without us. Names stand on the page that asked for them, and nowhere else. */
export const backlogPage: AdminPage = {
  path: '/take-over/:platform/backlog',
  needs: 'lookAtBacklog',
  draw: visit => draw(visit, null),
  async act(visit) {
    const body = { names: visit.form.get('names') === 'yes' }
    return draw(visit, await visit.call('lookAtBacklog', { path: { platform: visit.params.platform! }, body }))
  }
}

/** Takes over a portion of it. */
export const adoptPage: AdminPage = {
  path: '/take-over/:platform/adopt',
  needs: 'adoptBacklog',
  async draw(visit) {
    const { adopt, ways } = takeOverTexts[visit.language]
    await findPlatform(visit)
    const back = `/admin/take-over/${visit.params.platform}/backlog`
    const take = {
      is: 'number',
      name: 'take',
      label: adopt.take,
      min: 1,
      max: mostAtOnce,
      required: true,
      value: '10'
    } as const
    return {
      title: adopt.title,
      above: [{ title: ways.backlog, href: back }],
      body: html`<p>${adopt.lead}</p>${drawForm(visit, { fields: [take], submit: adopt.submit, cancel: back })}`
    }
  },
  async act(visit) {
    const { adopt, ways } = takeOverTexts[visit.language]
    const { platform } = visit.params
    const body = { take: Number(visit.form.get('take') ?? '') }
    const { requests, left } = await visit.call('adoptBacklog', { path: { platform: platform! }, body })
    const links = requests.map(
      id => html`<li><a href=${`/admin/requests/${id}`}>${adopt.request} ${id.slice(0, 8)}</a></li>`
    )
    return {
      title: adopt.title,
      above: [{ title: ways.backlog, href: `/admin/take-over/${platform}/backlog` }],
      body: html`
        <p class="notice done" role="status">${adopt.done(requests.length)} ${adopt.left(left)}</p>
        <ul class="links">${links}</ul>
      `
    }
  }
}
