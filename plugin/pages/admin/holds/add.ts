import { html } from 'htm/preact'
import { holdTexts } from '../../../texts/admin/holds.ts'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { type Platform, platformField } from '../blocks/platforms.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type NewHold = NonNullable<Given<'placeHold'>['body']>

const identifiers = [
  ['number', 'platform-id'],
  ['login', 'username'],
  ['email', 'email'],
  ['other', 'external-id']
] as const

const items = ['account', 'invoices', 'course', 'category'] as const
const owners = ['privacy-officer', 'administrator'] as const

const said = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').trim()

/** Those of whom something was typed, in the order of the fields: faults of the call name them by their place there. */
const typed = (form: URLSearchParams) => identifiers.filter(([name]) => said(form, name) !== '')

const readHold = (form: URLSearchParams): NewHold => {
  const what = items.find(item => item === form.get('what')) ?? 'account'
  const owner = owners.find(role => role === form.get('owner'))
  const reviewOn = said(form, 'reviewOn')
  const note = said(form, 'note')
  return {
    platform: said(form, 'platform'),
    identifiers: typed(form).map(([name, kind]) => ({ kind, value: said(form, name) })),
    items: [what === 'account' || what === 'invoices' ? { kind: what } : { kind: what, key: said(form, 'key') }],
    ground: { article: said(form, 'article'), letter: said(form, 'letter') || null },
    ...(owner !== undefined && { owner: { role: owner } }),
    ...(reviewOn !== '' && { reviewAt: `${reviewOn}T00:00:00Z` }),
    ...(note !== '' && { note })
  }
}

const fieldsOf = (visit: Visit, platforms: readonly Platform[]): readonly Field[] => {
  const { add, roles, platform } = holdTexts[visit.language]
  const placeOf = (name: string) => {
    const at = typed(visit.form).findIndex(([one]) => one === name)
    // Where nothing was typed at all the first field says so.
    return at === -1 ? (name === 'number' ? '/identifiers' : `/${name}`) : `/identifiers/${at}`
  }
  return [
    platformField(platform, platforms),
    ...identifiers.map(
      ([name]): Field => ({
        is: name === 'email' ? 'email' : 'text',
        name,
        label: add[name],
        at: placeOf(name),
        ...(name === 'other' && { hint: add.otherHint })
      })
    ),
    {
      is: 'one-of',
      name: 'what',
      label: add.what,
      required: true,
      value: 'account',
      choices: items.map(value => ({ value, label: add[value] }))
    },
    { is: 'text', name: 'key', label: add.key, hint: add.keyHint, at: '/items' },
    {
      is: 'text',
      name: 'article',
      label: add.article,
      hint: add.articleHint,
      required: true,
      value: '17(3)',
      at: '/ground/article'
    },
    { is: 'text', name: 'letter', label: add.letter, value: 'e', at: '/ground/letter' },
    {
      is: 'one-of',
      name: 'owner',
      label: add.owner,
      required: true,
      value: 'me',
      choices: [{ value: 'me', label: add.me }, ...owners.map(value => ({ value, label: roles[value] }))]
    },
    { is: 'date', name: 'reviewOn', label: add.reviewOn, hint: add.reviewHint, at: '/reviewAt' },
    { is: 'long-text', name: 'note', label: add.note, hint: add.noteHint, rows: 3 }
  ]
}

/** Suspends an erasure. Whom it means stands in the form alone. */
export const addPage: AdminPage = {
  path: '/holds/new',
  needs: 'placeHold',
  async draw(visit) {
    const { add } = holdTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    return {
      title: add.title,
      body:
        platforms.length === 0
          ? html`<p class="empty">${selectionTexts[visit.language].noPlatforms}</p>`
          : html`
            <p>${add.lead}</p>
            ${drawForm(visit, { fields: fieldsOf(visit, platforms), submit: add.submit, cancel: '/admin/holds' })}
          `
    }
  },
  async act(visit) {
    const { id } = await visit.call('placeHold', { body: readHold(visit.form) })
    return { to: `/admin/holds/${id}`, said: 'hold-placed' }
  }
}
