import { html } from 'htm/preact'
import { problems } from '../../../errors.ts'
import { peopleTexts } from '../../../texts/admin/people.ts'
import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { PageProblem } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { addressOf, findPerson, pathOf } from '../people/names.ts'

/** Characters of a password (`sign-in.yaml`). */
const minLength = 12

const newOnes = ({ language }: Visit): readonly Field[] => {
  const texts = signInPageTexts[language]
  const asked = { is: 'password', required: true, autocomplete: 'new-password', minLength } as const
  return [
    { ...asked, name: 'password', label: texts.new, hint: texts.newHint },
    { ...asked, name: 'again', label: texts.again }
  ]
}

/** What was typed twice the same, or a refusal at the second field. */
const readPassword = ({ form, language }: Visit): string => {
  const password = form.get('password') ?? ''
  if (form.get('again') === password) return password
  const { status, whatToDo } = problems['body-invalid']
  const faults = [{ at: '/again', because: signInPageTexts[language].differ }]
  throw new PageProblem({ code: 'body-invalid', status, detail: whatToDo, faults })
}

const readName = ({ form }: Visit) => {
  const signInName = form.get('signInName')?.trim() ?? ''
  return signInName === '' ? {} : { signInName }
}

/** Changes one's own password. */
export const ownPasswordPage: AdminPage = {
  path: '/account/password',
  needs: 'showMe',
  acts: 'setPassword',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    const { person } = await visit.call('showMe')
    const old: readonly Field[] =
      person.signInName === null
        ? []
        : [{ is: 'password', name: 'old', label: texts.old, required: true, autocomplete: 'current-password' }]
    const fields = [...old, ...newOnes(visit)]
    return {
      title: texts.ownTitle,
      body: html`<p>${texts.ownLead}</p>${drawForm(visit, { submit: texts.passwordDo, fields, cancel: '/admin/account' })}`
    }
  },
  async act(visit) {
    const old = visit.form.get('old') ?? ''
    const body = { password: readPassword(visit), ...(old !== '' && { old }) }
    await visit.call('setPassword', { path: { person: visit.staff.person.id }, body })
    return { to: '/admin/account', said: 'password-set' }
  }
}

/** Gives somebody else a password. */
export const givePasswordPage: AdminPage = {
  path: '/people/:person/password',
  needs: 'linkIdentity',
  acts: 'setPassword',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    const { person } = await findPerson(visit)
    const name: Field = {
      is: 'text',
      name: 'signInName',
      label: texts.signInName,
      hint: texts.signInNameHint,
      value: person.signInName ?? '',
      autocomplete: 'off'
    }
    const form = {
      submit: texts.passwordDo,
      fields: [name, ...newOnes(visit)],
      cancel: addressOf(visit)
    }
    return {
      title: texts.otherTitle,
      above: [{ title: peopleTexts[visit.language].person, href: addressOf(visit) }],
      body: html`<p>${texts.otherLead}</p>${drawForm(visit, form)}`
    }
  },
  async act(visit) {
    await visit.call('setPassword', {
      path: pathOf(visit),
      body: { password: readPassword(visit), ...readName(visit) }
    })
    return { to: addressOf(visit), said: 'password-set' }
  }
}

/** Says whom the identity provider means by somebody. */
export const identityPage: AdminPage = {
  path: '/people/:person/identity',
  needs: 'linkIdentity',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    await findPerson(visit)
    const fields: readonly Field[] = [
      { is: 'text', name: 'subject', label: texts.subject, hint: texts.subjectHint, required: true }
    ]
    const form = { submit: texts.identityDo, fields, cancel: addressOf(visit) }
    return {
      title: texts.identityTitle,
      above: [{ title: peopleTexts[visit.language].person, href: addressOf(visit) }],
      body: html`<p>${texts.identityLead}</p>${drawForm(visit, form)}`
    }
  },
  async act(visit) {
    const subject = visit.form.get('subject')?.trim() ?? ''
    await visit.call('linkIdentity', { path: pathOf(visit), body: { subject } })
    return { to: addressOf(visit), said: 'identity-linked' }
  }
}
