import { html } from 'htm/preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'

/** Another person agrees that what the brake kept back goes on. */
export const releasePage: AdminPage = {
  path: '/selections/:selection/release',
  needs: 'releaseSelection',
  async draw(visit) {
    const { release, show } = selectionTexts[visit.language]
    const address = `/admin/selections/${visit.params.selection}`
    const [{ overBrake, by, releases, brake }, nameOf] = await Promise.all([
      visit.call('showSelection', { path: { selection: visit.params.selection! } }),
      readNames(visit)
    ])
    const agreed = releases.map(one => html`<li>${nameOf(one.by)}, ${drawInstant(visit, one.at)}</li>`)
    return {
      title: release.title,
      above: [{ title: show.title, href: address }],
      body: html`
        <p>${release.lead(overBrake, nameOf(by))}</p>
        ${drawPairs([
          [release.agreed, agreed.length === 0 ? release.nobody : html`<ul>${agreed}</ul>`],
          [release.needed, brake.releasersNeeded]
        ])}
        ${drawForm(visit, { submit: release.submit, dangerous: true, cancel: address })}
      `
    }
  },
  async act({ call, params }) {
    await call('releaseSelection', { path: { selection: params.selection! } })
    return { to: `/admin/selections/${params.selection}`, said: 'selection-released' }
  }
}
