import fc from 'fast-check'
import { Known } from './known.ts'

/** Values that stand where something else is asked for. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER + 1,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e\u2028',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    "' or 1=1 --",
    '$' + '{7*7}',
    '{{7*7}}',
    '%0d%0ax: y',
    'x'.repeat(5000),
    [],
    {},
    [[[[[[]]]]]],
    { $ref: '#' },
    { toString: 1, length: 3 }
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 3 })
)

/** Something in a value is left out, replaced or added. */
export interface Change {
  readonly how: 'replace' | 'leave-out' | 'add' | 'wrap'
  /** Which of all places, counted round. */
  readonly at: number
  readonly by: unknown
  readonly name: string
}

/** One change of something. */
export const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('replace', 'leave-out', 'add', 'wrap'),
  at: fc.nat(40),
  by: odd,
  name: fc.constantFrom('extra', '__proto__', 'constructor', 'id', 'state', 'toJSON', 'then', '', '/', 'role')
})

type Place = readonly (string | number)[]

function placesOf(value: unknown, place: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  const fields = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  // One of the things that are there is a value, not a place to go into.
  if (value instanceof Known) return [place]
  return [place, ...fields.flatMap(([name, each]) => placesOf(each, [...place, name]))]
}

function put(object: object, name: string | number, value: unknown): void {
  // A field of that name, and not another prototype.
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

function changeAt(value: unknown, place: Place, { how, by, name }: Change): unknown {
  const [first, ...rest] = place
  if (first === undefined) {
    if (how === 'wrap') return [value]
    if (how !== 'add' || typeof value !== 'object' || value === null || Array.isArray(value)) return by
    const copy = { ...value }
    put(copy, name, by)
    return copy
  }
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  if (how === 'leave-out' && rest.length === 0) {
    if (Array.isArray(copy)) copy.splice(Number(first), 1)
    else delete (copy as Record<string | number, unknown>)[first]
    return copy
  }
  put(copy, first, changeAt((copy as Record<string | number, unknown>)[first], rest, { how, by, name, at: 0 }))
  return copy
}

/** A copy of a value with one place changed. */
export function spoil(value: unknown, change: Change): unknown {
  const places = placesOf(value)
  return changeAt(value, places[change.at % places.length]!, change)
}

/** Bodies that are no JSON, or are JSON that no schema sees as it is. */
export const rawBody: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.constantFrom<string | Buffer>(
    '',
    ' ',
    'null',
    '[]',
    '""',
    '{',
    '{"a":1,"a":2}',
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"a":1e999}',
    '{"a":-0}',
    '{"a":123456789012345678901234567890}',
    '\ufeff{}',
    "{'a':1}",
    '{"a":"\\ud800"}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    `{"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    `{"note":"${'x'.repeat(70_000)}"}`,
    Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    Buffer.from('{"a":"\xe9"}', 'latin1'),
    Buffer.from('{}', 'utf16le')
  ),
  fc.json(),
  fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes))
)

/** Segments of a path, as they are written in an address. */
export const segment = fc.constantFrom(
  '..',
  '%2e%2e',
  '..%2f..%2fetc',
  '%2f',
  '%5c',
  '%00',
  '%0d%0a',
  '%',
  '%zz',
  '%c0%af',
  '%ff',
  'A',
  'a.b',
  'a;b=1',
  'a%252fb',
  '__proto__',
  'constructor',
  '%F0%9F%92%A9',
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(600),
  '-',
  '_',
  '0',
  '%20'
)

/** Queries that nobody asks for. */
export const query = fc.constantFrom(
  'x=1',
  'limit=0',
  'limit=1e3',
  'limit=201',
  'limit=',
  'limit=1&limit=2',
  'after=%00',
  'after=..%2f',
  'after=zzz',
  'state=open&state=blocked',
  'state[]=open',
  '__proto__=1',
  '__proto__[a]=1',
  'reveal=yes',
  'reveal=true',
  'language=xx',
  'language=de',
  'from=2026-02-31',
  'from=9999-12-31&to=0001-01-01',
  'order=%F0%9F%92%A9',
  `blocker=${'a'.repeat(3000)}`,
  '%',
  '%zz=%zz',
  '&&==&'
)

/** Headers beside those that a client sends. */
export const headers: fc.Arbitrary<Readonly<Record<string, string>>> = fc.constantFrom<Record<string, string>>(
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'application/json; charset=utf-8; charset=utf-16' },
  { 'content-type': 'application/scim+json' },
  { 'content-type': 'application/problem+json' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'APPLICATION/JSON' },
  { 'content-type': ';' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'identity' },
  { accept: 'text/html' },
  { accept: 'text/csv' },
  { accept: 'application/xml' },
  { accept: '*/*;q=0' },
  { 'accept-language': 'de' },
  { 'accept-language': `${'x-'.repeat(400)}` },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'https://elsewhere.example' },
  { host: 'elsewhere.example' },
  { cookie: 'lethe-session=a; lethe-session=b; __proto__=1' },
  { 'x-forwarded-for': '127.0.0.1, ::1, x' },
  { forwarded: 'for=unknown;host=elsewhere.example' },
  { 'if-none-match': '*' },
  { range: 'bytes=0-1' }
)

/** What stands in the place of a token. */
export const credentials = fc.constantFrom<string | null>(
  null,
  '',
  'Bearer',
  'Bearer ',
  'Bearer a.b.c',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Bearer \u00e4',
  'Basic YTpi',
  `Bearer ${'x'.repeat(7000)}`
)
