import { html } from 'htm/preact'
import { takeOverTexts } from '../../../texts/admin/take-over.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { findPlatform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'

/** Reads the configuration of another driver. It may hold secrets: what was put in is never drawn again. */
export const configurationPage: AdminPage = {
  path: '/take-over/:platform/configuration',
  needs: 'importConfiguration',
  async draw(visit) {
    const { configuration } = takeOverTexts[visit.language]
    await findPlatform(visit)
    const unseen = { ...visit, form: new URLSearchParams() }
    const text = {
      is: 'long-text',
      name: 'text',
      label: configuration.text,
      rows: 12,
      file: true,
      required: true
    } as const
    return {
      title: configuration.title,
      body: html`
        <p>${configuration.lead}</p>
        ${drawForm(unseen, { fields: [text], submit: configuration.submit, cancel: '/admin/take-over' })}
      `
    }
  },
  async act(visit) {
    const { configuration } = takeOverTexts[visit.language]
    const body = { text: visit.form.get('text') ?? '' }
    const read = await visit.call('importConfiguration', { path: { platform: visit.params.platform! }, body })
    const options = Object.entries(read.options).map(
      ([name, value]) => [name, html`<code>${JSON.stringify(value)}</code>`] as const
    )
    const rows = read.findings.map(({ about, is, says }) => [
      html`<code>${about}</code>`,
      configuration.kinds[is],
      says
    ])
    return {
      title: configuration.title,
      body: html`
        <h2>${configuration.options}</h2>
        ${drawPairs(options)}
        ${drawPairs([[configuration.secrets, read.secrets.join(', ') || '0']])}
        ${drawTable(visit, {
          caption: configuration.caption,
          head: [configuration.about, configuration.is, configuration.says],
          rows
        })}
        <p><a href=${visit.path}>${configuration.again}</a></p>
      `
    }
  }
}
