import type { Action } from '../../adapters/contract.ts'
import { later } from './decision.ts'
import type { ActionProgress } from './request.ts'

type Resume =
  | { readonly do: 'read' }
  | { readonly do: 'perform' }
  | { readonly do: 'take-as-done' }
  | { readonly do: 'wait'; readonly until: string }
  | { readonly do: 'stall'; readonly because: string }

/**
 * What follows an intent without outcome: crash, time-out and abort are one case. The platform is
 * read; `gone` is done; anything else goes by the action's `repeat`. A `read-first` action is performed again only
 * when `still-there` was read, and read again at least `settleMs` after the intent, because a platform goes on
 * working after our time-out. Where a person insists, one reading and the settling time are enough.
 */
export const resume = (action: Pick<Action, 'repeat' | 'settleMs'>, progress: ActionProgress, now: string): Resume => {
  const last = progress.readings.at(-1)
  if (!last) return { do: 'read' }
  if (last.is === 'gone' || last.is === 'later') return { do: 'take-as-done' }
  if (action.repeat === 'safe') return { do: 'perform' }
  const settledAt = later(progress.intentAt!, action.settleMs)
  if (progress.insisted && last.at >= settledAt) return { do: 'perform' }
  if (progress.insisted) return now >= settledAt ? { do: 'read' } : { do: 'wait', until: settledAt }
  if (action.repeat === 'never') return { do: 'stall', because: 'never-repeated' }
  if (last.is === 'cannot-tell') return { do: 'stall', because: 'cannot-tell-what-happened' }
  if (last.at >= settledAt && progress.readings.length >= 2) return { do: 'perform' }
  return now >= settledAt ? { do: 'read' } : { do: 'wait', until: settledAt }
}

/** Whether a person's *try again* has put an outcome in doubt that rests on the platform's word and that nobody has read. */
export const isDoubted = ({ outcome, insisted }: ActionProgress): boolean => outcome !== null && insisted
