import { lookup as lookUpSystem } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { PlatformError } from '../errors.ts'

/** An address that an administrator registered: scheme, host and port count, a path does not. */
export interface Pin {
  readonly base: string
  /** Whether this one may lie in a private network or on this machine. */
  readonly allowPrivate: boolean
}

/** Where calls of one base go: the only thing its connections reach. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string
  /** Path of the base without a slash at the end. */
  readonly prefix: string
  readonly allowPrivate: boolean
}

/** Code of the error that a guarded look-up gives for a private address. */
export const ADDRESS_NOT_PERMITTED = 'address-not-permitted'

// Special-purpose registries of RFC 6890 and their updates, multicast, and the translated forms of IPv4.
const PRIVATE_4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12']
const PRIVATE_4_MORE = ['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4']
const PRIVATE_6 = ['::/96', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8']
const TRANSLATED_6 = ['64:ff9b::/96', '64:ff9b:1::/48', '2001::/32', '2002::/16']

const blocked = new BlockList()
for (const range of [...PRIVATE_4, ...PRIVATE_4_MORE]) addRange(range, 'ipv4')
for (const range of [...PRIVATE_6, ...TRANSLATED_6]) addRange(range, 'ipv6')

function addRange(range: string, family: 'ipv4' | 'ipv6') {
  const [network = '', prefix] = range.split('/')
  blocked.addSubnet(network, Number(prefix), family)
}

/** Whether an IP address is not on the public internet (loopback, private, link-local, multicast, IPv4 in IPv6 too). */
export function isPrivateAddress(address: string): boolean {
  return blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Whether an address lies on this machine or in a network of the site, so that plain http to it crosses no public one:
 * private addresses, and names that no public resolver answers (RFC 6761 `localhost`, `internal`, and names of one label).
 */
export function isNear(base: string): boolean {
  const host = new URL(base).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) !== 0) return isPrivateAddress(host)
  return !host.includes('.') || /\.(localhost|internal)$/.test(host)
}

/**
 * Reads a base address and decides whether it may be called.
 * @param pins the only origins that may be called; absent: every public one
 * @throws PlatformError `refused`: `base-address-invalid` or `address-not-permitted`
 */
export function aimAt(base: string, pins: readonly Pin[] | undefined, operation: string): Target {
  const url = URL.canParse(base) ? new URL(base) : null
  if (url === null || !isPlain(url)) throw refuse('base-address-invalid', operation)
  const pin = pins?.find(({ base }) => URL.canParse(base) && new URL(base).origin === url.origin)
  if (pins !== undefined && pin === undefined) throw refuse(ADDRESS_NOT_PERMITTED, operation)
  const allowPrivate = pin?.allowPrivate ?? false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw refuse(ADDRESS_NOT_PERMITTED, operation)
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, ''), allowPrivate }
}

/**
 * A look-up for connections that fails when any address behind a name is private: the check happens at connect time,
 * so a name that changes its mind afterwards gains nothing.
 */
export function guardLookup(allowPrivate: boolean, lookup: LookupFunction = lookUpSystem): LookupFunction {
  if (allowPrivate) return lookup
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const found = typeof address === 'string' ? [address] : (address ?? []).map(entry => entry.address)
      const isRefused = error === null && found.some(isPrivateAddress)
      const refusal = Object.assign(new Error('not a public address'), { code: ADDRESS_NOT_PERMITTED })
      callback(isRefused ? refusal : error, address, family)
    })
  }
}

function isPlain(url: URL): boolean {
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}

function refuse(code: string, operation: string): PlatformError {
  return new PlatformError('refused', code, { operation, mayHaveHappened: false })
}
