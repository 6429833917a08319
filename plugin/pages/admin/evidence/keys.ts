import { html } from 'htm/preact'
import { localeOf } from '../../../texts/locale.ts'
import { drawForm } from '../blocks/form.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { textsOf } from './words.ts'

type KeyMonth = Answer<'listKeys'>['keys'][number]

const list = '/admin/evidence/keys'

const dayOf = ({ language }: Visit, at: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(at))

const copiesOf = (visit: Visit, { copiesOpenableSince, copiesUnreadableSince }: KeyMonth): string => {
  const texts = textsOf(visit)
  if (copiesUnreadableSince !== null) return texts.unreadable(dayOf(visit, copiesUnreadableSince))
  return copiesOpenableSince === null ? '' : texts.openable(dayOf(visit, copiesOpenableSince))
}

const rowOf = (visit: Visit, key: KeyMonth) => {
  const texts = textsOf(visit)
  const { month, is, living, compartments } = key
  const isRetirable = is === 'over' && visit.may('retireKeys')
  return [
    month,
    texts.is[is],
    String(living),
    String(compartments.work),
    String(compartments.replay),
    String(compartments.block),
    copiesOf(visit, key),
    isRetirable
      ? html`<a href=${`${list}/${month}/retire`} aria-label=${texts.retireThe(month)}>${texts.retire}</a>`
      : ''
  ]
}

/** What lives under the key of each month, and which copies it can open. */
export const keysPage: AdminPage = {
  path: '/evidence/keys',
  needs: 'listKeys',
  async draw(visit) {
    const texts = textsOf(visit)
    const { keys } = await visit.call('listKeys')
    const head = [
      texts.month,
      texts.state,
      texts.living,
      texts.livingWork,
      texts.livingReplay,
      texts.livingBlock,
      texts.copies,
      texts.move
    ]
    const rows = keys.map(key => rowOf(visit, key))
    return {
      title: texts.links.keys,
      body: html`
        <p>${texts.keysLead}</p>
        ${drawTable(visit, { caption: texts.keysCaption, head, rows, empty: texts.keysEmpty })}
      `
    }
  }
}

/** Destroys the key of a month: what it means stands before the button. */
export const retireKeyPage: AdminPage = {
  path: '/evidence/keys/:month/retire',
  needs: 'retireKeys',
  async draw(visit) {
    const texts = textsOf(visit)
    const { keys } = await visit.call('listKeys')
    const key = keys.find(({ month }) => month === visit.params.month)
    if (key === undefined) throw refuse('key-unknown')
    return {
      title: texts.retireTitle,
      above: [{ title: texts.links.keys, href: list }],
      body: html`
        <p><strong>${texts.retireLead(key.month)}</strong></p>
        <ul>${texts.retireMeans.map(sentence => html`<li>${sentence}</li>`)}</ul>
        <p>${texts.living}: ${key.living}. ${copiesOf(visit, key)}</p>
        ${drawForm(visit, { submit: texts.retireDo, dangerous: true, cancel: list })}
      `
    }
  },
  async act(visit) {
    const texts = textsOf(visit)
    const { rewrapped } = await visit.call('retireKeys', { path: { month: visit.params.month! } })
    return {
      title: texts.retireTitle,
      above: [{ title: texts.links.keys, href: list }],
      body: html`
        <p class="notice done" role="status">${texts.retiredNow(rewrapped)}</p>
        <p><a href=${list}>${texts.back}</a></p>
      `
    }
  }
}
