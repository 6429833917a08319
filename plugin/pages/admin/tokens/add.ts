import { html } from 'htm/preact'
import type { Scope } from '../../../store/records/bodies.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

const roles = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor'] as const

const fieldsOf = async (visit: Visit): Promise<readonly Field[]> => {
  const texts = tokenTexts[visit.language]
  const names = frameTexts[visit.language].roles
  const people = (await visit.call('listPersons')).filter(({ disabledAt }) => disabledAt === null)
  const kind = (value: 'person' | 'machine') => ({ value, label: texts.kinds[value], hint: texts.kindHints[value] })
  return [
    { is: 'text', name: 'label', label: texts.label, hint: texts.labelHint, required: true },
    {
      is: 'choice',
      name: 'person',
      label: texts.personLabel,
      value: visit.staff.person.id,
      choices: people.map(({ id, name }) => ({ value: id, label: name }))
    },
    {
      is: 'one-of',
      name: 'kind',
      label: texts.kindLabel,
      required: true,
      value: 'person',
      choices: [kind('person'), kind('machine')]
    },
    { is: 'number', name: 'days', label: texts.days, value: '90', min: 1, max: 365, required: true },
    {
      is: 'some-of',
      name: 'scopes',
      label: texts.scopesLabel,
      hint: texts.scopesHint,
      choices: [...roles.map(value => ({ value, label: names[value] })), { value: 'metrics', label: texts.metrics }]
    }
  ]
}

/** Makes a token, which is shown once. */
export const addTokenPage: AdminPage = {
  path: '/tokens/new',
  needs: 'createToken',
  async draw(visit) {
    const texts = tokenTexts[visit.language]
    const fields = await fieldsOf(visit)
    return {
      title: texts.addTitle,
      above: [{ title: texts.title, href: '/admin/tokens' }],
      body: html`<p>${texts.addLead}</p>${drawForm(visit, { submit: texts.addDo, fields, cancel: '/admin/tokens' })}`
    }
  },
  async act(visit) {
    const { form } = visit
    const texts = tokenTexts[visit.language]
    const scopes = form.getAll('scopes') as Scope[]
    const body = {
      person: form.get('person') ?? '',
      label: form.get('label') ?? '',
      days: Number(form.get('days')),
      kind: form.get('kind') as 'person' | 'machine',
      ...(scopes.length > 0 && { scopes })
    }
    const { token } = await visit.call('createToken', { body })
    return {
      title: texts.addTitle,
      above: [{ title: texts.title, href: '/admin/tokens' }],
      body: html`
        ${drawOnce(visit, texts.made, token)}
        <p>${texts.madeLead}</p>
        <p><a href="/admin/tokens">${texts.back}</a></p>
      `
    }
  }
}
