import { html } from 'htm/preact'
import { requestTexts, requestWords } from '../../../texts/admin/requests.ts'
import { drawForm } from '../blocks/form.ts'
import { platformField } from '../blocks/platforms.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { drawQueueTable } from './queue-table.ts'
import type { Summary } from './short.ts'

const kinds = ['username', 'email', 'platform-id', 'external-id'] as const

const drawPage = async (visit: Visit, found: readonly Summary[] | null): Promise<Drawn> => {
  const { search, create } = requestTexts[visit.language]
  const words = requestWords[visit.language]
  const platforms = await visit.call('listPlatforms')
  const form = drawForm(visit, {
    submit: search.submit,
    fields: [
      platformField(create.platform, platforms, visit.form.get('platform') ?? undefined),
      {
        is: 'choice',
        name: 'kind',
        label: search.kind,
        required: true,
        value: visit.form.get('kind') ?? 'username',
        at: '/identifier/kind',
        choices: kinds.map(value => ({ value, label: words.identifiers[value]! }))
      },
      { is: 'text', name: 'value', label: search.value, required: true, at: '/identifier/value' },
      { is: 'tick', name: 'ended', label: search.ended, ticked: visit.form.get('ended') === 'yes' }
    ]
  })
  return {
    title: search.title,
    body: html`
      <p>${search.lead}</p>
      ${platforms.length === 0 ? html`<p>${create.noPlatform}</p>` : form}
      ${
        found !== null &&
        html`<div role="status">${drawQueueTable(visit, found, platforms, { picks: false, caption: search.caption, empty: search.nothing })}</div>`
      }
    `
  }
}

/** Requests by an identifier, which is typed into the body and stands in no address. */
export const searchPage: AdminPage = {
  path: '/requests/search',
  needs: 'searchRequests',
  draw: visit => drawPage(visit, null),
  async act(visit) {
    const { form } = visit
    const kind = kinds.find(value => value === form.get('kind')) ?? 'username'
    const { items } = await visit.call('searchRequests', {
      body: {
        platform: form.get('platform') ?? '',
        identifier: { kind, value: (form.get('value') ?? '').trim() },
        ended: form.get('ended') === 'yes'
      }
    })
    return drawPage(visit, items)
  }
}
