import type { Facts } from './facts.ts'
import type { Subject } from './subject.ts'

/**
 * The seam of the gateway: calls of a platform's own page or clients that the operator's proxy hands to Lethe. The
 * core decides; the adapter knows who is calling, whether they may, how to say no so that the caller understands it,
 * and how to pass a call on.
 */

/**
 * What happens to a demand that nothing stops. `forward`: it is passed on to the platform, which begins at once.
 * `defer`: it is kept and confirmed by the subject, and Lethe begins after the cool-off. `answer-at-once`: kept, and
 * answered as accepted. `wait`: kept, and answered when it is over, for clients that insist on it.
 */
export type GatewayMode = 'forward' | 'defer' | 'answer-at-once' | 'wait'

/** How a site's pages and clients reach the platform. */
export interface GatewaySite {
  readonly mode: GatewayMode
  /** The platform as browsers see it: the host of the route, and the origin of its own pages. */
  readonly publicUrl: string
  /** Further origins whose pages may call, for example the account page of Open edX. */
  readonly origins: readonly string[]
}

/** What people may want to fetch from a platform before their account goes. */
export type Keepsake = 'certificates' | 'badges' | 'own-content' | 'portfolio'

/** Pages of a platform's own that people are led to. */
export interface OwnPages {
  /** To sign in and come back to Lethe. */
  readonly signIn: string
  readonly account: string
  /** Where they fetch what they want to keep; null: no page of the platform has it. What it does not know is left out. */
  readonly keepsakes: readonly { readonly what: Keepsake; readonly url: string | null }[]
}

/** Header names in lower case, in the order of the wire; hop-by-hop headers and those of the route are gone. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A call as it came through the operator's proxy. The body is bytes and stays bytes: it may hold a password. */
export interface GatewayCall {
  readonly method: string
  /** Path and query as they were received, to be passed on unchanged. */
  readonly target: string
  /** What the placeholders of the path template stand for, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** What goes back to the caller. */
export interface GatewayAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array | string
}

/** Who stands behind a call, found out with their own cookies, token or credentials. */
export interface Caller {
  readonly subject: Subject
  /** What they may read of themselves: used where the service account may not read it. */
  readonly facts: Facts
  /** When they last signed in with their password or their identity provider, where the platform says it. */
  readonly signedInAt: string | null
  /**
   * Which session of a browser they showed, where a new sign-in makes a new one: only in another one than before is a
   * sign-in their own. Null where none was shown. Secret: kept as a keyed hash only.
   */
  readonly session: string | null
}

/** What a call turns out to be. */
export type Asking =
  | {
      readonly is: 'erasure'
      readonly origin: 'self' | 'on-behalf'
      readonly caller: Caller
      readonly subject: Subject
      /** Whether the page that was used tells the consequences before it calls. */
      readonly acknowledged: boolean
    }
  /** The account is deleted already, and the caller may know: answered as done, nothing is stored. */
  | { readonly is: 'done' }
  /** Touches an account without deleting it: passed on unless an erasure or a hold stands on it. */
  | { readonly is: 'change'; readonly subject: Subject }
  /** Not for Lethe: passed on as it is. */
  | { readonly is: 'other' }
  /** Nobody, or nobody who may: answered with the code, never stored as a demand. */
  | { readonly is: 'refused'; readonly because: string; readonly status: number }

/** What became of a call that was passed on. `cannot-tell`: the platform must be read. */
export interface Forwarded {
  readonly answer: GatewayAnswer
  readonly means: 'done' | 'not-done' | 'cannot-tell'
  /**
   * Where whoever called could not understand the answer: the code of what is said in its place.
   * `deletion-switched-off`: the platform refuses everybody.
   */
  readonly instead?: 'deletion-switched-off' | 'not-signed-in' | 'too-many-calls' | 'platform-answered'
}

/** One reason that stops a demand, in the caller's language. */
export interface GatewayReason {
  readonly code: string
  readonly what: string
  readonly next: string
}

/** What Lethe has to say to the caller; the adapter puts it into the form that their page or client shows. */
export type Saying =
  | { readonly is: 'done' }
  | { readonly is: 'kept'; readonly request: string; readonly statusUrl: string; readonly text: string }
  | {
      readonly is: 'blocked'
      readonly request: string
      readonly statusUrl: string
      readonly text: string
      readonly reasons: readonly GatewayReason[]
    }
  | { readonly is: 'refused'; readonly code: string; readonly status: number; readonly text: string }
  | { readonly is: 'unavailable'; readonly code: string; readonly text: string; readonly retryAfterMs: number }

/** One call of the platform's own clients that the gateway takes in its place. */
export interface Interception {
  readonly id: string
  readonly methods: readonly string[]
  /**
   * Template of the path below the platform's public address, with `{name}` for one segment, and `{name*}` at the end for
   * everything that follows, also nothing.
   */
  readonly path: string
  readonly maxBodyBytes: number
  /** Calls of one address in a minute: of people, or of other systems. */
  readonly callsPerMinute: number
  /**
   * Finds out who calls and what for, with the caller's own credentials. Checks what protects the caller from foreign
   * pages (origin, anti-forgery token), because a call that is not passed on is never checked by the platform.
   * @throws PlatformError
   */
  read(call: GatewayCall, site: GatewaySite, signal: AbortSignal): Promise<Asking>
  /**
   * Passes the call on unchanged, once.
   * @throws PlatformError `unavailable`, with `mayHaveHappened` when the answer broke
   */
  forward(call: GatewayCall, site: GatewaySite, signal: AbortSignal): Promise<Forwarded>
  say(saying: Saying, call: GatewayCall, site: GatewaySite): GatewayAnswer
}
