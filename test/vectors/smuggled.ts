/** A call whose end two servers could see at two places; behind its head stands a deletion that must not happen. */
export interface SmuggledVector {
  readonly name: string
  /** Method and address of the call in front. Default: a form of a page. */
  readonly line?: string
  /** Headers that say where it ends; `{n}` is the length of what stands behind. */
  readonly headers: string
  /** Stands before the deletion, `{n}` its length in hexadecimal. */
  readonly before?: string
  readonly after?: string
  /** Status of the one answer. */
  readonly expect: number | readonly number[]
}

const chunked = 'transfer-encoding: chunked\r\n'

/** Said to the listener behind the operator's proxy. */
export const smuggledVectors: readonly SmuggledVector[] = [
  { name: 'length and chunks', headers: `content-length: {n}\r\n${chunked}`, before: '0\r\n\r\n', expect: 400 },
  { name: 'chunks and length', headers: `${chunked}content-length: {n}\r\n`, before: '0\r\n\r\n', expect: 400 },
  {
    name: 'length of nothing and chunks',
    headers: `content-length: 0\r\n${chunked}`,
    before: '0\r\n\r\n',
    expect: 400
  },
  { name: 'two lengths, the first is nothing', headers: 'content-length: 0\r\ncontent-length: {n}\r\n', expect: 400 },
  { name: 'two lengths, the last is nothing', headers: 'content-length: {n}\r\ncontent-length: 0\r\n', expect: 400 },
  { name: 'two lengths in one header', headers: 'content-length: {n}, 0\r\n', expect: 400 },
  { name: 'a length with a sign', headers: 'content-length: +0\r\n', expect: 400 },
  { name: 'a length below nothing', headers: 'content-length: -1\r\n', expect: 400 },
  { name: 'a length in hexadecimal', headers: 'content-length: 0x0\r\n', expect: 400 },
  { name: 'a length with a letter', headers: 'content-length: 0a\r\n', expect: 400 },
  { name: 'no length at all in its header', headers: 'content-length: \r\n', expect: 400 },
  { name: 'a length beyond', headers: 'content-length: 99999999999999999999999\r\n', expect: 400 },
  { name: 'a space before the colon of the length', headers: 'content-length : 0\r\n', expect: 400 },
  { name: 'a folded length', headers: 'content-length:\r\n 0\r\n', expect: 400 },
  { name: 'a tab before the name of the length', headers: 'x: y\r\n\tcontent-length: 0\r\n', expect: 400 },
  { name: 'a NUL in the name of the length', headers: 'content\0-length: 0\r\n', expect: 400 },
  { name: 'chunks twice', headers: `${chunked}${chunked}`, before: '0\r\n\r\n', expect: 400 },
  {
    name: 'chunks and nothing',
    headers: `${chunked}transfer-encoding: identity\r\n`,
    before: '0\r\n\r\n',
    expect: 400
  },
  {
    name: 'chunks that are not last',
    headers: 'transfer-encoding: chunked, gzip\r\n',
    before: '0\r\n\r\n',
    expect: 400
  },
  { name: 'chunks by another name', headers: 'transfer-encoding: xchunked\r\n', before: '0\r\n\r\n', expect: 400 },
  { name: 'chunks in quotes', headers: 'transfer-encoding: "chunked"\r\n', before: '0\r\n\r\n', expect: 400 },
  {
    name: 'a space before the colon of chunks',
    headers: 'transfer-encoding : chunked\r\n',
    before: '0\r\n\r\n',
    expect: 400
  },
  { name: 'folded chunks', headers: 'transfer-encoding:\r\n chunked\r\n', before: '0\r\n\r\n', expect: 400 },
  { name: 'a tab before chunks', headers: 'transfer-encoding:\x0bchunked\r\n', before: '0\r\n\r\n', expect: 400 },
  { name: 'chunks of a wrong size', headers: chunked, before: 'zz\r\n', expect: 400 },
  { name: 'chunks of a size with a sign', headers: chunked, before: '-1\r\n', expect: 400 },
  { name: 'chunks of a size in two forms', headers: chunked, before: '0x0\r\n\r\n', expect: 400 },
  { name: 'a chunk that is longer than it says', headers: chunked, before: '1\r\nxyz\r\n0\r\n\r\n', expect: 400 },
  { name: 'a chunk with a bare line feed', headers: chunked, before: '1\nx\r\n0\r\n\r\n', expect: 400 },
  { name: 'an extension with a bare line feed', headers: chunked, before: '0;x\n\r\n', expect: 400 },
  {
    name: 'a body of a call that has none',
    line: 'GET /lethe/ HTTP/1.1',
    headers: 'content-length: {n}\r\n',
    expect: [303, 401, 403, 200, 404]
  },
  { name: 'a body of a form', headers: 'content-length: {n}\r\n', expect: [400, 403, 409, 413, 415] },
  {
    name: 'a body in one chunk',
    headers: chunked,
    before: '{n}\r\n',
    after: '\r\n0\r\n\r\n',
    expect: [400, 403, 409, 413, 415]
  },
  { name: 'a bare line feed between headers', headers: 'x: y\ncontent-length: {n}\r\n', expect: 400 },
  { name: 'a bare return between headers', headers: 'x: y\rcontent-length: 0\r\n', expect: 400 },
  {
    name: 'a switch to HTTP/2',
    headers:
      'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\ncontent-length: {n}\r\n',
    expect: [400, 403, 409, 413, 415]
  }
]
