import { readDuration } from '../../blocks/duration.ts'
import { linesOf } from '../questions.ts'
import { fieldsOf, type PolicyField, type Topic } from './fields.ts'
import { readGrounds, readTerms } from './rows.ts'
import { readSuccessors, readTreatments } from './successors.ts'

type Fields = Readonly<Record<string, unknown>>

const readAsked = (form: URLSearchParams): Fields | undefined => {
  const chosen = [...form].flatMap(([name, value]) =>
    name.startsWith('asked.') && value !== '' ? [[name.slice('asked.'.length), value] as const] : []
  )
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen)
}

const readField = (form: URLSearchParams, { name, is }: PolicyField): unknown => {
  const typed = form.get(name)?.trim() ?? ''
  const isSet = form.get(`${name}.set`) === 'yes'
  if (is === 'time') return readDuration(form, name) ?? undefined
  if (is === 'questions') return readAsked(form)
  if (is === 'successors') return readSuccessors(form)
  if (is === 'treatments') return readTreatments(form)
  if (is === 'rows') return name === 'retainMs' ? readTerms(form) : readGrounds(form)
  if (is === 'lines' || is === 'waivable') {
    const items = is === 'lines' ? linesOf(typed) : form.getAll(name)
    return items.length > 0 || isSet ? items : undefined
  }
  if (typed === '') return undefined
  if (is === 'number') return Number(typed.replace(',', '.'))
  return is === 'yes-no' ? typed === 'yes' : typed
}

/** What a form of a topic sets; a field that was left empty is not set. */
export const readTopic = (form: URLSearchParams, topic: Topic): Fields =>
  Object.fromEntries(
    fieldsOf(topic).flatMap(field => {
      const value = readField(form, field)
      return value === undefined ? [] : [[field.name, value]]
    })
  )

/** The changes of a scope with those of one topic in place of what it had set. */
export const withTopic = (set: Fields, topic: Topic, changes: Fields): Fields => ({
  ...Object.fromEntries(Object.entries(set).filter(([name]) => fieldsOf(topic).every(field => field.name !== name))),
  ...changes
})
