import { createHmac, timingSafeEqual } from 'node:crypto'

const key = 'sandbox signing key'

/** What a JWT says of its bearer. */
export interface Claims {
  readonly preferred_username: string
  /** Epoch seconds. */
  readonly exp: number
}

/** Makes a JWT as the token endpoint does (3.1); `expiresAtMs` is epoch milliseconds. */
export function makeJwt(username: string, expiresAtMs: number): string {
  const exp = Math.floor(expiresAtMs / 1000)
  const claims = { aud: 'openedx', preferred_username: username, exp, iss: 'sandbox', version: '1.2.0' }
  const head = [{ alg: 'HS256', typ: 'JWT' }, claims].map(part =>
    Buffer.from(JSON.stringify(part)).toString('base64url')
  )
  return `${head.join('.')}.${sign(head.join('.'))}`
}

/** The claims of a JWT whose signature is right and whose time is not over; null otherwise. */
export function verifyJwt(token: string, now: Date): Claims | null {
  const [head, body, tail = ''] = token.split('.')
  const wanted = sign(`${head}.${body}`)
  if (tail.length !== wanted.length || !timingSafeEqual(Buffer.from(tail), Buffer.from(wanted))) return null
  const claims = peekJwt(token)
  return claims !== null && claims.exp * 1000 > now.getTime() ? claims : null
}

/** The claims of a token that nobody has checked; null when it is none. */
export function peekJwt(token: string): Claims | null {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims?.preferred_username === 'string' ? claims : null
  } catch {
    return null
  }
}

/** The two cookies that a JWT is split into: header and payload readable by the page, the signature not. */
export function splitJwt(token: string): { payload: string; signature: string } {
  const at = token.lastIndexOf('.')
  return { payload: token.slice(0, at), signature: token.slice(at + 1) }
}

function sign(text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
