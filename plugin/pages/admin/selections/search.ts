import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { drawForm } from '../blocks/form.ts'
import { type Platform, platformField } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay } from '../blocks/when.ts'
import type { Answer, Given } from '../frame/call-api.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { drawPickForm, drawTick, drawTickAll } from './pick.ts'

type Found = Answer<'searchPlatform'>
type Query = NonNullable<Given<'searchPlatform'>['body']>

const kinds = ['login', 'name', 'external-id', 'email', 'authentication'] as const

const drawSearch = (visit: Visit, platforms: readonly Platform[]): ComponentChild => {
  const texts = selectionTexts[visit.language]
  const { search } = texts
  const typed = (name: string) => visit.form.get(name) ?? undefined
  return drawForm(visit, {
    submit: search.submit,
    fields: [
      platformField(texts.platform, platforms, typed('platform')),
      {
        is: 'choice',
        name: 'by',
        label: search.by,
        required: true,
        value: typed('by') ?? 'login',
        choices: kinds.map(kind => ({ value: kind, label: search.kinds[kind] }))
      },
      {
        is: 'search',
        name: 'value',
        label: search.value,
        hint: search.valueHint,
        required: true,
        value: typed('value')
      },
      { is: 'text', name: 'provider', label: search.provider, hint: search.providerHint, value: typed('provider') }
    ]
  })
}

const drawFound = (visit: Visit, platform: string, { items, isCut }: Found): ComponentChild => {
  const { search } = selectionTexts[visit.language]
  const mayPick = visit.may('makeSelection')
  const rows = items.map(({ key, username, displayName, email, bornAt, request }) => [
    mayPick && request === null ? drawTick(key, username) : username,
    displayName ?? '',
    email ?? '',
    key,
    drawDay(visit, bornAt),
    request === null ? '' : html`<a href=${`/admin/requests/${request}`}>${search.open}</a>`
  ])
  const head = [
    html`${mayPick && drawTickAll(visit)}${search.account}`,
    search.name,
    search.email,
    search.key,
    search.born,
    search.open
  ]
  const table = items.length > 0 && drawTable(visit, { caption: search.caption, head, rows })
  return html`
    <section aria-live="polite">
      <p role="status"><strong>${search.found(items.length)}</strong> ${isCut && search.isCut}</p>
      ${mayPick && items.length > 0 ? drawPickForm(visit, { platform, submit: search.pick, children: table }) : table}
    </section>
  `
}

const draw = async (visit: Visit, found: Found | null): Promise<Drawn> => {
  const texts = selectionTexts[visit.language]
  const platforms = await visit.call('listPlatforms')
  return {
    title: texts.search.title,
    body:
      platforms.length === 0
        ? html`<p class="empty">${texts.noPlatforms}</p>`
        : html`
          <p>${texts.search.lead}</p>
          ${drawSearch(visit, platforms)}
          ${found !== null && drawFound(visit, visit.form.get('platform') ?? '', found)}
        `
  }
}

/** Looks for accounts on a platform. What is looked for and who is found live as long as the page. */
export const searchPage: AdminPage = {
  path: '/selections/search',
  needs: 'searchPlatform',
  draw: visit => draw(visit, null),
  async act(visit) {
    const { form } = visit
    const provider = form.get('provider') ?? ''
    const by = form.get('by') ?? ''
    const body = { by, value: (form.get('value') ?? '').trim(), ...(by === 'authentication' && { provider }) } as Query
    return draw(visit, await visit.call('searchPlatform', { path: { platform: form.get('platform') ?? '' }, body }))
  }
}
