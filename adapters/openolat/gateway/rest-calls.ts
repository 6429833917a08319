import type { Asking, Forwarded, GatewayCall, GatewaySite, Identifier, Interception, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { readMe } from '../accounts.ts'
import { findSubject } from '../find.ts'
import { statuses } from '../statuses.ts'
import { classify } from './classify.ts'
import { isAmbiguous, isOfForeignPage } from './headers.ts'
import { readCaller, toCaller } from './identify.ts'
import { overridesMethod } from './method-override.ts'
import type { Passage } from './passage.ts'
import { readRight } from './right.ts'
import { sayToClient } from './say.ts'
import { readStatusBody } from './status-body.ts'

type Refused = Extract<Asking, { is: 'refused' }>

/** Uploads of portraits and certificates go by here, too. */
const mostBytes = 8 * 1024 * 1024

const other: Asking = { is: 'other' }

/** Everything below `/restapi` that the route hands to us: what deletes or changes an account is told from the rest. */
export function interceptRestCalls(passage: Passage): Interception {
  return {
    id: 'restapi',
    methods: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'],
    path: '/restapi/{path*}',
    maxBodyBytes: mostBytes,
    callsPerMinute: 6000,

    async read(call, site, signal) {
      if (isAmbiguous(call.headers)) return turnAway('header-ambiguous', 400)
      if (overridesMethod(call)) return turnAway('method-override-refused', 400)
      const meant = classify(call.method, call.params.path!)
      if (meant.is === 'other') return other
      if (meant.is === 'ambiguous-key') return turnAway('key-refused', 400)
      if (isOfForeignPage(call.headers, site)) return turnAway('origin-refused', 403)
      const wrong = meant.is === 'status' ? checkStatus(call) : null
      if (wrong !== null) return wrong
      const read = { passage, site, signal }
      if (meant.is === 'erasure') return readErasure(read, call, meant.key)
      if (meant.is === 'change-by-name') return readChange(read, call, { kind: 'username', value: meant.username })
      return readChange(read, call, { kind: 'platform-id', value: meant.key })
    },

    async forward(call, site, signal): Promise<Forwarded> {
      const answer = await passage.pass(call, site, signal)
      const { status } = answer
      return { answer, means: status < 300 ? 'done' : status < 500 ? 'not-done' : 'cannot-tell' }
    },

    say(saying, call) {
      const answer = sayToClient(saying)
      return {
        ...answer,
        headers: [...answer.headers, ['cache-control', 'no-store'], ...passage.tokenFor(call.headers)]
      }
    }
  }
}

/** OpenOlat would write any number, and 199 fakes a deletion that erased nothing (fact sheet 2.1). */
function checkStatus(call: GatewayCall): Refused | null {
  const status = readStatusBody(call)
  if (status === null) return turnAway('status-unreadable', 400)
  return status === statuses.deleted ? turnAway('status-deleted-refused', 403) : null
}

type Read = { readonly passage: Passage; readonly site: GatewaySite; readonly signal: AbortSignal }

async function readErasure(read: Read, { headers }: GatewayCall, key: string): Promise<Asking> {
  const { passage, site, signal } = read
  const ask = passage.ask(headers, site, signal)
  const me = ask === null ? null : await readCaller(ask)
  if (ask === null || me === null) return turnAway('not-signed-in', 401)
  const right = await readRight(ask, key)
  if (right === 'gone') return { is: 'done' }
  if (right === 'missing') return turnAway('right-missing', 403)
  // Nothing in OpenOlat keeps a caller from deleting itself, or us (fact sheet 2.3).
  if (me.key === key) return turnAway('self-protected', 403)
  const ours = (await readMe(passage.rest, signal)).key
  if (key === ours) return turnAway('own-account', 403)
  if (me.key === ours) return turnAway('route-to-ourselves', 508)
  const target = await findTarget(read, { kind: 'platform-id', value: key })
  if ('because' in target) return target
  const caller = await toCaller(passage, me, signal)
  return { is: 'erasure', origin: 'on-behalf', caller, subject: target, acknowledged: false }
}

async function readChange(read: Read, { headers }: GatewayCall, account: Identifier): Promise<Asking> {
  const ask = read.passage.ask(headers, read.site, read.signal)
  const me = ask === null ? null : await readCaller(ask)
  if (ask === null || me === null) return turnAway('not-signed-in', 401)
  const named = account.kind === 'username' ? await findTarget(read, account) : null
  if (named !== null && 'because' in named) return named
  const key = named?.id ?? account.value
  // Who may not touch the account learns nothing of it here: OpenOlat says no itself.
  if (key !== me.key && (await readRight(ask, key)) !== 'manages') return other
  const target = named ?? (await findTarget(read, account))
  return 'because' in target ? target : { is: 'change', subject: target }
}

/** Whose account it is, read with our credentials: by then the caller has shown that they may touch it. */
async function findTarget({ passage, signal }: Read, identifier: Identifier): Promise<Subject | Refused> {
  try {
    const found = await findSubject(passage.rest, { identifiers: [identifier] }, signal)
    if (found.is === 'one') return found.subject
    return found.is === 'none' ? turnAway('account-not-found', 404) : turnAway('account-ambiguous', 409)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'refused') throw error
    return turnAway('target-not-managed', 409)
  }
}

function turnAway(because: string, status: number): Refused {
  return { is: 'refused', because, status }
}
