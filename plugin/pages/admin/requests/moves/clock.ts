import { isEnd, type State } from '../../../../erasure/states.ts'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts } from '../../../../texts/admin/requests.ts'
import { localeOf } from '../../../../texts/locale.ts'
import type { Field } from '../../blocks/field.ts'
import type { Visit } from '../../frame/visit.ts'
import type { Full } from '../short.ts'
import { noteField } from './fields.ts'
import type { Move } from './move-page.ts'

const open = ({ summary }: Full): boolean => !isEnd(summary.state as State)
const stands = ({ summary }: Full): boolean => summary.suspendedSince !== null

const toldField = ({ language }: Visit): Field => ({
  is: 'tick',
  name: 'toldOtherwise',
  label: moveTexts[language].told
})

const toldOf = (form: URLSearchParams): { readonly toldOtherwise?: true } =>
  form.get('toldOtherwise') === 'yes' ? { toldOtherwise: true } : {}

const reasons = ['complex-request', 'many-requests'] as const

const extend: Move = {
  name: 'extend',
  operation: 'extendRequest',
  isOffered: full => open(full) && (full.clock.extension === null || full.clock.extension.lapsedAt !== null),
  fields: visit => {
    const texts = moveTexts[visit.language]
    const { request } = requestTexts[visit.language]
    return [
      {
        is: 'one-of',
        name: 'months',
        label: texts.months,
        required: true,
        choices: ['1', '2'].map(value => ({ value, label: texts.monthNames[value]! }))
      },
      {
        is: 'one-of',
        name: 'because',
        label: texts.because,
        required: true,
        choices: reasons.map(value => ({ value, label: request.reasons[value]! }))
      },
      noteField(visit, true),
      toldField(visit)
    ]
  },
  say: ({ call, form }, request) =>
    call('extendRequest', {
      path: { request },
      body: {
        months: Number(form.get('months')) as 1 | 2,
        because: form.get('because') as (typeof reasons)[number],
        note: form.get('note') ?? '',
        ...toldOf(form)
      }
    })
}

const suspend: Move = {
  name: 'suspend',
  operation: 'suspendRequest',
  isOffered: full => open(full) && !stands(full) && full.demands.some(({ origin }) => origin === 'self'),
  fields: visit => [noteField(visit, true), toldField(visit)],
  say: ({ call, form }, request) =>
    call('suspendRequest', { path: { request }, body: { note: form.get('note') ?? '', ...toldOf(form) } })
}

const resume: Move = {
  name: 'resume-clock',
  operation: 'resumeClock',
  isOffered: full => open(full) && (stands(full) || full.signals.some(({ kind }) => kind === 'suspend')),
  say: ({ call }, request) => call('resumeClock', { path: { request }, body: {} })
}

const agreeReceipt: Move = {
  name: 'agree-receipt',
  operation: 'agreeReceipt',
  dangerous: true,
  isOffered: full => open(full) && full.clock.receiptsInQuestion.length > 0,
  fields: ({ language }, { clock }) => {
    const texts = moveTexts[language]
    const written = new Intl.DateTimeFormat(localeOf[language], {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC'
    })
    const write = (at: string) => `${written.format(Date.parse(at))} UTC`
    return [
      {
        is: 'one-of',
        name: 'demand',
        label: texts.which,
        required: true,
        choices: clock.receiptsInQuestion.map(({ demand, saidAt, receivedAt }) => ({
          value: demand,
          label: texts.demandSaid(write(saidAt), write(receivedAt))
        }))
      }
    ]
  },
  say: ({ call, form }, request) => {
    const demand = form.get('demand') ?? ''
    return call('agreeReceipt', { path: { request }, body: demand === '' ? {} : { demand } })
  }
}

/** What a privacy officer says to the legal clock. */
export const clockMoves: readonly Move[] = [extend, suspend, resume, agreeReceipt]
