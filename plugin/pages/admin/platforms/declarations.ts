import { html } from 'htm/preact'
import type { components } from '../../../../openapi/types/lethe.ts'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawField, type Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findPlatform, pathOf, readWho } from './about.ts'
import { invoicesField, linesOf, peopleFields, providersField, readPeople } from './questions.ts'

type Declaration = Answer<'listDeclarations'>[number]
type New = components['schemas']['NewDeclaration']
const abouts = ['invoices', 'graders', 'institution-providers', 'course-teams'] as const
type About = (typeof abouts)[number]

const saidIn = ({ language }: Visit, one: Declaration): string => {
  const texts = platformTexts[language].declarations
  if (one.about === 'invoices') return one.invoicesIssued === true ? texts.invoices.yes : texts.invoices.no
  if (one.about === 'institution-providers')
    return one.institutionProviders?.length ? one.institutionProviders.join(', ') : texts.noProviders
  const count = one.about === 'graders' ? one.graderCount : one.courseOwnerCount
  return count === null ? texts.unknown : texts.people(count)
}

/** What was stated of a site, in force and past. */
export const declarationsPage: AdminPage = {
  path: '/platforms/:platform/declarations',
  needs: 'listDeclarations',
  async draw(visit) {
    const texts = platformTexts[visit.language].declarations
    const [platform, all, nameOf] = await Promise.all([
      findPlatform(visit),
      visit.call('listDeclarations', { query: pathOf(visit) }),
      readWho(visit)
    ])
    const yes = platformTexts[visit.language].valueOf(true)
    const no = platformTexts[visit.language].valueOf(false)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        ${
          visit.may('declare') &&
          html`<h2>${texts.change}</h2><ul class="links">${abouts.map(
            about => html`<li><a href=${`${addressOf(visit)}/declarations/${about}`}>${texts.abouts[about]}</a></li>`
          )}</ul>`
        }
        ${drawTable(visit, {
          caption: texts.caption,
          head: texts.head,
          rows: all.map(one => [
            texts.abouts[one.about],
            saidIn(visit, one),
            nameOf(one.by),
            drawInstant(visit, one.at),
            one.expiresAt === null ? texts.open : drawInstant(visit, one.expiresAt),
            one.inForce ? yes : no
          ])
        })}
      `
    }
  }
}

const fieldsOf = (visit: Visit, about: About): readonly Field[] => {
  if (about === 'invoices') return [invoicesField(visit)]
  if (about === 'institution-providers') return [providersField(visit)]
  return peopleFields(visit, about === 'graders' ? 'graders' : 'courseOwners')
}

const statementOf = ({ form, params }: Visit, about: About): New => {
  const day = form.get('expiresAt') ?? ''
  const shared = {
    platform: params.platform!,
    ...(day === '' ? {} : { expiresAt: `${day}T23:59:59Z` })
  }
  if (about === 'invoices') return { ...shared, about, invoicesIssued: form.get('invoices') === 'yes' }
  if (about === 'graders') return { ...shared, about, graders: readPeople(form, 'graders') }
  if (about === 'course-teams') return { ...shared, about, courseOwners: readPeople(form, 'courseOwners') }
  return { ...shared, about, institutionProviders: linesOf(form.get('providers')) }
}

const aboutOf = ({ params }: Visit): About => {
  const about = abouts.find(each => each === params.about)
  if (about === undefined) throw refuse('route-unknown')
  return about
}

/** States something anew, by name and with an expiry. */
export const declarePage: AdminPage = {
  path: '/platforms/:platform/declarations/:about',
  needs: 'declare',
  async draw(visit) {
    const texts = platformTexts[visit.language].declarations
    const about = aboutOf(visit)
    const platform = await findPlatform(visit)
    const list = { title: texts.title, href: `${addressOf(visit)}/declarations` }
    const expires = { is: 'date', name: 'expiresAt', label: texts.expires, hint: texts.expiresHint } as const
    return {
      title: texts.changeOf(texts.abouts[about]),
      above: [...aboveOf(platform), list],
      body: drawForm(visit, {
        submit: texts.submit,
        cancel: list.href,
        children: [...fieldsOf(visit, about), expires].map(field => drawField(visit, field))
      })
    }
  },
  async act(visit) {
    await visit.call('declare', { body: statementOf(visit, aboutOf(visit)) })
    return { to: `${addressOf(visit)}/declarations`, said: 'declared' }
  }
}
