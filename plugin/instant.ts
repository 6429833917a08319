import { Problem } from './errors.ts'

/**
 * An instant that somebody sent, in the one spelling in which instants are stored and compared (ISO 8601, UTC).
 * RFC 3339 knows leap seconds and clocks here do not: such an instant is refused as `body-invalid`.
 */
export const readInstant = (said: string): string => {
  const at = new Date(said)
  if (Number.isNaN(at.getTime()))
    throw new Problem('body-invalid', { faults: [{ at: '/', because: 'must be an instant' }] })
  return at.toISOString()
}

/** The same for what may be absent. */
export const readInstantOrNull = (said: string | null | undefined): string | null =>
  said === null || said === undefined ? null : readInstant(said)
