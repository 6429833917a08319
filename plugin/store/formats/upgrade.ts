import { referenceOf } from '../names.ts'
import type { Kind } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { currentFormat, formatSteps } from './steps.ts'

/** Which document, and the format in which it was written. */
export interface Written {
  readonly kind: Kind
  readonly id: string
  readonly format: number
}

/** What a later release wrote is refused rather than misread: throws `newer-format`, with which it is and what to do. */
export const assertFormatKnown = (what: string, format: number): void => {
  if (format <= currentFormat) return
  throw new StoreError(
    'newer-format',
    `${what} is of format ${format}, this release knows ${currentFormat}. Start the release that wrote it, or restore a backup from before`
  )
}

const isRecord = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** The body as this release knows it, by every step since it was written. Throws `newer-format`. */
export const upgradeBody = (written: Written, body: unknown, steps = formatSteps): unknown => {
  const { kind, id, format } = written
  assertFormatKnown(referenceOf(kind, id), format)
  if (format === currentFormat) return body
  const due = steps.filter(step => step.kind === kind && (step.id ?? id) === id && step.to > format)
  return due.reduce((upgraded, step) => (isRecord(upgraded) ? step.upgrade(upgraded) : upgraded), body)
}
