import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { writeGround } from '../../../texts/grounds.ts'
import { writeDay } from '../../../texts/instants.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { findPlatform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'
import { addressOf, describeSettings, describeStanding, type Lifecycle, pathOf } from './describe.ts'

const tabs = ['deactivated', 'ready', 'without-activity'] as const

/** The tabs of a platform; the one that is open is marked. */
export const drawTabs = (visit: Visit): ComponentChild => {
  if (!visit.may('listLifecycleTab')) return null
  const texts = lifecycleTexts[visit.language]
  return html`
    <nav aria-label=${texts.title}>
      <ul class="links">
        ${tabs.map(tab => {
          const href = addressOf(visit, `/${tab}`)
          return html`<li><a href=${href} aria-current=${visit.path === href ? 'page' : undefined}>${texts.tabs[tab]}</a></li>`
        })}
      </ul>
    </nav>
  `
}

const drawWays = (visit: Visit, { settings }: Lifecycle): ComponentChild => {
  const { ways } = lifecycleTexts[visit.language]
  const link = (to: string, text: string) => html`<li><a href=${addressOf(visit, to)}>${text}</a></li>`
  return html`
    <ul class="links">
      ${visit.may('setLifecycle') && link('/settings', ways.settings)}
      ${visit.may('setInactiveKeys') && link('/inactive', ways.inactive)}
      ${visit.may('planLifecycleRun') && settings !== null && link('/plan', ways.plan)}
      ${visit.may('listLifecycleRuns') && link('/runs', ways.runs)}
      ${visit.may('runLifecycleNow') && settings?.isOn === true && link('/run', ways.run)}
    </ul>
  `
}

const drawPlatformsOwn = (visit: Visit, { own }: Lifecycle): ComponentChild => {
  const texts = lifecycleTexts[visit.language]
  const rows = own.map(({ id, does, closedBy }) => [
    texts.ownNames[id] ?? does,
    closedBy === null ? texts.cannotEnd : html`<code>${closedBy}</code>`
  ])
  return drawTable(visit, { caption: texts.own, head: [texts.does, texts.closedBy], rows })
}

/** What is set on one platform, in words, and what the platform does by itself. */
export const showPage: AdminPage = {
  path: '/lifecycle/:platform',
  needs: 'showLifecycle',
  async draw(visit) {
    const texts = lifecycleTexts[visit.language]
    const [{ name }, seen, nameOf] = await Promise.all([
      findPlatform(visit),
      visit.call('showLifecycle', { path: pathOf(visit) }),
      readNames(visit)
    ])
    const { settings, setBy, nextRunAt, liveSince, inactive } = seen
    const ground =
      settings && writeGround({ ...settings.ground, letter: settings.ground.letter ?? null }, visit.language)
    return {
      title: `${texts.title}: ${name}`,
      body: html`
        ${drawTabs(visit)}
        <h2>${texts.settings}</h2>
        <p><strong>${describeStanding(visit, seen)}</strong></p>
        ${settings !== null && html`<ul>${describeSettings(visit, settings).map(text => html`<li>${text}</li>`)}</ul>`}
        ${drawPairs([
          [texts.ground, ground],
          [texts.setBy, setBy && nameOf(setBy)],
          [texts.nextRun, nextRunAt && drawInstant(visit, nextRunAt)],
          [texts.live, settings && (liveSince === null ? texts.liveNo : drawInstant(visit, liveSince))],
          [
            texts.inactive,
            inactive === null
              ? texts.noList
              : `${texts.list(inactive.count)} ${texts.listAt(writeDay(inactive.at, visit.language, 'UTC'), nameOf(inactive.by))}`
          ],
          [texts.remembered, seen.remembered]
        ])}
        ${drawWays(visit, seen)}
        ${drawPlatformsOwn(visit, seen)}
      `
    }
  }
}
