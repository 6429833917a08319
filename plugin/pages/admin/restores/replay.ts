import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { writeInstant } from '../../../texts/instants.ts'
import { drawLive } from '../blocks/live.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'
import { readAnnouncers } from './announcers.ts'

type Replay = Answer<'showReplay'>
type Row = Replay['rows'][number]

const everySeconds = 3
/** As many rows as a page shows; it stays a page that a phone can load. */
const mostRows = 500

const linkTo = (id: string, text: string) => html`<a href=${`/admin/requests/${id}`}>${text}</a>`

const drawRow = (visit: Visit, { request, is, because, again }: Row): readonly ComponentChild[] => {
  const { replay } = restoreTexts[visit.language]
  const after = again && replay.again[again.is]
  return [
    linkTo(request, replay.link),
    replay.is[is],
    because && html`<code>${because}</code>`,
    again?.request == null ? after : html`${after} ${linkTo(again.request, replay.link)}`
  ]
}

const drawWays = (visit: Visit, { id, state }: Replay): ComponentChild => {
  const { replay } = restoreTexts[visit.language]
  const isOver = state === 'done' || state === 'dropped' || state === 'running'
  if (isOver) return null
  const link = (to: string, text: string) => html`<li><a href=${`/admin/restores/${id}/${to}`}>${text}</a></li>`
  return html`
    <ul class="links">
      ${visit.may('releaseReplay') && state === 'awaiting-release' && link('release', replay.release)}
      ${visit.may('dropReplay') && link('drop', replay.drop)}
      ${visit.may('lookAtReplay') && state === 'awaiting-release' && link('look', replay.look)}
    </ul>
  `
}

const drawFacts = (
  visit: Visit,
  seen: Replay,
  about: { readonly platform: string; readonly by: string; nameOf(id: string): string }
): ComponentChild => {
  const texts = restoreTexts[visit.language]
  const { replay, drop } = texts
  const agreed = seen.releases.map(({ by, at }) => html`<li>${about.nameOf(by)}, ${drawInstant(visit, at)}</li>`)
  return drawPairs([
    [texts.platform, about.platform],
    [texts.state, texts.states[seen.state]],
    [texts.by, about.by],
    [texts.announced, drawInstant(visit, seen.announcedAt)],
    [replay.snapshotAt, drawInstant(visit, seen.snapshotAt)],
    [replay.restoredAt, drawInstant(visit, seen.restoredAt)],
    [replay.lookedAt, seen.lookedAt && drawInstant(visit, seen.lookedAt)],
    [
      replay.waits,
      seen.because === null || seen.because === 'awaiting-release' ? null : html`<code>${seen.because}</code>`
    ],
    [replay.told, seen.told],
    [replay.agreed, agreed.length === 0 ? replay.nobody : html`<ul>${agreed}</ul>`],
    [replay.needed, seen.releasersNeeded],
    [
      replay.dropped,
      seen.droppedBy &&
        `${about.nameOf(seen.droppedBy)}${seen.droppedBecause === null ? '' : `: ${drop.reasons[seen.droppedBecause]}`}`
    ],
    [replay.endedAt, seen.endedAt && drawInstant(visit, seen.endedAt)]
  ])
}

/** One restore of a platform: who was looked for, and what follows. It names nobody. */
export const replayPage: AdminPage = {
  path: '/restores/:replay',
  needs: 'showReplay',
  async draw(visit) {
    const { replay } = restoreTexts[visit.language]
    const [seen, platformName, announcer, nameOf] = await Promise.all([
      visit.call('showReplay', { path: { replay: visit.params.replay! } }),
      readPlatformNames(visit),
      readAnnouncers(visit),
      readNames(visit)
    ])
    const { rows, counts, unknownUntil, state } = seen
    const head = [replay.request, replay.found, replay.because, replay.after]
    const shown = rows.slice(0, mostRows).map(row => drawRow(visit, row))
    const inside = html`
      ${drawFacts(visit, seen, { platform: platformName(seen.platform), by: announcer(seen.by), nameOf })}
      ${unknownUntil !== null && html`<p class="notice wait">${replay.unknown(writeInstant(unknownUntil, visit.language, 'UTC'))}</p>`}
      ${drawWays(visit, seen)}
      <h2>${replay.counts}</h2>
      ${drawPairs(Object.entries(counts).map(([is, many]) => [replay.is[is] ?? is, many]))}
      ${drawTable(visit, { caption: replay.rows, head, rows: shown })}
      ${rows.length > mostRows && html`<p>${replay.more(rows.length - mostRows)}</p>`}
    `
    const isLive = state === 'looking' || state === 'running'
    return {
      title: replay.title,
      body: isLive ? drawLive(visit, { name: 'replay', seconds: everySeconds, children: inside }) : inside,
      ...(isLive && { renewSeconds: everySeconds })
    }
  }
}
