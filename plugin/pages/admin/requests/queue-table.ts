import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { becauseText, requestTexts, requestWords } from '../../../texts/admin/requests.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { blockerText } from '../../../texts/blockers.ts'
import type { Platform } from '../blocks/platforms.ts'
import { drawPractice } from '../blocks/practice.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay } from '../blocks/when.ts'
import type { Visit } from '../frame/visit.ts'
import { requestAddress, type Summary, shortId } from './short.ts'

const soonDays = 7

/** Days left, in words and colour; and why the clock is not the plain month. */
export const drawDaysLeft = (
  visit: Visit,
  { daysLeft, endedAt, suspendedSince, isExtended }: Summary
): ComponentChild => {
  const { queue } = requestTexts[visit.language]
  if (daysLeft === null) return html`${queue.ended}${endedAt !== null && html` ${drawDay(visit, endedAt)}`}`
  const isSoon = daysLeft >= 0 && daysLeft < soonDays
  const also = [
    ...(isSoon ? [queue.soon] : []),
    ...(suspendedSince === null ? [] : [queue.suspended]),
    ...(isExtended ? [queue.extended] : [])
  ]
  return html`
    <span class=${daysLeft < 0 ? 'late' : isSoon ? 'soon' : undefined}>${
      daysLeft < 0 || isSoon ? html`<strong>${queue.days(daysLeft)}</strong>` : queue.days(daysLeft)
    }${also.length > 0 && ` (${also.join(', ')})`}</span>
  `
}

const drawWhy = (visit: Visit, { state, because, keptBack, blockers, endedAt }: Summary): ComponentChild => {
  const { language } = visit
  const codes = [...new Set(blockers.map(({ code }) => code))]
  const isStopped = endedAt === null && (state === 'blocked' || state === 'awaiting-approval') && codes.length > 0
  const sentences = isStopped
    ? codes.map(code => blockerText(code, language).what)
    : [becauseText(keptBack ?? because, language)]
  return sentences.map((sentence, at) => html`${at > 0 && html`<br />`}${sentence}`)
}

const drawWhom = (visit: Visit, { turns }: Summary): ComponentChild => {
  const { turns: words } = requestWords[visit.language]
  return turns.map((turn, at) => html`${at > 0 && ', '}${words[turn] ?? turn}`)
}

/** Requests as a table; it names nobody. @param picks whether rows can be ticked */
export const drawQueueTable = (
  visit: Visit,
  items: readonly Summary[],
  platforms: readonly Platform[],
  { picks, caption, empty }: { readonly picks: boolean; readonly caption: string; readonly empty: string }
): ComponentChild => {
  const { language } = visit
  const { queue } = requestTexts[language]
  const words = requestWords[language]
  const known = new Map(platforms.map(platform => [platform.id, platform]))
  const [first, ...others] = queue.head
  // Where there is one platform alone, its name on each row would only push what matters beyond the edge.
  const [only] = platforms
  const isOne = platforms.length === 1 && !only!.practice && items.every(({ platform }) => platform === only!.id)
  const head = isOne ? others.slice(0, -1) : others
  const all = html`<input type="checkbox" class="with-script" data-all aria-label=${frameTexts[language].selectAll} />`
  const rows = items.map(item => {
    const link = html`<a href=${requestAddress(item.id)}>${shortId(item.id)}</a>`
    // What is late and why comes first: on a phone the rest lies beyond the edge.
    const rest = [
      drawDaysLeft(visit, item),
      drawWhy(visit, item),
      item.endedAt === null ? drawWhom(visit, item) : '',
      stateName(item.state, language),
      words.origins[item.origin] ?? item.origin,
      ...(isOne
        ? []
        : [html`${known.get(item.platform)?.name ?? item.platform} ${drawPractice(visit, known.get(item.platform))}`])
    ]
    const box = html`<input type="checkbox" name="request" value=${item.id} aria-label=${queue.select(shortId(item.id))} />`
    // Nothing can be said any more to what has ended.
    return [picks && item.endedAt === null ? html`<span class="pick">${box} ${link}</span>` : link, ...rest]
  })
  return drawTable(visit, {
    caption,
    head: [picks ? html`<span class="pick">${all} ${first}</span>` : first, ...head],
    rows,
    empty
  })
}
