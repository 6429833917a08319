import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Readonly<Record<string, unknown>>

/** How the next ID token differs from an honest one. */
export interface Forgery {
  readonly claims?: Claims
  readonly header?: Claims
  /** By a key that is not among the published ones, by no key, or by the client's own secret. */
  readonly signedBy?: 'own' | 'foreign' | 'nobody' | 'secret'
}

/** A provider that says what it is told to say. */
export interface Forger {
  readonly issuer: string
  readonly calls: string[]
  forgery: Forgery
  /** What its discovery document says instead. */
  metadata: Claims
  /** Answers the token call with a redirect to here; null: it answers. */
  redirectsTo: string | null
  close(): Promise<void>
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const signed = (
  header: Claims,
  claims: Claims,
  by: Forgery['signedBy'],
  keys: { own: KeyObject; foreign: KeyObject }
) => {
  const text = `${encode(header)}.${encode(claims)}`
  if (by === 'nobody') return `${text}.`
  if (by === 'secret') return `${text}.${createHmac('sha256', 'a secret').update(text).digest('base64url')}`
  return `${text}.${sign('sha256', Buffer.from(text), by === 'foreign' ? keys.foreign : keys.own).toString('base64url')}`
}

/** An OpenID provider that signs whoever it is asked for in at once, honestly or as `forgery` says. */
export async function startForger(): Promise<Forger> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const forger = { issuer: '', calls: [], forgery: {}, metadata: {}, redirectsTo: null } as unknown as {
    -readonly [Key in keyof Forger]: Forger[Key]
  }
  let nonce = ''

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, forger.issuer)
    forger.calls.push(pathname)
    const say = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (pathname === '/.well-known/openid-configuration')
      return say({
        issuer: forger.issuer,
        authorization_endpoint: `${forger.issuer}/authorize`,
        token_endpoint: `${forger.issuer}/token`,
        jwks_uri: `${forger.issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...forger.metadata
      })
    if (pathname === '/keys')
      return say({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] })
    if (pathname === '/authorize') {
      nonce = searchParams.get('nonce')!
      const back = new URL(searchParams.get('redirect_uri')!)
      back.search = new URLSearchParams({ code: 'a-code', state: searchParams.get('state')! }).toString()
      return response.writeHead(303, { location: back.href }).end()
    }
    if (pathname !== '/token') return response.writeHead(404).end()
    if (forger.redirectsTo !== null) return response.writeHead(307, { location: forger.redirectsTo }).end()
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: forger.issuer, aud: 'lethe', sub: 'ada', iat: now, exp: now + 60, nonce, roles: ['staff'] }
    const { claims: said, header, signedBy } = forger.forgery
    const alg = signedBy === 'nobody' ? 'none' : signedBy === 'secret' ? 'HS256' : 'RS256'
    const token = signed({ alg, kid: 'k', ...header }, { ...claims, ...said }, signedBy, {
      own: own.privateKey,
      foreign
    })
    return say({ access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60, id_token: token })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  forger.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  forger.close = () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return forger
}
