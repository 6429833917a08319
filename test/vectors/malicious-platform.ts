import { gzipSync } from 'node:zlib'

/** What a platform that means harm answers in place of its own answer, or after it did what was asked. */
export interface MaliciousAnswer {
  readonly name: string
  /** Written to the connection as it is. */
  readonly bytes: string | Buffer
  /** Written again and again until the connection ends. */
  readonly forever?: Buffer
}

const page = (status: string, type: string, body: string | Buffer, more = ''): Buffer => {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\n${more}content-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}
const json = (body: string | Buffer, more = '') => page('200 OK', 'application/json', body, more)
const sixtyFour = Buffer.alloc(64 * 1024, 'canary')

/** Each says `canary` wherever it says anything: nothing of it may be told further. */
export const maliciousAnswers: readonly MaliciousAnswer[] = [
  { name: 'a page under 200', bytes: page('200 OK', 'text/html', '<html>canary: all done</html>') },
  { name: 'a page under the name of JSON', bytes: json('<html>canary</html>') },
  { name: 'JSON that says nothing', bytes: json('{"canary":"canary"}') },
  { name: 'a list of nothing', bytes: json('[]') },
  { name: 'null', bytes: json('null') },
  { name: 'lists without end', bytes: json(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) },
  {
    name: 'another person',
    bytes: json('{"id":99,"key":99,"username":"canary","login":"canary","email":"canary@elsewhere.example","status":1}')
  },
  { name: 'a prototype', bytes: json('{"__proto__":{"status":199,"is_active":false},"username":"canary"}') },
  {
    name: 'a bomb',
    bytes: json(gzipSync(Buffer.alloc(50 * 1024 * 1024, 'canary')), 'content-encoding: gzip\r\n')
  },
  { name: 'nothing', bytes: page('204 No Content', 'text/plain', '') },
  { name: 'not there', bytes: page('404 Not Found', 'text/html', '<html>canary</html>') },
  { name: 'elsewhere', bytes: page('302 Found', 'text/html', '', 'location: http://127.0.0.1:1/canary\r\n') },
  { name: 'a fault with a page', bytes: page('500 Error', 'text/html', '<html>canary</html>') },
  {
    name: 'half an answer',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"ca'
  },
  {
    name: 'a body without end',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"',
    forever: sixtyFour
  },
  { name: 'a header without end', bytes: 'HTTP/1.1 200 OK\r\nx-canary: ', forever: sixtyFour }
]
