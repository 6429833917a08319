import type { Clock } from '../clock.ts'
import { startRounds } from '../rounds.ts'
import { forgetFacts } from '../store/records/facts.ts'
import type { Store } from '../store/store.ts'

const everyMs = 10 * 60 * 1000

/** Forgets answers that hold no longer, every ten minutes. Returns how to stop. */
export const startForgetting = ({ store, clock }: { readonly store: Store; readonly clock: Clock }) =>
  startRounds({
    clock,
    everyMs,
    round: () => forgetFacts(store, clock.now().toISOString()),
    // What a store refuses now is tried again; nothing that has lapsed is ever used.
    tell: () => {}
  })
