import { moveTexts } from '../../../../texts/admin/moves.ts'
import type { Full } from '../short.ts'
import type { Move } from './move-page.ts'

const stalled = ({ summary }: Full): boolean => summary.state === 'stalled'

const standsOpen = ({ outcome, confirmation }: Full['actions'][number]): boolean =>
  outcome === null || confirmation === 'still-there' || confirmation === 'cannot-tell'

/** The actions that trying again means something for. */
export const openActions = ({ actions }: Full): readonly string[] =>
  actions.filter(standsOpen).map(({ action }) => action)

const retry: Move = {
  name: 'retry',
  operation: 'retryRequest',
  dangerous: true,
  isOffered: stalled,
  fields: ({ language, query }, full) => {
    const texts = moveTexts[language]
    const actions = openActions(full)
    return [
      {
        is: 'choice',
        name: 'action',
        label: texts.action,
        value: query.action ?? '',
        choices: [{ value: '', label: texts.allActions }, ...actions.map(action => ({ value: action, label: action }))]
      }
    ]
  },
  say: ({ call, form }, request) => {
    const action = form.get('action') ?? ''
    return call('retryRequest', { path: { request }, body: action === '' ? {} : { action } })
  }
}

const lookAgain: Move = {
  name: 'look-again',
  operation: 'lookAgainRequest',
  isOffered: stalled,
  say: ({ call }, request) => call('lookAgainRequest', { path: { request }, body: {} })
}

const close: Move = {
  name: 'close',
  operation: 'closeRequest',
  dangerous: true,
  isOffered: stalled,
  say: ({ call }, request) => call('closeRequest', { path: { request }, body: {} })
}

/** What a person decides of a request that stalled. */
export const stalledMoves: readonly Move[] = [retry, lookAgain, close]
