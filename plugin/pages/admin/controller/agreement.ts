import { html } from 'htm/preact'
import { controllerTexts } from '../../../texts/admin/controller.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

/** What stands there when the page is opened: what waits for a second person, else what holds now. */
const fieldsOf = ({ language }: Visit, { agreement, waiting }: Answer<'showController'>): readonly Field[] => {
  const texts = controllerTexts[language]
  const { people, countsWhoWasLetIn } = waiting ?? agreement
  return [
    {
      is: 'one-of',
      name: 'people',
      at: '/agreement/people',
      label: texts.people,
      required: true,
      value: String(people),
      choices: [
        { value: '2', label: texts.two },
        { value: '1', label: texts.one, hint: texts.oneHint }
      ]
    },
    { is: 'tick', name: 'counts', label: texts.counts, hint: texts.countsHint, ticked: countsWhoWasLetIn },
    { is: 'tick', name: 'knowingly', label: texts.knowingly, hint: texts.knowinglyHint }
  ]
}

/** Says how many must agree; less than before only knowingly. */
export const agreementPage: AdminPage = {
  path: '/controller/agreement',
  needs: 'setController',
  async draw(visit) {
    const texts = controllerTexts[visit.language]
    const fields = fieldsOf(visit, await visit.call('showController'))
    return {
      title: texts.agreementTitle,
      body: html`
        <p>${texts.agreementLead}</p>
        ${drawForm(visit, { submit: texts.agreementDo, fields, cancel: '/admin/controller' })}
      `
    }
  },
  async act({ call, form }) {
    const agreement = {
      people: Number(form.get('people')),
      countsWhoWasLetIn: form.get('counts') === 'yes',
      ...(form.get('knowingly') === 'yes' && { knowingly: true as const })
    }
    const { waiting } = await call('setController', { body: { agreement } })
    return { to: '/admin/controller', said: waiting === null ? 'agreement-set' : 'agreement-waits' }
  }
}
