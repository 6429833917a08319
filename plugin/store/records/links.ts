import { timingSafeEqual } from 'node:crypto'
import type { Seals } from './seals.ts'

/** What a link in a mail lets its reader do. One purpose a link; reading it does nothing. */
export type LinkPurpose = 'confirm' | 'withdraw' | 'form'

const pattern = /^([a-z0-9-]{1,64})\.([0-9]{1,12})\.([0-9a-f]{64})$/

const macOf = (seals: Pick<Seals, 'hashForIndex'>, purpose: LinkPurpose, request: string, seconds: number): string =>
  seals.hashForIndex('link', JSON.stringify([purpose, request, seconds]))

/**
 * The token of a link: the request it is for, when it ends (seconds since 1970), and a keyed hash of both and the
 * purpose. Nothing of it is kept at rest. It names nobody.
 */
export const makeLink = (
  seals: Pick<Seals, 'hashForIndex'>,
  purpose: LinkPurpose,
  request: string,
  expiresAt: string
): string => {
  const seconds = Math.floor(Date.parse(expiresAt) / 1000)
  return `${request}.${seconds}.${macOf(seals, purpose, request, seconds)}`
}

/** The request that a link is for; null for one that was not made here, for another purpose, or that has ended. */
export const readLink = (
  seals: Pick<Seals, 'hashForIndex'>,
  purpose: LinkPurpose,
  token: string,
  now: string
): string | null => {
  const [, request, seconds, mac] = pattern.exec(token) ?? []
  if (request === undefined || seconds === undefined || mac === undefined) return null
  const expected = Buffer.from(macOf(seals, purpose, request, Number(seconds)))
  if (!timingSafeEqual(expected, Buffer.from(mac))) return null
  return Number(seconds) * 1000 > Date.parse(now) ? request : null
}
