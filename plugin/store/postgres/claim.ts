import type { Clock } from '../../clock.ts'
import type { ChangeBell } from '../change-bell.ts'
import { assertSafe } from '../names.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Connection } from './connection.ts'
import { columns, documentOf, type Row } from './rows.ts'

/**
 * What is due, what was told something, and what a holder has lost by the end of the lease: of each the longest waiting,
 * by an index of its own. Rows that somebody else is about to take are passed by (`skip locked`), so that no document is
 * handed out twice and nobody waits.
 */
const claimText = `
  with due as (
    select id, since_ms from lethe.document
    where kind = $1 and shelf is null and claim is null and waiting = 0 and since_ms <= $2
    order by since_ms, id limit $3 for update skip locked
  ), told as (
    select id, since_ms from lethe.document
    where kind = $1 and shelf is null and claim is null and waiting > 0
    order by since_ms, id limit $3 for update skip locked
  ), lapsed as (
    select id, since_ms from lethe.document
    where kind = $1 and claim is not null and claim_until_ms <= $2 and (waiting > 0 or due_ms <= $2)
    order by since_ms, id limit $3 for update skip locked
  ), chosen as (
    select id from (select * from due union all select * from told union all select * from lapsed) found
    order by since_ms, id limit $3
  ), claimed as (
    update lethe.document d set claim = gen_random_uuid()::text, claim_until_ms = $2 + $4
    from chosen where d.kind = $1 and d.id = chosen.id
    returning d.*
  )
  select ${columns('claimed')}, claimed.claim, claimed.claim_until_ms from claimed
  order by claimed.since_ms, claimed.id`

const nextText = `
  select least(
    (select $2::bigint from lethe.document
      where kind = $1 and shelf is null and claim is null and waiting > 0 limit 1),
    (select min(since_ms) from lethe.document
      where kind = $1 and shelf is null and claim is null and waiting = 0 and since_ms is not null),
    (select min(greatest(
        case when waiting > 0 then $2::bigint else due_ms end,
        case when claim_until_ms > $2 then claim_until_ms end
      ))
      from lethe.document where kind = $1 and claim is not null and since_ms is not null)
  ) as ms`

/** The verbs `claimDue`, `renew`, `release` and `nextDueAt`. */
export const createClaiming = (
  { query }: Connection,
  clock: Clock,
  bell: ChangeBell
): Pick<Store, 'claimDue' | 'renew' | 'release' | 'nextDueAt'> => ({
  async claimDue(kind, limit, leaseMs) {
    const values = [kind, clock.now().getTime(), limit, leaseMs]
    const rows = await query<Row & { claim: string; claim_until_ms: number }>('claim', claimText, values)
    return rows.map(row => ({
      document: documentOf<unknown>(row),
      claim: { token: row.claim, until: new Date(row.claim_until_ms).toISOString() }
    }))
  },
  async renew(kind, id, claim, leaseMs) {
    assertSafe(kind, id)
    const text = `update lethe.document set claim_until_ms = $4
      where kind = $1 and id = $2 and claim = $3 returning id`
    const untilMs = clock.now().getTime() + leaseMs
    const held = await query('renew', text, [kind, id, claim, untilMs])
    if (held.length === 0) throw new StoreError('claim-lost', 'the claim has gone to somebody else')
    return { token: claim, until: new Date(untilMs).toISOString() }
  },
  async release(kind, id, claim) {
    assertSafe(kind, id)
    const text = 'select lethe.release($1, $2, $3) as given'
    const [row] = await query<{ given: boolean }>('release', text, [kind, id, claim])
    if (row!.given) bell.ring(kind, id)
  },
  async nextDueAt(kind) {
    const [row] = await query<{ ms: number | null }>('next', nextText, [kind, clock.now().getTime()])
    return row!.ms === null ? null : new Date(row!.ms).toISOString()
  }
})
