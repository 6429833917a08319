import type { Subject } from '../../../../adapters/contract.ts'
import type { Store } from '../../store.ts'
import { filed } from '../change.ts'
import type { Seals } from '../seals.ts'
import type { CodeParts } from './mail-codes.ts'

/** That somebody came in by a code. Who that is lies sealed. */
export interface SubjectSessionBody {
  readonly platform: string
  readonly list: 'subject-sessions'
  readonly at: string
  readonly expiresAt: string
  readonly sealed: string
}

/** How long somebody stays in, whatever they do. */
export const subjectSessionMs = 30 * 60 * 1000

const listKey = 'subject-sessions'
const idOf = (keys: Seals, session: string): string => keys.hashForIndex('subject-session', session)
const purposeOf = (id: string): string => `subject-session:${id}`

/** Lets somebody in; answers the id of the session, which is nowhere kept in the open. */
export const beginSubjectSession = async (
  { store, keys, clock, random }: CodeParts,
  platform: string,
  subject: Subject
): Promise<string> => {
  const session = random.uuid()
  const id = idOf(keys, session)
  const now = clock.now()
  const body: SubjectSessionBody = {
    platform,
    list: 'subject-sessions',
    at: now.toISOString(),
    expiresAt: new Date(now.getTime() + subjectSessionMs).toISOString(),
    sealed: keys.sealNote(purposeOf(id), JSON.stringify(subject))
  }
  await store.put('spool', id, filed(body, [listKey]), { expected: 0 })
  return session
}

/** Who came in by a session, and when they showed the code; null for none, one of another platform, and one that is over. */
export const findSubjectSession = async (
  { store, keys, clock }: Omit<CodeParts, 'random'>,
  platform: string,
  session: string
): Promise<{ readonly subject: Subject; readonly at: string } | null> => {
  const id = idOf(keys, session)
  const found = await store.get<SubjectSessionBody>('spool', id)
  if (found === null || found.body.platform !== platform || found.body.expiresAt <= clock.now().toISOString())
    return null
  return { subject: JSON.parse(keys.openNote(purposeOf(id), found.body.sealed)) as Subject, at: found.body.at }
}

/** Ends a session. */
export const endSubjectSession = async (
  { store, keys }: Pick<CodeParts, 'store' | 'keys'>,
  session: string
): Promise<void> => {
  const found = await store.get<SubjectSessionBody>('spool', idOf(keys, session))
  if (found !== null) await store.remove('spool', found.id, found.revision)
}

/** Forgets who was in and is not any more. */
export const forgetSubjectSessions = async (store: Store, now: string): Promise<void> => {
  for (const { id, revision, body } of await store.query<SubjectSessionBody>('spool', { key: listKey }))
    if (body.expiresAt <= now) await store.remove('spool', id, revision)
}
