import type { Repeat } from './action.ts'
import type { HeaderList } from './gateway.ts'

/** A row of the generated operation tables (`openapi/types/<platform>-operations.ts`). */
export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path template with `{name}` placeholders. */
  readonly path: string
  readonly repeat: Repeat
}

/** One call: what fills the template, what is sent along, and what may end it. */
export interface HttpCall {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  /** Longer or shorter than the door's default. */
  readonly timeoutMs?: number
  readonly signal: AbortSignal
}

/** What the platform answered; its meaning is the adapter's to say. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Parsed when the answer says JSON and is JSON, else undefined. */
  readonly json: unknown
  readonly text: string
}

/** A call of somebody else that is passed on as it came. */
export interface PassedCall {
  readonly method: string
  /** Path and query below the origin of the base address, as received. */
  readonly target: string
  readonly headers: HeaderList
  readonly body: Uint8Array
  readonly signal: AbortSignal
}

/** What came back, hop-by-hop headers left out. */
export interface PassedAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * The one way out to a platform: pinned to its base address, never follows redirects, times out, retries only `safe`
 * operations, keeps pace and slots, breaks the circuit. It answers with every status below 500 except 429; 429, 5xx
 * that carry HTML (502, 503, 504), and what never arrived throw `PlatformError` of kind `unavailable`. A 500 is
 * answered: what it means is the adapter's to say, by reading.
 */
export interface HttpDoor {
  call(base: string, operation: Operation, call: HttpCall): Promise<HttpAnswer>
  /**
   * Passes on a call of somebody else: once, unchanged, in bytes both ways, with every status as an answer.
   * @throws PlatformError `unavailable`, with `mayHaveHappened` when anything was sent
   */
  pass(base: string, call: PassedCall): Promise<PassedAnswer>
  close(): Promise<void>
}
