import { timingSafeEqual } from 'node:crypto'
import type { Subject } from '../../../adapters/contract.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import type { Seals } from '../../store/records/seals.ts'

const signLength = 16

const signOf = (seals: Seals, source: string, platform: string, subject: Pick<Subject, 'id' | 'bornAt'>): string =>
  seals.hashForIndex('scim-user', JSON.stringify([source, subjectHash(seals, platform, subject)])).slice(0, signLength)

/**
 * The id of an account for one source: its number, and a sign of number and birth. Numbers come back after a restore and
 * are given to other people, and nobody can count through ids that they were never told.
 */
export const accountIdOf = (seals: Seals, source: string, platform: string, subject: Subject): string =>
  `${subject.id}.${signOf(seals, source, platform, subject)}`

/** The platform's own number in an id; null where it is none of ours. */
export const numberIn = (id: string): string | null =>
  new RegExp(`^([A-Za-z0-9_-]{1,64})\\.[a-f0-9]{${signLength}}$`).exec(id)?.[1] ?? null

/** Whether an id is that of this account. */
export const isIdOf = (seals: Seals, source: string, platform: string, id: string, subject: Subject): boolean => {
  const [own, given] = [accountIdOf(seals, source, platform, subject), id].map(text => Buffer.from(text))
  return own!.length === given!.length && timingSafeEqual(own!, given!)
}
