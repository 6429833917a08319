import { operations } from '../../openapi/types/openedx-operations.ts'
import type { Surroundings } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { expectObject, explain, refuse, surprise } from './answers.ts'
import type { OpenEdxOptions } from './options.ts'

/** The service account's JWT, kept until shortly before it expires. */
export interface TokenKeeper {
  get(signal: AbortSignal): Promise<string>
  /** Forgets a token that the platform did not take. */
  drop(token: string): void
  /** Breaks off what is being fetched. */
  close(): void
}

interface Kept {
  readonly token: string
  readonly renewAt: number
}

const aborted = (): PlatformError =>
  new PlatformError('unavailable', 'aborted', { operation: operations.issueToken.id, mayHaveHappened: false })

/** Whoever has stopped waiting is not kept by an answer that never comes; the others go on waiting for it. */
const waitFor = async (renewal: Promise<Kept>, signal: AbortSignal): Promise<Kept> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = (): void => reject(aborted())
  signal.addEventListener('abort', giveUp, { once: true })
  return Promise.race([renewal, promise]).finally(() => signal.removeEventListener('abort', giveUp))
}

/**
 * Keeps one JWT of the service account (fact sheet 3.1). Callers who come while one is being fetched wait for the same
 * answer, because the endpoint is limited per client address.
 */
export function createTokenKeeper(options: OpenEdxOptions, { http, now }: Surroundings): TokenKeeper {
  let kept: Kept | null = null
  let renewal: Promise<Kept> | null = null
  const closing = new AbortController()

  async function fetchToken(): Promise<Kept> {
    const askedAt = now().getTime()
    const pair = [options.clientId, options.clientSecret].map(encodeURIComponent).join(':')
    const answer = await http.call(options.baseUrl, operations.issueToken, {
      // As Basic, never in the form: the platform's tracking log masks passwords but not client secrets (1.3).
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      form: { grant_type: 'client_credentials', token_type: 'jwt' },
      // Shared by all who wait, so no single caller's signal may end it; the door's time-out does, or the end of all.
      signal: closing.signal
    })
    if (answer.status === 400 || answer.status === 401)
      throw refuse('client-rejected', operations.issueToken, answer.status)
    if (answer.status === 403) {
      throw new PlatformError('unavailable', 'token-limited', { operation: operations.issueToken.id, status: 403 })
    }
    if (answer.status !== 200) throw explain(operations.issueToken, answer)
    const body = expectObject<{ access_token: string; expires_in: number; token_type: string }>(
      operations.issueToken,
      answer.json,
      { access_token: 'string', expires_in: 'number', token_type: 'string' }
    )
    if (body.token_type !== 'JWT') throw surprise('token-not-jwt', operations.issueToken)
    const lifeMs = body.expires_in * 1000
    return { token: body.access_token, renewAt: askedAt + lifeMs - Math.min(60_000, lifeMs / 2) }
  }

  return {
    async get(signal) {
      if (kept !== null && now().getTime() < kept.renewAt) return kept.token
      if (signal.aborted) throw aborted()
      renewal ??= fetchToken().finally(() => {
        renewal = null
      })
      kept = await waitFor(renewal, signal)
      if (signal.aborted) throw aborted()
      return kept.token
    },
    drop(token) {
      if (kept?.token === token) kept = null
    },
    close: () => closing.abort()
  }
}
