import { html } from 'htm/preact'
import type { Role } from '../../../store/records/bodies.ts'
import { peopleTexts } from '../../../texts/admin/people.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { rolesField } from './add.ts'
import { aboveOf, addressOf, findPerson, type Person, pathOf } from './names.ts'

/** Gives somebody other roles. */
export const rolesPage: AdminPage = {
  path: '/people/:person/roles',
  needs: 'setRoles',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const { person } = await findPerson(visit)
    const form = { submit: texts.rolesDo, fields: [rolesField(visit, person.roles)], cancel: addressOf(visit) }
    return {
      title: texts.rolesTitle,
      above: aboveOf(visit),
      body: html`<p><strong>${person.name}</strong></p><p>${texts.rolesLead}</p>${drawForm(visit, form)}`
    }
  },
  async act(visit) {
    await visit.call('setRoles', { path: pathOf(visit), body: { roles: visit.form.getAll('roles') as Role[] } })
    return { to: addressOf(visit), said: 'roles-set' }
  }
}

type Platform = Answer<'listPlatforms'>[number]

/** What is asked for one platform: which accounts, or that there is none. */
const fieldsOf = ({ language }: Visit, person: Person, { id, name }: Platform): readonly Field[] => {
  const texts = peopleTexts[language]
  const own = person.accounts.filter(({ platform }) => platform === id).map(account => account.id)
  return [
    {
      is: 'long-text',
      rows: 2,
      name: `account-${id}`,
      at: '/accounts',
      label: texts.accountOn(name),
      hint: texts.accountHint,
      value: own.join('\n')
    },
    { is: 'tick', name: `none-${id}`, at: '/without', label: texts.noneOn(name), ticked: person.without.includes(id) }
  ]
}

const linesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** Says which accounts are somebody's, and where they have none. */
export const accountsPage: AdminPage = {
  path: '/people/:person/accounts',
  needs: 'linkPerson',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const [{ person }, platforms] = await Promise.all([findPerson(visit), visit.call('listPlatforms')])
    const fields = platforms.flatMap(platform => fieldsOf(visit, person, platform))
    return {
      title: texts.linkTitle,
      above: aboveOf(visit),
      body: html`
        <p><strong>${person.name}</strong></p>
        <p>${texts.linkLead}</p>
        ${
          platforms.length === 0
            ? html`<p class="empty">${texts.noPlatforms}</p>`
            : drawForm(visit, { submit: texts.linkDo, fields, cancel: addressOf(visit) })
        }
      `
    }
  },
  async act(visit) {
    const platforms = (await visit.call('listPlatforms')).map(({ id }) => id)
    const accounts = platforms.flatMap(platform =>
      linesOf(visit.form.get(`account-${platform}`)).map(id => ({ platform, id }))
    )
    const without = platforms.filter(platform => visit.form.get(`none-${platform}`) === 'yes')
    await visit.call('linkPerson', { path: pathOf(visit), body: { accounts, without } })
    return { to: addressOf(visit), said: 'person-linked' }
  }
}
