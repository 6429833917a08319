import { html } from 'htm/preact'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPaging } from '../blocks/paging.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findSource, pathOf } from './about.ts'

type Kept = Answer<'showKept'>

const drawHours = (visit: Visit, { hours, releasersNeeded }: Kept) => {
  const texts = sourceTexts[visit.language]
  return drawTable(visit, {
    caption: texts.hours,
    head: texts.hoursHead,
    empty: texts.hoursEmpty,
    rows: hours.map(({ hour, limit, agreed, isReleased, toldAt }) => [
      hour,
      limit,
      texts.agreed(agreed, releasersNeeded),
      toldAt === null ? texts.notSent : drawInstant(visit, toldAt),
      isReleased
        ? texts.released
        : visit.may('releaseBrake') &&
          html`<a href=${`${addressOf(visit)}/release/${hour}`} aria-label=${texts.releaseOf(hour)}>${texts.release}</a>`
    ])
  })
}

/** What the brake or the dry run of a source keeps back. */
export const keptPage: AdminPage = {
  path: '/sources/:source/kept',
  needs: 'showKept',
  async draw(visit) {
    const { language, query, call } = visit
    const texts = sourceTexts[language]
    const page = query.after === undefined ? {} : { after: query.after }
    const [source, kept] = await Promise.all([
      findSource(visit),
      call('showKept', { path: pathOf(visit), query: page })
    ])
    const { foreseen: sums } = kept
    return {
      title: texts.keptTitle,
      above: aboveOf(source),
      body: html`
        <p>${texts.keptCount(kept.count)} ${texts.keptLead}</p>
        ${
          source.isOnTrial &&
          visit.may('goLive') &&
          html`<p><a role="button" href=${`${addressOf(visit)}/go-live`}>${texts.show.goLive}</a></p>`
        }
        ${drawHours(visit, kept)}
        ${
          sums.length > 0 &&
          drawTable(visit, {
            caption: texts.sums,
            head: texts.sumsHead,
            rows: sums.map(({ next, because, count }) => [
              stateName(next, language),
              html`<code>${because}</code>`,
              count
            ])
          })
        }
        ${drawTable(visit, {
          caption: texts.items,
          head: texts.itemsHead,
          rows: kept.items.map(({ request, hour, because, foreseen }) => [
            html`<a href=${`/admin/requests/${request}`}>${request.slice(0, 8)}</a>`,
            hour,
            texts.because[because],
            foreseen === null ? '–' : stateName(foreseen.next, language),
            foreseen === null ? '–' : foreseen.actions.length
          ])
        })}
        ${drawPaging(visit, kept.next)}
      `
    }
  }
}

/** Agrees that what the brake kept back in an hour may go on. */
export const releasePage: AdminPage = {
  path: '/sources/:source/release/:hour',
  needs: 'releaseBrake',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    const [source, kept] = await Promise.all([findSource(visit), visit.call('showKept', { path: pathOf(visit) })])
    const held = kept.hours.find(({ hour }) => hour === visit.params.hour)
    if (held === undefined) throw refuse('route-unknown')
    return {
      title: texts.releaseTitle,
      above: aboveOf(source),
      body: html`
        <p>${texts.releaseLead(held.hour, held.agreed, kept.releasersNeeded)}</p>
        ${drawForm(visit, { submit: texts.releaseDo, dangerous: true, cancel: `${addressOf(visit)}/kept` })}
      `
    }
  },
  async act(visit) {
    await visit.call('releaseBrake', { path: pathOf(visit), body: { hour: visit.params.hour! } })
    return { to: `${addressOf(visit)}/kept`, said: 'brake-agreed' }
  }
}
