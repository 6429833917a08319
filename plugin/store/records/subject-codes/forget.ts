import type { Clock } from '../../../clock.ts'
import { startRounds } from '../../../rounds.ts'
import type { Store } from '../../store.ts'
import { forgetMailCodes } from './mail-codes.ts'
import { forgetStatusCodes } from './status-codes.ts'
import { forgetSubjectSessions } from './subject-sessions.ts'

const everyMs = 10 * 60 * 1000

/** Forgets codes and sessions of subjects that are over, every ten minutes. Returns how to stop. */
export const startForgettingCodes = ({ store, clock }: { readonly store: Store; readonly clock: Clock }) =>
  startRounds({
    clock,
    everyMs,
    async round() {
      const now = clock.now().toISOString()
      await forgetMailCodes(store, now)
      await forgetSubjectSessions(store, now)
      await forgetStatusCodes(store, now)
    },
    // What a store refuses now is tried again; nothing that is over is ever taken.
    tell: () => {}
  })
