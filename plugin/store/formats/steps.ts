import type { Kind } from '../store.ts'

/** What documents of one kind lacked, or held otherwise, before a format, and how they are brought to it. */
export interface FormatStep {
  /** The first format that has it. */
  readonly to: number
  readonly kind: Kind
  /** Of one document alone; absent: of all of the kind. */
  readonly id?: string
  /** What changed, in one sentence. */
  readonly because: string
  /** The body as it has been since; pure. Never called with a body of that format or a later one. */
  upgrade(body: Readonly<Record<string, unknown>>): unknown
}

/** The format that this release writes: up by one with each release that adds steps. Kinds without a step are as before. */
export const currentFormat = 2

/**
 * Every change of what stored bodies look like, in order. A step stays as long as anybody may have a document or a backup
 * from before it. It changes a body alone, never under which keys the document is found.
 */
export const formatSteps: readonly FormatStep[] = [
  {
    to: 2,
    kind: 'ledger',
    id: 'own-keys',
    because: 'the data knows which months of its keys were retired',
    upgrade: body => ({ ...body, retired: body.retired ?? [] })
  },
  {
    to: 2,
    kind: 'replay',
    because: 'who drops a replay says why',
    upgrade: body => ({ ...body, droppedBecause: body.droppedBecause ?? null })
  }
]
