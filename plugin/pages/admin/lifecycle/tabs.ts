import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { writeDuration } from '../../../texts/durations.ts'
import { drawPaging } from '../blocks/paging.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { drawPickForm, drawTick, drawTickAll, pickAddress } from '../selections/pick.ts'
import { aboveOf, pathOf } from './describe.ts'
import { drawTabs } from './show.ts'

type Tab = Answer<'listLifecycleTab'>
type Name = 'deactivated' | 'ready' | 'without-activity'

const accountsAPage = 200

const drawAccounts = (visit: Visit, name: Name, { items }: Tab): ComponentChild => {
  const { tab } = lifecycleTexts[visit.language]
  const mayPick = visit.may('makeSelection')
  const rows = items.map(({ key, username, displayName, stage, expiresAt, deactivatedAt, readyAt, request }) => [
    mayPick && request === null ? drawTick(key, username ?? key) : (username ?? key),
    displayName ?? '',
    key,
    tab.stages[stage],
    expiresAt && drawDay(visit, expiresAt),
    deactivatedAt && drawDay(visit, deactivatedAt),
    readyAt && drawDay(visit, readyAt),
    request && html`<a href=${`/admin/requests/${request}`}>${tab.open}</a>`
  ])
  const first = html`${mayPick && items.length > 0 && drawTickAll(visit)}${tab.account}`
  const head = [first, tab.name, tab.key, tab.stage, tab.expires, tab.deactivated, tab.ready, tab.open]
  return drawTable(visit, { caption: tab.titles[name], head, rows, empty: tab.empty })
}

/** Everybody of the tab, page or not; the platform is read again. */
const drawAll = (visit: Visit, name: Name): ComponentChild => {
  const { tab } = lifecycleTexts[visit.language]
  return html`
    <form method="post" action=${pickAddress}>
      <input type="hidden" name="form" value=${visit.formToken} />
      <input type="hidden" name="platform" value=${visit.params.platform} />
      <input type="hidden" name="step" value="tab" />
      <input type="hidden" name="from" value="tab" />
      <input type="hidden" name="tab" value=${name} />
      <input type="hidden" name="olderThanDays" value=${visit.query.olderThanDays ?? ''} />
      <p class="buttons"><button class="secondary">${tab.all}</button></p>
    </form>
  `
}

const drawDays = (visit: Visit, { readyAfter }: Tab): ComponentChild => {
  const { tab } = lifecycleTexts[visit.language]
  const days = Math.round(readyAfter.ms / 86_400_000)
  return html`
    <p>${tab.readyAfter(writeDuration(readyAfter.ms, visit.language), tab.by[readyAfter.by])}</p>
    <form method="get" action=${visit.path}>
      <label for="olderThanDays">${tab.days}</label>
      <input id="olderThanDays" name="olderThanDays" type="number" min="0" max="36500" inputmode="numeric" value=${days} aria-describedby="olderThanDays-hint" />
      <small id="olderThanDays-hint">${tab.daysHint}</small>
      <p class="buttons"><button class="secondary">${tab.show}</button></p>
    </form>
  `
}

const queryOf = ({ query: { olderThanDays, after } }: Visit, tab: Name) => ({
  tab,
  limit: accountsAPage,
  ...(/^[0-9]{1,5}$/.test(olderThanDays ?? '') && { olderThanDays: Number(olderThanDays) }),
  ...(after !== undefined && { after })
})

const tabPage = (name: Name): AdminPage => ({
  path: `/lifecycle/:platform/${name}`,
  needs: 'listLifecycleTab',
  async draw(visit) {
    const { tab } = lifecycleTexts[visit.language]
    const [above, seen] = await Promise.all([
      aboveOf(visit),
      visit.call('listLifecycleTab', { path: pathOf(visit), query: queryOf(visit, name) })
    ])
    const table = drawAccounts(visit, name, seen)
    const isOffered = visit.may('makeSelection') && seen.items.length > 0
    const { platform } = visit.params
    return {
      title: tab.titles[name],
      above,
      body: html`
        ${drawTabs(visit)}
        <p>${tab.leads[name]}</p>
        ${name === 'ready' && drawDays(visit, seen)}
        ${
          isOffered
            ? drawPickForm(visit, {
                platform: platform!,
                submit: tab.pick,
                children: html`<input type="hidden" name="from" value="tab" />${table}`
              })
            : table
        }
        ${isOffered && drawAll(visit, name)}
        ${drawPaging(visit, seen.next)}
        <p><small>${tab.unknown}</small></p>
      `
    }
  }
})

/** Who is deactivated, ready to be deleted, or without activity: read of the platform now. */
export const tabPages: readonly AdminPage[] = [tabPage('deactivated'), tabPage('ready'), tabPage('without-activity')]
