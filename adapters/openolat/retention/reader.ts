import type { Plan, Subject } from '../../contract.ts'
import { isTombstone, leadsTo, quoteExactly, readStatus } from '../accounts.ts'
import { type Account, type Json, readAccount, readList, readObject, readText } from '../answers.ts'
import { exists } from '../earned.ts'
import { listOwners } from '../ownership/categories.ts'
import type { OperationId, Rest } from '../rest.ts'
import type { Remembered, Seat } from './remember.ts'

/** Reads what is left of one deleted account; what several rows rest on is asked for once. */
export interface Reader {
  readonly subject: Subject
  readonly plan: Plan
  readonly remembered: Remembered
  /** UserVO as it is now; null when the account is not there at all. */
  account(): Promise<Account | null>
  /** Values of properties that are left: a search shows more of them than the account itself (fact sheet 2.2). */
  properties(): Promise<readonly string[]>
  /** `deleted` by both signs of a tombstone; `reachable`: it still has its plain role somewhere. */
  state(): Promise<'deleted' | 'reachable' | 'out-of-reach'>
  /** Whether the subject still stands in a list; false where the object itself is gone. */
  isMember(operation: OperationId, params: Readonly<Record<string, string>>): Promise<boolean>
  isSeated(of: 'group' | 'entry', seat: Seat): Promise<boolean>
  owns(object: { readonly category: string; readonly key: string }): Promise<boolean>
  exists(operation: OperationId, params: Readonly<Record<string, string>>): Promise<boolean>
  /** Whether a login still leads to the subject. */
  signsIn(login: { readonly provider: string; readonly name: string }): Promise<boolean>
  list(operation: OperationId, params: Readonly<Record<string, string>>): Promise<readonly Json[]>
}

const lists: Readonly<Record<'group' | 'entry', Readonly<Record<Seat['as'], OperationId>>>> = {
  group: { owners: 'listGroupOwners', coaches: 'listGroupOwners', participants: 'listGroupParticipants' },
  entry: { owners: 'listEntryOwners', coaches: 'listEntryCoaches', participants: 'listEntryParticipants' }
}

/** A reader for one subject. Its answers hold for one reading of all rows. */
export function openReader(
  rest: Rest,
  subject: Subject,
  plan: Plan,
  remembered: Remembered,
  signal: AbortSignal
): Reader {
  const { id } = subject
  const asked = new Map<string, Promise<unknown>>()
  const once = <Value>(name: string, ask: () => Promise<Value>): Promise<Value> => {
    const answer = (asked.get(name) ?? ask()) as Promise<Value>
    asked.set(name, answer)
    return answer
  }
  const list = (operation: OperationId, params: Readonly<Record<string, string>>) =>
    once(`${operation} ${JSON.stringify(params)}`, async () => {
      const answer = await rest.call(operation, { params, signal })
      return answer.status === 404 ? [] : readList(operation, answer)
    })
  const isMember: Reader['isMember'] = async (operation, params) =>
    (await list(operation, params)).some(item => readAccount(operation, item).key === id)
  return {
    subject,
    plan,
    remembered,
    list,
    isMember,
    isSeated: (of, seat) => isMember(lists[of][seat.as], { of: seat.of }),
    owns: async ({ category, key }) => (await listOwners(rest, category, key, signal))?.includes(id) ?? false,
    exists: (operation, params) => exists(rest, operation, params, signal),
    account: () =>
      once('account', async () => {
        const answer = await rest.call('getUser', { params: { key: id }, signal })
        if (answer.status === 404) return null
        return readAccount('getUser', readObject('getUser', answer))
      }),
    properties: () =>
      once('properties', async () => {
        const query = { login: quoteExactly(`del_${id}`), statusVisibleLimit: 'all' }
        const found = readList('searchUsers', await rest.call('searchUsers', { query, signal }))
        const own = found.find(item => readAccount('searchUsers', item).key === id)
        const properties = own?.property ?? own?.properties
        return Array.isArray(properties) ? properties.flatMap(item => readText(item as Json, 'value') ?? []) : []
      }),
    state: () =>
      once('state', async () => {
        if (await isTombstone(rest, id, signal)) return 'deleted' as const
        return (await readStatus(rest, id, signal)) === 'out-of-reach' ? ('out-of-reach' as const) : 'reachable'
      }),
    signsIn: login => leadsTo(rest, login, id, signal)
  }
}
