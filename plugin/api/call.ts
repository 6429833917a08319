import type { ScimSource } from '../store/records/sources/scim-tokens.ts'
import type { Language } from '../texts/language.ts'
import type { Caller } from './authentication.ts'
import type { RawDelivery } from './parts.ts'

/** A validated call, as a handler sees it. */
export interface Call<Body = unknown> {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | number | undefined>>
  readonly body: Body
  /** What the caller says to read, as it came; empty where nothing is said. */
  readonly accept: string
  /** What the caller reads: chosen on the pages, else what their browser asks for. */
  readonly language: Language
  /** The named person; operations for everybody have none. */
  readonly caller: Caller
  /** The source that speaks SCIM; other operations have none. */
  readonly source: ScimSource
  /** Only where the operation takes signed bytes. */
  readonly delivery: RawDelivery
  /** Aborted when the caller has gone, or after the time that a platform gets. */
  readonly signal: AbortSignal
}

/** What a handler answers. A text is sent byte for byte. */
export interface Reply {
  readonly status: number
  readonly body: unknown
  /** JSON where nothing else is said. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** One operation of the document. Refusals are thrown as `Problem`. */
export type Handler = (call: Call<never>) => Promise<Reply>

/** Answers what was asked for. */
export const ok = (body: unknown): Reply => ({ status: 200, body })
/** Answers what everybody may read and keep for so many seconds. */
export const cacheable = (body: unknown, maxAgeSeconds: number): Reply => ({
  status: 200,
  body,
  headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` }
})
/** Answers what was made. */
export const made = (body: unknown): Reply => ({ status: 201, body })
/** Answers that it is stored and will be done. */
export const taken = (body: unknown): Reply => ({ status: 202, body })
/** Answers that it was heard, and nothing else. */
export const heard = (): Reply => ({ status: 204, body: undefined })
