import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { requestTexts, requestWords } from '../../../../texts/admin/requests.ts'
import { writeGround } from '../../../../texts/grounds.ts'
import { drawPairs } from '../../blocks/pairs.ts'
import { drawTable } from '../../blocks/table.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Visit } from '../../frame/visit.ts'
import type { Full } from '../short.ts'

type NameOf = (id: string) => string

const drawRight = (visit: Visit, { proof, mandate }: Full['demands'][number]): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const words = requestWords[visit.language]
  if (proof !== null) return html`${words.proofs[proof.kind] ?? proof.kind}, ${drawInstant(visit, proof.at)}`
  if (mandate === null) return texts.noMandate
  const also = [...(mandate.standing ? [texts.standing] : []), ...(mandate.cannotAsk ? [texts.cannotAsk] : [])]
  return html`
    ${words.mandates[mandate.kind] ?? mandate.kind}${also.length > 0 && ` (${also.join(', ')})`}${
      mandate.expiresAt !== null && html`, ${texts.expires} ${drawInstant(visit, mandate.expiresAt)}`
    }
  `
}

/** Who asked, on what ground, and when: by the sender's time and by ours. */
export const drawDemands = (visit: Visit, { demands }: Full, nameOf: NameOf): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const words = requestWords[language]
  return drawTable(visit, {
    caption: texts.demands,
    isHeaded: true,
    head: texts.demandHead,
    rows: demands.map(demand => [
      html`<code>${demand.id.slice(0, 8)}</code>${
        demand.withdrawnAt !== null && html` (${texts.withdrawnAt} ${drawInstant(visit, demand.withdrawnAt)})`
      }`,
      words.origins[demand.origin] ?? demand.origin,
      nameOf(demand.by),
      writeGround({ article: demand.ground.article, letter: demand.ground.letter ?? null }, language),
      drawInstant(visit, demand.receivedAt),
      demand.saidAt === null ? '' : drawInstant(visit, demand.saidAt),
      drawInstant(visit, demand.acceptedAt),
      drawRight(visit, demand),
      texts.toldIs(demand.acknowledged, demand.told),
      words.copies[demand.copy] ?? demand.copy
    ])
  })
}

/** Approvals, statements, waivers and objections. */
export const drawSaid = (visit: Visit, { said, objections, fingerprint }: Full, nameOf: NameOf): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const words = requestWords[visit.language]
  const about = (one: Full['said'][number]): ComponentChild => {
    if (one.kind === 'approval') return one.fingerprint === fingerprint ? texts.ofThisPlan : texts.ofAnotherPlan
    const question = words.preconditions[one.precondition ?? ''] ?? one.precondition
    return one.kind === 'attestation' ? `${question}: ${one.answer ? texts.yes : texts.no}` : question
  }
  const rows = [
    ...said.map(one => ({ at: one.at, by: one.by, what: html`${texts.saidKinds[one.kind]}: ${about(one)}` })),
    ...objections.map(({ at, by, is }) => ({ at, by, what: html`${texts.objections}: ${words.objections[is]}` }))
  ].sort((one, other) => (one.at < other.at ? -1 : 1))
  if (rows.length === 0) return null
  return html`
    <h2>${texts.said}</h2>
    ${drawTable(visit, {
      caption: texts.said,
      isHeaded: true,
      head: texts.saidHead,
      rows: rows.map(({ at, what, by }) => [
        drawInstant(visit, at),
        what,
        by === 'subject' ? words.turns.subject : nameOf(by)
      ])
    })}
  `
}

/** What was said of the legal period. */
export const drawClock = (visit: Visit, { clock }: Full, nameOf: NameOf): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const { extension, suspensions, alerts, receiptsInQuestion } = clock
  if (extension === null && suspensions.length + alerts.length + receiptsInQuestion.length === 0) return null
  const at = (instant: string) => drawInstant(visit, instant)
  return html`
    <h2>${texts.clock}</h2>
    ${drawPairs([
      [
        texts.extension,
        extension &&
          html`${texts.extensionText(extension.months)}, ${texts.reasons[extension.because]}, ${nameOf(extension.by)}, ${at(extension.at)}${
            extension.lapsedAt !== null && html`; <span class="late">${texts.lapsed}</span>`
          }`
      ],
      ...suspensions.map(
        ({ since, endedAt, by }) =>
          [
            texts.suspension,
            html`${at(since)} ${texts.until} ${endedAt === null ? texts.stillRuns : at(endedAt)}, ${nameOf(by)}`
          ] as const
      ),
      ...alerts.map(alert => [texts.alerts, html`${at(alert.at)} <code>${alert.code}</code>`] as const),
      ...receiptsInQuestion.map(({ saidAt }) => [texts.inQuestion, at(saidAt)] as const)
    ])}
  `
}

/** The sealed compartments, and when each one's key dies. */
export const drawVault = (visit: Visit, { vault }: Full): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const { compartments } = requestWords[visit.language]
  return drawTable(visit, {
    caption: texts.vault,
    isHeaded: true,
    head: texts.vaultHead,
    rows: vault.map(({ compartment, state, at }) => [
      compartments[compartment] ?? compartment,
      texts.vaultStates[state],
      at === null ? '' : drawInstant(visit, at)
    ])
  })
}
