import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { localeOf } from '../../../texts/locale.ts'
import type { Visit } from '../frame/visit.ts'

type Reader = Pick<Visit, 'language'>

/** An instant (ISO 8601) as those read it who work with Lethe: UTC, as the log and the certificates have it. */
export const drawInstant = ({ language }: Reader, at: string): ComponentChild => {
  const written = new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC'
  })
  return html`<time datetime=${at}>${written.format(Date.parse(at))} UTC</time>`
}

/** The day of an instant, UTC. */
export const drawDay = ({ language }: Reader, at: string): ComponentChild => {
  const written = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' })
  return html`<time datetime=${at.slice(0, 10)}>${written.format(Date.parse(at))}</time>`
}
