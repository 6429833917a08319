import { html } from 'htm/preact'
import { requestTexts, requestWords } from '../../../texts/admin/requests.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { platformField } from '../blocks/platforms.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { demandGrounds, groundField, noteField, readGround, readNote } from './moves/fields.ts'
import { requestAddress } from './short.ts'

type Demand = NonNullable<Given<'createRequest'>['body']>

const kinds = ['username', 'email', 'platform-id', 'external-id'] as const
const mandates = ['consent-to-act', 'guardian', 'estate', 'standing-rule'] as const
const copies = ['not-said', 'asked', 'not-wanted'] as const

const identifierFields = ({ language }: Visit, at: 0 | 1): readonly Field[] => {
  const { create } = requestTexts[language]
  const words = requestWords[language]
  const which = at === 0 ? create.first : create.second
  return [
    {
      is: 'choice',
      name: `kind${at}`,
      label: create.kind(which),
      required: true,
      value: kinds[at],
      at: `/subject/identifiers/${at}/kind`,
      choices: kinds.map(value => ({ value, label: words.identifiers[value]! }))
    },
    {
      is: 'text',
      name: `value${at}`,
      label: create.value(which),
      required: true,
      at: `/subject/identifiers/${at}/value`,
      ...(at === 0 && { hint: create.identifiersHint })
    }
  ]
}

const mandateFields = ({ language }: Visit): readonly Field[] => {
  const { create } = requestTexts[language]
  const words = requestWords[language]
  return [
    {
      is: 'choice',
      name: 'mandate',
      label: create.mandate,
      required: true,
      at: '/mandate/kind',
      choices: mandates.map(value => ({ value, label: words.mandates[value]! }))
    },
    { is: 'text', name: 'who', label: create.who, required: true, at: '/mandate/who' },
    { is: 'long-text', name: 'how', label: create.how, required: true, rows: 2, at: '/mandate/how' },
    { is: 'text', name: 'reference', label: create.reference, hint: create.referenceHint, at: '/mandate/reference' },
    { is: 'date', name: 'obtainedOn', label: create.obtainedOn, required: true, at: '/mandate/obtainedOn' },
    { is: 'date', name: 'expires', label: create.expires, at: '/mandate/expiresAt' },
    {
      is: 'long-text',
      name: 'cannotAsk',
      label: create.cannotAsk,
      hint: create.cannotAskHint,
      rows: 2,
      at: '/mandate/cannotAsk'
    }
  ]
}

const textsOf = (form: URLSearchParams, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = (form.get(name) ?? '').trim()
      return value === '' ? [] : [[name, value]]
    })
  )

const demandOf = (form: URLSearchParams, now: Date): Demand => {
  const received = form.get('received') ?? ''
  const expires = form.get('expires') ?? ''
  return {
    platform: form.get('platform') ?? '',
    subject: {
      identifiers: [0, 1].map(at => ({
        kind: kinds.find(kind => kind === form.get(`kind${at}`)) ?? 'username',
        value: (form.get(`value${at}`) ?? '').trim()
      }))
    },
    origin: 'on-behalf',
    ground: readGround(form),
    receivedAt: received === '' ? now.toISOString() : `${received}:00.000Z`,
    acknowledged: false,
    copy: copies.find(copy => copy === form.get('copy')) ?? 'not-said',
    mandate: {
      kind: mandates.find(kind => kind === form.get('mandate')) ?? 'consent-to-act',
      ...textsOf(form, ['who', 'how', 'reference', 'obtainedOn', 'cannotAsk']),
      ...(expires !== '' && { expiresAt: `${expires}T00:00:00.000Z` })
    },
    ...readNote(form)
  }
}

/** Asking for somebody else's account to be deleted: who, by what right, and what they will get. */
export const createPage: AdminPage = {
  path: '/requests/new',
  needs: 'createRequest',
  async draw(visit) {
    const { create } = requestTexts[visit.language]
    const words = requestWords[visit.language]
    const platforms = await visit.call('listPlatforms')
    if (platforms.length === 0) return { title: create.title, body: html`<p>${create.noPlatform}</p>` }
    return {
      title: create.title,
      body: html`
        <p>${create.lead}</p>
        <h2>${create.gets}</h2>
        <ul>${create.getsText.map(sentence => html`<li>${sentence}</li>`)}</ul>
        ${drawForm(visit, {
          submit: create.submit,
          cancel: '/admin/requests',
          fields: [
            platformField(create.platform, platforms),
            ...identifierFields(visit, 0),
            ...identifierFields(visit, 1),
            groundField(visit, demandGrounds),
            {
              is: 'datetime-local',
              name: 'received',
              label: create.received,
              hint: create.receivedHint,
              at: '/receivedAt'
            },
            ...mandateFields(visit),
            {
              is: 'one-of',
              name: 'copy',
              label: create.copy,
              value: 'not-said',
              choices: copies.map(value => ({ value, label: words.copies[value]! }))
            },
            noteField(visit, false)
          ]
        })}
      `
    }
  },
  async act({ call, form, now }) {
    const { request } = await call('createRequest', { body: demandOf(form, now) })
    return request === null
      ? { to: '/admin/requests', said: 'request-made' }
      : { to: requestAddress(request), said: 'request-made' }
  }
}
