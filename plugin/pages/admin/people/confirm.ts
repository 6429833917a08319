import { html } from 'htm/preact'
import { peopleTexts } from '../../../texts/admin/people.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findPerson, pathOf, readNames } from './names.ts'

/** Says of somebody that they are a human being of their own. */
export const vouchPage: AdminPage = {
  path: '/people/:person/vouch',
  needs: 'vouchForPerson',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const [{ person, all }, nameOf] = await Promise.all([findPerson(visit), readNames(visit)])
    const first = all.find(({ addedBy }) => addedBy === null)?.id ?? person.id
    return {
      title: texts.vouchTitle,
      above: aboveOf(visit),
      body: html`
        <p>${texts.vouchLead(person.name, nameOf(person.addedBy ?? first))}</p>
        <p>${texts.oneBecause}</p>
        ${drawForm(visit, { submit: texts.vouchDo, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('vouchForPerson', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'person-vouched' }
  }
}

/** Shuts somebody out. */
export const disablePage: AdminPage = {
  path: '/people/:person/disable',
  needs: 'disablePerson',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const { person } = await findPerson(visit)
    return {
      title: texts.disableTitle,
      above: aboveOf(visit),
      body: html`
        <p>${texts.disableLead(person.name)}</p>
        ${drawForm(visit, { submit: texts.disableDo, dangerous: true, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('disablePerson', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'person-disabled' }
  }
}
