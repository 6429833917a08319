import { randomInt } from 'node:crypto'
import type { StandRequest } from '../../sandbox/stand.ts'
import { readCookies, schemeOf } from './cookies.ts'
import { formOf } from './routes/body.ts'
import type { Settings } from './settings.ts'

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const length = 32

/** A new secret of 32 letters and digits. */
export function makeSecret(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

/** Django's masked form of a secret: 64 characters, another mask each time, so that no answer repeats the secret. */
export function maskSecret(secret: string): string {
  const mask = makeSecret()
  return mask + shift(secret, mask, 1)
}

/** The secret in a token: 64 characters are masked, 32 are the secret itself; null for anything else. */
export function readSecret(token: string | undefined): string | null {
  if (token === undefined || !/^([a-zA-Z0-9]{32}){1,2}$/.test(token)) return null
  return token.length === length ? token : shift(token.slice(length), token.slice(0, length), -1)
}

/**
 * What is wrong with an unsafe call signed by a cookie (1.1, 1.4): Django's middleware compares the Origin with Host and
 * scheme, over https without an Origin the Referer, then the token in form or header with the cookie's.
 * @returns the reason, or null
 */
export function checkCsrf(request: StandRequest, { csrfTrustedOrigins }: Settings): string | null {
  const { origin, referer, host } = request.headers
  const own = `${schemeOf(request)}://${host}`
  const isTrusted = (given: string) => given === own || csrfTrustedOrigins.includes(given)
  if (origin !== undefined) {
    if (!isTrusted(origin)) return `Origin checking failed - ${origin} does not match any trusted origins.`
  } else if (schemeOf(request) === 'https') {
    if (referer === undefined) return 'Referer checking failed - no Referer.'
    const from = URL.canParse(referer) ? new URL(referer).origin : ''
    if (!isTrusted(from)) return `Referer checking failed - ${from} does not match any trusted origins.`
  }
  const cookie = readCookies(request).get('csrftoken')
  if (cookie === undefined) return 'CSRF cookie not set.'
  const secret = readSecret(cookie)
  if (secret === null) return 'CSRF cookie has incorrect length.'
  const given = formOf(request).get('csrfmiddlewaretoken') ?? request.headers['x-csrftoken']
  if (given === undefined) return 'CSRF token missing.'
  return readSecret(given) === secret ? null : `CSRF token from the 'X-Csrftoken' HTTP header incorrect.`
}

function shift(text: string, mask: string, direction: 1 | -1): string {
  const at = (letter: string) => letters.indexOf(letter)
  const each = [...text].map((letter, index) => at(letter) + direction * at(mask[index]!) + letters.length)
  return each.map(position => letters[position % letters.length]).join('')
}
