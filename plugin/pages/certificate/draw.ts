import { html } from 'htm/preact'
import type { ComponentChild, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Action, RetentionRow } from '../../../adapters/contract.ts'
import type { Certificate, CertifiedAction, RetainedRow, SignedCertificate } from '../../evidence/certificate.ts'
import { actionText } from '../../texts/actions.ts'
import { type CertificateTexts, certificateTexts } from '../../texts/certificate.ts'
import { writeGround } from '../../texts/grounds.ts'
import { writeInstant } from '../../texts/instants.ts'
import { keptRowText } from '../../texts/kept-rows/index.ts'
import type { Language } from '../../texts/language.ts'
import { endOfPage, expectEnd } from '../whole-at-once.ts'
import { certificateStyle } from './style.ts'

/** What the page says beside the certificate: names that the certificate has only ids of. */
export interface CertificateSurroundings {
  readonly language: Language
  readonly platformName: string
  readonly timeZone: string
  /** What the platform says of its rows; empty when it is not registered any more. */
  readonly rows: readonly RetentionRow[]
  /** What its actions say of themselves; empty likewise. */
  readonly actions: readonly Pick<Action, 'id' | 'covers'>[]
  /** Where the signed file can be had; null where this page was made to be saved. */
  readonly fileUrl: string | null
}

type Drawing = CertificateSurroundings & {
  readonly texts: CertificateTexts
  readonly write: (at: string) => string
}

const row = (name: string, value: ComponentChild) => html`<dt>${name}</dt><dd>${value}</dd>`

const sum = (counts: CertifiedAction['counts']): string =>
  Object.values(counts ?? {}).length === 0
    ? ''
    : String(Object.values(counts ?? {}).reduce((all, count) => all + count, 0))

const nameAction = (known: Drawing['actions'], kind: Certificate['kind'], id: string, language: Language) => {
  const action = known.find(each => each.id === id)
  return action === undefined ? html`<code>${id}</code>` : actionText(kind, action, language)
}

const drawAction = ({ texts, actions, language }: Drawing, kind: Certificate['kind'], action: CertifiedAction) => html`
  <tr>
    <td>${nameAction(actions, kind, action.action, language)}</td>
    <td>${texts.treatments[action.treatment]}</td>
    <td>${action.outcome === null ? '–' : texts.outcomes[action.outcome.is]}</td>
    <td class="count">${sum(action.counts)}</td>
    <td>${action.confirmation === null ? '–' : texts.confirmations[action.confirmation.is]}</td>
  </tr>
`

const untilOf = ({ texts, write }: Pick<Drawing, 'texts' | 'write'>, kept: RetainedRow): string => {
  if (kept.endsAt !== null) return write(kept.endsAt)
  if (kept.reading?.dueAt != null) return write(kept.reading.dueAt)
  return kept.outcome === 'later' ? texts.goesLater : texts.noEnd
}

const drawRetained = ({ texts, rows, language, write }: Drawing, kind: Certificate['kind'], kept: RetainedRow) => {
  const known = rows.find(({ id }) => id === kept.id)
  const named = kept.article === null ? null : writeGround({ article: kept.article, letter: kept.letter }, language)
  const ground = named ?? (kept.outcome === 'retain' ? texts.noGround : null)
  return html`
    <tr>
      <td>${known === undefined ? html`<code>${kept.id}</code>` : keptRowText(kind, known, language)}
        ${ground !== null && html`<br /><small>${ground}</small>`}</td>
      <td class="count">${kept.count ?? ''}</td>
      <td>${untilOf({ texts, write }, kept)}</td>
      <td>${kept.reading === null ? texts.notRead : texts.readings[kept.reading.is]}</td>
    </tr>
  `
}

const drawTable = (headings: readonly string[], rows: ComponentChild) => html`
  <table><thead><tr>${headings.map(heading => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>${rows}</tbody></table>
`

