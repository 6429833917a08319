import { agreeReceipt, extend, resumeClock, suspend } from './folding/clock.ts'
import { askedAgain, cannotAsk, demand, lapse, prove, withdraw } from './folding/demands.ts'
import { ask, type Fold, type Folded, retry } from './folding/parts.ts'
import { platformRestored, storeRestored } from './folding/restored.ts'
import { approve, attest, holdPlaced, holdReleased, object, refuse, waive } from './folding/said.ts'
import type { ErasureRequest, Work } from './request.ts'
import type { Signal } from './signals.ts'

export type { Folded, Told } from './folding/parts.ts'

const folds: { readonly [Kind in Signal['kind']]: Fold<Kind> } = {
  demand,
  withdraw,
  prove,
  lapse,
  'asked-again': askedAgain,
  approve,
  refuse,
  attest,
  waive,
  object,
  'cannot-ask': cannotAsk,
  recheck: ask('recheck'),
  retry,
  'look-again': ask('look-again'),
  close: ask('close'),
  'hold-placed': holdPlaced,
  'hold-released': holdReleased,
  extend,
  suspend,
  'resume-clock': resumeClock,
  'agree-receipt': agreeReceipt,
  'platform-restored': platformRestored,
  'store-restored': storeRestored
}

/**
 * Folds what others said into the request and its sealed work, in order. Folding the same signal twice changes nothing more in either.
 * `openNote` opens free text that came sealed.
 */
export const fold = (
  request: ErasureRequest,
  work: Work,
  signals: readonly Signal[],
  openNote: (sealed: string) => string
): Folded =>
  signals.reduce<Folded>(
    (before, signal) => (folds[signal.kind] as Fold<Signal['kind']>)(signal as never, before, openNote),
    { request, work, happenings: [] }
  )
