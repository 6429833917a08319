import type { GatewaySite, HeaderList } from '../../contract.ts'

/** Headers that decide something here: two of one kind could be read differently by whoever comes after us. */
const single = ['authorization', 'content-type', 'host', 'origin', 'referer', 'x-csrftoken']

/** The value of a header that may stand only once; null when it is not there. */
export function readHeader(headers: HeaderList, name: string): string | null {
  return headers.find(([each]) => each === name)?.[1] ?? null
}

/** Whether a header that must stand once stands twice. */
export function isAmbiguous(headers: HeaderList): boolean {
  return single.some(name => headers.filter(([each]) => each === name).length > 1)
}

/** Whether the caller signs in by header, with a JWT or an opaque token: no foreign page can make a browser send it. */
export function hasToken(headers: HeaderList): boolean {
  return /^(jwt|bearer)\s/i.test(readHeader(headers, 'authorization') ?? '')
}

/** Cookies by name; of two with one name the last, as Django reads them. */
export function readCookies(headers: HeaderList): ReadonlyMap<string, string> {
  const pairs = joinCookies(headers)
    .split(';')
    .map(pair => pair.trim())
  return new Map(pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

/**
 * What the caller signs in with: the token alone where there is one, else the cookies. The views of the LMS look at
 * token and session in different orders (fact sheet 1.4), so sent together they could name one account to the call
 * that asks who it is, and another to the call that deletes.
 */
export function selectCredentials(headers: HeaderList): HeaderList {
  if (hasToken(headers)) return [['authorization', readHeader(headers, 'authorization')!]]
  const cookies = joinCookies(headers)
  return cookies === '' ? [] : [['cookie', cookies]]
}

/**
 * What tells the LMS under which address it was called. It comes from the registration, never from the call: Django
 * compares Origin with Host and scheme (1.4), and picks the site's configuration by Host.
 */
export function addressAs({ publicUrl }: GatewaySite): HeaderList {
  const { protocol, host, port } = new URL(publicUrl)
  const isSecure = protocol === 'https:'
  return [
    ['host', host],
    ['x-forwarded-host', host],
    ['x-forwarded-proto', isSecure ? 'https' : 'http'],
    ['x-forwarded-port', port || (isSecure ? '443' : '80')]
  ]
}

/** The headers with these names, as they came. */
export function pick(headers: HeaderList, names: readonly string[]): HeaderList {
  return headers.filter(([name]) => names.includes(name))
}

function joinCookies(headers: HeaderList): string {
  return pick(headers, ['cookie'])
    .map(([, value]) => value)
    .join('; ')
}
