import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findEndpoint, pathOf, whyOf } from './find.ts'

const drawTried = (isTaken: boolean, sentence: string) =>
  html`<p class=${`notice ${isTaken ? 'done' : 'problem'}`} role="status">${sentence}</p>`

const drawEndpoint = async (visit: Visit, tried: ComponentChild = null) => {
  const texts = endpointTexts[visit.language]
  const { name } = await findEndpoint(visit)
  return {
    title: texts.testTitle,
    above: aboveOf(visit),
    body: html`
      ${tried}
      <p><strong>${name}</strong></p>
      <p>${texts.testLead}</p>
      ${drawForm(visit, { submit: texts.testDo, cancel: addressOf(visit) })}
    `
  }
}

/** Sends an endpoint a call that says nothing. */
export const testEndpointPage: AdminPage = {
  path: '/endpoints/:endpoint/test',
  needs: 'testEndpoint',
  draw: visit => drawEndpoint(visit),
  async act(visit) {
    const texts = endpointTexts[visit.language]
    const { isTaken, because } = await visit.call('testEndpoint', { path: pathOf(visit) })
    const sentence = isTaken ? texts.taken : texts.notTaken(whyOf(visit, because ?? ''))
    return drawEndpoint(visit, drawTried(isTaken, sentence))
  }
}

const drawMail = (visit: Visit, tried: ComponentChild = null) => {
  const texts = endpointTexts[visit.language]
  return {
    title: texts.mailTitle,
    body: html`
      ${tried}
      <p>${texts.mailLead}</p>
      ${drawForm(visit, { submit: texts.mailDo, cancel: '/admin/endpoints' })}
    `
  }
}

/** Tries the mail server without sending anything. */
export const testMailPage: AdminPage = {
  path: '/endpoints/mail',
  needs: 'testMail',
  draw: async visit => drawMail(visit),
  async act(visit) {
    const texts = endpointTexts[visit.language]
    const { isTaken, because } = await visit.call('testMail')
    const sentence = isTaken ? texts.mailTaken : texts.mailNot(whyOf(visit, because ?? ''))
    return drawMail(visit, drawTried(isTaken, sentence))
  }
}
