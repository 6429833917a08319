import type { StandRequest } from '../../sandbox/stand.ts'

/** Cookies of a request by name; the first one of a name counts. */
export function readCookies({ headers }: StandRequest): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** `http` or `https`, as the proxy in front says; what Django compares origins with. */
export function schemeOf({ headers }: StandRequest): 'http' | 'https' {
  return headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
}

/** A `Set-Cookie` value as the LMS sends it; an empty value deletes. */
export function setCookie(request: StandRequest, name: string, value: string, options = ''): string {
  const life = value === '' ? '; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0' : ''
  const secure = schemeOf(request) === 'https' ? '; Secure' : ''
  return `${name}=${value === '' ? '""' : value}${life}; Path=/; SameSite=Lax${secure}${options}`
}
