import { html } from 'htm/preact'
import { factProviderTexts } from '../../../texts/admin/fact-providers.ts'
import { drawDuration, readDuration } from '../blocks/duration.ts'
import { drawField, type Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import { platformField } from '../blocks/platforms.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type New = NonNullable<Given<'addFactProvider'>['body']>

/** How long what may take, unless somebody says otherwise; as in our API document. */
const lengths = { timeoutMs: 10_000, cacheMs: 3_600_000, answerWithinMs: 86_400_000 } as const

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const fieldsOf = async (visit: Visit): Promise<readonly Field[]> => {
  const texts = factProviderTexts[visit.language]
  return [
    { is: 'text', name: 'name', label: texts.name, hint: texts.nameHint, required: true },
    platformField(texts.platform, await visit.call('listPlatforms')),
    {
      is: 'some-of',
      name: 'questions',
      label: texts.questionsLabel,
      hint: texts.questionsHint,
      required: true,
      choices: choices(texts.asked)
    },
    { is: 'url', name: 'url', label: texts.url, hint: texts.urlHint, required: true },
    { is: 'url', name: 'answerUrl', label: texts.answerUrl, hint: texts.answerUrlHint },
    {
      is: 'some-of',
      name: 'identifiers',
      label: texts.identifiersLabel,
      hint: texts.identifiersHint,
      required: true,
      values: ['username', 'email'],
      choices: choices(texts.kinds)
    }
  ]
}

const drawLengths = (visit: Visit) => {
  const texts = factProviderTexts[visit.language]
  return html`
    ${drawDuration(visit, { name: 'timeoutMs', label: texts.timeout, ms: lengths.timeoutMs })}
    ${drawDuration(visit, { name: 'cacheMs', label: texts.cache, ms: lengths.cacheMs })}
    ${drawDuration(visit, { name: 'answerWithinMs', label: texts.answerWithin, ms: lengths.answerWithinMs })}
  `
}

/** Registers a system that is asked for facts; its secret is shown once. */
export const addFactProviderPage: AdminPage = {
  path: '/fact-providers/new',
  needs: 'addFactProvider',
  async draw(visit) {
    const texts = factProviderTexts[visit.language]
    const fields = await fieldsOf(visit)
    const children = html`${fields.map(field => drawField(visit, field))}${drawLengths(visit)}`
    return {
      title: texts.add,
      above: [{ title: texts.title, href: '/admin/fact-providers' }],
      body: drawForm(visit, { submit: texts.addDo, children, cancel: '/admin/fact-providers' })
    }
  },
  async act(visit) {
    const { form } = visit
    const texts = factProviderTexts[visit.language]
    const length = (name: keyof typeof lengths) => readDuration(form, name) ?? lengths[name]
    const body: New = {
      name: form.get('name') ?? '',
      platform: form.get('platform') ?? '',
      questions: form.getAll('questions') as New['questions'],
      url: form.get('url') ?? '',
      answerUrl: form.get('answerUrl') || null,
      identifiers: form.getAll('identifiers') as NonNullable<New['identifiers']>,
      timeoutMs: length('timeoutMs'),
      cacheMs: length('cacheMs'),
      answerWithinMs: length('answerWithinMs')
    }
    const { secret } = await visit.call('addFactProvider', { body })
    return {
      title: texts.add,
      above: [{ title: texts.title, href: '/admin/fact-providers' }],
      body: html`${drawOnce(visit, texts.secret, secret)}<p><a href="/admin/fact-providers">${texts.back}</a></p>`
    }
  }
}
