import { timingSafeEqual } from 'node:crypto'
import type { Subject } from '../../../../adapters/contract.ts'
import type { Clock } from '../../../clock.ts'
import { hourMs } from '../../../durations.ts'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import { subjectHash } from '../aliases.ts'
import { filed } from '../change.ts'
import type { Seals } from '../seals.ts'
import { lettersOf, readTyped, spellCode } from './spelling.ts'

/**
 * Somebody typed a name. Written for everybody alike, whether there is such an account or not; whom the code lets in is
 * added afterwards, sealed, and is gone with the code's use.
 */
export interface MailCodeBody {
  readonly platform: string
  readonly list: 'mail-codes'
  readonly askedAt: string
  readonly expiresAt: string
  /** Keyed hash of the code; of one that was sent to nobody, as long as nobody was found. */
  readonly codeHash: string
  readonly sealed: string | null
  readonly tries: number
}

/** What codes are kept with. */
export interface CodeParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
}

/** How long a code is good. */
export const codeLifeMs = 15 * 60 * 1000
const mostTries = 5
/** So many codes go to one account in an hour. */
const mostForAccount = 3
/** So long it is remembered that somebody asked. */
const rememberedMs = hourMs

const listKey = 'mail-codes'
const platformKey = (platform: string): string => `mail-codes:${platform}`
const accountKey = (hash: string): string => `mail-codes-for:${hash}`

const idOf = (keys: Seals, attempt: string): string => keys.hashForIndex('mail-code-attempt', attempt)
const hashOf = (keys: Seals, attempt: string, letters: string): string =>
  keys.hashForIndex('mail-code', JSON.stringify([attempt, letters]))
const purposeOf = (id: string): string => `mail-code:${id}`

const drawLetters = (random: Random): string => lettersOf(random.bytes(32).toString('hex'), 2)

/** How often somebody asked for a code of a platform within the last hour, or a little more. */
export const countAsked = (store: Store, platform: string): Promise<number> =>
  store.count('spool', { key: platformKey(platform) })

/** Notes that somebody asks for a code; answers the id of the attempt. Nothing is known yet of who that is. */
export const noteAttempt = async ({ store, keys, clock, random }: CodeParts, platform: string): Promise<string> => {
  const attempt = random.uuid()
  const now = clock.now()
  const body: MailCodeBody = {
    platform,
    list: 'mail-codes',
    askedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + codeLifeMs).toISOString(),
    codeHash: hashOf(keys, attempt, drawLetters(random)),
    sealed: null,
    tries: 0
  }
  await store.put('spool', idOf(keys, attempt), filed(body, [listKey, platformKey(platform)]), { expected: 0 })
  return attempt
}

/**
 * Runs what changes an attempt, one after the other: somebody who types while the code is being given would else be told
 * by a refusal of the store that there is such an account.
 */
const alone = <T>(store: Store, id: string, run: () => Promise<T>): Promise<T> =>
  store.exclusive(`mail-code:${id}`, run)

/** The code that is sent for an attempt, as people read it; null when the account was sent enough of them. */
export const giveCode = (
  { store, keys, random }: CodeParts,
  attempt: string,
  subject: Subject
): Promise<string | null> => {
  const id = idOf(keys, attempt)
  return alone(store, id, async () => {
    const found = await store.get<MailCodeBody>('spool', id)
    if (found === null) return null
    const account = accountKey(subjectHash(keys, found.body.platform, subject))
    // Counted and written by one at a time: else attempts that are looked up at the same moment would all have room.
    return alone(store, account, async () => {
      if ((await store.count('spool', { key: account })) >= mostForAccount) return null
      const letters = drawLetters(random)
      const sealed = keys.sealNote(purposeOf(id), JSON.stringify(subject))
      const body: MailCodeBody = { ...found.body, codeHash: hashOf(keys, attempt, letters), sealed }
      await store.put('spool', id, filed(body, [...found.keys, account]), { expected: found.revision })
      return spellCode(letters)
    })
  })
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Whoever may come in by an attempt, if `isRight` says so; once, and never after its time. */
const take = ({ store, keys, clock }: CodeParts, platform: string, attempt: string, letters: string | null) => {
  const id = idOf(keys, attempt)
  return alone(store, id, async (): Promise<Subject | null> => {
    const found: Document<MailCodeBody> | null = await store.get<MailCodeBody>('spool', id)
    if (found === null) return null
    const { sealed, expiresAt, tries, codeHash } = found.body
    if (found.body.platform !== platform || expiresAt <= clock.now().toISOString() || tries >= mostTries) return null
    const isRight = letters === null || isSame(codeHash, hashOf(keys, attempt, letters))
    const isIn = isRight && sealed !== null
    const body: MailCodeBody = isIn
      ? { ...found.body, sealed: null, tries: mostTries }
      : { ...found.body, tries: tries + 1 }
    // Written in any case, so that the time says nothing of whether there is such an account.
    await store.put('spool', id, { ...filed(body, found.keys) }, { expected: found.revision })
    return isIn ? (JSON.parse(keys.openNote(purposeOf(id), sealed)) as Subject) : null
  })
}

/** Whom a typed code lets in; null for a wrong one, a used one, one that has ended, and after five tries. */
export const takeCode = (parts: CodeParts, platform: string, attempt: string, typed: string): Promise<Subject | null> =>
  take(parts, platform, attempt, readTyped(typed))

/** Whom the link of the mail lets in: as `takeCode`, without typing. */
export const takeByLink = (parts: CodeParts, platform: string, attempt: string): Promise<Subject | null> =>
  take(parts, platform, attempt, null)

/** Forgets who asked longer than an hour ago. */
export const forgetMailCodes = async (store: Store, now: string): Promise<void> => {
  const before = new Date(Date.parse(now) - rememberedMs).toISOString()
  for (const { id, revision, body } of await store.query<MailCodeBody>('spool', { key: listKey }))
    if (body.askedAt <= before) await store.remove('spool', id, revision)
}