const drawDone = (drawing: Drawing, { actions, retained, kind }: Certificate) => {
  const { texts } = drawing
  const stays = retained.filter(({ outcome, count }) => outcome !== 'delete' && count !== 0)
  const headings = [texts.what, texts.treatment, texts.result, texts.count, texts.readBack]
  return html`
    ${
      actions.length > 0 &&
      html`<h2>${texts.done}</h2>${drawTable(
        headings,
        actions.map(action => drawAction(drawing, kind, action))
      )}`
    }
    ${
      stays.length > 0 &&
      html`<h2>${texts.kept}</h2>${drawTable(
        [texts.category, texts.count, texts.until, texts.readBack],
        stays.map(kept => drawRetained(drawing, kind, kept))
      )}`
    }
  `
}

const drawRecipients = ({ texts, write }: Drawing, { recipients = [] }: Certificate) =>
  recipients.length > 0 &&
  html`<h2>${texts.recipients}</h2>${drawTable(
    [texts.recipient, texts.notified],
    recipients.map(
      ({ name, told, at }) =>
        html`<tr><td>${name}</td><td>${texts.tellings[told]}${told === 'told' && at !== null ? `, ${write(at)}` : ''}</td></tr>`
    )
  )}`

const drawKey = ({ texts, write }: Drawing, key: Certificate['keys'][number]): string => {
  const death =
    key.destroyedAt === null
      ? `${texts.expires} ${write(key.expiresAt)}`
      : `${texts.destroyed} ${write(key.destroyedAt)}`
  const copies =
    key.copiesUnreadableFrom === null ? texts.copiesLive : `${texts.copies} ${write(key.copiesUnreadableFrom)}`
  return `${texts.compartments[key.compartment]}: ${death}; ${copies}.`
}

const drawKeys = (drawing: Drawing, { keys }: Certificate) =>
  keys.length > 0 &&
  html`<h2>${drawing.texts.keys}</h2><ul>${keys.map(key => html`<li>${drawKey(drawing, key)}</li>`)}</ul>`

const drawProof = ({ texts, write, fileUrl }: Drawing, { certificate, signedBy }: SignedCertificate) => {
  const anchor = certificate.anchors?.at(-1)
  return html`
    <h2>${texts.proof}</h2>
    <p>${texts.names} ${texts.check} ${texts.own} <code>lethe verify certificate.json --opening TEXT</code></p>
    ${fileUrl !== null && html`<p class="screen"><a id="file" href=${fileUrl}>${texts.file}</a></p>`}
    <dl>
      ${row(texts.signedWith, html`<code>${signedBy.keyId}</code>`)}
      ${row(texts.head, html`<code>${certificate.head}</code>`)}
    </dl>
    ${anchor !== undefined && html`<p>${texts.anchored(anchor.number, write(anchor.at))}</p>`}
  `
}

/** Draws a certificate for people, to be read and printed. It needs no script and nothing from elsewhere. */
export const drawCertificatePage = (signed: SignedCertificate, around: CertificateSurroundings): string => {
  const { language, platformName, timeZone } = around
  const texts = certificateTexts[language]
  const write = (at: string) => writeInstant(at, language, timeZone)
  const drawing: Drawing = { ...around, texts, write }
  const { certificate } = signed
  const { article, letter, receivedAt, endedAt, request, end } = certificate
  return `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${texts.title}</title>
        ${expectEnd}
        <style dangerouslySetInnerHTML=${{ __html: certificateStyle }}></style>
      </head>
      <body>
        <main>
          <h1>${texts.title}</h1>
          <p class="end">${texts.ends[end]}</p>
          <dl>
            ${row(texts.platform, platformName)} ${row(texts.request, html`<code>${request}</code>`)}
            ${row(texts.received, write(receivedAt))} ${row(texts.ended, write(endedAt))}
            ${row(texts.ground, writeGround({ article, letter }, language))}
          </dl>
          ${drawDone(drawing, certificate)} ${drawRecipients(drawing, certificate)} ${drawKeys(drawing, certificate)} ${drawProof(drawing, signed)}
        </main>
        ${endOfPage}
      </body>
    </html>
  ` as VNode
  )}`
}
