import type { Clock } from '../clock.ts'
import { forgetFacts } from '../store/records/facts.ts'
import type { Store } from '../store/store.ts'

const everyMs = 10 * 60 * 1000

/** Forgets answers that hold no longer, every ten minutes. Returns how to stop. */
export const startForgetting = ({ store, clock }: { readonly store: Store; readonly clock: Clock }) => {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // What a store refuses now is tried again; nothing that has lapsed is ever used.
      await forgetFacts(store, clock.now().toISOString()).catch(() => {})
      await clock.sleep(everyMs, stopping.signal).catch(() => {})
    }
  }
  const running = run()
  return (): Promise<void> => {
    stopping.abort()
    return running
  }
}
