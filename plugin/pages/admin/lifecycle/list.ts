import { html } from 'htm/preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import type { Platform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { PageProblem } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { describeStanding, type Lifecycle } from './describe.ts'

/** Null where the kind of platform has none. */
const readOf = (visit: Visit, { id }: Platform): Promise<Lifecycle | null> =>
  visit.call('showLifecycle', { path: { platform: id } }).catch((error: unknown) => {
    if (error instanceof PageProblem && error.code === 'lifecycle-not-there') return null
    throw error
  })

/** Each platform, and how it stands there. */
export const platformsPage: AdminPage = {
  path: '/lifecycle',
  needs: 'showLifecycle',
  async draw(visit) {
    const texts = lifecycleTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    const rows = await Promise.all(
      platforms.map(async platform => {
        const seen = await readOf(visit, platform)
        if (seen === null) return [platform.name, texts.notThere, '']
        return [
          html`<a href=${`/admin/lifecycle/${platform.id}`}>${platform.name}</a>`,
          describeStanding(visit, seen),
          seen.nextRunAt && drawInstant(visit, seen.nextRunAt)
        ]
      })
    )
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawTable(visit, { caption: texts.caption, head: [texts.platform, texts.state, texts.next], rows, empty: texts.empty })}
      `
    }
  }
}
