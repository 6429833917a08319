import type { Clock } from '../clock.ts'

const patienceMs = 2_000

/**
 * What a board has, or null while it is still reading: the first time it is asked, and after it was told of no changes
 * for a while, it reads every open request, which takes longer than a monitor waits.
 */
export const linesAtHand =
  <Line>(board: { lines(): Promise<readonly Line[]> }, clock: Pick<Clock, 'sleep'>) =>
  async (): Promise<readonly Line[] | null> => {
    const patience = new AbortController()
    const late = clock.sleep(patienceMs, patience.signal).then(
      () => null,
      () => null
    )
    return Promise.race([board.lines().catch(() => null), late]).finally(() => patience.abort())
  }
