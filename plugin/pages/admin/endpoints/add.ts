import { html } from 'htm/preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type New = NonNullable<Given<'addEndpoint'>['body']>

const fieldsOf = async (visit: Visit): Promise<readonly Field[]> => {
  const texts = endpointTexts[visit.language]
  const [platforms, sources] = await Promise.all([visit.call('listPlatforms'), visit.call('listSources')])
  const choose = ({ id, name }: { readonly id: string; readonly name: string }) => ({ value: id, label: name })
  return [
    { is: 'text', name: 'name', label: texts.name, hint: texts.nameHint, required: true },
    { is: 'url', name: 'url', label: texts.url, hint: texts.urlHint, required: true },
    {
      is: 'some-of',
      name: 'events',
      label: texts.eventsLabel,
      required: true,
      choices: Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))
    },
    {
      is: 'some-of',
      name: 'platforms',
      label: texts.platforms,
      hint: texts.platformsHint,
      choices: platforms.map(choose)
    },
    {
      is: 'choice',
      name: 'source',
      label: texts.sourceLabel,
      hint: texts.sourceHint,
      choices: [{ value: '', label: texts.everybody }, ...sources.map(choose)]
    }
  ]
}

/** Lets a system be told; its secret is shown once. */
export const addEndpointPage: AdminPage = {
  path: '/endpoints/new',
  needs: 'addEndpoint',
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const fields = await fieldsOf(visit)
    return {
      title: texts.addTitle,
      body: html`<p>${texts.addLead}</p>${drawForm(visit, { submit: texts.addDo, fields, cancel: '/admin/endpoints' })}`
    }
  },
  async act(visit) {
    const { form } = visit
    const texts = endpointTexts[visit.language]
    const body: New = {
      name: form.get('name') ?? '',
      url: form.get('url') ?? '',
      events: form.getAll('events') as New['events'],
      platforms: form.getAll('platforms'),
      source: form.get('source') || null
    }
    const { endpoint, secret } = await visit.call('addEndpoint', { body })
    return {
      title: texts.addTitle,
      body: html`
        ${drawOnce(visit, texts.secret, secret)}
        <p><a href=${`/admin/endpoints/${endpoint.id}`}>${texts.back}</a></p>
      `
    }
  }
}
