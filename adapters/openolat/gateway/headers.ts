import type { GatewaySite, HeaderList } from '../../contract.ts'

/** Headers that decide something here: two of one kind could be read differently by whoever comes after us. */
const single = ['authorization', 'content-type', 'content-encoding', 'host', 'origin', 'x-olat-token']

/** The header of a token; its answers carry the next one (fact sheet 1.2). */
export const tokenHeader = 'x-olat-token'

/** What OpenOlat knows a caller by, in the order in which its filter looks: session, token, Basic. */
export const credentialHeaders = ['cookie', tokenHeader, 'authorization']

/** The value of a header that may stand only once; null when it is not there. */
export function readHeader(headers: HeaderList, name: string): string | null {
  return headers.find(([each]) => each === name)?.[1] ?? null
}

/** Whether a header that must stand once stands twice. */
export function isAmbiguous(headers: HeaderList): boolean {
  return single.some(name => headers.filter(([each]) => each === name).length > 1)
}

/** Whether a browser says that a page of another site made the call: whoever is signed in there would be used. */
export function isOfForeignPage(headers: HeaderList, { publicUrl, origins }: GatewaySite): boolean {
  const origin = readHeader(headers, 'origin')
  return origin !== null && ![publicUrl, ...origins].some(each => new URL(each).origin === origin)
}

/** What tells OpenOlat under which address it was called; it comes from the registration, never from the call. */
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
