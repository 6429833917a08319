/** One request as bytes, and how it is answered: the status, and the code where it is a problem. */
export interface LineVector {
  readonly name: string
  /** Method, target and version. */
  readonly line: string
  /** In place of `host: lethe.example`. */
  readonly headers?: string
  readonly expect: string
}

const get = (name: string, target: string, expect: string): LineVector => ({
  name,
  line: `GET ${target} HTTP/1.1`,
  expect
})

/** Sent with the token of an auditor, who may open `/me` and `/platforms`. */
export const lineVectors: readonly LineVector[] = [
  get('as it should be', '/me', '200'),
  get('one letter encoded', '/%6de', '200'),
  get('with a query', '/me?x=1', '200'),
  get('a slash at the end', '/me/', '404 route-unknown'),
  get('two slashes', '//me', '404 route-unknown'),
  get('three slashes', '///me', '404 route-unknown'),
  get('a dot', '/./me', '404 route-unknown'),
  get('two dots', '/health/../me', '404 route-unknown'),
  get('two dots, encoded', '/health/%2e%2e/me', '404 route-unknown'),
  get('two dots, encoded twice', '/health/%252e%252e/me', '404 route-unknown'),
  get('a slash encoded', '/%2fme', '404 route-unknown'),
  get('a backslash', '/\\me', '404 route-unknown'),
  get('a backslash encoded', '/%5cme', '404 route-unknown'),
  get('a semicolon', '/me;x=1', '404 route-unknown'),
  get('in capitals', '/ME', '404 route-unknown'),
  get('a file', '/me.json', '404 route-unknown'),
  get('a NUL, encoded', '/me%00', '404 route-unknown'),
  get('a line break, encoded', '/me%0d%0ax:%20y', '404 route-unknown'),
  get('half an escape', '/%', '400 request-malformed'),
  get('an escape that is none', '/%zz', '400 request-malformed'),
  get('overlong UTF-8', '/%c0%af', '400 request-malformed'),
  get('a climb out of the files', '/assets/..%2f..%2fpackage.json', '404 route-unknown'),
  get('an id that climbs', '/platforms/..%2f..%2fetc%2fpasswd', '400 parameters-invalid'),
  get('an id with a dot', '/platforms/a.b', '400 parameters-invalid'),
  get('an id in capitals', '/platforms/ABC', '400 parameters-invalid'),
  get('an id that is a prototype', '/platforms/__proto__', '400 parameters-invalid'),
  get('an id like a method', '/platforms/constructor', '404 platform-unknown'),
  get('an id of 65 letters', `/platforms/${'a'.repeat(65)}`, '400 parameters-invalid'),
  get('an id of 501 letters', `/platforms/${'a'.repeat(501)}`, '414 address-too-long'),
  get('an address of 10,000 letters', `/${'a'.repeat(10_000)}`, '404 route-unknown'),
  get('an address of 20,000 letters', `/${'a'.repeat(20_000)}`, '431 headers-too-large'),
  get('a fragment', '/me#x', '200'),
  // A server has to take it (RFC 9112, 3.2.2); whose host it names means nothing here.
  get('absolute form', 'http://lethe.example/me', '200'),
  get('absolute form of somebody else', 'http://elsewhere.example/me', '200'),
  get('the form of a proxy', 'lethe.example:80', '400 request-malformed'),
  get('no path', '', '400 request-malformed'),
  get('a query alone', '?x=1', '400 request-malformed'),
  { name: 'another method', line: 'PATCH /me HTTP/1.1', expect: '405 method-not-allowed' },
  { name: 'TRACE', line: 'TRACE /me HTTP/1.1', expect: '405 method-not-allowed' },
  { name: 'PROPFIND', line: 'PROPFIND /me HTTP/1.1', expect: '405 method-not-allowed' },
  { name: 'a preflight', line: 'OPTIONS /me HTTP/1.1', expect: '405 method-not-allowed' },
  { name: 'OPTIONS of everything', line: 'OPTIONS * HTTP/1.1', expect: '404 route-unknown' },
  { name: 'a method in small letters', line: 'get /me HTTP/1.1', expect: '400 request-malformed' },
  { name: 'a method that is none', line: 'ERASE /me HTTP/1.1', expect: '400 request-malformed' },
  { name: 'no version', line: 'GET /me', expect: '200' },
  { name: 'HTTP/3.7', line: 'GET /me HTTP/3.7', expect: '400 request-malformed' },
  { name: 'HTTP/2 without a handshake', line: 'PRI * HTTP/2.0', expect: '400 request-malformed' },
  { name: 'two spaces', line: 'GET  /me HTTP/1.1', expect: '200' },
  { name: 'no host', line: 'GET /me HTTP/1.1', headers: '', expect: '400' },
  { name: 'two hosts', line: 'GET /me HTTP/1.1', headers: 'host: a\r\nhost: b\r\n', expect: '200' },
  {
    name: 'a space before the colon',
    line: 'GET /me HTTP/1.1',
    headers: 'host : a\r\n',
    expect: '400 request-malformed'
  },
  {
    name: 'a folded header',
    line: 'GET /me HTTP/1.1',
    headers: 'host: a\r\nx: y\r\n z\r\n',
    expect: '400 request-malformed'
  },
  {
    name: 'a NUL in a header',
    line: 'GET /me HTTP/1.1',
    headers: 'host: a\r\nx: \0\r\n',
    expect: '400 request-malformed'
  },
  { name: 'a bare line feed', line: 'GET /me HTTP/1.1', headers: 'host: a\nx: y\r\n', expect: '400 request-malformed' },
  {
    name: 'two thousand headers',
    line: 'GET /me HTTP/1.1',
    headers: `host: a\r\n${'a: b\r\n'.repeat(2500)}`,
    expect: '431 headers-too-large'
  },
  {
    name: 'a method in a header',
    line: 'GET /me HTTP/1.1',
    headers: 'host: a\r\nx-http-method-override: DELETE\r\n',
    expect: '200'
  }
]
