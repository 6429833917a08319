import { html } from 'htm/preact'
import type { Role } from '../../../store/records/bodies.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

const roles = ['administrator', 'privacy-officer', 'user-manager', 'system-administrator', 'auditor'] as const

const fieldsOf = ({ language }: Visit, { provider, takesPasswords }: Answer<'showSignIn'>): readonly Field[] => {
  const texts = signInPageTexts[language]
  const valuesOf = (role: Role) =>
    (provider?.mapping ?? []).filter(row => row.roles.includes(role)).map(({ value }) => value)
  return [
    { is: 'text', name: 'label', label: texts.label, hint: texts.labelHint, required: true, value: provider?.label },
    { is: 'url', name: 'issuer', label: texts.issuer, hint: texts.issuerHint, required: true, value: provider?.issuer },
    { is: 'text', name: 'clientId', label: texts.client, required: true, value: provider?.clientId },
    { is: 'password', name: 'clientSecret', label: texts.secret, hint: texts.secretHint },
    {
      is: 'text',
      name: 'scopes',
      label: texts.scopes,
      hint: texts.scopesHint,
      required: true,
      value: provider?.scopes.join(' ') ?? 'openid profile'
    },
    {
      is: 'text',
      name: 'rolesClaim',
      label: texts.rolesClaim,
      hint: texts.rolesClaimHint,
      required: true,
      value: provider?.rolesClaim
    },
    ...roles.map(
      (role): Field => ({
        is: 'long-text',
        rows: 2,
        name: `values-${role}`,
        label: texts.valuesOf(frameTexts[language].roles[role]),
        hint: texts.valuesHint,
        value: valuesOf(role).join('\n')
      })
    ),
    {
      is: 'tick',
      name: 'addsPeople',
      label: texts.addsPeopleTick,
      hint: texts.addsPeopleHint,
      ticked: provider?.addsPeople ?? true
    },
    {
      is: 'tick',
      name: 'vouches',
      label: texts.vouchesTick,
      hint: texts.vouchesHint,
      ticked: provider?.vouches ?? false
    },
    {
      is: 'tick',
      name: 'takesPasswords',
      label: texts.passwordsTick,
      hint: texts.passwordsHint,
      ticked: takesPasswords
    }
  ]
}

/** Every value once, with all the roles that it gives. */
const readMapping = (form: URLSearchParams) => {
  const rows = new Map<string, Role[]>()
  for (const role of roles)
    for (const line of (form.get(`values-${role}`) ?? '').split(/\r?\n/)) {
      const value = line.trim()
      const known = rows.get(value) ?? []
      if (value !== '' && !known.includes(role)) rows.set(value, [...known, role])
    }
  return [...rows].map(([value, given]) => ({ value, roles: given }))
}

/** Sets the identity provider. */
export const setProviderPage: AdminPage = {
  path: '/sign-in/provider',
  needs: 'setSignIn',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    const fields = fieldsOf(visit, await visit.call('showSignIn'))
    return {
      title: texts.setTitle,
      body: html`<p>${texts.setLead}</p>${drawForm(visit, { submit: texts.setDo, fields, cancel: '/admin/sign-in' })}`
    }
  },
  async act({ call, form }) {
    const said = (name: string) => form.get(name)?.trim() ?? ''
    const secret = form.get('clientSecret') ?? ''
    const body = {
      label: said('label'),
      issuer: said('issuer'),
      clientId: said('clientId'),
      ...(secret !== '' && { clientSecret: secret }),
      scopes: said('scopes').split(/\s+/),
      rolesClaim: said('rolesClaim'),
      mapping: readMapping(form),
      addsPeople: form.get('addsPeople') === 'yes',
      vouches: form.get('vouches') === 'yes',
      takesPasswords: form.get('takesPasswords') === 'yes'
    }
    await call('setSignIn', { body })
    return { to: '/admin/sign-in', said: 'provider-set' }
  }
}
