import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import { recordAct } from '../../store/records/governance.ts'
import { noteRetiredMonth, readRetiredMonths } from '../../store/records/own/own-keys.ts'
import type { WorkParts } from '../parts.ts'
import { rewrapAll } from '../retention/rewrap.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'random' | 'log'> & { readonly endedIds: EndedIds }

/**
 * Retires the dated key of a month: what lives under it is re-wrapped, then the ledger and the data say that it is
 * retired, and only then it is deleted. Answers how many texts and compartments were re-wrapped. Throws what `Keys.retire`
 * throws, and `notes-not-folded`.
 */
export const retireMonth = async (
  parts: Parts,
  month: string,
  notes: 'awaited' | 'lost' = 'awaited'
): Promise<number> => {
  const { store, keys, endedIds } = parts
  const { rewrapped } = await keys.retire(month, async kek => {
    const count = await rewrapAll(parts, kek, notes)
    const isNoted = endedIds.lines().some(line => line.is === 'key-retired' && line.month === kek)
    if (!isNoted) await endedIds.note({ is: 'key-retired', month: kek })
    await noteRetiredMonth(store, kek)
    return count
  })
  return rewrapped
}

/** What the ledger, the data and the folder itself each know of retired months. */
const retiredMonths = async ({ store, keys, endedIds }: Parts): Promise<readonly string[]> => {
  const ofLedger = endedIds.lines().flatMap(line => (line.is === 'key-retired' ? [line.month] : []))
  return [...new Set([...ofLedger, ...(await readRetiredMonths(store)), ...keys.retiredMonths()])].sort()
}

/**
 * A retired key that came back with an old copy of the keys folder opens old copies of the data again: it is retired
 * once more before anything goes on, loudly and on record. Also ends a retirement that a stop broke off.
 */
export const retireWhatCameBack = async (parts: Parts): Promise<void> => {
  const { store, keys, clock, random, log } = parts
  const living = keys.months()
  for (const month of await retiredMonths(parts)) {
    if (!living.includes(month)) continue
    const rewrapped = await retireMonth(parts, month, 'lost')
    log.error({ code: 'retired-key-came-back', month, rewrapped }, 'a retired key was there again: it is deleted anew')
    await recordAct(
      { store, random },
      {
        at: clock.now().toISOString(),
        by: 'lethe',
        act: 'key-retired',
        about: null,
        before: { cameBack: true },
        after: { month }
      }
    )
  }
}
