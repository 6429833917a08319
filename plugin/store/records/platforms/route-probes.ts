import type { Seals } from '../seals.ts'

/** Where a probe of a route is answered, below the address of the platform's host. */
export const probePath = '/lethe/probe/'

/** What a probe is asked with: as long as a UUID, drawn anew each time. */
export const isProbe = (nonce: string): boolean => /^[0-9a-f-]{36}$/.test(nonce)

/**
 * What only this installation answers to a probe that came by the route of a platform (keyed hash, hexadecimal): whoever
 * compares it knows that the proxy leads here, under the right host and with the right secret.
 */
export const answerProbe = (keys: Pick<Seals, 'hashForIndex'>, platform: string, nonce: string): string =>
  keys.hashForIndex('route-probe', JSON.stringify([platform, nonce]))
