import { operations } from '../../../openapi/types/openedx-operations.ts'
import { expectObject, explain, refuse } from '../answers.ts'
import type { Connection } from '../connection.ts'

const rememberMs = 600_000
const remembered = new WeakMap<Connection, { readonly word: string; readonly until: number }>()

/**
 * Whether the account has a usable password. The support tool says so only as a word in the server's language (fact
 * sheet 5.3), so it is compared with the word for the service account, which has none.
 * @throws PlatformError `refused: worker-has-password` when that comparison cannot be trusted
 */
export async function isPasswordUsable(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<boolean> {
  const unusable = await recallUnusableWord(connection, signal)
  if (unusable === 'Usable') throw refuse('worker-has-password', operations.readSupportAccount)
  return (await readPasswordWord(connection, username, signal)) !== unusable
}

/** The word is the site's and serves everybody; read anew every ten minutes, as a deployment may change its language. */
async function recallUnusableWord(connection: Connection, signal: AbortSignal): Promise<string> {
  const now = connection.now().getTime()
  const known = remembered.get(connection)
  if (known !== undefined && now < known.until) return known.word
  const word = await readPasswordWord(connection, connection.options.workerUsername, signal)
  remembered.set(connection, { word, until: now + rememberMs })
  return word
}

/** The platform's word for the state of an account's password. */
export async function readPasswordWord(connection: Connection, username: string, signal: AbortSignal): Promise<string> {
  const operation = operations.readSupportAccount
  const answer = await connection.call(operation, { params: { username }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  // An account that the tool does not know is an empty array.
  if (Array.isArray(answer.json)) throw refuse('account-not-found', operation)
  return expectObject<{ status: string }>(operation, answer.json, { status: 'string' }).status
}
