import { html } from 'htm/preact'
import type { Role } from '../../../store/records/bodies.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { peopleTexts } from '../../../texts/admin/people.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

const roles = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor'] as const

/** The roles that can be given, as a field. */
export const rolesField = ({ language }: Visit, values: readonly Role[] = []) =>
  ({
    is: 'some-of',
    name: 'roles',
    label: peopleTexts[language].roles,
    hint: peopleTexts[language].rolesHint,
    required: true,
    values,
    choices: roles.map(value => ({
      value,
      label: frameTexts[language].roles[value],
      hint: peopleTexts[language].roleHints[value]
    }))
  }) as const

/** Lets somebody in. */
export const addPersonPage: AdminPage = {
  path: '/people/new',
  needs: 'addPerson',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const name = { is: 'text', name: 'name', label: texts.name, hint: texts.nameHint, required: true } as const
    return {
      title: texts.addTitle,
      body: html`
        <p>${texts.addLead}</p>
        ${drawForm(visit, { submit: texts.addDo, fields: [name, rolesField(visit)], cancel: '/admin/people' })}
      `
    }
  },
  async act({ call, form }) {
    const body = { name: form.get('name') ?? '', roles: form.getAll('roles') as Role[] }
    const { id } = await call('addPerson', { body })
    return { to: `/admin/people/${id}`, said: 'person-added' }
  }
}
