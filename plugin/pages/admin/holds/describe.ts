import { holdTexts } from '../../../texts/admin/holds.ts'
import { writeGround } from '../../../texts/grounds.ts'
import { localeOf } from '../../../texts/locale.ts'
import type { Answer } from '../frame/call-api.ts'
import { PageProblem, refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

/** A hold as lists have it; it names nobody. */
export type Hold = Answer<'listHolds'>['items'][number]
type Lost = Answer<'listHolds'>['lost'][number]

type Reader = Pick<Visit, 'language'>

/** What a hold suspends, in words. */
export const describeItems = ({ language }: Reader, { items }: Hold): string => {
  const texts = holdTexts[language].items
  const words = items.map(item =>
    item.kind === 'account' || item.kind === 'invoices'
      ? texts[item.kind]
      : texts[item.kind]('key' in item ? item.key : '')
  )
  return new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(words)
}

/** On what it rests; an article that is no number is of another law, and stands as it was written. */
export const describeGround = ({ language }: Reader, { ground: { article, letter = null } }: Hold): string =>
  /^[0-9]/.test(article) ? writeGround({ article, letter }, language) : `${article} ${letter ?? ''}`.trim()

/** Who answers for it. */
export const describeOwner = ({ language }: Reader, { owner }: Hold, nameOf: (id: string) => string): string =>
  'person' in owner ? nameOf(owner.person) : holdTexts[language].roles[owner.role]

/** What the platform said of who is meant. */
export const describeLookup = ({ language }: Reader, { lookup }: Hold): string => {
  const texts = holdTexts[language].lookups
  if (lookup === null) return texts.before
  return lookup.is === 'found' ? texts.found(lookup.accounts) : texts[lookup.is]
}

/**
 * The hold of the address, as lists have it, or the one whose file is gone. Who may agree to a lifting need not be allowed
 * to read its notes.
 */
export const findHold = async (visit: Visit): Promise<{ readonly hold: Hold } | { readonly lost: Lost }> => {
  const id = visit.params.hold!
  for (let after: string | null | undefined; ; ) {
    const page: Answer<'listHolds'> = await visit.call('listHolds', { query: { limit: 200, ...(after && { after }) } })
    const hold = page.items.find(one => one.id === id)
    if (hold !== undefined) return { hold }
    const lost = page.lost.find(one => one.id === id)
    if (lost !== undefined) return { lost }
    if (page.next == null) throw refuse('hold-unknown')
    after = page.next
  }
}

/** Where somebody goes after something was done about a hold: to it, where it can be read and they may. */
export const addressAfter = async (visit: Visit): Promise<string> => {
  if (!visit.may('showHold')) return '/admin/holds'
  const isThere = await visit.call('showHold', { path: { hold: visit.params.hold! } }).then(
    () => true,
    error => {
      if (error instanceof PageProblem) return false
      throw error
    }
  )
  return isThere ? `/admin/holds/${visit.params.hold}` : '/admin/holds'
}
