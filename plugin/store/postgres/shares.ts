import type { SlotShare } from '../../../adapters/contract.ts'
import type { Clock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import type { Tally } from '../tally.ts'
import type { Connection } from './connection.ts'

/** How long the slots of a holder that died stay taken. */
const slotLeaseMs = 5000
/** How long before its end nobody relies on a lease. */
const slotFenceMs = 1000

/** What all instances on a database count together. */
export interface SharedCounts {
  /** A share in so many slots of an address. */
  slotsOf(address: string, all: number): SlotShare
  readonly tally: Tally
}

/** Counts in the database. What a caller says is believed: instances on one database trust one another. */
export const createSharedCounts = (
  { query }: Pick<Connection, 'query'>,
  clock: Pick<Clock, 'now'>,
  random: Pick<Random, 'uuid'>
): SharedCounts => {
  const nowMs = () => clock.now().getTime()
  const drop = async (name: string, which: string, key: string): Promise<void> =>
    void (await query(name, `delete from lethe.tally where ${which}`, [key]))
  return {
    slotsOf(address, all) {
      const holder = random.uuid()
      return {
        async take(running, wanted) {
          const text = 'select lethe.take_slots($1, $2, $3, $4, $5, $6, $7) as slots'
          const now = nowMs()
          const values = [address, holder, all, running, wanted, now, slotLeaseMs]
          const [row] = await query<{ slots: number }>('slots', text, values)
          return { slots: row!.slots, untilMs: now + slotLeaseMs - slotFenceMs }
        },
        async nextStart(paceMs) {
          const text = 'select lethe.next_start($1, $2, $3) as at'
          return (await query<{ at: number }>('pace', text, [address, paceMs, nowMs()]))[0]!.at
        }
      }
    },
    tally: {
      async countUp(limits) {
        const sorted = [...limits].sort((one, other) => (one.key < other.key ? -1 : 1))
        const text = 'select lethe.count_up($1, $2, $3, $4) as wait'
        const values = [
          sorted.map(({ key }) => key),
          sorted.map(({ most }) => most),
          sorted.map(({ windowMs }) => windowMs),
          nowMs()
        ]
        return (await query<{ wait: number | null }>('count-up', text, values))[0]!.wait
      },
      takeBack: key => drop('take-back', 'n = (select max(n) from lethe.tally where key = $1)', key),
      forget: key => drop('forget', 'key = $1', key)
    }
  }
}
