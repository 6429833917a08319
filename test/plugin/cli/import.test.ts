import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Io } from '../../../plugin/cli/io.ts'
import { readTable } from '../../../plugin/cli/read-table.ts'
import { runCli } from '../../../plugin/cli/run.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { startApi } from '../../doubles/api-app.ts'

const api = await startApi()
const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
const folder = await mkdtemp(join(tmpdir(), 'lethe-import-'))
t.teardown(async () => {
  await api.stop()
  await rm(folder, { recursive: true, force: true })
})
const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content, { mode: 0o600 })
  return path
}
const operator = await api.person(['administrator', 'privacy-officer', 'user-manager'])
const tokenFile = await file('operator.token', operator.token)

interface Sitting {
  readonly url?: string
  readonly answers?: readonly string[]
}

const lethe = async (args: readonly string[], { url = address, answers }: Sitting = {}) => {
  const said = { out: '', err: '' }
  const left = [...(answers ?? [])]
  const io: Io = {
    env: { LETHE_URL: url, LETHE_TOKEN_FILE: tokenFile, LETHE_DATA: folder, LETHE_KEYS: `${folder}-keys` },
    clock: api.parts.clock,
    random: systemRandom(),
    out: more => {
      said.out += more
    },
    err: more => {
      said.err += more
    },
    readInput: async () => '',
    askSecret: async () => left.shift()!,
    askChoice: async () => left.shift()!,
    isInteractive: answers !== undefined,
    hasColour: false,
    untilStopped: async () => undefined
  }
  const code = await runCli(args, io)
  return { code, ...said, json: () => JSON.parse(said.out) }
}

const secret = await file('social.secret', 'of-the-platform')
await lethe(
  [
    'platform',
    'add',
    'Campus',
    '--kind',
    'openedx',
    '--base-url',
    'https://campus.example',
    '--secret',
    `clientSecret=${secret}`
  ].concat(['--invoices', 'no', '--graders', 'nobody', '--no-institution-providers'])
)
const sourceSecret = join(folder, 'import.secret')
const made = await lethe(
  [
    'source',
    'add',
    'Import',
    '--platform',
    'Campus',
    '--origin',
    'on-behalf',
    '--secret-file',
    sourceSecret,
    '--json'
  ].concat(['--daily-cap', '40'])
)
const source = made.json().source.id as string
const usual = ['--platform', 'Campus', '--source', 'Import']
const send = (list: string, ...more: string[]) => ['import', list, ...usual, '--secret', sourceSecret, ...more]
const requests = async (): Promise<readonly ErasureRequest[]> =>
  (await api.parts.store.query<ErasureRequest>('request', { all: true })).map(({ body }) => body)
const outcomesOf = async (list: string) =>
  readTable(await readFile(`${list}.outcome.csv`))
    .slice(1)
    .map(({ cells }) => cells)

const head = 'Username;E-Mail;article;letter;received at;note\r\n'.replace('E-Mail', 'email')
const row = (name: string, more = '"said; on paper"') => `${name};${name}@people.example;17(1);b;01.09.2026;${more}\r\n`

t.test('tables are read as spreadsheets save them', async t => {
  const cells = [
    ['username', 'email'],
    ['zoë', 'a,b']
  ]
  const read = (content: string | Buffer) => readTable(Buffer.from(content)).map(one => one.cells)
  t.same(read('username,email\nzoë,"a,b"\n'), cells)
  t.same(read('\uFEFFusername;email\r\nzoë;a,b\r\n'), cells, 'Excel in Europe')
  t.same(read('sep=;\r\nusername;email\r\nzoë;a,b'), cells)
  t.same(read(Buffer.from('\uFEFFusername\temail\r\nzoë\ta,b\r\n', 'utf16le')), cells, 'Unicode text of Excel')
  t.same(
    readTable(Buffer.from('a,b\n\n,\nc,d\n')).map(one => one.row),
    [1, 4],
    'empty rows are passed over and counted as a spreadsheet counts them'
  )
  const wrong = (content: Buffer) => t.throws(() => readTable(content), { code: 'list-wrong' })
  wrong(Buffer.from([0x7a, 0x6f, 0xeb, 0x0a]))
  wrong(Buffer.from('a,b\n"c,d\n'))
})

