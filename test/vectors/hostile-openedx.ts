import { gzipSync } from 'node:zlib'

/** What a site that means harm does to the first calls of a route that are about one learner. */
export interface HostileTurn {
  readonly name: string
  /** Method and path, who it is about left out; the answers of all of them. */
  readonly routes: readonly string[]
  /** Changes the site's own answer, which it is asked for first. `trap`: an address that nobody may call. */
  readonly edit?: (text: string, trap: string) => string | Buffer
  /** Written to the connection as it is, in place of an answer. `$trap` stands for that address. */
  readonly bytes?: string | Buffer
  /** Whether what is asked is done before `bytes` are written. */
  readonly isDone?: boolean
  /** How many calls are answered so; three unless said, which is one more than are tried at once. */
  readonly times?: number
}

const base = '/api/user/v1/accounts'
const account = [`GET ${base}`, `GET ${base}/…`]
const row = [`GET ${base}/…/retirement_status/`]
const enrolments = ['GET /api/enrollment/v1/enrollments']
const start = ['POST /v1/accounts/bulk_retire_users']
const misc = [`POST ${base}/retire_misc/`]
const move = [`PATCH ${base}/update_retirement_status/`]

/** Puts other JSON in the place of a field's value, which is text, a number, a word, or a list or object of one level. */
const put = (field: string, json: string) => (text: string) =>
  text.replaceAll(
    new RegExp(`"${field}":("(?:[^"\\\\]|\\\\.)*"|-?[\\d.]+|true|false|null|\\[[^\\]]*\\]|\\{[^}]*\\})`, 'g'),
    () => `"${field}":${json}`
  )
const head = (status: string, more = '') => `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${more}`
const whole = (status: string, body: string | Buffer, more = '') =>
  Buffer.concat([
    Buffer.from(`${head(status, more)}content-length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body)
  ])
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
const bomb = Buffer.alloc(30 * 1024 * 1024, 'canary')
const elsewhere = (to: string) => `HTTP/1.1 307 Temporary Redirect\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`

const fields = (routes: readonly string[], values: readonly (readonly [field: string, json: string])[]) =>
  values.map(([field, json]) => ({
    name: `${routes[0]}: ${field} is ${json.slice(0, 60)}`,
    routes,
    edit: put(field, json)
  }))

const ofAccounts: readonly HostileTurn[] = [
  ...fields(account, [
    ['date_joined', '"canary"'],
    ['date_joined', '"+999999-01-01T00:00:00Z"'],
    ['id', '1e400'],
    ['id', '12345678901234567890'],
    ['id', '-1'],
    ['id', '1990'],
    ['name', '{"canary":"canary"}'],
    ['name', '"\\u202ecanary\\u0000\\ud800"'],
    ['language_proficiencies', '[{"code":7}]'],
    ['language_proficiencies', '[{"code":{"canary":1}}]'],
    ['extended_profile', '"canary"'],
    ['extended_profile', '[null]']
  ]),
  {
    name: 'accounts: a prototype',
    routes: account,
    edit: text => text.replaceAll('{"', '{"__proto__":{"is_active":false},"')
  },
  {
    name: 'accounts: whoever comes first',
    routes: [account[0]!],
    edit: text =>
      text.replace(
        /^\[/,
        '[{"username":"learner-1990","id":1990,"email":"learner-1990@people.example","date_joined":"2020-01-01T00:00:00Z","is_active":true},'
      )
  },
  {
    name: 'accounts: names that are no letters',
    routes: account,
    edit: text => Buffer.from(text.replaceAll(/"name":"[^"]*"/g, '"name":"\xff\xfe\xc3"'), 'latin1')
  },
  { name: 'accounts: JSONP', routes: account, edit: text => `canary(${text})` },
  { name: 'accounts: lists without end', routes: account, bytes: whole('200 OK', deep) }
]

const ofRows: readonly HostileTurn[] = [
  ...fields(row, [
    ['current_state', '{"canary":1}'],
    ['current_state', '{"state_name":7}'],
    ['created', '"canary"'],
    ['id', '1e400'],
    ['id', '12345678901234567890'],
    ['original_name', '{"canary":1}'],
    ['original_email', '["canary"]']
  ]),
  {
    name: 'row: a retired name that is the name before',
    routes: row,
    times: 30,
    edit: text => put('retired_username', /"original_username":("[^"]*")/.exec(text)![1]!)(text)
  }
]

const ofLists: readonly HostileTurn[] = [
  {
    name: 'enrolments: the next page is elsewhere',
    routes: enrolments,
    edit: (text, trap) => put('next', `"${trap}?cursor=x"`)(text)
  },
  ...fields(enrolments, [
    ['next', '"http://169.254.169.254/latest/meta-data/"'],
    ['next', '"file:///etc/passwd?cursor=canary"']
  ]),
  ...fields(['GET /support/sso_records/…'], [['provider', '{"canary":1}']]),
  {
    name: 'certificates: titles of every kind',
    routes: ['GET /api/certificates/v0/certificates/…/'],
    edit: () =>
      '[{"course_id":"c","course_display_name":{"canary":1},"uuid":7},{"course_id":"c","course_display_name":"<b>canary"}]'
  },
  { name: 'courses: pages without end', routes: ['GET /api/courses/v1/course_ids/'], edit: put('num_pages', '1e400') }
]

/** Each of them to a call that changes something, or that proves it. */
const ofConnections: readonly HostileTurn[] = [
  {
    name: 'start: to the metadata of the machine',
    routes: start,
    bytes: elsewhere('http://169.254.169.254/latest/'),
    isDone: true
  },
  {
    name: 'row: one header of hundreds of kilobytes',
    routes: row,
    bytes: `HTTP/1.1 200 OK\r\nx-canary: ${'a'.repeat(500_000)}\r\n\r\n`
  },
  {
    name: 'row: thousands of headers',
    routes: row,
    bytes: `HTTP/1.1 200 OK\r\n${'x-canary: a\r\n'.repeat(20_000)}\r\n`
  },
  { name: 'row: a bomb of gzip', routes: row, bytes: whole('200 OK', gzipSync(bomb), 'content-encoding: gzip\r\n') },
  { name: 'misc: elsewhere, and it is done', routes: misc, bytes: elsewhere('$trap'), isDone: true },
  {
    name: 'move: thousands of headers, and it is done',
    routes: move,
    bytes: `HTTP/1.1 204 No Content\r\n${'x-canary: a\r\n'.repeat(20_000)}\r\n`,
    isDone: true
  }
]

/** Each says `canary` wherever it says anything of its own: nothing of it may be told further. */
export const hostileTurns: readonly HostileTurn[] = [...ofAccounts, ...ofRows, ...ofLists, ...ofConnections]
