/** What a platform that means harm writes to a connection. */
export interface HostileAnswer {
  readonly name: string
  readonly head: string
  /** Written again and again until the connection ends; absent: once, as `once` says. */
  readonly forever?: string | Buffer
  readonly once?: string | Buffer
  /** Whether what is written again and again comes bit by bit, so that the connection never falls silent. */
  readonly drips?: boolean
  /** Whether the connection is ended afterwards. */
  readonly ends?: boolean
  /** What the one door makes of it: a failure with its code, or the status of an answer that is handed on as it is. */
  readonly expect: string
}

const json = 'content-type: application/json\r\n'
const chunked = `HTTP/1.1 200 OK\r\n${json}transfer-encoding: chunked\r\n\r\n`
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const whole = (status: string, type: string, body: string, more = '') =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const sixtyFour = 'x'.repeat(64 * 1024)

/** Sent to a call that may be made once. */
export const hostileAnswers: readonly HostileAnswer[] = [
  { name: 'chunks without end', head: chunked, forever: chunk(sixtyFour), expect: 'surprise answer-too-large' },
  {
    name: 'ten gigabytes announced and begun',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: 10737418240\r\n\r\n`,
    forever: sixtyFour,
    expect: 'surprise answer-too-large'
  },
  {
    name: 'a body without length or end',
    head: `HTTP/1.1 200 OK\r\n${json}\r\n`,
    forever: sixtyFour,
    expect: 'surprise answer-too-large'
  },
  {
    name: 'a chunk of a length that is a lie',
    head: `${chunked}ffffffffffffffff\r\n`,
    forever: sixtyFour,
    expect: 'surprise answer-too-large'
  },
  { name: 'a chunk of a length that is none', head: `${chunked}zz\r\nx\r\n`, expect: 'unavailable connection-lost' },
  {
    name: 'headers without end',
    head: 'HTTP/1.1 200 OK\r\n',
    forever: 'x-more: y\r\n',
    expect: 'unavailable'
  },
  { name: 'a body that drips', head: chunked, forever: chunk(' '), drips: true, expect: 'unavailable timed-out' },
  {
    name: 'headers that drip',
    head: 'HTTP/1.1 200 OK\r\n',
    forever: 'x: y\r\n',
    drips: true,
    expect: 'unavailable timed-out'
  },
  {
    name: 'one header without end',
    head: 'HTTP/1.1 200 OK\r\nx: ',
    forever: sixtyFour,
    expect: 'unavailable connection-lost'
  },
  { name: 'status 100 without end', head: '', forever: 'HTTP/1.1 100 Continue\r\n\r\n', expect: 'unavailable' },
  {
    name: 'status 103 without end',
    head: '',
    forever: 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n',
    expect: 'unavailable timed-out'
  },
  {
    name: 'another protocol',
    head: 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    expect: 'unavailable'
  },
  { name: 'silence', head: '', expect: 'unavailable timed-out' },
  { name: 'half a head', head: 'HTTP/1.1 200', expect: 'unavailable timed-out' },
  { name: 'the end of the connection', head: '', ends: true, expect: 'unavailable connection-lost' },
  {
    name: 'half a body and the end',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: 9\r\n\r\n{"a"`,
    ends: true,
    expect: 'unavailable connection-lost'
  },
  {
    name: 'half a body and silence',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: 9\r\n\r\n{"a"`,
    expect: 'unavailable timed-out'
  },
  {
    name: 'two lengths',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: 2\r\ncontent-length: 4\r\n\r\n{}xx`,
    expect: 'unavailable connection-lost'
  },
  {
    name: 'a length below nothing',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: -1\r\n\r\n{}`,
    expect: 'unavailable connection-lost'
  },
  {
    name: 'length and chunks',
    head: `HTTP/1.1 200 OK\r\n${json}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    expect: 'unavailable connection-lost'
  },
  { name: 'no HTTP', head: '220 mail.example ESMTP\r\n', expect: 'unavailable connection-lost' },
  { name: 'a status that is none', head: 'HTTP/1.1 2000 OK\r\n\r\n', expect: 'unavailable connection-lost' },
  {
    name: 'a NUL in a header',
    head: `HTTP/1.1 200 OK\r\nx: \0\r\n${json}content-length: 2\r\n\r\n{}`,
    expect: 'unavailable connection-lost'
  },
  {
    name: 'a bare return in a header',
    head: `HTTP/1.1 200 OK\r\nx: a\rset-cookie: b\r\n${json}content-length: 2\r\n\r\n{}`,
    expect: 'unavailable connection-lost'
  },
  {
    name: 'a page that says that all is well',
    head: whole('200 OK', 'text/html', '<html>OK</html>'),
    expect: '200 without JSON'
  },
  {
    name: 'a page under the name of JSON',
    head: whole('200 OK', 'application/json', '<html>OK</html>'),
    expect: 'surprise answer-not-json'
  },
  {
    name: 'a page of a proxy',
    head: whole('502 Bad Gateway', 'text/html', '<html></html>'),
    expect: 'unavailable platform-unavailable'
  },
  {
    name: 'half of JSON',
    head: whole('200 OK', 'application/json', '{"status":"done"'),
    expect: 'surprise answer-not-json'
  },
  { name: 'JSON twice', head: whole('200 OK', 'application/json', '{}{}'), expect: 'surprise answer-not-json' },
  {
    name: 'JSON five hundred thousand lists deep',
    head: whole('200 OK', 'application/json', `${'['.repeat(500_000)}${']'.repeat(500_000)}`),
    expect: '200'
  },
  {
    name: 'a bomb of gzip',
    head: whole('200 OK', 'application/json', '\u001f\u001f\b', 'content-encoding: gzip\r\n'),
    expect: 'surprise answer-not-json'
  },
  {
    name: 'elsewhere',
    head: whole('302 Found', 'text/html', '', 'location: http://127.0.0.1:1/\r\n'),
    expect: '302 without JSON'
  },
  {
    name: 'back to us',
    head: whole('307 Temporary Redirect', 'text/html', '', 'location: http://127.0.0.1:7380/pause\r\n'),
    expect: '307 without JSON'
  },
  {
    name: 'to a file',
    head: whole('301 Moved', 'text/html', '', 'location: file:///etc/passwd\r\n'),
    expect: '301 without JSON'
  },
  {
    name: 'a wait of a hundred years',
    head: whole('503 Busy', 'text/plain', '', 'retry-after: 3153600000\r\n'),
    expect: 'unavailable platform-unavailable'
  },
  {
    name: 'a wait that is none',
    head: whole('429 Slow', 'text/plain', '', 'retry-after: soon\r\n'),
    expect: 'unavailable too-many-requests'
  },
  {
    name: 'a thousand cookies',
    head: whole('200 OK', 'application/json', '{}', 'set-cookie: a=b\r\n'.repeat(700)),
    expect: '200'
  },
  {
    name: 'an answer more than was asked for',
    head: `${whole('200 OK', 'application/json', '{}')}${whole('200 OK', 'application/json', '{"a":1}')}`,
    expect: '200'
  }
]
