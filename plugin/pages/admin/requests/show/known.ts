import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { requestTexts, requestWords, sourceText } from '../../../../texts/admin/requests.ts'
import { writeDuration } from '../../../../texts/durations.ts'
import { keptCategory } from '../../../../texts/kept-rows/index.ts'
import type { Platform } from '../../blocks/platforms.ts'
import { drawTable } from '../../blocks/table.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Visit } from '../../frame/visit.ts'
import { openActions } from '../moves/stalled.ts'
import { actionWords } from '../plan/draw.ts'
import { type Full, requestAddress } from '../short.ts'

type NameOf = (id: string) => string

/** The questions that must be answered yes, their answers, and where each is from. */
export const drawQuestions = (visit: Visit, { verdicts }: Full, nameOf: NameOf): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  return drawTable(visit, {
    caption: texts.questions,
    isHeaded: true,
    head: texts.questionHead,
    rows: verdicts.map(({ precondition, is, source }) => [
      words.preconditions[precondition] ?? precondition,
      html`<span class=${is === 'unmet' ? 'late' : undefined}>${words.answers[is] ?? is}</span>`,
      sourceText(source, language, nameOf)
    ]),
    empty: texts.noQuestions
  })
}

/** What is known of the subject: from where, and how old; never what. */
export const drawFacts = (visit: Visit, { facts }: Full, nameOf: NameOf): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  return drawTable(visit, {
    caption: texts.facts,
    isHeaded: true,
    head: texts.factHead,
    rows: facts.map(({ fact, source, is, at, because }) => [
      words.facts[fact] ?? fact,
      html`${words.known[is] ?? is}${because !== null && html` <code>${because}</code>`}`,
      sourceText(source, language, nameOf),
      drawInstant(visit, at),
      writeDuration(Math.max(visit.now.getTime() - Date.parse(at), 1000), language)
    ]),
    empty: texts.noFacts
  })
}

const drawConfirmed = (visit: Visit, { confirmation, confirmedAt, dueAt, because }: Full['actions'][number]) => {
  if (confirmation === null) return ''
  const { readings } = requestWords[visit.language]
  return html`
    <span class=${confirmation === 'still-there' ? 'late' : undefined}>${readings[confirmation]}</span>${
      confirmedAt !== null && html`, ${drawInstant(visit, confirmedAt)}`
    }${dueAt !== null && html` (${drawInstant(visit, dueAt)})`}${because !== null && html` <code>${because}</code>`}
  `
}

/** Words for the ids of what was done, as the list of it has them; an id that is not in it stands for itself. */
export const createActionNames =
  (visit: Visit, { actions }: Full, kind: Platform['kind'] | undefined) =>
  (id: string): ComponentChild => {
    const known = actions.find(({ action }) => action === id)
    return known === undefined ? id : actionWords(visit, kind, known)
  }

/** What was begun, what came of it, and what can be tried again by itself. */
export const drawActions = (visit: Visit, full: Full, kind: Platform['kind'] | undefined): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const { outcomes } = requestWords[visit.language]
  const again = full.summary.state === 'stalled' && visit.may('retryRequest') ? openActions(full) : []
  return drawTable(visit, {
    caption: texts.actions,
    head: again.length === 0 ? texts.actionHead.slice(0, -1) : texts.actionHead,
    rows: full.actions.map(one => [
      html`${actionWords(visit, kind, one)}${one.supplementary && ` (${texts.supplementary})`}`,
      one.intentAt === null ? '' : drawInstant(visit, one.intentAt),
      one.tries,
      one.outcome === null ? '' : (outcomes[one.outcome] ?? one.outcome),
      drawConfirmed(visit, one),
      ...(again.length === 0
        ? []
        : [
            again.includes(one.action)
              ? html`<a href=${`${requestAddress(full.summary.id, 'retry')}?action=${one.action}`} aria-label=${`${texts.actionRetry}: ${one.action}`}>${texts.actionRetry}</a>`
              : ''
          ])
    ]),
    empty: texts.noActions
  })
}

/** What was read of the platform's rows after everything was done. */
export const drawRows = (visit: Visit, { rows }: Full, kind: Platform['kind'] | undefined): ComponentChild => {
  if (rows === null) return null
  const { request: texts } = requestTexts[visit.language]
  const { readings } = requestWords[visit.language]
  return drawTable(visit, {
    caption: texts.rows,
    head: texts.rowHead,
    rows: rows.readings.map(({ row, is, dueAt, because }) => [
      kind === undefined
        ? html`<code>${row}</code>`
        : html`${keptCategory(kind, row, visit.language)}<br /><small><code>${row}</code></small>`,
      html`${readings[is] ?? is}${because !== null && html` <code>${because}</code>`}`,
      dueAt === null ? '' : drawInstant(visit, dueAt)
    ])
  })
}
