import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { drawPaging } from '../blocks/paging.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readAnnouncers } from './announcers.ts'

const drawOwn = async (visit: Visit): Promise<ComponentChild> => {
  const texts = restoreTexts[visit.language]
  const { restore } = await visit.call('showStore')
  const link = html`<a href="/admin/restores/store">${texts.ownLink}</a>`
  if (restore === null) return html`<p>${texts.ownNone}</p>`
  if (restore.acknowledged !== null) return html`<p>${texts.ownDone} ${link}</p>`
  return html`<p class="notice problem">${texts.ownOpen} ${link}</p>`
}

const pageSize = 200

/** Restores of platforms, and whether our own data was restored. */
export const listPage: AdminPage = {
  path: '/restores',
  needs: 'listReplays',
  async draw(visit) {
    const texts = restoreTexts[visit.language]
    const [replays, platformName, announcer] = await Promise.all([
      visit.call('listReplays'),
      readPlatformNames(visit),
      readAnnouncers(visit)
    ])
    const from = replays.findIndex(({ id }) => id === visit.query.after) + 1
    const shown = replays.slice(from, from + pageSize)
    const next = from + pageSize < replays.length ? shown.at(-1)!.id : null
    const rows = shown.map(({ id, announcedAt, platform, state, counts, by }) => [
      html`<a href=${`/admin/restores/${id}`}>${drawInstant(visit, announcedAt)}</a>`,
      platformName(platform),
      texts.states[state],
      counts['came-back'] ?? 0,
      announcer(by)
    ])
    const head = [texts.announced, texts.platform, texts.state, texts.cameBack, texts.by]
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${visit.may('announceRestore') && html`<ul class="links"><li><a role="button" href="/admin/restores/announce">${texts.announce}</a></li></ul>`}
        ${drawTable(visit, { caption: texts.caption, head, rows, empty: texts.empty })}
        ${drawPaging(visit, next)}
        <h2>${texts.own}</h2>
        ${visit.may('showStore') && (await drawOwn(visit))}
      `
    }
  }
}
