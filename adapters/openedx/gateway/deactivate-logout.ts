import { operations } from '../../../openapi/types/openedx-operations.ts'
import type {
  Asking,
  Forwarded,
  GatewayAnswer,
  GatewayCall,
  GatewaySite,
  HeaderList,
  Interception
} from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { forgetEverybody } from '../reading/recent.ts'
import { findForgery } from './anti-forgery.ts'
import type { Passage } from './ask-as-caller.ts'
import { corsHeaders } from './cross-origin.ts'
import { addressAs, isAmbiguous, pick, readHeader, selectCredentials } from './headers.ts'
import { identifyCaller } from './identify.ts'
import { sayToPage } from './say.ts'

const onward = [
  'accept',
  'accept-language',
  'content-type',
  'origin',
  'referer',
  'use-jwt-cookie',
  'user-agent',
  'x-csrftoken',
  'x-forwarded-for'
]
const back = [
  ...corsHeaders,
  'cache-control',
  'content-encoding',
  'content-language',
  'content-type',
  'retry-after',
  'set-cookie',
  'vary',
  'www-authenticate'
]
const notDone = [400, 401, 403, 404, 405, 429]

/** The learner's own "Delete my account" (fact sheet 1.1), taken in the LMS's place. The body is never looked at. */
export function interceptDeactivateLogout(passage: Passage): Interception {
  const { connection, http, crossOrigin } = passage
  const { method, path } = operations.deleteOwnAccount
  return {
    id: 'deactivate-logout',
    methods: [method],
    path,
    maxBodyBytes: 8192,
    callsPerMinute: 60,

    async read(call, site, signal) {
      const wrong = checkForm(call, site)
      if (wrong !== null) return wrong
      const caller = await identifyCaller(passage, call.headers, site, signal)
      if (caller === null) return turnAway('not-signed-in', 401)
      return { is: 'erasure', origin: 'self', caller, subject: caller.subject, acknowledged: true }
    },

    async forward(call, site, signal) {
      const headers = [...addressAs(site), ...selectCredentials(call.headers), ...pick(call.headers, onward)]
      const { target, body } = call
      const passing = http.pass(connection.options.baseUrl, { method, target, headers, body, signal })
      const answer = await passing.finally(() => forgetEverybody(connection))
      crossOrigin.learn(readHeader(call.headers, 'origin'), site, answer)
      const means = judge(answer.status)
      const hasText = answer.status !== 204 && means !== 'not-done'
      if (hasText && !isOfTheView(answer.headers)) throw lose(answer.status)
      const instead = means === 'not-done' ? replace(answer) : null
      const forwarded = { answer: { ...answer, headers: pick(answer.headers, back) }, means }
      return instead === null ? forwarded : { ...forwarded, instead }
    },

    say(saying, call, site): GatewayAnswer {
      const answer = sayToPage(saying)
      const allowed = crossOrigin.allow(readHeader(call.headers, 'origin'), site)
      return {
        ...answer,
        headers: [...answer.headers, ['vary', 'Origin'], ['cache-control', 'no-store'], ...allowed]
      }
    }
  }
}

/** What the LMS would check before it asks who calls, and must be checked here because a kept call never gets there. */
function checkForm({ headers }: GatewayCall, site: GatewaySite): Asking | null {
  if (isAmbiguous(headers)) return turnAway('header-ambiguous', 400)
  const forgery = findForgery(headers, site)
  if (forgery !== null) return turnAway(forgery, 403)
  const type = (readHeader(headers, 'content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  return type === 'application/x-www-form-urlencoded' ? null : turnAway('content-type-refused', 415)
}

function turnAway(because: string, status: number): Asking {
  return { is: 'refused', because, status }
}

/** By the answers that the endpoint is known to give (1.1); a 500 may have been rolled back or not. */
function judge(status: number): Forwarded['means'] {
  if (status >= 200 && status < 300) return 'done'
  return notDone.includes(status) ? 'not-done' : 'cannot-tell'
}

/** The view answers in JSON (1.1). A page is what a proxy, or Django in its stead, says: no account page can show it. */
function isOfTheView(headers: HeaderList): boolean {
  return (readHeader(headers, 'content-type') ?? '').startsWith('application/json')
}

function lose(status: number): PlatformError {
  return new PlatformError('unavailable', 'platform-unavailable', { operation: operations.deleteOwnAccount.id, status })
}

/**
 * What the account page could not show of a no: an object or a page is shown as nothing at all (1.2), and an empty 403,
 * which is how a site without the deletion of accounts refuses (9), as a wrong password.
 */
function replace({ status, body }: GatewayAnswer): NonNullable<Forwarded['instead']> | null {
  if (status === 403 && body.length === 0) return 'deletion-switched-off'
  if (isText(body)) return null
  if (status === 401) return 'not-signed-in'
  return status === 429 ? 'too-many-calls' : 'platform-answered'
}

function isText(body: GatewayAnswer['body']): boolean {
  try {
    return typeof JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8')) === 'string'
  } catch {
    return false
  }
}
