import { html } from 'htm/preact'
import { requestTexts } from '../../../texts/admin/requests.ts'
import type { AdminPage } from '../frame/page.ts'
import { readActorNames } from './actor-names.ts'
import { requestAddress, shortId } from './short.ts'
import { createActionNames } from './show/known.ts'
import { drawTimeline } from './show/timeline.ts'

/** Every entry of the chain of evidence of a request, oldest first. */
export const historyPage: AdminPage = {
  path: '/requests/:request/history',
  needs: 'listHistory',
  async draw(visit) {
    const texts = requestTexts[visit.language]
    const request = visit.params.request!
    const [{ entries }, full, platforms, nameOf] = await Promise.all([
      visit.call('listHistory', { path: { request } }),
      visit.call('showRequest', { path: { request } }),
      visit.call('listPlatforms'),
      readActorNames(visit)
    ])
    const kind = platforms.find(({ id }) => id === full.summary.platform)?.kind
    const namers = { nameOf, actionOf: createActionNames(visit, full, kind) }
    return {
      title: texts.history.title,
      above: [{ title: texts.one(shortId(request)), href: requestAddress(request) }],
      body: html`
        <p>${texts.history.lead}</p>
        ${drawTimeline(visit, entries, namers, texts.history.title)}
      `
    }
  }
}
