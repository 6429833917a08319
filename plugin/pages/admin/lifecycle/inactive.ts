import { html } from 'htm/preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import { readList } from '../selections/read-list.ts'
import { aboveOf, addressOf, pathOf } from './describe.ts'

/** Takes the list of accounts without activity. */
export const inactivePage: AdminPage = {
  path: '/lifecycle/:platform/inactive',
  needs: 'setInactiveKeys',
  async draw(visit) {
    const texts = lifecycleTexts[visit.language].inactivePage
    return {
      title: texts.title,
      above: await aboveOf(visit),
      body: html`
        <p>${texts.lead}</p>
        ${drawForm(visit, {
          fields: [
            { is: 'long-text', name: 'keys', label: texts.keys, hint: texts.hint, rows: 12, file: true },
            { is: 'tick', name: 'isMeant', label: texts.isMeant }
          ],
          submit: texts.submit,
          cancel: addressOf(visit)
        })}
      `
    }
  },
  async act(visit) {
    const { form } = visit
    const lines = readList(form.get('keys') ?? '', 'key')
    const wrong = lines.find(({ value }) => !/^[0-9]{1,19}$/.test(value))
    if (wrong !== undefined) throw refuseFields({ [`/keys/${wrong.at}`]: 'must match pattern "^[0-9]{1,19}$"' })
    const keys = [...new Set(lines.map(({ value }) => value))]
    await visit.call('setInactiveKeys', { path: pathOf(visit), body: { keys, isMeant: form.get('isMeant') === 'yes' } })
    return { to: addressOf(visit), said: 'lifecycle-inactive' }
  }
}
