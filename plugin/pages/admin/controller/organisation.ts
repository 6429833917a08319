import { html } from 'htm/preact'
import { controllerTexts } from '../../../texts/admin/controller.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Controller = Answer<'showController'>

const fieldsOf = ({ language }: Visit, said: Controller): readonly Field[] => {
  const texts = controllerTexts[language]
  return [
    { is: 'text', name: 'name', label: texts.name, value: said.name ?? '', autocomplete: 'organization' },
    { is: 'long-text', rows: 3, name: 'address', label: texts.address, value: said.address ?? '' },
    {
      is: 'text',
      name: 'privacyContact',
      label: texts.privacyContact,
      hint: texts.contactHint,
      value: said.privacyContact ?? ''
    },
    { is: 'url', name: 'privacyPolicyUrl', label: texts.privacyPolicyUrl, value: said.privacyPolicyUrl ?? '' },
    {
      is: 'text',
      name: 'authorityName',
      at: '/authority/name',
      label: texts.authorityName,
      hint: texts.authorityHint,
      value: said.authority?.name ?? ''
    },
    {
      is: 'url',
      name: 'authorityUrl',
      at: '/authority/url',
      label: texts.authorityUrl,
      value: said.authority?.url ?? ''
    },
    { is: 'text', name: 'region', label: texts.region, hint: texts.regionHint, value: said.region ?? '' }
  ]
}

/** Says who answers for the processing. */
export const organisationPage: AdminPage = {
  path: '/controller/organisation',
  needs: 'setController',
  async draw(visit) {
    const texts = controllerTexts[visit.language]
    const fields = fieldsOf(visit, await visit.call('showController'))
    return {
      title: texts.changeTitle,
      body: html`<p>${texts.lead}</p>${drawForm(visit, { submit: texts.changeDo, fields, cancel: '/admin/controller' })}`
    }
  },
  async act({ call, form }) {
    const said = (name: string) => form.get(name)?.replaceAll('\r\n', '\n').trim() || null
    const [authorityName, url] = [said('authorityName'), said('authorityUrl')]
    const authority = authorityName === null && url === null ? null : { name: authorityName ?? '', url }
    const body = {
      name: said('name'),
      address: said('address'),
      privacyContact: said('privacyContact'),
      privacyPolicyUrl: said('privacyPolicyUrl'),
      authority,
      region: said('region')
    }
    await call('setController', { body })
    return { to: '/admin/controller', said: 'controller-set' }
  }
}
