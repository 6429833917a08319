import { html } from 'htm/preact'
import type { components } from '../../../../openapi/types/lethe.ts'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { drawField, type Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import { drawPairs } from '../blocks/pairs.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf } from './about.ts'

type NewSource = components['schemas']['NewSource']

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

const fieldsOf = async ({ language, call }: Visit): Promise<readonly Field[]> => {
  const texts = sourceTexts[language]
  const platforms = await call('listPlatforms')
  return [
    { is: 'text', name: 'name', label: texts.name, required: true },
    {
      is: 'some-of',
      name: 'platforms',
      label: texts.platforms,
      required: true,
      choices: platforms.map(({ id, name }) => ({ value: id, label: name }))
    },
    {
      is: 'some-of',
      name: 'types',
      label: texts.types,
      values: ['account.deletion.requested'],
      choices: choicesOf(texts.typeNames)
    },
    { is: 'some-of', name: 'origins', label: texts.origins, values: ['self'], choices: choicesOf(texts.originNames) },
    { is: 'tick', name: 'standingMandate', label: texts.standingMandate, hint: texts.standingMandateHint },
    { is: 'number', name: 'dailyCap', label: texts.dailyCap, min: 1, max: 1_000_000, value: '1000' }
  ]
}

const brakeFields = ({ language }: Visit): readonly Field[] => {
  const texts = sourceTexts[language]
  const less = texts.neverLess
  return [
    { is: 'number', name: 'brakePerHour', label: texts.brakePerHour, min: 1, max: 100_000, value: '50' },
    { is: 'number', name: 'brakePercent', label: texts.brakePercent, hint: less, max: 100, step: 0.1, value: '1' },
    { is: 'number', name: 'brakeTimesUsual', label: texts.brakeTimesUsual, hint: less, min: 1, step: 0.1, value: '10' },
    { is: 'number', name: 'releasersNeeded', label: texts.releasersNeeded, hint: texts.releasersHint, min: 1, max: 10 }
  ]
}

const scimFields = ({ language }: Visit): readonly Field[] => {
  const texts = sourceTexts[language]
  return [
    { is: 'tick', name: 'scim', label: texts.scimSpeaks, hint: texts.scimHint },
    { is: 'choice', name: 'deactivation', label: texts.deactivation, choices: choicesOf(texts.deactivations) },
    { is: 'choice', name: 'namedBy', label: texts.namedBy, choices: choicesOf(texts.namings) },
    { is: 'text', name: 'article', label: texts.article, value: '17(1)', at: '/scim/ground/article' },
    { is: 'text', name: 'letter', label: texts.letter, value: 'a', at: '/scim/ground/letter' }
  ]
}

const numberIn = (form: URLSearchParams, name: string): Readonly<Record<string, number>> => {
  const typed = form.get(name)?.trim().replace(',', '.') ?? ''
  return typed === '' ? {} : { [name]: Number(typed) }
}

const listIn = (form: URLSearchParams, name: string) => {
  const ticked = form.getAll(name)
  return ticked.length === 0 ? {} : { [name]: ticked }
}

const bodyOf = ({ form }: Visit): NewSource => {
  const letter = form.get('letter')?.trim() || null
  const scim = {
    deactivation: form.get('deactivation') ?? 'ignore',
    namedBy: form.get('namedBy') ?? 'username',
    ground: { article: form.get('article') ?? '', letter }
  }
  return {
    name: form.get('name') ?? '',
    platforms: form.getAll('platforms'),
    ...listIn(form, 'types'),
    ...listIn(form, 'origins'),
    standingMandate: form.get('standingMandate') === 'yes',
    ...numberIn(form, 'dailyCap'),
    ...numberIn(form, 'brakePerHour'),
    ...numberIn(form, 'brakePercent'),
    ...numberIn(form, 'brakeTimesUsual'),
    ...numberIn(form, 'releasersNeeded'),
    ...(form.get('scim') === 'yes' ? { scim } : {})
  } as NewSource
}

/** The page on which a secret is shown, once. */
export const drawMade = (visit: Visit, made: Answer<'addSource'>): Drawn => {
  const texts = sourceTexts[visit.language]
  const { source, secret, address, scim } = made
  return {
    title: texts.madeTitle,
    above: aboveOf(source),
    body: html`
      ${drawPairs([
        [texts.address, html`<code>${address}</code>`],
        [texts.scimAddress, scim === undefined ? null : html`<code>${scim.address}</code>`]
      ])}
      ${drawOnce(visit, texts.secret, secret)}
      ${
        scim !== undefined &&
        html`<section class="once" aria-labelledby="scim-token-label">
          <h2 id="scim-token-label">${texts.scimToken}</h2>
          <p><code id="scim-token" tabindex="0">${scim.token}</code></p>
        </section>`
      }
      <p><a href=${`/admin/sources/${source.id}`}>${texts.toSource}</a></p>
    `
  }
}

/** Lets a system send demands; the secret is shown once. */
export const addSourcePage: AdminPage = {
  path: '/sources/new',
  needs: 'addSource',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    const draw = (fields: readonly Field[]) => fields.map(field => drawField(visit, field))
    return {
      title: texts.addTitle,
      body: html`
        <p>${texts.addLead}</p>
        ${drawForm(visit, {
          submit: texts.addDo,
          cancel: '/admin/sources',
          children: html`
            ${draw(await fieldsOf(visit))}
            <h2>${texts.brake}</h2>
            <p>${texts.brakeLead}</p>
            ${draw(brakeFields(visit))}
            <h2>${texts.scim}</h2>
            ${draw(scimFields(visit))}
          `
        })}
      `
    }
  },
  act: async visit => drawMade(visit, await visit.call('addSource', { body: bodyOf(visit) }))
}
