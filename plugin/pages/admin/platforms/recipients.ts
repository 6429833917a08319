import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from './about.ts'
import { withFaultsAt } from './faults.ts'

type Recipients = Answer<'listRecipients'>
const identifierKinds = ['platform-id', 'username', 'email', 'external-id'] as const
type IdentifierKind = (typeof identifierKinds)[number]

const readRecipients = (visit: Visit): Promise<Recipients> => visit.call('listRecipients', { path: pathOf(visit) })
const pageOf = (visit: Visit): string => `${addressOf(visit)}/recipients`

const drawAdd = async (visit: Visit) => {
  const texts = platformTexts[visit.language].recipients
  const endpoints = visit.may('listEndpoints') ? await visit.call('listEndpoints') : []
  return drawForm(visit, {
    submit: texts.submit,
    fields: [
      { is: 'text', name: 'name', label: texts.name, required: true },
      { is: 'email', name: 'mail', label: texts.mail, hint: texts.mailHint },
      {
        is: 'choice',
        name: 'endpoint',
        label: texts.endpointLabel,
        choices: [
          { value: '', label: texts.noEndpoint },
          ...endpoints.map(({ id, name }) => ({ value: id, label: name }))
        ]
      },
      {
        is: 'choice',
        name: 'language',
        label: texts.language,
        value: visit.language,
        choices: [
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' }
        ]
      },
      {
        is: 'some-of',
        name: 'identifiers',
        label: texts.identifiers,
        required: true,
        values: ['email'],
        choices: identifierKinds.map(value => ({ value, label: texts.identifierKinds[value] }))
      }
    ]
  })
}

/** Organisations that are told to erase, too. */
export const recipientsPage: AdminPage = {
  path: '/platforms/:platform/recipients',
  needs: 'listRecipients',
  acts: 'setRecipients',
  async draw(visit) {
    const texts = platformTexts[visit.language].recipients
    const [platform, all] = await Promise.all([findPlatform(visit), readRecipients(visit)])
    const mayChange = visit.may('setRecipients')
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        ${drawTable(visit, {
          caption: texts.caption,
          head: mayChange ? texts.head : texts.head.slice(0, -1),
          empty: texts.empty,
          rows: all.map(one => [
            one.name,
            one.mail ?? texts.endpoint(one.endpoint ?? ''),
            one.identifiers.map(kind => texts.identifierKinds[kind]).join(', '),
            ...(mayChange
              ? [
                  html`<a href=${`${pageOf(visit)}/${one.id}/remove`} aria-label=${texts.removeOf(one.name)}>${texts.remove}</a>`
                ]
              : [])
          ])
        })}
        ${mayChange && html`<h2>${texts.add}</h2>${await drawAdd(visit)}`}
      `
    }
  },
  async act(visit) {
    const { form } = visit
    const known = await readRecipients(visit)
    const textOrNull = (name: string) => form.get(name)?.trim() || null
    const added = {
      name: form.get('name') ?? '',
      mail: textOrNull('mail'),
      endpoint: textOrNull('endpoint'),
      language: form.get('language') === 'de' ? ('de' as const) : ('en' as const),
      identifiers: form.getAll('identifiers') as IdentifierKind[]
    }
    await withFaultsAt(`recipients/${known.length}`, () =>
      visit.call('setRecipients', { path: pathOf(visit), body: { recipients: [...known, added] } })
    )
    return { to: pageOf(visit), said: 'recipient-added' }
  }
}

/** Tells an organisation no more. */
export const removeRecipientPage: AdminPage = {
  path: '/platforms/:platform/recipients/:recipient/remove',
  needs: 'setRecipients',
  async draw(visit) {
    const texts = platformTexts[visit.language].recipients
    const [platform, all] = await Promise.all([findPlatform(visit), readRecipients(visit)])
    const one = all.find(({ id }) => id === visit.params.recipient)
    if (one === undefined) throw refuse('route-unknown')
    return {
      title: texts.removeTitle,
      above: [...aboveOf(platform), { title: texts.title, href: pageOf(visit) }],
      body: html`
        <p>${texts.removeLead(one.name)}</p>
        ${drawForm(visit, { submit: texts.removeDo, dangerous: true, cancel: pageOf(visit) })}
      `
    }
  },
  async act(visit) {
    const left = (await readRecipients(visit)).filter(({ id }) => id !== visit.params.recipient)
    await visit.call('setRecipients', { path: pathOf(visit), body: { recipients: left } })
    return { to: pageOf(visit), said: 'recipient-removed' }
  }
}
