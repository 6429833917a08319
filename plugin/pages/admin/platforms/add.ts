import { html } from 'htm/preact'
import type { components } from '../../../../openapi/types/lethe.ts'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawField } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { PageProblem, refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { withFaultsAt } from './faults.ts'
import { drawOptions, type OptionSchema, readOptions } from './option-fields.ts'
import { invoicesField, peopleFields, providersField, readQuestions } from './questions.ts'

type NewPlatform = components['schemas']['NewPlatform']

/** Which kind of platform it is. */
export const chooseKindPage: AdminPage = {
  path: '/platforms/new',
  needs: 'addPlatform',
  async draw({ language, call, query }) {
    const texts = platformTexts[language].add
    const kinds = await call('listPlatformKinds')
    const practice = query.practice === 'yes' ? '?practice=yes' : ''
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <ul class="links">
          ${kinds.map(
            ({ kind, name }) =>
              html`<li><a role="button" href=${`/admin/platforms/new/${kind}${practice}`}>${texts.kind(name)}</a></li>`
          )}
        </ul>
      `
    }
  }
}

/** The kind of platform of this address. */
export const kindOf = async ({ call }: Visit, wanted: string) => {
  const found = (await call('listPlatformKinds')).find(({ kind }) => kind === wanted)
  if (found === undefined) throw refuse('route-unknown')
  return found
}

/** Registers a platform: its options, and what must be known of the site. */
export const addPlatformPage: AdminPage = {
  path: '/platforms/new/:kind',
  needs: 'addPlatform',
  async draw(visit) {
    const { language, params, query } = visit
    const { add: texts, questions } = platformTexts[language]
    const { name, optionsSchema, texts: words } = await kindOf(visit, params.kind!)
    const options = { schema: optionsSchema as OptionSchema, words: words[language], stored: null }
    return {
      title: texts.titleOf(name),
      above: [{ title: texts.title, href: '/admin/platforms/new' }],
      body: html`
        <p>${texts.probes}</p>
        ${drawForm(visit, {
          submit: texts.submit,
          cancel: '/admin/platforms',
          children: html`
            ${drawField(visit, { is: 'text', name: 'name', label: texts.name, hint: texts.nameHint, required: true })}
            ${drawField(visit, {
              is: 'tick',
              name: 'practice',
              label: texts.practice,
              hint: texts.practiceHint,
              ticked: query.practice === 'yes'
            })}
            <h2>${texts.options}</h2>
            ${drawOptions(visit, options)}
            <h2>${questions.title}</h2>
            <p>${questions.lead}</p>
            ${[invoicesField(visit), ...peopleFields(visit, 'graders'), providersField(visit)].map(field =>
              drawField(visit, field)
            )}
          `
        })}
      `
    }
  },
  async act(visit) {
    const { form, params, call } = visit
    const { kind, optionsSchema } = await kindOf(visit, params.kind!)
    for (const answer of ['invoices', 'graders'])
      if (form.get(answer) === null || form.get(answer) === '') throw missingAnswer(answer)
    const body = {
      kind,
      name: form.get('name') ?? '',
      options: readOptions(form, optionsSchema as OptionSchema),
      declarations: readQuestions(form),
      ...(form.get('practice') === 'yes' ? { practice: true } : {})
    } as NewPlatform
    const { id } = await withFaultsAt('options', () =>
      withFaultsAt('declarations', () => call('addPlatform', { body }))
    )
    return { to: `/admin/platforms/${id}`, said: 'platform-added' }
  }
}

/** Nothing is taken for granted about a site. */
const missingAnswer = (name: string): PageProblem => {
  const { code, status, detail } = refuse('body-invalid')
  const at = name === 'invoices' ? '/invoicesIssued' : `/${name}`
  return new PageProblem({
    code,
    status,
    detail,
    faults: [{ at, because: `must have required property '${at.slice(1)}'` }]
  })
}
