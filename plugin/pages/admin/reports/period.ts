import { dayMs } from '../../../durations.ts'
import { reportTexts } from '../../../texts/admin/reports.ts'
import { drawFilter } from '../blocks/filter.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

/** A report as the API answers it. */
export type Report = Answer<'showReport'>

/** Which figures are asked for: days, and whether small ones are hidden. */
export interface Period {
  readonly from: string
  readonly to: string
  readonly small: 'show' | 'hide'
}

/** The period of the address; a year up to today unless it says another. */
export const periodOf = ({ query, now }: Visit): Period => {
  const yearAgo = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), now.getUTCDate()))
  const tomorrow = new Date(now.getTime() + dayMs)
  return {
    from: query.from || yearAgo.toISOString().slice(0, 10),
    to: query.to || tomorrow.toISOString().slice(0, 10),
    small: query.small === 'hide' ? 'hide' : 'show'
  }
}

/** The same as an address asks for it. */
export const queryOf = (period: Period): string => new URLSearchParams({ ...period }).toString()

/** Asks for another period. */
export const drawPeriod = (visit: Visit) => {
  const texts = reportTexts[visit.language]
  const { from, to, small } = periodOf(visit)
  const choices = [
    { value: 'show', label: texts.show },
    { value: 'hide', label: texts.hide }
  ]
  return drawFilter(visit, {
    name: texts.filter,
    submit: texts.draw,
    fields: [
      { is: 'date', name: 'from', label: texts.from, hint: texts.dayHint, value: from, required: true },
      { is: 'date', name: 'to', label: texts.to, hint: texts.dayHint, value: to, required: true },
      { is: 'choice', name: 'small', label: texts.small, value: small, choices }
    ]
  })
}

/** One report of the period that the address asks for. */
export const readReport = (visit: Visit, report: string): Promise<Report> =>
  visit.call('showReport', { path: { report: report as 'volumes' }, query: periodOf(visit) })
