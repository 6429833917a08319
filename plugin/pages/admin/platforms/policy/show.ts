import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import { drawPracticeNotice } from '../../blocks/practice.ts'
import { drawTable } from '../../blocks/table.ts'
import type { AdminPage } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from '../about.ts'
import { type Topic, topicNames } from './fields.ts'
import { type Held, heldBy, originsOf, topicOf } from './held.ts'
import { originsText, type PolicyShown, sentenceOf } from './words.ts'

const drawTopic = (visit: Visit, policy: PolicyShown, topic: Topic, held: readonly Held[]): ComponentChild => {
  const texts = policyTexts[visit.language]
  const origins = originsOf(policy)
  const address = `${addressOf(visit)}/policy/${topic}`
  return html`
    <h2>${texts.topics[topic]}</h2>
    ${drawTable(visit, {
      caption: texts.holdsOf(texts.topics[topic]),
      head: texts.head,
      empty: texts.empty,
      rows: held.flatMap(({ name, value, from, origins: whom }) => {
        const sentence = sentenceOf(visit, policy, name, value)
        if (sentence === null) return []
        const source = from === 'default' ? texts.sources.default : html`<strong>${texts.sources[from]}</strong>`
        return [[sentence, originsText(visit, whom, origins.length), source]]
      })
    })}
    ${
      visit.may('setPlatformPolicy') &&
      html`<details><summary>${texts.change}: ${texts.topics[topic]}</summary><ul>
        <li><a href=${`${address}/all`}>${texts.changeFor.all}</a></li>
        ${origins.map(
          origin =>
            html`<li><a href=${`${address}/${origin}`}>${texts.changeFor.origin(texts.origins[origin])}</a></li>`
        )}
      </ul></details>`
    }
  `
}

/** What holds on a platform, in words, and where each thing comes from. */
export const policyPage: AdminPage = {
  path: '/platforms/:platform/policy',
  needs: 'showPolicy',
  async draw(visit) {
    const texts = policyTexts[visit.language]
    const [platform, policy] = await Promise.all([
      findPlatform(visit),
      visit.call('showPolicy', { path: pathOf(visit) })
    ])
    const held = heldBy(policy)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        ${drawPracticeNotice(visit, platform)}
        <p>${texts.lead}</p>
        <p>${texts.open(policy.openRequests)}</p>
        ${topicNames.map(topic =>
          drawTopic(
            visit,
            policy,
            topic,
            held.filter(({ name }) => topicOf(name) === topic)
          )
        )}
        <p>${texts.languages}</p>
        <h2>${texts.elsewhere}</h2>
        <ul class="links">
          ${visit.may('listDeclarations') && html`<li><a href=${`${addressOf(visit)}/declarations`}>${texts.declarations}</a></li>`}
          ${visit.may('showLifecycle') && html`<li><a href=${`/admin/lifecycle/${platform.id}`}>${texts.lifecycle}</a></li>`}
          ${visit.may('listSources') && html`<li><a href="/admin/sources">${texts.brakes}</a></li>`}
        </ul>
      `
    }
  }
}
