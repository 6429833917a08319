import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { durationTexts } from '../../../texts/admin/durations.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { writeDuration } from '../../../texts/durations.ts'
import type { Visit } from '../frame/visit.ts'
import { faultOf } from './field.ts'

const units = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 } as const
type Unit = keyof typeof units
const names = Object.keys(units) as Unit[]

/** A time that is asked for, typed as a number and a unit. */
export interface DurationField {
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChild
  readonly required?: boolean
  /** Milliseconds; null: the box is empty. */
  readonly ms: number | null
  /** Where it lies in the body of the call, if not at `/name`. */
  readonly at?: string
}

/** Milliseconds as a number of the largest unit that holds them whole; seconds may have decimals. */
export const splitDuration = (ms: number): { readonly number: number; readonly unit: Unit } => {
  const unit = names.find(each => ms > 0 && ms % units[each] === 0) ?? (ms === 0 ? 'days' : 'seconds')
  return { number: ms / units[unit], unit }
}

/** What was typed, in milliseconds; null where the box is empty; not a number where it holds none. */
export const readDuration = (form: URLSearchParams, name: string): number | null => {
  const typed = (form.get(name) ?? '').trim().replace(',', '.')
  if (typed === '') return null
  return Math.round(Number(typed) * units[(form.get(`${name}.unit`) as Unit | null) ?? 'days'])
}

/** Draws it: a number and its unit, with what was typed where the form comes back. */
export const drawDuration = (
  visit: Pick<Visit, 'language' | 'form' | 'problem'>,
  field: DurationField
): ComponentChild => {
  const texts = durationTexts[visit.language]
  const { name, label, hint, required = false, ms } = field
  const stored = ms === null ? { number: '', unit: 'days' } : splitDuration(ms)
  const isBack = visit.problem !== null
  const number = isBack ? (visit.form.get(name) ?? '') : String(stored.number)
  const unit = isBack ? (visit.form.get(`${name}.unit`) ?? 'days') : stored.unit
  const fault = faultOf(visit, field, value => writeDuration(value, visit.language))
  const described = [hint === undefined ? '' : `${name}-hint`, fault === null ? '' : `${name}-fault`].join(' ').trim()
  return html`
    <fieldset class="duration" aria-describedby=${described === '' ? undefined : described}>
      <legend>${label}${!required && html` <small>(${frameTexts[visit.language].optional})</small>`}</legend>
      <div>
        <input type="number" id=${name} name=${name} min="0" step="any" inputmode="decimal" value=${number}
          required=${required} aria-label=${texts.number(label)} aria-invalid=${fault === null ? undefined : 'true'} />
        <select name=${`${name}.unit`} aria-label=${texts.unit(label)}>
          ${names.map(each => html`<option value=${each} selected=${each === unit}>${texts.units[each]}</option>`)}
        </select>
      </div>
      ${hint !== undefined && html`<small id=${`${name}-hint`}>${hint}</small>`}
      ${fault !== null && html`<small id=${`${name}-fault`} class="fault">${fault}</small>`}
    </fieldset>
  `
}
