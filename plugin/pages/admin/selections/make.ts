import { html } from 'htm/preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { drawForm } from '../blocks/form.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import type { Visit } from '../frame/visit.ts'
import { demandFields, readDemand } from './demand-fields.ts'
import { keysOf, pickAddress } from './pick.ts'

type Tab = 'deactivated' | 'ready' | 'without-activity'

const draw = async (visit: Visit, keys: readonly string[]): Promise<Drawn> => {
  const { make, people, doSearch, doList } = selectionTexts[visit.language]
  const platform = visit.form.get('platform') ?? ''
  if (keys.length === 0)
    return {
      title: make.title,
      body: html`
        <p>${make.nobody}</p>
        <ul class="links">
          <li><a href="/admin/selections/search">${doSearch}</a></li>
          <li><a href="/admin/selections/from-list">${doList}</a></li>
        </ul>
      `
    }
  const platformName = await readPlatformNames(visit)
  return {
    title: make.title,
    body: html`
      <p>${make.lead(people(keys.length), platformName(platform))}</p>
      ${drawForm(visit, {
        action: pickAddress,
        fields: demandFields(visit),
        submit: make.submit,
        cancel: '/admin/selections',
        children: html`
          <input type="hidden" name="platform" value=${platform} />
          <input type="hidden" name="keys" value=${keys.join(' ')} />
        `
      })}
    `
  }
}

/** Everybody of a tab of the lifecycle, as it is now. */
const keysOfTab = async (visit: Visit): Promise<readonly string[]> => {
  const { form, call } = visit
  const platform = form.get('platform') ?? ''
  const days = form.get('olderThanDays') ?? ''
  const query = { tab: form.get('tab') as Tab, limit: 200, ...(days !== '' && { olderThanDays: Number(days) }) }
  const keys: string[] = []
  for (let after: string | undefined; ; ) {
    const page: Answer<'listLifecycleTab'> = await call('listLifecycleTab', {
      path: { platform },
      query: { ...query, ...(after !== undefined && { after }) }
    })
    keys.push(...page.items.filter(({ request }) => request === null).map(({ key }) => key))
    if (page.next == null) return keys
    after = page.next
  }
}

/** On what ground whoever was picked is to be deleted; drafts, and leads to what it means. */
export const makePage: AdminPage = {
  path: '/selections/new',
  needs: 'makeSelection',
  draw: visit => draw(visit, keysOf(visit.form)),
  async act(visit) {
    const { form, language } = visit
    const keys = form.get('step') === 'tab' ? await keysOfTab(visit) : keysOf(form)
    if (keys.length === 0) throw refuseFields({ '/keys': 'must NOT have fewer than 1 items' })
    if (form.get('step') !== null) return draw(visit, keys)
    const body = { platform: form.get('platform') ?? '', keys: [...keys], ...readDemand(form), language }
    const { id } = await visit.call('makeSelection', { body })
    return { to: `/admin/selections/${id}/confirm`, said: 'selection-drafted' }
  }
}
