import type { Reference, Subject } from './subject.ts'

/**
 * How far a deletion in the platform's own list has come, in words of no platform: `waiting` can still be cancelled
 * there; `working` stands in the midst of a step or between two; `failed` was given up until a person looks; `done` and
 * `cancelled` are ends.
 */
export type SightingPhase = 'waiting' | 'working' | 'failed' | 'done' | 'cancelled'

/** One pending or finished deletion seen in the platform's own list. */
export interface Sighting {
  /** `bornAt` is empty where the platform no longer tells it of a deleted account. */
  readonly subject: Subject
  /** The platform's own word. */
  readonly state: string
  readonly phase: SightingPhase
  /** When it was begun, ISO 8601; null where the platform does not tell. */
  readonly since: string | null
  /** When its state changed last; null where the platform does not tell. */
  readonly changedAt: string | null
}

/** What earlier snapshots have shown, so that the next need not read all of it again. */
export interface SeenBefore {
  /** When the last complete one was begun; before the first, when the watch was. ISO 8601. */
  readonly at: string
  readonly rows: readonly SeenRow[]
}

/** What is remembered of one deletion. */
export interface SeenRow extends Pick<Subject, 'id' | 'bornAt'>, Pick<Sighting, 'phase'> {
  /** As it was told, or when it was first seen. ISO 8601. */
  readonly since: string
  /** Nothing will be made of its subject any more, so that what the platform's list itself says of it will do. */
  readonly isSettled: boolean
}

/** Something that the platform said unsigned: worth a look, never a demand. */
export interface Hint {
  readonly reference: Reference
  readonly because: string
}

/** One unsigned message of the platform, read. */
export interface Heard {
  /** The sender's own id of the message; null where it has none. */
  readonly id: string | null
  readonly hints: readonly Hint[]
  /** What the sender must be answered so that it goes on as if nobody had listened. */
  readonly answer: 'nothing' | 'empty-object'
}
