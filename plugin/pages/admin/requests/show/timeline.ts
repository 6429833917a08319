import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../../texts/admin/frame.ts'
import { becauseText, requestTexts, requestWords, sourceText } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import { drawTable } from '../../blocks/table.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Answer } from '../../frame/call-api.ts'
import type { Visit } from '../../frame/visit.ts'

/** One entry of the chain. */
export type Entry = Answer<'listHistory'>['entries'][number]

/** Words for the ids that entries hold: of actors, and of what was done on the platform. */
export interface Namers {
  readonly nameOf: (id: string) => string
  readonly actionOf: (id: string) => ComponentChild
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Names of parts that are shown elsewhere, or say nothing to people. */
const leftOut = ['request', 'platform', 'fingerprint', 'kind', 'message', 'source', 'from']

const instant = /^\d{4}-\d{2}-\d{2}T/

/** A value of an entry: instants and answers in words, codes in words where there are some, else as they are. */
const drawValue = (visit: Visit, name: string, value: string | number | boolean): ComponentChild => {
  const words = requestWords[visit.language]
  if (typeof value === 'boolean') return frameTexts[visit.language][value ? 'yes' : 'no']
  if (typeof value === 'number') return value
  if (instant.test(value)) return drawInstant(visit, value)
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    origin: words.origins,
    proof: words.proofs,
    mandate: words.mandates,
    copy: words.copies,
    compartment: words.compartments,
    found: words.matches,
    state: words.postStates,
    failure: words.failures
  }
  return known[name]?.[value] ?? (name === 'next' ? stateName(value, visit.language) : value)
}

/** What an entry says beyond its kind: a new state in words, anything else by its name. */
const drawDetails = (visit: Visit, { kind, data, isCommitted }: Entry, { actionOf }: Namers): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  const { to, because, precondition, action, is, ...rest } = data as Readonly<Record<string, unknown>>
  const mails: Readonly<Record<string, string>> = words.mails
  const text = (value: unknown): string => (isPlain(value) ? String(value) : '')
  if (kind === 'moved') return `${stateName(text(to), language)}: ${becauseText(text(because), language)}`
  if (kind === 'verdicts') return ''
  if (kind === 'signal') return words.signals[text(rest.kind)] ?? text(rest.kind)
  const named = Object.entries(rest).flatMap(([name, value]) =>
    isPlain(value) && !leftOut.includes(name) && !(name === 'count' && 'found' in rest)
      ? [html`${words.details[name] ?? name}: ${drawValue(visit, name, value)}`]
      : []
  )
  const parts: ComponentChild[] = [
    kind === 'notice' ? (mails[text(rest.kind)] ?? text(rest.kind)) : '',
    text(action) === '' ? '' : actionOf(text(action)),
    words.preconditions[text(precondition)] ?? text(precondition),
    words.outcomes[text(is)] ?? words.readings[text(is)] ?? text(is),
    ...named,
    text(because) === '' ? '' : becauseText(text(because), language),
    isCommitted ? texts.committed : ''
  ].filter(part => part !== '')
  return parts.map((part, at) => (at === 0 ? part : html`, ${part}`))
}

/** Entries as a table. @param numbered with the number of each in the chain */
export const drawTimeline = (
  visit: Visit,
  entries: readonly Entry[],
  namers: Namers,
  caption: string
): ComponentChild => {
  const { language } = visit
  const { nameOf } = namers
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
      sourceText(actorName(entry.actor), language, nameOf),
      drawDetails(visit, entry, namers)
    ])
  })
}
