import type { Identifier, Platform } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import type { Post } from '../erasure/post.ts'
import type { ProvidedFacts, SubjectQuestion } from '../erasure/preconditions/provided.ts'
import type { ErasureRequest, OutboxMessage, Work } from '../erasure/request.ts'
import type { Canonicalise } from '../evidence/canonical.ts'
import type { Random } from '../random.ts'
import type { EndedIds } from '../store/ended-ids/ledger.ts'
import type { StandingLine } from '../store/ended-ids/line.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from '../vault/keys.ts'

/** A platform as the worker uses it: what is stored of it, and the connection. */
export interface ConnectedPlatform {
  readonly id: string
  readonly body: PlatformBody
  readonly platform: Platform
}

/** Connections by platform id, renewed when the registration changes. */
export interface ConnectedPlatforms {
  /** Null when the platform was removed. */
  get(id: string): Promise<ConnectedPlatform | null>
  close(): Promise<void>
}

/** Log lines of codes and opaque ids: nothing else fits through. */
export interface WorkLog {
  info(line: Readonly<Record<string, string | number | boolean | null>>, message: string): void
  error(line: Readonly<Record<string, string | number | boolean | null>>, message: string): void
}

/** Sends one message of a request; resolves when the next hop took it. */
export type Send = (
  message: OutboxMessage,
  request: ErasureRequest,
  work: Work,
  platform: PlatformBody
) => Promise<void>

/** Sends one message to an organisation; resolves when it was taken, throws `Undelivered`. */
export type Deliver = (post: Post, request: ErasureRequest, work: Work | null, platform: PlatformBody) => Promise<void>

/** Asks fact providers about one subject; a question that nobody is registered for has no answer. */
export type AskFacts = (
  about: {
    readonly platform: { readonly id: string; readonly name: string }
    readonly subject: string
    readonly identifiers: readonly Identifier[]
    readonly request: string
  },
  questions: readonly SubjectQuestion[],
  signal: AbortSignal
) => Promise<ProvidedFacts>

/** That the brake of a source keeps something back in an hour (`YYYY-MM-DDTHH`, UTC): it names nobody. */
export interface Alarm {
  readonly source: string
  readonly name: string
  readonly hour: string
  readonly limit: number
  /** When people released the hour before more came; null: nobody had. */
  readonly releasedAt: string | null
}

/** A line that says how a request ended. */
export type EndedLine = Extract<StandingLine, { is: 'ended' }>

/** How requests have ended that the store does not know to have ended. */
export interface KnownEnds {
  /** How a request had ended before the store came back; null: it has not. */
  endOf(request: string): EndedLine | null
}

/** What the worker works with. */
export interface WorkParts {
  readonly store: Store
  readonly keys: Keys
  readonly clock: Clock
  readonly random: Random
  readonly canonicalise: Canonicalise
  readonly platforms: ConnectedPlatforms
  /** Null where no mail is configured. */
  readonly send: Send | null
  /** Tells endpoints and recipients; absent where nothing leaves. */
  readonly deliver?: Deliver
  /** Absent where there are no fact providers. */
  readonly askFacts?: AskFacts
  /** Tells somebody of the staff by mail; absent where no mail is configured. */
  readonly sendAlarm?: (address: string, language: 'en' | 'de', alarm: Alarm) => Promise<void>
  /** Puts a request before somebody of the staff by mail; absent where no mail is configured. */
  readonly sendAlert?: (
    address: string,
    language: 'en' | 'de',
    message: OutboxMessage,
    request: ErasureRequest,
    platform: PlatformBody,
    now: string
  ) => Promise<void>
  readonly log: WorkLog
  /** Counts what the evidence was told; absent: nobody looks. */
  readonly count?: (happening: {
    readonly kind: string
    readonly data: Readonly<Record<string, unknown>>
    readonly platform: string
  }) => void
  /** How many requests may wait in hand before exclusive sections of platforms; absent: none. */
  readonly sectionPlaces?: number
  /** What has ended, kept outside of the store and its backups; absent where nothing is. */
  readonly endedIds?: EndedIds
  /** What had ended before the store came back from a backup; absent: nothing had. */
  readonly knownEnds?: KnownEnds
}
