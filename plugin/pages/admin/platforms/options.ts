import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findPlatform, type Platform, pathOf } from './about.ts'
import { kindOf } from './add.ts'
import { withFaultsAt } from './faults.ts'
import { drawOptions, type OptionForm, type OptionSchema, readChanges } from './option-fields.ts'

const formOf = async (visit: Visit, { kind, options }: Platform): Promise<OptionForm> => {
  const { optionsSchema, texts } = await kindOf(visit, kind)
  return {
    schema: optionsSchema as OptionSchema,
    words: texts[visit.language],
    stored: options as Readonly<Record<string, unknown>>,
    without: ['baseUrl']
  }
}

/** Changes options and secrets of an adapter. */
export const optionsPage: AdminPage = {
  path: '/platforms/:platform/options',
  needs: 'changePlatformOptions',
  async draw(visit) {
    const texts = platformTexts[visit.language].options
    const platform = await findPlatform(visit)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        ${drawForm(visit, {
          submit: texts.submit,
          cancel: addressOf(visit),
          children: drawOptions(visit, await formOf(visit, platform))
        })}
      `
    }
  },
  async act(visit) {
    const changes = readChanges(visit.form, await formOf(visit, await findPlatform(visit)))
    if (Object.keys(changes).length === 0) return { to: addressOf(visit), said: 'platform-unchanged' }
    await withFaultsAt('options', () =>
      visit.call('changePlatformOptions', { path: pathOf(visit), body: { options: changes as Record<string, never> } })
    )
    return { to: addressOf(visit), said: 'platform-changed' }
  }
}
