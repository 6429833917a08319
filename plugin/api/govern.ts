import { type ActBody, recordAct } from '../store/records/governance.ts'
import type { Caller } from './authentication.ts'
import type { ApiParts } from './parts.ts'

/**
 * Writes down who decided something about who may do what, or how many must agree, before it is done: what could not be
 * recorded does not happen. It holds ids, codes and numbers, nothing of a subject, and auditors read it.
 */
export const govern = (
  { store, random, clock }: Pick<ApiParts, 'store' | 'random' | 'clock'>,
  { person }: Caller,
  act: ActBody['act'],
  about: ActBody['about'],
  { before = {}, after = {} }: Partial<Pick<ActBody, 'before' | 'after'>> = {}
): Promise<void> =>
  recordAct({ store, random }, { at: clock.now().toISOString(), by: person.id, act, about, before, after })
