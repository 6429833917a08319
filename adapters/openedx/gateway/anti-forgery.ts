import { timingSafeEqual } from 'node:crypto'
import type { GatewaySite, HeaderList } from '../../contract.ts'
import { listOrigins } from './cross-origin.ts'
import { hasToken, readCookies, readHeader } from './headers.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const secretLength = 32

/**
 * Looks for a foreign page behind a call, as the LMS does before it works on one: a call that is kept here never gets
 * to the LMS. Whoever signs in by cookie needs an origin of the site and Django's pair of tokens; whoever signs in by
 * header needs neither, but an origin that is sent must be one of the site's.
 * @returns what is wrong, or null
 */
export function findForgery(headers: HeaderList, site: GatewaySite): 'origin-refused' | 'csrf-refused' | null {
  const origin = readHeader(headers, 'origin')
  if (origin !== null && !listOrigins(site).includes(origin)) return 'origin-refused'
  if (hasToken(headers)) return null
  if (origin === null && !isReferredBySite(headers, site)) return 'origin-refused'
  const kept = unmask(readCookies(headers).get('csrftoken') ?? '')
  const sent = unmask(readHeader(headers, 'x-csrftoken') ?? '')
  const isPair = kept !== null && sent !== null && timingSafeEqual(Buffer.from(kept), Buffer.from(sent))
  return isPair ? null : 'csrf-refused'
}

function isReferredBySite(headers: HeaderList, site: GatewaySite): boolean {
  const referer = readHeader(headers, 'referer')
  return referer !== null && URL.canParse(referer) && listOrigins(site).includes(new URL(referer).origin)
}

/**
 * The secret in a token of Django: 32 characters as they are, or 64, of which the first half is the mask that was added
 * to the second, letter by letter (django.middleware.csrf). Null: no token.
 */
function unmask(token: string): string | null {
  if (!/^[a-zA-Z0-9]*$/.test(token)) return null
  if (token.length === secretLength) return token
  if (token.length !== 2 * secretLength) return null
  const [mask, masked] = [token.slice(0, secretLength), token.slice(secretLength)]
  return [...masked]
    .map((letter, at) => alphabet.indexOf(letter) - alphabet.indexOf(mask[at]!) + alphabet.length)
    .map(place => alphabet[place % alphabet.length])
    .join('')
}
