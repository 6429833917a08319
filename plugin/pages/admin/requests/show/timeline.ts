import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { becauseText, requestTexts, requestWords, sourceText } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import { drawTable } from '../../blocks/table.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Answer } from '../../frame/call-api.ts'
import type { Visit } from '../../frame/visit.ts'

/** One entry of the chain. */
export type Entry = Answer<'listHistory'>['entries'][number]

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** What an entry says beyond its kind: a new state in words, anything else in codes. */
const drawDetails = ({ language }: Visit, { kind, data, isCommitted }: Entry): ComponentChild => {
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  const { to, because, precondition, action, is, ...rest } = data as Readonly<Record<string, unknown>>
  const text = (value: unknown): string => (isPlain(value) ? String(value) : '')
  if (kind === 'moved') return `${stateName(text(to), language)}: ${becauseText(text(because), language)}`
  if (kind === 'verdicts') return ''
  if (kind === 'signal') return words.signals[text(rest.kind)] ?? text(rest.kind)
  const parts = [
    text(action),
    words.preconditions[text(precondition)] ?? text(precondition),
    words.outcomes[text(is)] ?? words.readings[text(is)] ?? text(is),
    ...Object.entries(rest)
      .filter(
        ([name, value]) => isPlain(value) && !['request', 'platform', 'fingerprint', 'kind', 'source'].includes(name)
      )
      .map(([name, value]) => `${name} ${value}`),
    text(because),
    isCommitted ? texts.committed : ''
  ].filter(part => part !== '')
  return parts.join(', ')
}

/** Entries as a table. @param numbered with the number of each in the chain */
export const drawTimeline = (
  visit: Visit,
  entries: readonly Entry[],
  nameOf: (id: string) => string,
  caption: string
): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  const actorName = (actor: string) =>
    actor === 'lethe' ? texts.lethe : actor === 'subject' ? words.turns.subject! : nameOf(actor)
  return drawTable(visit, {
    caption,
    head: texts.timelineHead,
    rows: entries.map(entry => [
      drawInstant(visit, entry.at),
      html`${words.history[entry.kind] ?? entry.kind}`,
      sourceText(actorName(entry.actor), language),
      drawDetails(visit, entry)
    ])
  })
}
