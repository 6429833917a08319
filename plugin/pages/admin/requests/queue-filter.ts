import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { requestTexts, requestWords } from '../../../texts/admin/requests.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { blockerText } from '../../../texts/blockers.ts'
import type { Field } from '../blocks/field.ts'
import { drawFilter } from '../blocks/filter.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

type Counts = Answer<'countRequests'>
type Query = Readonly<Record<string, string | undefined>>

/** The names by which the queue is narrowed; all are codes and ids, so that the address may be kept. */
const filterNames = ['state', 'platform', 'origin', 'turn', 'due', 'blocker', 'waits'] as const

/** What the address asks for, as the API takes it. */
export const filterOf = (query: Query) =>
  Object.fromEntries(
    filterNames.flatMap(name => {
      const value = query[name]
      return value === undefined || value === '' ? [] : [[name, value] as const]
    })
  )

const entries = (
  counts: Readonly<Record<string, number>>,
  chosen: string | undefined,
  name: (code: string) => string
): readonly { readonly value: string; readonly label: string }[] => {
  const codes = [...new Set([...Object.keys(counts), ...(chosen ? [chosen] : [])])]
  return codes
    .map(value => ({ value, label: `${name(value)} (${counts[value] ?? 0})` }))
    .sort((one, other) => (counts[other.value] ?? 0) - (counts[one.value] ?? 0))
}

/** The filter above the queue: each choice says how many it would leave. */
export const drawQueueFilter = (visit: Visit, counts: Counts, platformName: (id: string) => string): ComponentChild => {
  const { language, query } = visit
  const { queue } = requestTexts[language]
  const words = requestWords[language]
  const choice = (
    name: 'state' | 'platform' | 'origin' | 'turn' | 'due' | 'blocker',
    word: (code: string) => string,
    first: readonly { readonly value: string; readonly label: string }[] = []
  ): Field => ({
    is: 'choice',
    name,
    label: queue[name],
    value: query[name] ?? '',
    choices: [
      { value: '', label: queue.any },
      ...first,
      ...entries(name === 'due' ? { ...counts.due, later: 0 } : counts[name], query[name], word).filter(
        ({ value }) => value !== 'later' && !first.some(known => known.value === value)
      )
    ]
  })
  const fields: readonly Field[] = [
    choice('platform', platformName),
    choice('state', code => stateName(code, language), [{ value: 'open', label: queue.open }]),
    choice('origin', code => words.origins[code] ?? code),
    choice('turn', code => words.turns[code] ?? code),
    choice('due', code => words.dues[code] ?? code),
    choice('blocker', code => blockerText(code, language).what),
    {
      is: 'choice',
      name: 'waits',
      label: queue.waits,
      value: query.waits ?? '',
      choices: [
        { value: '', label: queue.any },
        { value: 'for-me', label: `${queue.waits} (${counts.forCaller})` }
      ]
    },
    {
      is: 'choice',
      name: 'order',
      label: queue.order,
      value: query.order ?? 'days-left',
      choices: (['days-left', 'receipt'] as const).map(value => ({ value, label: queue.orders[value] }))
    }
  ]
  const isNarrowed = Object.keys(filterOf(query)).length > 0
  return html`
    <details class="narrow" open=${isNarrowed}>
      <summary>${queue.filter}</summary>
      ${drawFilter(visit, { fields, submit: queue.apply, name: queue.filter })}
      ${isNarrowed && html`<p><a href=${visit.path}>${queue.clear}</a></p>`}
    </details>
  `
}
