import { html } from 'htm/preact'
import { controllerTexts } from '../../../texts/admin/controller.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

type Controller = Answer<'showController'>

const isAdministrator = ({ staff }: Visit): boolean => staff.person.body.roles.includes('administrator')

const drawOrganisation = (visit: Visit, said: Controller, nameOf: (id: string) => string) => {
  const texts = controllerTexts[visit.language]
  const authority = said.authority && [said.authority.name, said.authority.url].filter(Boolean).join(', ')
  return drawPairs([
    [texts.name, said.name ?? texts.notSaid],
    [texts.address, said.address ?? texts.notSaid],
    [texts.privacyContact, said.privacyContact ?? texts.notSaid],
    [texts.privacyPolicyUrl, said.privacyPolicyUrl ?? texts.notSaid],
    [texts.authority, authority ?? texts.notSaid],
    [texts.region, said.region ?? texts.notSaid],
    [texts.setBy, said.setBy && html`${nameOf(said.setBy)}, ${drawInstant(visit, said.setAt!)}`]
  ])
}

/** Less agreement that waits for a second person. */
const drawWaiting = (visit: Visit, { waiting }: Controller, nameOf: (id: string) => string) => {
  if (waiting === null) return null
  const texts = controllerTexts[visit.language]
  return html`
    <section class="notice wait" aria-labelledby="waiting">
      <h3 id="waiting">${texts.waiting}</h3>
      <p>${texts.waitingText(nameOf(waiting.by), waiting.people, waiting.countsWhoWasLetIn)}</p>
      <p>${texts.until} ${drawInstant(visit, waiting.until)}</p>
      ${visit.may('setController') && waiting.by !== visit.staff.person.id && html`<p><a href="/admin/controller/agreement">${texts.agree}</a></p>`}
    </section>
  `
}

/** The organisation that answers for the processing, and how many must agree in it. */
export const controllerPage: AdminPage = {
  path: '/controller',
  needs: 'showController',
  async draw(visit) {
    const texts = controllerTexts[visit.language]
    const [said, nameOf] = await Promise.all([visit.call('showController'), readNames(visit)])
    const { people, countsWhoWasLetIn } = said.agreement
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <h2>${texts.organisation}</h2>
        ${drawOrganisation(visit, said, nameOf)}
        ${isAdministrator(visit) && html`<p><a href="/admin/controller/organisation">${texts.change}</a></p>`}
        <h2>${texts.agreement}</h2>
        <p>${texts.agreementNow(people)}</p>
        <p>${texts.countsNow(countsWhoWasLetIn)}</p>
        <p>${texts.approvals}</p>
        ${drawWaiting(visit, said, nameOf)}
        ${isAdministrator(visit) && html`<p><a href="/admin/controller/agreement">${texts.changeAgreement}</a></p>`}
      `
    }
  }
}
