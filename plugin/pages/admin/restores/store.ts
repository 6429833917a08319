import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { writeInstant } from '../../../texts/instants.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import { readNames } from '../people/names.ts'

const drawIds = (ids: readonly string[], address?: string): ComponentChild =>
  ids.length === 0
    ? '0'
    : html`
      ${ids.length}
      <ul>${ids.map(id => html`<li>${address === undefined ? html`<code>${id}</code>` : html`<a href=${`${address}/${id}`}><code>${id}</code></a>`}</li>`)}</ul>
    `

/** What was lost with a restore of our own data. */
export const storePage: AdminPage = {
  path: '/restores/store',
  needs: 'showStore',
  async draw(visit) {
    const { language } = visit
    const { store, ownNone } = restoreTexts[language]
    const [{ restore }, platformName, nameOf] = await Promise.all([
      visit.call('showStore'),
      readPlatformNames(visit),
      readNames(visit)
    ])
    if (restore === null) return { title: store.title, body: html`<p>${ownNone}</p>` }
    const { acknowledged } = restore
    const write = (at: string | null) => (at === null ? store.open : writeInstant(at, language, 'UTC'))
    return {
      title: store.title,
      body: html`
        ${drawPairs([
          [store.noticed, drawInstant(visit, restore.noticedAt)],
          [store.gap, store.from(write(restore.from), write(restore.until))],
          [store.ended, drawIds(restore.ended, '/admin/requests')],
          [store.holdsLost, drawIds(restore.holdsLost)],
          [store.holdsBack, drawIds(restore.holdsBack, visit.may('showHold') ? '/admin/holds' : undefined)],
          [store.paused, restore.paused.map(platformName).join(', ') || '0'],
          [store.acknowledged, acknowledged && html`${nameOf(acknowledged.by)}, ${drawInstant(visit, acknowledged.at)}`]
        ])}
        ${
          acknowledged === null &&
          html`
            <h2>${store.beforehand}</h2>
            <ol>${store.steps.map(step => html`<li>${step}</li>`)}</ol>
            <p><strong>${store.begins}</strong></p>
            ${visit.may('acknowledgeStoreRestore') && html`<p><a role="button" href="/admin/restores/store/acknowledge">${store.link}</a></p>`}
          `
        }
      `
    }
  }
}

/** Somebody has looked through what was lost, and lets everything go on. */
export const acknowledgePage: AdminPage = {
  path: '/restores/store/acknowledge',
  needs: 'acknowledgeStoreRestore',
  async draw(visit) {
    const { store } = restoreTexts[visit.language]
    return {
      title: store.confirmTitle,
      above: [{ title: store.title, href: '/admin/restores/store' }],
      body: html`
        <p>${store.confirmLead}</p>
        ${drawForm(visit, {
          fields: [{ is: 'tick', name: 'understood', label: store.understood, required: true }],
          submit: store.submit,
          dangerous: true,
          cancel: '/admin/restores/store'
        })}
      `
    }
  },
  async act({ call, form }) {
    if (form.get('understood') !== 'yes')
      throw refuseFields({ '/understood': "must have required property 'understood'" })
    await call('acknowledgeStoreRestore')
    return { to: '/admin/restores/store', said: 'store-acknowledged' }
  }
}
