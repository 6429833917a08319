import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { orphanTexts } from '../../../texts/admin/orphans.ts'
import { blockerText } from '../../../texts/blockers.ts'
import { writeInstant } from '../../../texts/instants.ts'
import { drawLive } from '../blocks/live.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { findPlatform, type Platform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Orphans = Answer<'listOrphans'>
type Orphan = Orphans['orphans'][number]

const everySeconds = 5
/** As many rows as a page shows; it stays a page that a phone can load. */
const mostRows = 500
const waitsForSuccessor = new Set([
  'successor-not-named',
  'successor-not-living',
  'hand-over-by-hand',
  'hand-over-before-request',
  'ownership-unknown'
])

/** Who would take it over by the policy of the platform: the first rule that fits, as for a hand-over. */
const describeSuccessor = (visit: Visit, { policy }: Platform, { category, key, organisation }: Orphan): string => {
  const texts = orphanTexts[visit.language]
  const rule = (policy.all.successors ?? []).find(
    one =>
      (one.category === '*' || one.category === category) &&
      (one.object === undefined || one.object === key) &&
      (one.organisation === undefined || one.organisation === organisation)
  )
  if (rule === undefined) return texts.byNobody
  const { successor } = rule
  if ('role' in successor) return texts.bySuccessorRole[successor.role]
  return 'pool' in successor ? texts.byPool(successor.pool.length) : texts.byAccount(successor.value)
}

const drawGone = (visit: Visit, platform: Platform, { orphans }: Orphans): ComponentChild => {
  const texts = orphanTexts[visit.language]
  const rows = orphans
    .slice(0, mostRows)
    .map(one => [
      html`<code>${one.key}</code>`,
      html`<code>${one.category}</code>`,
      one.organisation ?? '',
      texts.because[one.because],
      describeSuccessor(visit, platform, one)
    ])
  const head = [texts.key, texts.category, texts.organisation, texts.why, texts.successor]
  return html`
    <h2>${texts.gone}</h2>
    ${drawTable(visit, { caption: texts.goneCaption, head, rows, empty: texts.none })}
    ${orphans.length > mostRows && html`<p>${texts.more(orphans.length - mostRows)}</p>`}
  `
}

const drawGoing = async (visit: Visit, { id }: Platform): Promise<ComponentChild> => {
  if (!visit.may('listRequests')) return null
  const { language } = visit
  const texts = orphanTexts[language]
  const { items } = await visit.call('listRequests', { query: { platform: id, state: 'blocked', limit: 200 } })
  const rows = items.flatMap(({ id: request, blockers }) => {
    const about = blockers.filter(({ code }) => waitsForSuccessor.has(code))
    if (about.length === 0) return []
    const link = html`<a href=${`/admin/requests/${request}`}>${texts.request}</a>`
    const words = about.map(({ code }) => blockerText(code, language).what).join(' ')
    return [[link, words, about.reduce((sum, { count }) => sum + (count ?? 0), 0) || '']]
  })
  const head = [texts.request, texts.stops, texts.things]
  return html`
    <h2>${texts.going}</h2>
    <p>${texts.goingLead}</p>
    ${drawTable(visit, { caption: texts.goingCaption, head, rows, empty: texts.goingNone })}
  `
}

/** What nobody living looks after on one platform, who could take it over, and what to do. */
export const showPage: AdminPage = {
  path: '/orphans/:platform',
  needs: 'listOrphans',
  async draw(visit) {
    const texts = orphanTexts[visit.language]
    const [platform, seen] = await Promise.all([
      findPlatform(visit),
      visit.call('listOrphans', { path: { platform: visit.params.platform! } })
    ])
    const { at, objects, readingSince, problem } = seen
    const inside = html`
      ${drawPairs([
        [texts.read, at === null ? texts.never : drawInstant(visit, at)],
        [texts.objects, objects],
        [texts.count, seen.orphans.length],
        [texts.reading, readingSince && drawInstant(visit, readingSince)]
      ])}
      ${problem !== null && html`<p class="notice problem">${texts.problem(problem.code, writeInstant(problem.at, visit.language, 'UTC'))}</p>`}
      ${drawGone(visit, platform, seen)}
    `
    const isReading = readingSince !== null
    return {
      title: `${texts.title}: ${platform.name}`,
      body: html`
        ${isReading ? drawLive(visit, { name: 'orphans', seconds: everySeconds, children: inside }) : inside}
        ${
          visit.may('readOwnerships') &&
          !isReading &&
          html`<ul class="links"><li><a href=${`/admin/orphans/${platform.id}/read`}>${texts.readNow}</a></li></ul>`
        }
        ${await drawGoing(visit, platform)}
        <h2>${texts.todo}</h2>
        <ul>${texts.todos.map(todo => html`<li>${todo}</li>`)}</ul>
      `,
      ...(isReading && { renewSeconds: everySeconds })
    }
  }
}
