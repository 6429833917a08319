/** What is said of a bearer token that is no token of ours; all are answered 401, none with a fault. */
export interface TokenVector {
  readonly name: string
  readonly header?: Readonly<Record<string, unknown>>
  /** In place of those of a token that is good. */
  readonly claims?: unknown
  /** With whose key the signature is made; default: ours. */
  readonly key?: 'ours' | 'another' | 'empty' | 'none' | 'of-another-token'
  /** The whole text, where it is no token at all. */
  readonly text?: string
}

const good = { alg: 'HS256', typ: 'JWT' }

/** Headers that would choose how, and with whose key, they are verified (RFC 8725, 2 and 3). */
const headers: readonly TokenVector[] = [
  { name: 'no algorithm', header: { alg: 'none' }, key: 'none' },
  { name: 'no algorithm in capitals', header: { alg: 'NONE' }, key: 'none' },
  { name: 'no algorithm, in mixed letters', header: { alg: 'nOnE' }, key: 'none' },
  { name: 'no algorithm and a signature all the same', header: { alg: 'none' } },
  { name: 'right algorithm without signature', header: good, key: 'none' },
  { name: 'signed with an empty key', header: good, key: 'empty' },
  { name: 'signed with another key', header: good, key: 'another' },
  { name: 'signature of another token', header: good, key: 'of-another-token' },
  { name: 'HS384 named over HS256', header: { alg: 'HS384' } },
  { name: 'HS512 named over HS256', header: { alg: 'HS512' } },
  { name: 'RS256 over our key', header: { alg: 'RS256' } },
  { name: 'PS256 over our key', header: { alg: 'PS256' } },
  { name: 'ES256 over our key', header: { alg: 'ES256' } },
  { name: 'EdDSA over our key', header: { alg: 'EdDSA' } },
  { name: 'algorithm in small letters', header: { alg: 'hs256' } },
  { name: 'algorithm with a space', header: { alg: 'HS256 ' } },
  { name: 'algorithm is a list', header: { alg: ['HS256'] } },
  { name: 'algorithm is a number', header: { alg: 256 } },
  { name: 'algorithm is an object', header: { alg: { toString: 'HS256' } } },
  { name: 'algorithm is null', header: { alg: null } },
  { name: 'algorithm is not named', header: { typ: 'JWT' } },
  { name: 'key id that climbs', header: { ...good, kid: '../../../../dev/null' }, key: 'empty' },
  { name: 'key id that asks a database', header: { ...good, kid: "x' union select 'a" }, key: 'another' },
  { name: 'key id that runs', header: { ...good, kid: '|/bin/true' }, key: 'another' },
  { name: 'key set from elsewhere', header: { ...good, jku: 'https://keys.elsewhere.example/set' }, key: 'another' },
  { name: 'certificate from elsewhere', header: { ...good, x5u: 'https://keys.elsewhere.example/c' }, key: 'another' },
  { name: 'key brought along', header: { ...good, jwk: { kty: 'oct', k: 'YW5vdGhlcg' } }, key: 'another' },
  { name: 'certificate brought along', header: { ...good, x5c: ['MIIB'] }, key: 'another' },
  { name: 'header that is null', text: 'bnVsbA.e30.x' },
  { name: 'header that is a list', text: 'W10.e30.x' },
  {
    name: 'header with a prototype',
    text: `${Buffer.from('{"__proto__":{"alg":"HS256"}}').toString('base64url')}.e30.`
  }
]

/** Claims of every wrong kind, signed with our own key: what stands in them is looked at too. */
const claims: readonly TokenVector[] = [
  ...['jti', 'sub'].flatMap(claim =>
    [null, 7, true, [], {}, '', ' ', '\u0000', '../../etc', '__proto__', 'constructor', 'x'.repeat(5000)].map(
      (value, at) => ({ name: `${claim} of a wrong kind, ${at}`, claims: { [claim]: value } })
    )
  ),
  { name: 'claims that are null', claims: null },
  { name: 'claims that are a list', claims: [] },
  { name: 'claims that are a text', claims: 'admin' },
  { name: 'claims that are a number', claims: 7 },
  { name: 'over since 1970', claims: { exp: 1 } },
  { name: 'good from 2999 on', claims: { nbf: 32_472_144_000 } },
  { name: 'an end that is a text', claims: { exp: 'never' } },
  { name: 'an end that is null', claims: { exp: null } },
  { name: 'somebody else named', claims: { sub: 'somebody-else' } },
  { name: 'another token named', claims: { jti: 'another-token' } }
]

/** What is no token of three parts. */
const texts: readonly TokenVector[] = [
  { name: 'nothing', text: '' },
  { name: 'one part', text: 'x' },
  { name: 'two parts', text: 'a.b' },
  { name: 'four parts', text: 'a.b.c.d' },
  { name: 'five parts, as if encrypted', text: 'a.b.c.d.e' },
  { name: 'only dots', text: '..' },
  { name: 'no base64', text: '%%%.%%%.%%%' },
  { name: 'a token within a token', text: 'ZXlKaGJHY2lPaUpJVXpJMU5pSjkuZTMwLng.e30.x' },
  { name: 'eight thousand letters', text: 'x'.repeat(8000) },
  { name: 'a space inside', text: 'a.b. c' },
  { name: 'two tokens', text: 'a.b.c, a.b.c' }
]

/** All of them. */
export const tokenVectors: readonly TokenVector[] = [...headers, ...claims, ...texts]