t.test('every row is checked before one is sent, and nothing that stands there is repeated', async t => {
  const list = await file(
    'wrong.csv',
    `${head}${row('fine')}canary-a;;17(1);b;01.09.2026;\r\n${row('fine')}canary-b;canary-b@people.example;17(1);b;9/1/2026;\r\n`
  )
  const refused = await lethe([...send(list), '--json'])
  t.equal(refused.code, 2)
  const { error } = refused.json()
  t.equal(error.code, 'rows-wrong')
  t.match(error.message, '3 of 4 rows are wrong')
  t.match(error.faults, [
    { at: 'row 3, platform-id, username, email, external-id', because: 'two of them must name the person' },
    { at: 'row 4', because: 'names the same person as row 2' },
    { at: 'row 5, received-at' }
  ])
  const plainly = await lethe(send(list))
  t.match(plainly.err, /row 5, received-at: must .*2026-09-01, 01\.09\.2026 or an instant/)
  t.notMatch(refused.out + plainly.err, 'canary')
  const codeOf = async (content: string) => {
    const { json, out, err } = await lethe([...send(await file('one.csv', content)), '--json'])
    t.notMatch(out + err, 'ada@')
    return json().error.code
  }
  t.equal(await codeOf('username,mail adress\nada,ada@people.example\n'), 'column-unknown')
  t.equal(await codeOf('ada,ada@people.example\nbob,bob@people.example\n'), 'column-unknown')
  t.equal(await codeOf('username,User Name,email\n'), 'list-empty')
  t.equal(await codeOf('email,EMAIL\na,b\n'), 'column-twice')
  t.equal(await codeOf(`username,email\nada,ada@people.example\n`), 'rows-wrong', 'no ground')
  t.equal(await codeOf(`username,email,mandate\nada,ada@people.example,guardian\n`), 'rows-wrong')
  t.same(await requests(), [])
})

t.test('a dry run says what would become of each row, the brake and the cap, and sends nothing', async t => {
  const subject = (id: string, name: string) => ({
    is: 'one' as const,
    subject: {
      id,
      bornAt: '2020-01-01T00:00:00.000Z',
      username: name,
      displayName: null,
      email: `${name}@people.example`,
      identifiers: []
    }
  })
  api.surroundings.find = async reference => {
    const [{ value } = { value: '' }] = reference.identifiers ?? []
    const name = value.replace(/@.*/, '')
    if (name === 'nobody') return { is: 'none' }
    if (name === 'mixed') return subject(value.includes('@') ? '8' : '9', name) as never
    return subject(name === 'ada' ? '1' : '2', name) as never
  }
  api.surroundings.platform = { find: reference => api.surroundings.find(reference) }
  const list = await file('dry.csv', `${head}${row('ada')}${row('nobody')}${row('mixed')}`)
  const dry = await lethe(['import', list, ...usual, '--dry-run'])
  t.equal(dry.code, 0, dry.err)
  t.match(dry.out, /^2 +would be asked/m)
  t.match(dry.out, /^3 +the platform knows nobody by this/m)
  t.match(dry.out, /^4 +its names are not of one account/m)
  t.match(dry.out, /Nothing was sent\./)
  t.match(dry.out, new RegExp(`waits until \\d+ people agree: lethe source release-brake ${source} HOUR`))
  t.match(dry.out, /It may send 40 a day/)
  t.match(dry.err, /looked at: 3 of 3/)
  const origin = await lethe(['import', list, ...usual, '--dry-run', '--origin', 'lifecycle', '--json'])
  t.equal(origin.code, 1)
  t.match(origin.json().rows[0], { row: 2, is: 'refused', because: 'origin-not-allowed' })
  t.same(await requests(), [])
})

