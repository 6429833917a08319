import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import { drawForm } from '../../blocks/form.ts'
import { drawTable } from '../../blocks/table.ts'
import type { Answer, Given } from '../../frame/call-api.ts'
import type { AdminPage, Drawn } from '../../frame/page.ts'
import { refuse } from '../../frame/page-problem.ts'
import type { Visit } from '../../frame/visit.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from '../about.ts'
import { drawPolicyField, type Scope } from './controls.ts'
import { fieldsOf, type Topic, topicNames } from './fields.ts'
import { originsOf } from './held.ts'
import { readTopic, withTopic } from './read.ts'
import { originsText, type PolicyShown, sentenceOf } from './words.ts'

type Body = NonNullable<Given<'setPlatformPolicy'>['body']>
type Fields = Readonly<Record<string, unknown>>

const readAbout = async (visit: Visit) => {
  const topic = topicNames.find(each => each === visit.params.topic)
  const policy = await visit.call('showPolicy', { path: pathOf(visit) })
  const scope = (['all', ...originsOf(policy)] as const).find(each => each === visit.params.scope)
  if (topic === undefined || scope === undefined) throw refuse('route-unknown')
  return { topic, policy, scope }
}

const titleOf = ({ language }: Visit, topic: Topic, scope: Scope): string => {
  const texts = policyTexts[language]
  const who = scope === 'all' ? texts.changeFor.all : texts.changeFor.origin(texts.origins[scope])
  return texts.editTitle(texts.topics[topic], who)
}

const setIn = ({ set }: PolicyShown, scope: Scope): Fields => (scope === 'all' ? set.all : (set.byOrigin[scope] ?? {}))

/** The whole policy with one topic of one scope as it was typed, or taken back. */
const bodyOf = ({ form }: Visit, policy: PolicyShown, topic: Topic, scope: Scope): Body => {
  const typed = form.get('reset') === 'yes' ? {} : readTopic(form, topic)
  const changed = withTopic(setIn(policy, scope), topic, typed)
  const { all, byOrigin } = policy.set
  if (scope === 'all') return { all: changed, byOrigin } as Body
  const others = Object.entries(byOrigin).filter(([origin]) => origin !== scope)
  const own = Object.keys(changed).length === 0 ? [] : [[scope, changed] as const]
  return { all, byOrigin: Object.fromEntries([...others, ...own]) } as Body
}

const drawChanges = (visit: Visit, policy: PolicyShown, { changes }: Answer<'previewPolicy'>): ComponentChild => {
  const texts = policyTexts[visit.language]
  const say = (name: string, value: unknown) => sentenceOf(visit, policy, name, value) ?? '–'
  return drawTable(visit, {
    caption: texts.changes,
    head: [texts.willBe, texts.was, texts.head[1]],
    empty: texts.nothing,
    rows: changes.map(({ name, origins, before, after }) => [
      say(name, after),
      say(name, before),
      originsText(visit, origins, originsOf(policy).length)
    ])
  })
}

/** What would change, in words, with all that was typed waiting for one more button. */
const drawPreview = async (
  visit: Visit,
  about: Awaited<ReturnType<typeof readAbout>>,
  preview: Answer<'previewPolicy'>
): Promise<Drawn> => {
  const texts = policyTexts[visit.language]
  const { policy, topic, scope } = about
  const typed = [...visit.form].filter(([name]) => name !== 'form' && name !== 'sure')
  return {
    title: texts.previewTitle,
    above: [
      ...aboveOf(await findPlatform(visit)),
      { title: texts.title, href: `${addressOf(visit)}/policy` },
      { title: titleOf(visit, topic, scope), href: visit.path }
    ],
    body: html`
      ${drawChanges(visit, policy, preview)}
      <p>${texts.looksAgain(preview.openRequests)}</p>
      ${preview.asksLess && html`<p class="notice wait">${texts.asksLess}</p>`}
      ${drawForm(visit, {
        submit: texts.save,
        dangerous: preview.asksLess,
        cancel: `${addressOf(visit)}/policy`,
        children: html`
          ${typed.map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
          <input type="hidden" name="sure" value="yes" />
        `
      })}
    `
  }
}

/** Sets the fields of one topic, for everybody or for one way of asking; what would change is shown first. */
export const editPolicyPage: AdminPage = {
  path: '/platforms/:platform/policy/:topic/:scope',
  needs: 'setPlatformPolicy',
  async draw(visit) {
    const texts = policyTexts[visit.language]
    const { policy, topic, scope } = await readAbout(visit)
    const set = setIn(policy, scope)
    const form = { policy, scope, set, at: scope === 'all' ? '/all' : `/byOrigin/${scope}` }
    const isSet = fieldsOf(topic).some(({ name }) => set[name] !== undefined)
    return {
      title: titleOf(visit, topic, scope),
      above: [...aboveOf(await findPlatform(visit)), { title: texts.title, href: `${addressOf(visit)}/policy` }],
      body: html`
        <p>${texts.editLead}</p>
        ${drawForm(visit, {
          submit: texts.preview,
          cancel: `${addressOf(visit)}/policy`,
          children: fieldsOf(topic).map(field => drawPolicyField(visit, form, field))
        })}
        ${
          isSet &&
          drawForm(visit, {
            submit: texts.reset,
            name: texts.resetOf(texts.topics[topic]),
            children: html`<input type="hidden" name="reset" value="yes" />`
          })
        }
      `
    }
  },
  async act(visit) {
    const about = await readAbout(visit)
    const body = bodyOf(visit, about.policy, about.topic, about.scope)
    const path = pathOf(visit)
    if (visit.form.get('sure') !== 'yes')
      return drawPreview(visit, about, await visit.call('previewPolicy', { path, body: body as never }))
    await visit.call('setPlatformPolicy', { path, body })
    return { to: `${addressOf(visit)}/policy`, said: 'policy-set' }
  }
}
