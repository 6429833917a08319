import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { GatewaySite, HeaderList } from '../../contract.ts'
import { expectObject, surprise } from '../answers.ts'
import { type Passage, prepareAsking } from './ask-as-caller.ts'
import { hasToken, readCookies } from './headers.ts'

/** A key of Django's sessions as it is; what else could stand for the same session (quotes, signed data) is no answer. */
const plain = /^[A-Za-z0-9-]{20,64}$/
/** The signed cookie of Open edX (safe_sessions): version, key, salt, signature. Only the key outlives an answer. */
const safe = /^1\|([A-Za-z0-9-]{20,64})\|[^|"\\\s]+\|[^|"\\\s]+$/

/**
 * The key of the session that a caller's cookies hold, which Django makes anew with each sign-in. The time of the last
 * sign-in is the account's and tells nothing of who holds this session. Asked with that cookie alone, because next to a
 * living JWT the LMS takes no notice of a session that is made up.
 * @returns null where no session of this account was shown
 * @throws PlatformError
 */
export async function findSession(
  passage: Passage,
  headers: HeaderList,
  site: GatewaySite,
  username: string,
  signal: AbortSignal
): Promise<string | null> {
  const cookie = hasToken(headers) ? undefined : readCookies(headers).get('sessionid')
  if (cookie === undefined) return null
  const key = plain.test(cookie) ? cookie : safe.exec(cookie)?.[1]
  if (key === undefined) return null
  const ask = prepareAsking(passage, [['cookie', `sessionid=${cookie}`]], site, signal)!
  const me = await ask(operations.readOwnName)
  if (me.status !== 200) return null
  const named = expectObject<{ username: string }>(operations.readOwnName, me.json, { username: 'string' }).username
  // Token and session of two people: which of them a view of the LMS would take is not for us to guess (1.4).
  if (named !== username) throw surprise('identity-changed', operations.readOwnName)
  return key
}
