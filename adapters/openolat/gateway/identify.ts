import type { Caller, GatewaySite, HeaderList, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { toSubject } from '../accounts.ts'
import { type Account, readAccount, readObject } from '../answers.ts'
import { isNotAllowed } from '../rest.ts'
import type { AskAsCaller, Passage } from './passage.ts'

/**
 * Finds out who calls by what OpenOlat answers to their own session, token or Basic credentials.
 * @returns null for nobody
 * @throws PlatformError
 */
export async function identifyCaller(
  passage: Passage,
  headers: HeaderList,
  site: GatewaySite,
  signal: AbortSignal
): Promise<Caller | null> {
  const ask = passage.ask(headers, site, signal)
  const me = ask === null ? null : await readCaller(ask)
  return me === null ? null : toCaller(passage, me, signal)
}

/** The caller's own account; null when their credentials prove nothing, or nothing is answered (REST is off). */
export async function readCaller(ask: AskAsCaller): Promise<Account | null> {
  const answer = await ask('getMe')
  return isNotAllowed(answer) ? null : readAccount('getMe', readObject('getMe', answer))
}

/** Who they are is proven by then; when their account was made is read with our credentials. */
export async function toCaller({ rest }: Passage, account: Account, signal: AbortSignal): Promise<Caller> {
  const subject = await toSubject(rest, account, signal).catch((error: unknown) => {
    if (error instanceof PlatformError && error.failure === 'refused') return withoutBirth(account)
    throw error
  })
  return { subject, facts: {}, signedInAt: null, session: null }
}

/** Somebody whom we do not manage: enough to say who asked. */
function withoutBirth({ key, login, email }: Account): Subject {
  return { id: key, bornAt: '', username: login ?? key, email, displayName: null, language: null }
}
