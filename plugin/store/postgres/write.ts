import type { Clock } from '../../clock.ts'
import type { ChangeBell } from '../change-bell.ts'
import { copyEntry, copyJson } from '../copy-entry.ts'
import { currentFormat } from '../formats/steps.ts'
import { assertSafe } from '../names.ts'
import type { Store } from '../store.ts'
import { StoreError, type StoreErrorCode } from '../store-error.ts'
import type { Connection } from './connection.ts'

const sayings: Partial<Record<StoreErrorCode, string>> = {
  'not-found': 'there is no such document',
  'claim-lost': 'the claim has gone to somebody else',
  claimed: 'only the holder of the claim may change this',
  'revision-conflict': 'another revision'
}

const refuseUnless = (wanted: string, result: string): void => {
  if (result === wanted) return
  const code = result as StoreErrorCode
  throw new StoreError(code, sayings[code] ?? 'not done')
}

const msOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))

/** The verbs `put`, `signal` and `remove`: one statement each, in a transaction of its own, then the bell. */
export const createWriting = (
  { query }: Connection,
  clock: Clock,
  bell: ChangeBell
): Pick<Store, 'put' | 'signal' | 'remove'> => ({
  async put(kind, id, entry, terms) {
    const { body, keys, unique, dueAt, shelf } = copyEntry(entry)
    assertSafe(kind, id)
    const { expected, claim = null, folded = 0, release = false, heard, expects } = terms
    const values = [
      ...[kind, id, expected, JSON.stringify(body), keys, unique, dueAt, msOf(dueAt), shelf],
      ...[claim, folded, release, clock.now().getTime(), String(currentFormat)],
      shelf !== null || entry.line == null ? '' : JSON.stringify(entry.line),
      heard === undefined ? '' : String(heard),
      expects === undefined ? '' : `${expects.kind} ${expects.id} ${expects.revision}`
    ]
    const text = `select set_config('lethe.format', $14, true), set_config('lethe.line', $15, true),
      set_config('lethe.heard', $16, true), set_config('lethe.expects', $17, true),
      lethe.put($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) as result`
    const [row] = await query<{ result: string }>('put', text, values)
    refuseUnless('put', row!.result)
    bell.ring(kind, id)
    return expected + 1
  },
  async signal(kind, id, signal) {
    const copy = copyJson(signal)
    assertSafe(kind, id)
    const at = clock.now().toISOString()
    const values = [kind, id, at, Date.parse(at), JSON.stringify(copy)]
    const [row] = await query<{ n: number }>('signal', 'select lethe.tell($1,$2,$3,$4,$5) as n', values)
    bell.ring(kind, id)
    return row!.n
  },
  async remove(kind, id, expected) {
    assertSafe(kind, id)
    const values = [kind, id, expected, clock.now().getTime()]
    const [row] = await query<{ result: string }>('remove', 'select lethe.remove($1,$2,$3,$4) as result', values)
    refuseUnless('removed', row!.result)
    bell.ring(kind, id)
  }
})