t.test('each row is asked once, its outcome taken down; the same again asks nobody', async t => {
  const list = await file('leavers.csv', `${head}${row('=cmd', '')}${row('bob', '=1+1')}`)
  const nothing = await lethe(send(list), { answers: ['nothing'] })
  t.equal(nothing.out, 'Nothing was sent.\n')
  const sent = await lethe(send(list), { answers: ['ask for 2 deletions'] })
  t.match(sent, { code: 0, out: /asked +2\n/ })
  t.match(sent.err, /\rsent \[#{24}\] 2 of 2\n/)
  const outcomes = await outcomesOf(list)
  t.match(outcomes, [
    ['2', 'asked', /-/, '', '', /^import-[0-9a-f]{32}-2$/],
    ['3', 'asked', /-/, '', '', /-3$/]
  ])
  t.notMatch(await readFile(`${list}.outcome.csv`, 'utf8'), /cmd|bob/, 'it names nobody')
  t.equal((await requests()).length, 2)
  t.match((await lethe([...send(list), '--json'])).json().error, { code: 'file-exists', message: /--resume/ })
  t.match((await lethe([...send(list, '--resume'), '--json'])).json(), { asked: 2, before: 2, left: 0 })
  await rm(`${list}.outcome.csv`)
  await lethe([...send(list), '--json'])
  t.same(
    await outcomesOf(list).then(all => all.map(([, , request]) => request)),
    outcomes.map(([, , request]) => request)
  )
  t.equal((await requests()).length, 2, 'without its outcomes the same file is answered as the first time')
  await file('leavers.csv', `${head}${row('bob')}`)
  t.equal((await lethe([...send(list, '--resume'), '--json'])).json().error.code, 'outcomes-foreign')
})

t.test('killed at any row, it goes on where it was and asks nobody twice', async t => {
  // The child has the clock of this machine.
  api.move(Date.now() - api.parts.clock.now().getTime())
  const before = (await requests()).length
  const names = ['carl', 'dora', 'emil', 'fay', 'gus']
  const list = await file('killed.csv', `${head}${names.map(name => row(name)).join('')}`)
  const cli = fileURLToPath(new URL('../../../plugin/cli.ts', import.meta.url))
  for (const [at, isTaken] of [
    [1, false],
    [2, true],
    [1, true]
  ] as const) {
    let calls = 0
    let kill = () => {}
    const middle = createServer(async (request, response) => {
      const body = await text(request)
      const isDelivery = request.url!.startsWith('/webhooks/')
      if (isDelivery) calls += 1
      const isNow = isDelivery && calls === at
      if (isNow && !isTaken) return kill()
      const headers = Object.entries(request.headers).filter(([name]) => name !== 'host') as [string, string][]
      const inject = { method: request.method as 'POST', url: request.url!, headers: Object.fromEntries(headers) }
      const answer = await api.app.inject(body === '' ? inject : { ...inject, payload: body })
      if (isNow) return kill()
      response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(answer.body)
    }).listen(0, '127.0.0.1')
    await once(middle, 'listening')
    const url = `http://127.0.0.1:${(middle.address() as AddressInfo).port}`
    const child = spawn(process.execPath, [cli, ...send(list, '--resume'), '--url', url, '--token-file', tokenFile], {
      stdio: 'ignore'
    })
    kill = () => void child.kill('SIGKILL')
    await once(child, 'exit')
    middle.closeAllConnections()
    middle.close()
  }
  await writeFile(`${list}.outcome.csv`, '5,asked,torn', { flag: 'a' })
  const rest = await lethe([...send(list, '--resume'), '--json'])
  t.match(rest.json(), { rows: 5, asked: 5, before: 1, left: 0, refused: 0 })
  const all = await requests()
  t.equal(all.length, before + names.length)
  t.same(
    (await outcomesOf(list)).map(([at]) => at),
    ['2', '3', '4', '5', '6']
  )
})

t.test('what stops everybody stops the list; what is refused is taken down', async t => {
  const list = await file('many.csv', head + Array.from({ length: 50 }, (_, at) => row(`many${at}`)).join(''))
  const capped = await lethe(send(list))
  t.equal(capped.code, 1)
  t.match(capped.out, /not sent +\d+\nstopped .*\[daily-cap-reached\]/)
  t.match(capped.out, /next +mend that, then the same command with --resume/)
  api.move(24 * 60 * 60 * 1000)
  t.match(await lethe(send(list, '--resume')), { code: 0, out: /asked +50, of which 35 before\n/ })
  const wrong = await file('wrong.secret', `whsec_${Buffer.alloc(24).toString('base64')}`)
  const foreign = await file('foreign.csv', head + row('hal'))
  const stopped = await lethe(['import', foreign, ...usual, '--secret', wrong, '--json'])
  t.match(stopped.json(), { asked: 0, left: 1, stopped: { code: 'signature-refused' } })
  api.move(24 * 60 * 60 * 1000)
  const refused = await lethe([...send(foreign, '--resume', '--origin', 'lifecycle'), '--json'])
  t.match(refused.json(), { asked: 0, refused: 1, stopped: null })
  t.match(await outcomesOf(foreign), [['2', 'refused', '', 'origin-not-allowed', /\w/]])
})

t.test('a dry run tells who is held, and who has an open request', async t => {
  const numbers: Readonly<Record<string, string>> = { ivy: '21', jon: '22' }
  const known = api.surroundings.find
  api.surroundings.find = async reference => {
    const name = ('identifiers' in reference ? (reference.identifiers[0]?.value ?? '') : '').replace(/@.*/, '')
    const id = numbers[name] ?? '23'
    return {
      is: 'one',
      subject: {
        id,
        bornAt: '2020-01-01T00:00:00.000Z',
        username: name,
        displayName: null,
        email: `${name}@people.example`,
        identifiers: [
          { kind: 'platform-id', value: id },
          { kind: 'username', value: name }
        ]
      }
    } as never
  }
  const named = (name: string) => [
    { kind: 'username', value: name },
    { kind: 'email', value: `${name}@people.example` }
  ]
  const subject = await file('ivy.json', JSON.stringify(named('ivy')))
  const held = await lethe(['hold', 'add', 'Campus', '--subject', subject, '--article', '17(3)', '--letter', 'e'])
  t.match(held, { code: 0, out: /platform +Campus \(.*\n(.*\n)*answers for it +A person who is .*\n/ }, held.err)
  t.match((await lethe(['hold', 'list'])).out, /^\S{36} {2}Campus .* A person who i… /m)
  const open = await file('open.csv', head + row('jon'))
  const asked = await lethe([...send(open), '--json'])
  t.equal(asked.json().asked, 1, asked.out)
  const list = await file('both.csv', head + row('ivy') + row('jon') + row('kay'))
  const { rows } = (await lethe(['import', list, ...usual, '--dry-run', '--json'])).json()
  t.match(rows, [
    { row: 2, is: 'held', request: null },
    { row: 3, is: 'already-open', request: /./ },
    { row: 4, is: 'found' }
  ])
  const words = (await lethe(['import', list, ...usual, '--dry-run'])).out
  t.match(words, /^2 +would be asked, and a legal hold keeps it/m)
  t.match(words, /^3 +has an open request, to which it would be joined +\S{36}$/m)
  api.surroundings.find = known
})
