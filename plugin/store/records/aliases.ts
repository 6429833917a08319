import type { Identifier, Subject } from '../../../adapters/contract.ts'
import type { Seals } from './seals.ts'

/** A mailbox is the same in any case, and people type it in any; a hold must not miss its subject by that. */
const spell = ({ kind, value }: Identifier): string =>
  kind === 'email' ? value.normalize('NFC').toLowerCase() : value.normalize('NFC')

/**
 * Keyed hash of one identifier on one platform: names exact after Unicode NFC, because platforms tell apart names that
 * differ in case only, addresses in lower case. It finds requests, holds and declared graders without naming anybody.
 */
export const aliasOf = (seals: Seals, platform: string, identifier: Identifier): string =>
  seals.hashForIndex('alias', JSON.stringify([platform, identifier.kind, spell(identifier)]))

/** Every alias of an account that was resolved: it is found however it is named. */
export const aliasesOf = (seals: Seals, platform: string, subject: Subject): readonly string[] =>
  [
    { kind: 'platform-id', value: subject.id } as const,
    { kind: 'username', value: subject.username } as const,
    ...(subject.email === null ? [] : [{ kind: 'email', value: subject.email } as const])
  ].map(identifier => aliasOf(seals, platform, identifier))

/** An opaque id of somebody who acts as the account they are signed in to: the same whatever it is called. */
export const actorOfAccount = (seals: Seals, platform: string, subject: Pick<Subject, 'id' | 'bornAt'>): string =>
  `account-${subjectHash(seals, platform, subject).slice(0, 48)}`

/** Keyed hash of the account itself: id and time of birth, because ids come back after a restore. */
export const subjectHash = (seals: Seals, platform: string, subject: Pick<Subject, 'id' | 'bornAt'>): string =>
  seals.hashForIndex('subject', JSON.stringify([platform, subject.id, subject.bornAt]))

/** Keyed hash of a browser session: it tells two sessions apart and opens none. */
export const sessionHash = (seals: Seals, platform: string, session: string): string =>
  seals.hashForIndex('session', JSON.stringify([platform, session]))
