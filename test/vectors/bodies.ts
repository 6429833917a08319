/** A body that nobody should send, and how it is answered. */
export interface BodyVector {
  readonly name: string
  readonly body: string | Buffer
  /** Default `application/json`; null: none. */
  readonly type?: string | null
  readonly encoding?: string
  readonly expect: string
}

const fine = '{"name":"Kim Example","roles":["auditor"]}'
const deep = (times: number, open: string, middle: string, close: string) =>
  `${open.repeat(times)}${middle}${close.repeat(times)}`
const inName = (text: string) => `{"name":${text},"roles":["auditor"]}`

/** Sent to `POST /persons` with the token of an administrator. */
export const bodyVectors: readonly BodyVector[] = [
  { name: 'as it should be', body: fine, expect: '201' },
  { name: 'type with utf-8', body: fine, type: 'application/json; charset=utf-8', expect: '201' },
  { name: 'type in capitals', body: fine, type: 'APPLICATION/JSON', expect: '201' },
  ...[
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/problem+json',
    'application/scim+json',
    'application/jsonx',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-7',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json;charset="utf-8" ; x=y',
    'application/json, text/plain',
    ';',
    'json'
  ].map(type => ({ name: `type ${type}`, body: fine, type, expect: '415 media-type-unsupported' })),
  { name: 'no type', body: fine, type: null, expect: '415 media-type-unsupported' },
  ...['gzip', 'br', 'deflate', 'identity', 'x'].map(encoding => ({
    name: `encoded as ${encoding}`,
    body: fine,
    encoding,
    expect: '415 media-type-unsupported'
  })),
  { name: 'empty', body: '', expect: '400 body-missing' },
  ...['{', '{"a":1,}', "{'a':1}", '{"a":01}', '{"a":NaN}', '{"a":Infinity}', 'undefined', '//\n{}', `${fine}x`].map(
    body => ({ name: `no JSON: ${body.slice(0, 12)}`, body, expect: '400 body-not-json' })
  ),
  { name: 'with a byte order mark', body: `\ufeff${fine}`, expect: '400 body-not-json' },
  { name: 'in UTF-16', body: Buffer.from(fine, 'utf16le'), expect: '400 body-not-json' },
  { name: 'in Latin-1', body: Buffer.from(inName('"\xe9"'), 'latin1'), expect: '400 body-not-json' },
  { name: 'overlong UTF-8', body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]), expect: '400 body-not-json' },
  { name: 'a surrogate in UTF-8', body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), expect: '400 body-not-json' },
  { name: 'cut in a letter', body: Buffer.from([0x22, 0xe2, 0x82]), expect: '400 body-not-json' },
  { name: 'a NUL in the text', body: Buffer.from(`{"name":"a\u0000"}`), expect: '400 body-not-json' },
  { name: 'a NUL, escaped', body: inName('"a\\u0000b"'), expect: '400 body-invalid' },
  { name: 'a lone surrogate, escaped', body: inName('"\\ud800"'), expect: '400 body-not-json' },
  { name: 'a lone surrogate as a name', body: '{"\\udfff":1}', expect: '400 body-not-json' },
  { name: 'a line break, escaped', body: inName('"a\\nb"'), expect: '400 body-invalid' },
  { name: 'an escape sequence', body: inName('"\\u001b[31m"'), expect: '400 body-invalid' },
  ...['null', '[]', '7', '"x"', 'true', `[${fine}]`].map(body => ({
    name: `no object: ${body.slice(0, 8)}`,
    body,
    expect: '400 body-invalid'
  })),
  { name: 'a name twice', body: '{"name":"a","name":"b","roles":["auditor"]}', expect: '400 body-ambiguous' },
  { name: 'a name twice, once escaped', body: '{"name":"a","n\\u0061me":"b"}', expect: '400 body-ambiguous' },
  { name: 'a prototype', body: '{"__proto__":{"roles":["administrator"]}}', expect: '400 body-not-json' },
  { name: 'a prototype, escaped', body: '{"\\u005f_proto__":{"a":1}}', expect: '400 body-not-json' },
  { name: 'a prototype inside', body: inName('{"__proto__":{"length":1}}'), expect: '400 body-not-json' },
  { name: 'a constructor', body: '{"constructor":{"prototype":{"isAdmin":true}}}', expect: '400 body-not-json' },
  { name: 'a field more', body: '{"name":"a","roles":["auditor"],"id":"chosen"}', expect: '400 body-invalid' },
  { name: 'a list in place of a text', body: inName('["a"]'), expect: '400 body-invalid' },
  { name: 'a number in place of a text', body: inName('7'), expect: '400 body-invalid' },
  { name: 'a number beyond', body: inName('1e999'), expect: '400 body-invalid' },
  { name: 'a number of 10,000 digits', body: inName('9'.repeat(10_000)), expect: '400 body-invalid' },
  { name: 'a role that is none', body: '{"name":"a","roles":["root"]}', expect: '400 body-invalid' },
  { name: 'a role twice', body: '{"name":"a","roles":["auditor","auditor"]}', expect: '400 body-invalid' },
  { name: '200,000 lists deep', body: deep(200_000, '[', '', ']'), expect: '400 body-invalid' },
  { name: '100,000 objects deep', body: deep(100_000, '{"a":', '1', '}'), expect: '400 body-invalid' },
  { name: '100,000 lists deep and cut', body: '['.repeat(100_000), expect: '400 body-not-json' },
  { name: '100,000 roles', body: `{"name":"a","roles":[${'"x",'.repeat(99_999)}"x"]}`, expect: '400 body-invalid' },
  {
    name: '50,000 fields',
    body: `{${Array.from({ length: 50_000 }, (_, n) => `"f${n}":1`).join(',')}}`,
    expect: '400 body-invalid'
  },
  { name: 'a text of a million letters', body: inName(`"${'x'.repeat(1_000_000)}"`), expect: '400 body-invalid' },
  { name: 'more than a mebibyte', body: inName(`"${'x'.repeat(1024 * 1024)}"`), expect: '413 body-too-large' }
]
