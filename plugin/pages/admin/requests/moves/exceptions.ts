import { preconditions } from '../../../../erasure/preconditions/index.ts'
import { isBeforeErasing, isEnd, type State } from '../../../../erasure/states.ts'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestWords } from '../../../../texts/admin/requests.ts'
import type { Given } from '../../frame/call-api.ts'
import { refuse } from '../../frame/page-problem.ts'
import type { Full } from '../short.ts'
import { exceptionGrounds, groundField, holdGrounds, noteField, readGround, readNote } from './fields.ts'
import type { Move } from './move-page.ts'

const before = ({ summary }: Full): boolean => isBeforeErasing(summary.state as State)
const open = ({ summary }: Full): boolean => !isEnd(summary.state as State)

const waive: Move = {
  name: 'waive',
  operation: 'waiveRequest',
  dangerous: true,
  isOffered: before,
  fields: visit => {
    const words = requestWords[visit.language]
    return [
      {
        is: 'choice',
        name: 'precondition',
        label: moveTexts[visit.language].question,
        required: true,
        value: visit.query.question,
        choices: preconditions
          .filter(({ waivable }) => waivable)
          .map(({ id }) => ({ value: id, label: words.preconditions[id] ?? id }))
      },
      groundField(visit, exceptionGrounds),
      noteField(visit, true)
    ]
  },
  say: ({ call, form }, request) =>
    call('waiveRequest', {
      path: { request },
      body: {
        precondition: form.get('precondition') as never,
        ground: readGround(form),
        note: form.get('note') ?? ''
      }
    })
}

const object: Move = {
  name: 'object',
  operation: 'objectToRequest',
  dangerous: true,
  isOffered: full => open(full) && full.demands.some(one => one.withdrawnAt === null && one.origin !== 'self'),
  fields: visit => [noteField(visit, true)],
  say: ({ call, form }, request) =>
    call('objectToRequest', { path: { request }, body: { note: form.get('note') ?? '' } })
}

const cannotAsk: Move = {
  name: 'cannot-ask',
  operation: 'sayCannotAsk',
  isOffered: full => before(full) && full.invitation !== null,
  fields: visit => [noteField(visit, true)],
  say: ({ call, form }, request) => call('sayCannotAsk', { path: { request }, body: { note: form.get('note') ?? '' } })
}

const items = ['account', 'invoices', 'course', 'category'] as const
type Item = NonNullable<NonNullable<Given<'placeHold'>['body']>['items']>[number]

const itemOf = (form: URLSearchParams): Item => {
  const kind = form.get('item') as (typeof items)[number]
  return kind === 'course' || kind === 'category' ? { kind, key: form.get('key') ?? '' } : { kind }
}

const hold: Move = {
  name: 'hold',
  operation: 'placeHold',
  isOffered: open,
  fields: visit => {
    const texts = moveTexts[visit.language]
    return [
      {
        is: 'one-of',
        name: 'item',
        label: texts.item,
        required: true,
        value: 'account',
        at: '/items/0/kind',
        choices: items.map(value => ({ value, label: texts.items[value]! }))
      },
      { is: 'text', name: 'key', label: texts.itemKey, hint: texts.itemKeyHint, at: '/items/0/key' },
      groundField(visit, holdGrounds),
      { is: 'date', name: 'review', label: texts.review, at: '/reviewAt' },
      noteField(visit, false)
    ]
  },
  async say({ call, form }, request) {
    const { summary, subject } = await call('showRequest', { path: { request }, query: { reveal: 'subject' } })
    if (subject === undefined) throw refuse('hold-finds-nobody')
    const review = form.get('review') ?? ''
    await call('placeHold', {
      body: {
        platform: summary.platform,
        identifiers: [...subject.identifiers],
        items: [itemOf(form)],
        ground: readGround(form),
        ...(review !== '' && { reviewAt: `${review}T00:00:00.000Z` }),
        ...readNote(form)
      }
    })
  },
  said: 'hold-placed-here'
}

/** Exceptions, and what is recorded for somebody who cannot use the link of a mail. */
export const exceptions: readonly Move[] = [waive, object, cannotAsk, hold]
