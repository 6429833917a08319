import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawPracticeNotice } from '../blocks/practice.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage, Operation } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { addressOf, findPlatform, type Platform, readKinds, readWho, stateOf } from './about.ts'
import { drawRights } from './rights.ts'

const drawPauses = (visit: Visit, { paused, everythingPaused }: Platform, nameOf: (id: string) => string) => {
  const texts = platformTexts[visit.language].pause
  return [
    ...(paused === null ? [] : [[texts.by(nameOf(paused.by)), paused] as const]),
    ...(everythingPaused === null ? [] : [[texts.allBy(nameOf(everythingPaused.by)), everythingPaused] as const])
  ].map(
    ([title, { at, because }]) => html`
    <p class="notice wait"><strong>${title}</strong>, ${drawInstant(visit, at)}: ${because}</p>
  `
  )
}

const drawWatch = (visit: Visit, { watch }: Platform): ComponentChild => {
  const texts = platformTexts[visit.language].show
  if (watch === null) return texts.notLooked
  return html`
    ${watch.lastCompleteAt === null ? texts.notLooked : drawInstant(visit, watch.lastCompleteAt)}
    ${watch.problem !== null && html`<br /><span class="late">${texts.watchFailing(watch.problem.code)}</span>`}
  `
}

const drawSection = (visit: Visit, { section }: Platform): ComponentChild => {
  const texts = platformTexts[visit.language].show
  return (
    section &&
    html`
      <a href=${`/admin/requests/${section.request}`}>${texts.sectionBy}</a>, ${drawInstant(visit, section.since)}
      ${section.isStuck && html` <strong class="late">${texts.stuck}</strong>`}
    `
  )
}

/** Where each thing is set, for those who may. */
const ways: readonly (readonly [
  name: 'options' | 'policy' | 'gateway' | 'hints' | 'declarations' | 'recipients',
  needs: Operation
])[] = [
  ['policy', 'showPolicy'],
  ['options', 'changePlatformOptions'],
  ['gateway', 'setPlatformGateway'],
  ['hints', 'setHints'],
  ['declarations', 'listDeclarations'],
  ['recipients', 'listRecipients']
]

const drawWays = (visit: Visit, { paused }: Platform): ComponentChild => {
  const texts = platformTexts[visit.language].show
  const links = [
    ...ways.filter(([, needs]) => visit.may(needs)).map(([name]) => [name, texts[name]] as const),
    ...(paused === null && visit.may('pausePlatform') ? [['pause', texts.pause] as const] : []),
    ...(paused !== null && visit.may('resumePlatform') ? [['resume', texts.resume] as const] : []),
    ...(visit.may('removePlatform') ? [['remove', texts.remove] as const] : [])
  ]
  return html`
    <ul class="links">
      ${links.map(([name, title]) => html`<li><a href=${`${addressOf(visit)}/${name}`}>${title}</a></li>`)}
    </ul>
  `
}

/** One platform: how it stands, what Lethe may do there, and the way to everything that can be set. */
export const platformPage: AdminPage = {
  path: '/platforms/:platform',
  needs: 'showPlatform',
  async draw(visit) {
    const texts = platformTexts[visit.language]
    const [platform, kindName, nameOf] = await Promise.all([findPlatform(visit), readKinds(visit), readWho(visit)])
    const { text, kind } = stateOf(visit, platform)
    return {
      title: platform.name,
      body: html`
        ${drawPracticeNotice(visit, platform)}
        ${
          platform.practice &&
          visit.may('createRequest') &&
          html`<p><a role="button" href="/admin/first-run/test">${texts.show.test}</a></p>`
        }
        ${drawPauses(visit, platform, nameOf)}
        ${drawPairs([
          [texts.show.state, html`<span class=${kind}>${text}</span>`],
          [texts.show.kind, kindName(platform.kind)],
          [texts.show.address, platform.baseUrl],
          [texts.show.version, platform.registration.version],
          [texts.show.checked, drawInstant(visit, platform.registeredAt)],
          [texts.show.watch, drawWatch(visit, platform)],
          [texts.show.section, drawSection(visit, platform)],
          [texts.show.cancels, platform.cancelsWaiting === 0 ? null : platform.cancelsWaiting],
          [texts.show.backlog, platform.watch?.backlog ? platform.watch.backlog : null]
        ])}
        <h2>${texts.show.more}</h2>
        ${drawWays(visit, platform)}
        <h2>${texts.show.rights}</h2>
        ${
          visit.may('checkPlatform') && drawForm(visit, { submit: texts.check.do, action: `${addressOf(visit)}/check` })
        }
        ${drawRights(visit, platform)}
      `
    }
  }
}
