import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import canonicalize from 'canonicalize'
import Fastify from 'fastify'
import t from 'tap'
import type { ApiParts } from '../../../plugin/api/parts.ts'
import { judgeRoom } from '../../../plugin/cli/doctor/folders.ts'
import { examples } from '../../../plugin/cli/examples.ts'
import type { Io } from '../../../plugin/cli/io.ts'
import { runCli } from '../../../plugin/cli/run.ts'
import { readDocument } from '../../../plugin/document.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import { Problem } from '../../../plugin/errors.ts'
import { hashAnchor, signAnchor } from '../../../plugin/evidence/anchor.ts'
import type { Canonicalise } from '../../../plugin/evidence/canonical.ts'
import { appendEntry, type Happening } from '../../../plugin/evidence/chain.ts'
import { commit } from '../../../plugin/evidence/commitment.ts'
import { drawCertificate } from '../../../plugin/evidence/draw.ts'
import { type Entry, hashEntry } from '../../../plugin/evidence/entry.ts'
import { registerGateway } from '../../../plugin/intake/gateway/listener.ts'
import type { GatewayParts } from '../../../plugin/intake/gateway/parts.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { writeOwnershipList } from '../../../plugin/store/records/lists/ownership-lists.ts'
import { noteStoreRestore } from '../../../plugin/store/records/own/store-restores.ts'
import { changePlatform, listPlatforms } from '../../../plugin/store/records/platforms/platforms.ts'
import { hashRouteSecret } from '../../../plugin/store/records/platforms/sites.ts'
import { changeReplay, getReplay, type ReplayBody } from '../../../plugin/store/records/replays.ts'
import { startApi } from '../../doubles/api-app.ts'
import { commandOf, withoutCommand } from '../../doubles/commands-of-operations.ts'
import { type Known, readCommands } from '../../rules/commands.ts'

const api = await startApi()
const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
const folder = await mkdtemp(join(tmpdir(), 'lethe-cli-'))
t.teardown(async () => {
  await api.stop()
  await rm(folder, { recursive: true, force: true })
})

const file = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
  return path
}

const operator = await api.person(['administrator', 'privacy-officer', 'user-manager'])
const tokenFile = await file('operator.token', `${operator.token}\n`)
const auditorFile = await file('auditor.token', (await api.person(['auditor'])).token)
await mkdir(join(folder, 'data'))
await mkdir(join(folder, 'keys'), { mode: 0o700 })

interface Sitting {
  readonly input?: string
  readonly answers?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly colour?: boolean
  readonly reach?: NonNullable<Io['reach']>
}

const lethe = async (args: readonly string[], sitting: Sitting = {}) => {
  let out = ''
  let err = ''
  const answers = [...(sitting.answers ?? [])]
  const io: Io = {
    env: {
      LETHE_URL: address,
      LETHE_TOKEN_FILE: tokenFile,
      LETHE_DATA: join(folder, 'data'),
      LETHE_KEYS: join(folder, 'keys'),
      ...sitting.env
    },
    clock: api.parts.clock,
    random: systemRandom(),
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    readInput: async () => sitting.input ?? '',
    askSecret: async () => answers.shift()!,
    askChoice: async () => answers.shift()!,
    isInteractive: sitting.answers !== undefined,
    hasColour: sitting.colour === true,
    untilStopped: async () => undefined,
    ...(sitting.reach === undefined ? {} : { reach: sitting.reach })
  }
  const code = await runCli(args, io)
  return { code, out, err, json: () => JSON.parse(out) }
}

const site = ['--invoices', 'no', '--graders', 'nobody', '--no-institution-providers']
const add = (name: string, ...more: string[]) => [
  'platform',
  'add',
  name,
  '--kind',
  'openedx',
  '--base-url',
  `https://${name.toLowerCase()}.example`,
  ...more
]

const subject = [
  { kind: 'username', value: 'ada.example' },
  { kind: 'email', value: 'ada@people.example' }
]
const delivery = {
  type: 'account.deletion.requested',
  data: {
    platform: 'Campus',
    subject: { identifiers: subject },
    ground: { article: '17(1)', letter: 'b' },
    receivedAt: '2026-09-01T09:00:00Z',
    acknowledged: true
  }
}

t.test('usage: a secret is no argument, an address is one of the web, and a wrong secret signs nothing', async t => {
  const refused = async (code: string, ...args: string[]) => {
    const answer = await lethe([...args, '--json'])
    t.equal(`${answer.code} ${answer.json().error.code}`, `2 ${code}`)
    t.notMatch(answer.out + answer.err, 'canary')
  }
  const secret = ['--option', 'clientSecret=canary']
  await refused('secret-in-arguments', ...add('Open', ...site, ...secret))
  for (const url of ['nonsense', '', 'ftp://127.0.0.1'])
    await refused('address-wrong', 'platform', 'list', '--url', url)
  const kind = ['--kind', 'moodle', '--base-url', 'https://moodle.example', ...site]
  await refused('kind-unknown', 'platform', 'add', 'Other', ...kind.slice(0, 4))
  t.match(
    (await lethe(['platform', 'add', 'Other', ...kind])).err,
    /--kind is one of openedx, openolat \[kind-unknown\]/
  )
  for (const misspelt of ['--option', '--secret'])
    await refused('option-unknown', ...add('Open', ...site, misspelt, 'clientIt=canary'))
  t.match(
    (await lethe(add('Open', ...site, '--option', 'clientIt=canary'))).err,
    /openedx has no option clientIt: .*clientId/
  )
  t.match((await lethe(add('Open', '--invoices', 'no'))).err, /answer --graders nobody\|unknown\|FILE: /)
  const body = await file('any.json', {})
  const wrong = await file('wrong.secret', 'canary')
  await refused('secret-wrong', 'webhook', 'send', 'any', '--body', body, '--secret', wrong)
  const onHold = ['hold', 'add', 'Campus', '--article', '17(3)', '--subject']
  const nameless = await file('who.json', [{ kind: 'username', value: 'canary' }, { name: 'canary' }])
  await refused('identifiers-wrong', ...onHold, nameless)
  t.match((await lethe([...onHold, nameless])).err, /\/1: must have required property 'kind'/)
  await refused('identifiers-wrong', ...onHold, await file('one.json', { kind: 'username', value: 'canary' }))
  await refused('identifiers-wrong', 'request', 'add', 'Campus', '--article', '17(1)', '--subject', body)
})

t.test('help: every command is there, and what the exit codes mean', async t => {
  const help = await lethe(['--help'])
  t.equal(help.code, 0)
  for (const name of [
    'start',
    'platform',
    'source',
    'request',
    'attest',
    'declare',
    'waive',
    'hold',
    'person',
    'token',
    'keys',
    'verify',
    'webhook',
    'doctor'
  ])
    t.match(help.out, new RegExp(`^  ${name}\\b`, 'm'))
  t.match(help.out, /Exit codes:\n {2}0 {2}done/)
  const helpOf = async (...names: string[]) => (await lethe([...names, '--help'])).out.replace(/\s+/g, ' ')
  t.match(await helpOf('platform', 'add'), /base address of the LMS \(required\)/)
  t.notMatch(await helpOf('platform', 'list'), '(required)')
  t.match(
    await helpOf('attest'),
    /attested: identity-proven, no-open-grading-orders, no-unpaid-invoices, records-archived/
  )
  t.match(await helpOf('waive'), /waived: .*open-todos/)
  t.notMatch(await helpOf('waive'), /waived: .*no-legal-hold/)
  t.match(await helpOf('webhook', 'send'), 'the id or name that `lethe source list` shows')
  t.equal((await lethe([])).code, 2)
  t.equal((await lethe(['platform', 'explode'])).code, 2)
  t.equal((await lethe(['platform', 'pause', 'x'])).code, 2, 'a missing option')
  t.equal((await lethe(['nothing', '--json'])).json().error.code, 'usage')
  t.equal((await lethe(['platform', 'list'], { env: { LETHE_URL: 'nowhere' } })).code, 2)
})

t.test('every operation that a person may call has a command, and every command an example', async t => {
  const root = await readCommands(runCli)
  const find = (words: readonly string[]): Known | undefined =>
    words.reduce<Known | undefined>((known, word) => known?.below.get(word), root)
  const ids = Object.values(readDocument().paths).flatMap(path =>
    Object.values(path).flatMap(({ operationId }) => operationId ?? [])
  )
  const known = { ...commandOf, ...withoutCommand }
  t.same(
    ids.filter(id => !Object.hasOwn(known, id)),
    [],
    'operations without a command and without a reason'
  )
  t.same(
    Object.keys(known).filter(id => !ids.includes(id)),
    []
  )
  for (const command of Object.values(commandOf)) {
    const words = command.split(' ')
    const leaf = find(words.filter(word => !word.startsWith('--')))
    t.equal(leaf?.below.size, 0, command)
    for (const option of words.filter(word => word.startsWith('--'))) t.ok(leaf?.options.has(option), command)
  }
  const leaves = (at: Known, words: readonly string[]): string[] =>
    at.below.size === 0 ? [words.join(' ')] : [...at.below].flatMap(([name, below]) => leaves(below, [...words, name]))
  t.same(leaves(root, []).sort(), Object.keys(examples).sort(), 'one example a command')
  for (const [words, example] of Object.entries(examples)) {
    const options = [...example.matchAll(/--[a-z][a-z0-9-]*/g)].map(([option]) => option)
    const command = find(words.split(' '))
    t.ok(example.startsWith(words), words)
    for (const option of options) t.ok(command?.options.has(option), `${words} ${option}`)
  }
  t.match((await lethe(['request', 'show', '--help'])).out, /\nExample:\n {2}lethe request show \S+\n$/)
})

t.test('where there is no platform yet, nobody can be without an account there', async t => {
  const linked = await lethe(['person', 'link', operator.id, '--none'])
  t.match(linked, { code: 0, err: 'No platform is registered yet: say it again once there is one.\n' })
  t.match(
    linked.out,
    /^A person who is .*\n {2}administrator, privacy-officer, user-manager\n {2}counts as themselves\n$/
  )
})

t.test('a policy with a field that there is not is refused by its name', async t => {
  await lethe(add('Fields', ...site, '--secret', 'clientSecret=-'), { input: 'of-fields' })
  const wrong = await file('wrong-policy.json', { nope: 1, all: { coolOff: 1 }, byOrigin: { self: { approvalz: 1 } } })
  const refused = await lethe(['platform', 'policy', 'Fields', wrong])
  t.equal(refused.code, 2)
  for (const at of ['/nope', '/all/coolOff', '/byOrigin/self/approvalz'])
    t.match(refused.err, `  ${at}: there is no such`)
  t.match(await lethe(['platform', 'remove', 'Fields']), { code: 0 })
})

t.test('codes are explained, and the comparison of the evidence is followed', async t => {
  t.match((await lethe(['explain', 'role-missing'])).out, /^code +role-missing\nwhat +\S.*\nnext +[A-Z]/)
  t.match((await lethe(['explain', 'no-legal-hold', '--json'])).code, 4)
  t.match((await lethe(['explain', 'no-legal-hold'])).err, /`lethe explain` lists them/)
  t.match(
    (await lethe(['explain', 'chain-broken'])).out,
    /^code +chain-broken\nwhat +The chain is broken.*\nnext +Do not rely/
  )
  t.match((await lethe(['explain'])).out, /^signature-wrong /m)
  t.match((await lethe(['explain', 'legal-hold', '--json'])).code, 0)
  t.ok((await lethe(['explain', '--json'])).json().length > 100)
  t.match((await lethe(['whoami'])).out, /^person .*\nroles +administrator privacy-officer user-manager\n$/)
  t.match(await lethe(['mail', 'test']), { code: 0, out: 'the mail server lets us in\n' })
  t.same((await lethe(['mail', 'show', '--json'])).json(), (await api.call('GET', '/mail', operator.token)).json())
  t.match(await lethe(['evidence', 'check', '--show']), { code: 0, out: 'never: 0 of 0 chains compared\n' })
})

t.test('start: what is in the way is said once, with the setting to change', async t => {
  const data = join(folder, 'started')
  const own = {
    LETHE_DATA: data,
    LETHE_KEYS: join(folder, 'started-keys'),
    LETHE_TOKEN_FILE: join(folder, 'started-token')
  }
  const refused = async (env: Readonly<Record<string, string>>) => {
    const { code, err } = await lethe(['start'], { env: { LETHE_LOG_LEVEL: 'silent', ...own, ...env } })
    t.equal(code, 1)
    return err
  }
  const { host, port } = new URL(address)
  const taken = `lethe: ${host}: something else listens there already: stop it, or set LETHE_PORT, .* \\[port-taken\\]\n$`
  t.match(await refused({ LETHE_PORT: port }), new RegExp(`^${taken}`))
  t.match(
    await refused({ LETHE_PORT: '0', LETHE_GATEWAY_PORT: 'off', LETHE_HOST: '192.0.2.1' }),
    /set LETHE_HOST .* \[host-not-here\]\n$/
  )
  t.match(
    await refused({ LETHE_KEYS: join(data, 'keys') }),
    /^lethe: keys: the keys folder lies in the data folder; set LETHE_KEYS .* \[keys-inside-data\]\n$/
  )
  const none = await file('no-data', '')
  t.match(
    await refused({ LETHE_DATA: join(none, 'data') }),
    /^lethe: .*no-data\/data: the system refuses mkdir there .*LETHE_DATA/
  )
  const inFile = join(await file('no-folder', ''), 'keys')
  t.match(
    await refused({ LETHE_KEYS: inFile }),
    /^lethe: .*no-folder\/keys: the system refuses mkdir .* LETHE_KEYS, .* \[path-refused\]\n$/
  )
})

t.test(
  'start: a folder of keys or of the token that can never be made ends it at once',
  { skip: process.platform !== 'linux' },
  async t => {
    const at = (path: string) => join(folder, 'spun', path)
    for (const impossible of [{ LETHE_KEYS: '/proc/lethe/keys' }, { LETHE_TOKEN_FILE: '/proc/lethe/a/token' }]) {
      const env = { LETHE_LOG_LEVEL: 'silent', LETHE_DATA: at('data'), LETHE_KEYS: at('keys'), ...impossible }
      const { code, err } = await lethe(['start'], { env })
      t.match({ code, err }, { code: 1, err: /^lethe: \/proc\/lethe: the system refuses mkdir .* \[path-refused\]\n$/ })
    }
  }
)

t.test('version: that of the package, in words and in JSON', async t => {
  const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  t.match(await lethe(['--version']), { code: 0, out: `${version}\n`, err: '' })
  t.same((await lethe(['--json', '--version'])).json(), { version })
})

t.test('a reader that goes early is no fault of ours', async t => {
  const cli = fileURLToPath(new URL('../../../plugin/cli.ts', import.meta.url))
  const child = spawn(process.execPath, [cli, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const said = text(child.stderr)
  const [code] = await once(child, 'exit')
  t.equal(await said, '')
  t.equal(code, 0)
})

t.test(
  'platform add: it does not end without an answer to each question, and no secret on the command line',
  async t => {
    const secret = await file('client.secret', 'client-secret-canary\n')
    const bare = await lethe(add('Campus', '--secret', `clientSecret=${secret}`))
    t.equal(bare.code, 2)
    t.match(bare.err, /answer --invoices.*\[answer-missing\]/)
    const alone = await lethe(add('Campus', ...site, '--secret', 'clientSecret'))
    t.equal(alone.code, 2, 'nobody to ask')
    t.match(alone.err, 'clientSecret: give it by --secret clientSecret=FILE, or by --secret clientSecret=- from')
    t.equal(
      (await lethe(add('Campus', '--invoices', 'maybe', '--graders', 'nobody', '--no-institution-providers'))).code,
      2
    )
    const made = await lethe(
      add('Campus', ...site, '--secret', `clientSecret=${secret}`, '--option', 'tokenLifeMs=60000', '--json')
    )
    t.equal(made.code, 0)
    t.match(made.json(), { name: 'Campus', options: { tokenLifeMs: 60000 } })
    t.notMatch(made.out + made.err, 'canary')
    t.match(api.surroundings.connected.at(-1), { clientSecret: 'client-secret-canary' })
    const again = await lethe(add('Campus', ...site, '--secret', 'clientSecret=-'), { input: 'from-input' })
    t.equal(again.code, 1)
    t.match(again.err, /registered already.*\[base-url-taken\]/)
    const asked = await lethe(add('Asked', '--secret', 'clientSecret'), {
      answers: ['no', 'unknown', 'every sign-in provider is a social one', 'typed-canary']
    })
    t.equal(asked.code, 0)
    t.match(api.surroundings.connected.at(-1), { clientSecret: 'typed-canary' })
    t.notMatch(asked.out + asked.err, 'canary')
  }
)

t.test('platform: listed, checked, paused, resumed, by name or id', async t => {
  const list = await lethe(['platform', 'list'])
  t.match(list.out, /^id +name +kind +address +paused +problems\n/)
  t.notMatch(list.out, '\u001b')
  t.match((await lethe(['platform', 'list'], { colour: true })).out, '\u001b[1m')
  t.equal((await lethe(['platform', 'check', 'Campus'])).code, 0)
  t.match((await lethe(['platform', 'pause', 'Campus', '--because', 'an upgrade'])).out, /paused +since .*an upgrade/)
  t.match((await lethe(['platform', 'resume', 'Campus'])).out, /paused +no/)
  const policy = await file('policy.json', { all: { coolOffMs: 1000, waivable: ['records-archived'] } })
  t.match((await lethe(['platform', 'policy', 'Campus', policy, '--json'])).json(), { all: { coolOffMs: 1000 } })
  t.match((await lethe(['platform', 'policy', 'Campus'])).out, 'coolOffMs')
  const missing = await lethe(['platform', 'show', 'nowhere'])
  t.equal(missing.code, 4)
  t.match(missing.err, '[platform-unknown]')
  t.match((await lethe(['platform', 'orphans', 'Campus'])).out, /read +never/)
  const noList = await lethe(['platform', 'orphans', 'Campus', '--now', '--json'])
  t.match([noList.code, noList.json().error.code], [1, 'no-ownership-list'], 'the platform is there')
  const call = /^ {2}call number ([0-9a-f-]{36}), in the log of the sidecar$/m.exec(missing.err)?.[1]
  t.ok(call, 'a refusal says by which number the log names it')
  t.match((await lethe(['platform', 'show', 'nowhere', '--json'])).json().error.call, /^[0-9a-f-]{36}$/)
  const without = await lethe(['platform', 'partner-report', 'Campus', '--json'])
  t.equal(without.json().error.code, 'no-partner-report')
  const closed: string[] = []
  const row = { id: '7', username: 'mira', email: 'mira@campus.example', displayName: 'Mira', organisations: ['Lake'] }
  const rows = [{ ...row, key: '7', since: '2026-09-01T10:00:00.000Z' }]
  api.surroundings.partnerReport = {
    take: async () => rows,
    kept: async () => rows,
    close: async keys => void closed.push(...keys)
  }
  t.match((await lethe(['platform', 'partner-report', 'Campus'])).out, /7 +Lake +mira +mira@campus\.example/)
  t.match((await lethe(['platform', 'partner-report', 'Campus', '--close', '7', '8'])).out, /closed +2/)
  t.same(closed, ['7', '8'])
  api.surroundings.partnerReport = null
  const kept = await lethe(['platform', 'remove', 'Asked'], { answers: ['no'] })
  t.match(kept, { code: 1, err: /\[cancelled\]/ })
  t.equal((await lethe(['platform', 'show', 'Asked'])).code, 0, 'nothing was done')
  t.equal((await lethe(['platform', 'remove', 'Asked', '--yes'], { answers: [] })).code, 0)
})

t.test('declare: several statements at once, and what is in force', async t => {
  const graders = await file('graders.json', [{ kind: 'username', value: 'grader.example' }])
  const said = await lethe([
    'declare',
    'Campus',
    '--invoices',
    'yes',
    '--graders',
    graders,
    '--course-owners',
    graders,
    '--json'
  ])
  t.equal(said.code, 0)
  t.same(said.json().find((one: { about: string }) => one.about === 'graders').graderCount, 1)
  t.match(
    said.json().find((one: { about: string }) => one.about === 'course-teams'),
    { courseOwnerCount: 1 }
  )
  t.notMatch(said.out, 'grader.example')
  t.match((await lethe(['declare', 'Campus', '--course-owners', 'nobody'])).out, /course-teams +0/)
  t.match((await lethe(['declare', 'Campus', '--course-owners', 'unknown'])).out, /course-teams +unknown/)
  t.match((await lethe(['declare', 'Campus'])).out, /invoices +true/)
})

t.test(
  'source and webhook: a secret goes to a file of its own; a delivery is signed, replayed and mutated',
  async t => {
    const secret = join(folder, 'source.secret')
    const made = await lethe(['source', 'add', 'Sender', '--platform', 'Campus', '--secret-file', secret, '--json'])
    t.equal(made.code, 0)
    t.notMatch(made.out, 'whsec_')
    t.match(await readFile(secret, 'utf8'), /^whsec_/)
    t.equal((await stat(secret)).mode & 0o777, 0o600)
    t.equal(
      (await lethe(['source', 'add', 'Other', '--platform', 'Campus', '--secret-file', secret])).code,
      2,
      'never over a file'
    )
    t.equal((await lethe(['source', 'list', '--json'])).json().length, 1, 'and nothing was made')
    const { id } = made.json().source
    const body = await file('delivery.json', delivery)
    const send = (...more: string[]) =>
      lethe(['webhook', 'send', id, '--body', body, '--secret', secret, '--json', ...more])
    const twice = await send('--replay')
    t.equal(twice.code, 0)
    const [first, second] = twice.json()
    t.same(first, second)
    t.equal(first.status, 202)
    for (const part of ['body', 'signature', 'timestamp', 'id']) {
      const refused = await send('--mutate', part)
      t.equal(`${part} ${refused.code} ${refused.json()[0].answer}`, `${part} 1 signature-refused`)
    }
    t.equal((await send('--mutate', 'everything')).code, 2)
    const rotated = await lethe(['source', 'rotate', id, '--old-lives-ms', '0'])
    t.match(rotated.out, /secret +whsec_.*shown once/)
    t.equal((await send()).json()[0].answer, 'signature-refused', 'the old one is over')
    const named = await lethe(['webhook', 'send', 'Sender', '--body', body, '--secret', secret])
    t.equal(named.code, 1)
    t.match(named.err, /^signature-refused: the secret must be the one of that source/, 'a name is found')
    const nobody = await lethe(['webhook', 'send', 'Nobody', '--body', body, '--secret', secret, '--json'])
    t.equal(nobody.json().error.code, 'source-unknown')
    const bare = await lethe(['webhook', 'send', id, '--body', body])
    t.match(bare.err, 'by --secret FILE, or by --secret - from standard input')
    t.equal((await lethe(['source', 'release-brake', 'Sender', '2026-09-01T10'])).code, 0, 'by its name')
    const again = await lethe(['source', 'add', 'Sender', '--platform', 'Campus'])
    t.match(again, { code: 2, err: new RegExp(`lethe source rotate ${id} \\[name-taken\\]`) })
    const { platforms } = made.json().source
    await api.call('POST', '/sources', operator.token, { name: 'Sender', platforms })
    const either = await lethe(['source', 'rotate', 'Sender'])
    t.match(either, { code: 2, err: /2 have this name: give the id.*\[name-ambiguous\]/ })
    t.equal((await lethe(['source', 'remove', id])).code, 0)
    t.equal((await lethe(['source', 'remove', 'Sender'])).code, 0, 'there is one again')
    t.equal((await lethe(['source', 'remove', 'Sender'])).code, 4)
  }
)

t.test('source: one that speaks SCIM shows its token once, is looked at first, and is let go live', async t => {
  const [secret, token] = [join(folder, 'scim.secret'), join(folder, 'scim.token')]
  const made = await lethe([
    ...['source', 'add', 'Register', '--platform', 'Campus', '--origin', 'identity-manager', '--standing-mandate'],
    ...['--scim', '--deactivation', 'erase', '--brake-percent', '0.5', '--brake-times-usual', '4'],
    ...['--secret-file', secret, '--scim-token-file', token]
  ])
  t.equal(made.code, 0)
  t.notMatch(made.out, /whsec_|lethe_scim_/)
  t.match(made.out, /SCIM +http.*\/scim\/v2\//)
  t.match(made.out, /dry run +until lethe source go-live/)
  t.match(await readFile(token, 'utf8'), /^lethe_scim_/)
  t.equal((await stat(token)).mode & 0o777, 0o600)
  const [listed] = (await lethe(['source', 'list', '--json'])).json()
  t.match(listed, { brakePercent: 0.5, brakeTimesUsual: 4, isOnTrial: true, kept: 0, scim: { deactivation: 'erase' } })
  t.match((await lethe(['source', 'brake', 'Register'])).out, /waiting +0/)
  t.same((await lethe(['source', 'brake', 'Register', '--json'])).json().items, [])
  const kept = (await lethe(['source', 'brake', 'Register'])).out
  t.match(kept, /in no hour did its brake keep anything back\n/)
  t.match(kept, /no request waits\n/)
  t.notMatch(kept, /^none$/m)
  t.match(await lethe(['source', 'go-live', 'Register']), { code: 2 }, 'what becomes of the dry run must be said')
  const live = await lethe(['source', 'go-live', 'Register', '--kept', 'drop', '--json'])
  t.match(live.json(), [{ isOnTrial: false }])
  t.match(await lethe(['source', 'go-live', 'Register', '--kept', 'drop']), { code: 1, err: /source-live/ })
  const plain = await lethe(['source', 'add', 'Plain', '--platform', 'Campus', '--json'])
  t.same(plain.json().source.types, ['account.deletion.requested'], 'everything else is off until it is named')
  for (const name of ['Register', 'Plain']) await lethe(['source', 'remove', name])
})

t.test('request: listed, found by a file with the identifier, shown, spoken to', async t => {
  const [one] = (await lethe(['request', 'list', '--json'])).json()
  t.equal(one.state, 'accepted')
  const identifier = await file('subject.json', subject[0])
  const found = await lethe(['request', 'list', '--platform', 'Campus', '--subject', identifier, '--json'])
  t.equal(found.json()[0].id, one.id)
  t.match((await lethe(['request', 'show', one.id])).out, /state +accepted/)
  await lethe(['platform', 'pause', 'Campus', '--because', 'an upgrade'])
  t.match(
    (await lethe(['request', 'show', one.id])).out,
    /kept back +platform-paused: the platform is paused, since 20/
  )
  t.match(
    (await lethe(['request', 'list'])).out,
    new RegExp(`${one.id} .* accepted +platform-paused `),
    'in the list, too'
  )
  await lethe(['platform', 'resume', 'Campus'])
  t.notMatch((await lethe(['request', 'show', one.id])).out, 'kept back')
  t.notMatch((await lethe(['request', 'show', one.id])).out, 'ada.example')
  t.match((await lethe(['request', 'show', one.id, '--reveal-subject'])).out, /username +ada\.example/)
  const plan = (await lethe(['request', 'plan', one.id])).out
  t.match(plan, /because +subject-not-found: \S/)
  t.match(plan, /no action would be taken\n\nnothing would be handed over\n\nno row is known/)
  t.notMatch(plan, /^none$/m)
  t.equal((await lethe(['request', 'recheck', one.id])).code, 0)
  t.equal((await lethe(['request', 'retry', one.id])).code, 1)
  // Whoever let the register that asked in counts as who asked: somebody else agrees.
  const second = await api.person(['administrator', 'privacy-officer'])
  const bySecond = ['--token-file', await file('second.token', second.token)]
  const approve = () => lethe(['request', 'approve', one.id, '--fingerprint', 'f'.repeat(64), ...bySecond])
  const change = async (changes: Partial<ErasureRequest>) => {
    const before = (await api.parts.store.get<ErasureRequest>('request', one.id))!
    const after = { ...before, body: { ...before.body, ...changes } }
    await api.parts.store.put('request', one.id, after, { expected: before.revision })
  }
  t.match((await approve()).err, 'fingerprint-outdated', 'there is no plan')
  await change({ fingerprint: 'f'.repeat(64) })
  t.match((await approve()).err, 'person-not-linked')
  t.match((await lethe(['person', 'link', second.id, '--none', '--json'])).json(), { accounts: [], without: [/./] })
  t.match((await approve()).err, 'subject-not-known-yet')
  await change({ subject: 'a'.repeat(64), fingerprint: 'e'.repeat(64) })
  t.match((await approve()).err, 'fingerprint-outdated', 'the plan is another one by now')
  const note = await file('note.txt', 'a note')
  const attest = (answer: string) =>
    lethe(['attest', one.id, 'no-unpaid-invoices', answer, '--note-file', note, ...bySecond])
  t.equal((await attest('yes')).code, 0)
  t.equal((await attest('perhaps')).code, 2)
  const ground = ['--article', '6(1)', '--letter', 'c', '--note-file', '-']
  t.equal((await lethe(['waive', one.id, 'records-archived', ...ground, ...bySecond], { input: 'a note' })).code, 0)
  t.equal(
    (await lethe(['request', 'refuse', one.id, '--article', '17(3)', '--letter', 'b', '--note-file', note])).code,
    0
  )
  const extend = (months: string) => [
    ...['request', 'extend', one.id, '--months', months, '--because', 'complex-request', '--note-file', note]
  ]
  t.equal((await lethe(extend('3'))).code, 2)
  t.match((await lethe([...extend('2'), '--json'])).json(), { request: one.id })
  t.match((await lethe(extend('2'))).err, 'extended-already')
  t.match((await lethe(['request', 'resume-clock', one.id])).err, 'clock-runs')
  t.match((await lethe(['request', 'agree-receipt', one.id])).err, 'receipt-not-in-question')
  t.match((await lethe(['request', 'list', '--by-days-left', '--json'])).json()[0], { daysLeft: Number })
  t.match((await lethe(['request', 'clock'])).out, /overdue +0/)
  t.match((await lethe(['request', 'show', one.id])).out, /days left +\d+/)
  t.equal((await lethe(['request', 'withdraw', one.id])).code, 0)
  t.equal((await lethe(['request', 'certificate', one.id])).code, 1)
  const ended = (await api.parts.store.get<ErasureRequest>('request', one.id))!
  const body = { ...ended.body, endedAt: '2026-09-01T10:00:00.000Z' }
  await api.parts.store.put('request', one.id, { ...ended, body }, { expected: ended.revision })
  const page = join(folder, 'page.json')
  const write = (...more: string[]) => lethe(['request', 'certificate', one.id, '--out', page, ...more])
  t.match(await write(), { code: 0, out: '', err: `wrote the certificate into ${page}\n` })
  await file('page.json', 'mine')
  t.match(await write(), { code: 2, err: /\[file-exists\]/ })
  t.equal(await readFile(page, 'utf8'), 'mine')
  t.equal((await write('--force')).code, 0)
  t.match(await readFile(page, 'utf8'), 'certificate')
  await api.parts.store.put('request', one.id, ended, { expected: ended.revision + 1 })
  t.equal((await lethe(['request', 'show', 'none'])).code, 4)
  const held = await lethe([
    'hold',
    'add',
    'Campus',
    '--subject',
    await file('subjects.json', subject),
    '--article',
    '17(3)',
    '--letter',
    'e',
    '--json'
  ])
  t.same(held.json().requests, [one.id])
  t.same(
    (await lethe(['hold', 'list', '--json'])).json().items.map(({ id }: { id: string }) => id),
    [held.json().id]
  )
  t.match((await lethe(['hold', 'release', held.json().id])).code, 2, 'nobody releases alone')
  t.match((await lethe(['hold', 'agree', held.json().id])).err, 'lift-not-asked')
  const lift = () => lethe(['hold', 'lift', held.json().id, '--note-file', note])
  t.match((await lift()).err, 'person-not-linked')
  t.equal((await lethe(['person', 'link', operator.id, '--none'])).code, 0)
  t.equal((await lift()).code, 0)
  t.match((await lethe(['hold', 'agree', held.json().id])).err, 'approver-is-requester')
  t.equal((await lethe(['hold', 'list', '--json'])).json().items.length, 1, 'it stands until another one agrees')
  t.equal((await lethe(['hold', 'agree', held.json().id, ...bySecond])).code, 0)
  t.match((await lethe(['hold', 'list'])).out, 'no hold stands')
})

t.test('request add says what comes next, and what is waited for is named', async t => {
  const people = await file('claire.json', [
    { kind: 'username', value: 'claire.example' },
    { kind: 'email', value: 'claire@people.example' }
  ])
  const mandate = await file('mandate.json', {
    who: 'The registrar',
    how: 'by letter',
    reference: 'file 7',
    obtainedOn: '2026-08-01'
  })
  const asked = ['--article', '17(1)', '--letter', 'b', '--mandate', 'guardian', '--mandate-file', mandate]
  const made = await lethe(['request', 'add', 'Campus', '--subject', people, ...asked])
  t.equal(made.code, 0, made.err)
  const id = /^request +(\S{36})$/m.exec(made.out)?.[1]
  t.match(made.out, new RegExp(`^next +lethe request show ${id}$`, 'm'))
  const stored = (await api.parts.store.get<ErasureRequest>('request', id!))!
  const wait = async (because: string) => {
    const { revision } = (await api.parts.store.get('request', id!))!
    const body = { ...stored.body, because, coolOffEndsAt: '2026-09-08T10:00:00.000Z' }
    await api.parts.store.put('request', id!, { ...stored, body }, { expected: revision })
    return (await lethe(['request', 'show', id!])).out
  }
  t.match(await wait('notice-period'), /because +notice-period: the person was told.*\n(.*\n)*notice ends +2026-09-08/)
  t.match(await wait('cool-off'), /cool-off ends +2026-09-08/)
  t.match((await lethe(['request', 'withdraw', id!])).out, new RegExp(`Next: .*lethe request show ${id}\n$`))
})

t.test(
  'systems: a question that there is not is refused by those that there are; both kinds are spoken of alike',
  async t => {
    // Whoever has a request open there of their own changes nothing by which it would pass.
    const bySecond = ['--token-file', join(folder, 'second.token')]
    const add = (...question: string[]) =>
      lethe([
        'fact-provider',
        'add',
        'Finance',
        '--platform',
        'Campus',
        '--at',
        'http://127.0.0.1:1/facts',
        ...question,
        ...bySecond
      ])
    const wrong = await add('--question', 'is-somebody-rich')
    t.match(wrong, {
      code: 2,
      err: /--question is one of unpaid-invoices, open-grading-orders, records-archived, inactive-keys/
    })
    t.match(
      (await add('--question', 'unpaid-invoices')).out,
      /secret +whsec_\S+ {2}\(shown once\)\n\nNext: give the secret/
    )
    t.match((await lethe(['fact-provider', 'list'])).out, /Finance +Campus +unpaid-invoices/)
    const told = ['endpoint', 'add', 'Portal', '--at', 'http://127.0.0.1:1/told', '--event', 'request.completed']
    t.match((await lethe(told)).out, /\nNext: give the secret to the system, then lethe endpoint test \S{36}\n$/)
    for (const [kind, name] of [
      ['fact-provider', 'Finance'],
      ['endpoint', 'Portal']
    ] as const) {
      const secret = join(folder, `${kind}.secret`)
      const rotated = await lethe([kind, 'rotate', name, '--secret-file', secret, ...bySecond])
      t.match(rotated, { code: 0, out: new RegExp(`secret +in ${secret}\n`) })
      t.match(await readFile(secret, 'utf8'), /^whsec_/)
      t.equal((await lethe([kind, 'remove', name, ...bySecond])).code, 0)
      t.equal((await lethe([kind, 'remove', name, '--json'])).json().error.code, `${kind}-unknown`)
    }
  }
)

t.test('controller: one person for two is said knowingly, and shown', async t => {
  const set = (...more: string[]) => lethe(['controller', 'set', ...more])
  t.match((await set('--name', 'Example University', '--authority', 'Commissioner')).out, 'Example University')
  t.match(await set('--people', '1'), { code: 1, err: /agreement-not-knowing/ })
  t.match(await set('--people', '3'), { code: 2, err: /1 or 2/ })
  t.match((await set('--people', '1', '--knowingly')).out, /agreement-waits/)
  t.match((await lethe(['controller', 'show', '--json'])).json(), { agreement: { people: 2 } })
  t.equal((await set('--people', '1', '--knowingly', '--token-file', join(folder, 'second.token'))).code, 0)
  t.match((await lethe(['controller', 'show', '--json'])).json(), {
    name: 'Example University',
    agreement: { people: 1 }
  })
  t.equal((await set('--people', '2')).code, 0)
})

t.test('request: what is the matter and the next step is said in words, in lines that fit', async t => {
  const body = await file('stopped.json', { ...delivery.data, platform: undefined })
  const campus = (await lethe(['platform', 'show', 'Campus', '--json'])).json()
  const made = await api.call('POST', '/requests', operator.token, {
    ...JSON.parse(await readFile(body, 'utf8')),
    platform: campus.id,
    subject: {
      identifiers: [
        { kind: 'username', value: 'berta.example' },
        { kind: 'email', value: 'b@people.example' }
      ]
    }
  })
  const { request: id } = made.json()
  const stored = (await api.parts.store.get<ErasureRequest>('request', id))!
  const verdicts = [
    {
      precondition: 'no-unpaid-invoices',
      is: 'unmet',
      source: 'attestation',
      blockers: [{ code: 'invoices-unpaid', severity: 'stops', whoCanFix: 'administrator', count: 2 }]
    }
  ] as const
  const waiting = {
    code: 'unavailable',
    since: '2026-09-01T10:00:00.000Z',
    tries: 3,
    nextAt: '2026-09-01T10:30:00.000Z'
  }
  const expected = stored.revision
  await api.parts.store.put('request', id, { ...stored, body: { ...stored.body, verdicts, waiting } }, { expected })
  const words =
    'invoices-unpaid (2), to be fixed by: administrator\n' +
    '  Somebody stated that an invoice is unpaid.\n  Next: Pay or cancel it, then attest it.\n'
  const { out } = await lethe(['request', 'show', id])
  t.match(out, words)
  t.match(out, `Campus (${campus.id})`)
  t.match(out, /waiting +unavailable since 2026-09-01T10:00:00\.000Z, 3 tries, next 2026-09-01T10:30:00\.000Z/)
  t.match((await lethe(['request', 'plan', id])).out, words)
  const list = (await lethe(['request', 'list'])).out
  t.match(list, new RegExp(`^${id} +Campus +accepted`, 'm'))
  t.notMatch(list, campus.id)
  for (const line of list.split('\n')) t.ok(line.length <= 120, 'fits')
})

t.test('people: added, given a token once, and shut out', async t => {
  t.equal((await lethe(['person', 'add', 'Kim Example', '--role', 'auditor'])).code, 0)
  const people = (await lethe(['person', 'list', '--json'])).json()
  const kim = people.find((one: { name: string }) => one.name === 'Kim Example')
  t.ok(kim)
  const secret = join(folder, 'kim.token')
  const token = await lethe([
    'token',
    'create',
    'Kim Example',
    '--label',
    'laptop',
    '--days',
    '1',
    '--secret-file',
    secret,
    '--json'
  ])
  t.notMatch(token.out, 'eyJ')
  t.equal((await lethe(['request', 'list', '--token-file', secret])).code, 0)
  t.equal(
    (await lethe(['person', 'add', 'X', '--role', 'auditor', '--token-file', secret])).code,
    6,
    'the role does not allow it'
  )
  t.equal((await lethe(['token', 'revoke', token.json().record.id])).code, 0)
  t.equal((await lethe(['request', 'list', '--token-file', secret])).code, 6)
  t.equal((await lethe(['person', 'disable', 'Kim Example'])).code, 0)
  const link = (...more: string[]) => lethe(['person', 'link', 'Kim Example', '--json', ...more])
  const { id: campus } = (await lethe(['platform', 'show', 'Campus', '--json'])).json()
  t.same((await link('--account', 'Campus=70021')).json().accounts, [{ platform: campus, id: '70021' }])
  t.equal((await link('--account', '70021')).json().error.code, 'account-wrong')
  t.equal((await link()).json().error.code, 'accounts-missing')
  t.same((await link('--none')).json().accounts, [])
  t.same((await link('--without', 'Campus')).json().without, [campus])
  t.equal((await lethe(['keys', 'retire', '2026-01', '--json'])).json().rewrapped, 3)
  t.equal((await lethe(['request', 'list', '--token-file', join(folder, 'none')])).code, 6)
})

t.test('people: other roles, a vouching, a token of a system and one of their own; each act is on record', async t => {
  const made = await lethe(['person', 'add', 'Lou Example', '--role', 'privacy-officer', '--json'])
  t.match(made.json(), { addedBy: operator.id, countsAs: operator.id }, 'a guest counts as who let them in')
  t.match((await lethe(['person', 'vouch', 'Lou Example'])).err, /vouching-for-oneself/)
  const other = await file('other.token', (await api.person(['administrator'])).token)
  const vouched = await lethe(['person', 'vouch', 'Lou Example', '--token-file', other, '--json'])
  t.equal(vouched.json().countsAs, made.json().id)
  const roles = ['person', 'roles', 'Lou Example', '--role', 'auditor', '--json']
  t.same((await lethe(roles)).json().roles, ['auditor'])

  const system = join(folder, 'system.token')
  const create = ['token', 'create', 'Lou Example', '--label', 'x', '--json', '--secret-file']
  t.equal((await lethe([...create, system, '--machine'])).json().record.kind, 'machine')
  const given = join(folder, 'given.token')
  t.match((await lethe([...create, given])).json().record, { kind: 'person', madeBy: operator.id })
  const own = join(folder, 'own.token')
  const exchange = (from: string, to: string) =>
    lethe(['token', 'exchange', '--token-file', from, '--secret-file', to, '--json'])
  t.match((await exchange(system, own)).json().error.code, 'machine-may-not-approve')
  t.equal((await exchange(given, own)).json().record.madeBy, made.json().id)
  t.equal((await lethe(['request', 'list', '--token-file', own])).code, 0)
  t.equal((await lethe(['request', 'list', '--token-file', given])).code, 6, 'the one that was handed over has ended')

  const log = (await lethe(['governance-log', '--json'])).json() as {
    act: string
    by: string
    about: { id: string } | null
  }[]
  const about = log.filter(({ about: thing }) => thing?.id === made.json().id).map(({ act }) => act)
  t.same(about.sort(), ['person-added', 'person-vouched', 'roles-changed'])
  t.ok(log.some(({ act, by }) => act === 'token-exchanged' && by === made.json().id))
  t.notMatch(JSON.stringify(log), 'Lou', 'it names nobody')
  t.match((await lethe(['governance-log'])).out, /roles-changed +person .*roles: privacy-officer +roles: auditor/)
  t.same((await lethe(['governance-log', '--month', '2026-01', '--json'])).json(), [])
})

t.test('sign-in: passwords are asked for or read, never given; tokens are listed and narrowed', async t => {
  const [first, next] = ['three random words', 'four words that differ']
  const own = ['person', 'password', '--json']
  t.equal((await lethe(own)).json().error.code, 'secret-missing')
  t.match((await lethe(own, { answers: [first, next] })).json().error.code, 'passwords-differ')
  const short = await lethe(['person', 'password', '--stdin'], { input: 'eleven char\n' })
  t.match(short, { code: 2, err: /at least 12 characters; nothing was done \[password-too-short\]/ })
  const set = await lethe([...own, '--sign-in-name', 'Desk'], { answers: [first, first] })
  t.match(set.json(), { id: operator.id, signInName: 'desk' })
  t.match((await lethe([...own, '--stdin'], { input: `not it\n${next}\n` })).json().error.code, 'password-wrong')
  t.equal((await lethe([...own, '--stdin'], { input: `${first}\n${next}\n` })).code, 0)
  t.equal((await lethe(own, { answers: [next, first, first] })).code, 0, 'asked for the present one first')
  await lethe(['person', 'add', 'Robin Example', '--role', 'auditor'])
  const other = await lethe(['person', 'password', 'Robin Example', '--stdin', '--json'], { input: `${first}\n` })
  t.match(other.json(), { signInName: 'robin example', countsAs: operator.id })
  t.notMatch([set.out, other.out, other.err].join(), first)

  t.match((await lethe(['sign-in', 'show'])).out, /identity provider +none\npasswords of Lethe +count/)
  const secret = await file('client.secret', 'a secret\n')
  const provider = [
    '--label',
    'Campus account',
    '--issuer',
    'https://idp.example',
    '--client',
    'lethe',
    '--roles-claim',
    'roles'
  ]
  const roles = ['--role', 'it=administrator', '--role', 'it=auditor', '--role', 'dpo=privacy-officer']
  const made = await lethe([
    'sign-in',
    'set',
    ...provider,
    ...roles,
    '--secret-file',
    secret,
    '--adds-nobody',
    '--json'
  ])
  t.match(made.json(), {
    provider: {
      hasSecret: true,
      addsPeople: false,
      mapping: [
        { value: 'it', roles: ['administrator', 'auditor'] },
        { value: 'dpo', roles: ['privacy-officer'] }
      ]
    },
    takesPasswords: true
  })
  t.match((await lethe(['sign-in', 'set', ...provider, '--role', 'it', '--json'])).json().error.code, 'role-wrong')
  const subjectFile = await file('subject', 'S-1\n')
  const linked = await lethe(['person', 'identity', 'Robin Example', '--subject-file', subjectFile, '--json'])
  t.equal(linked.json().hasIdentity, true)
  t.match(
    (await lethe(['sign-in', 'test', '--json'])).json().error.code,
    'identity-provider-not-set',
    'none answers here'
  )
  t.equal((await lethe(['sign-in', 'off', '--json'])).json().provider, null)
  t.same((await lethe(['sign-in', 'sessions', '--json'])).json(), [])

  const scoped = join(folder, 'scoped.token')
  const create = [
    'token',
    'create',
    operator.id,
    '--label',
    'reads',
    '--scope',
    'user-manager',
    '--secret-file',
    scoped
  ]
  t.match((await lethe(create)).out, /may act as +user-manager/)
  t.equal((await lethe(['person', 'list', '--token-file', scoped])).code, 6)
  const tokens = (await lethe(['token', 'list'])).out
  t.match(tokens, /^reads {2}\S{36}\n( {2}.*\n)+? {2}may act as user-manager\n/m)
  for (const line of `${tokens}${(await lethe(['person', 'list'])).out}`.split('\n')) t.ok(line.length <= 80, line)
})

t.test('verify: offline, exit code 5 when it is refused', async t => {
  await file('certificate.pub', 'AAAA\n')
  const bad = await file('bad.json', '{"lethe":"certificate"}')
  const refused = await lethe([
    'verify',
    bad,
    '--key',
    join(folder, 'certificate.pub'),
    '--url',
    'http://127.0.0.1:1',
    '--json'
  ])
  t.equal(refused.code, 5)
  t.equal(refused.json().ok, false)
  t.equal((await lethe(['verify', join(folder, 'none.json'), '--key', join(folder, 'certificate.pub')])).code, 4)
})

t.test('verify: keys as they are published, the batches that hold its chain, and whose it is', async t => {
  const random = systemRandom()
  const serialise = canonicalize as unknown as Canonicalise
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'jwk' }).x!
  const signer = { publicKey, sign: (bytes: Uint8Array) => sign(null, bytes, pair.privateKey) }
  const at = '2026-08-15T10:00:00.000Z'
  const demand = { request: 'r-1', platform: 'p-1', kind: 'openedx', origin: 'self', article: '17(1)', receivedAt: at }
  const { opening } = commit({ username: 'mira' }, random, serialise)
  const other = commit({ username: 'mira' }, random, serialise).opening
  const happenings: readonly Happening[] = [
    { at, actor: 'lethe', kind: 'received', data: demand },
    { at, actor: 'lethe', kind: 'resolved', data: { found: 'one', count: 1 }, committed: opening },
    { at, actor: 'lethe', kind: 'moved', data: { from: 'blocked', to: 'withdrawn', because: 'withdrawn' } }
  ]
  const chain = happenings.reduce<readonly Entry[]>((entries, each) => appendEntry(entries, each, serialise), [])
  const heads = [hashEntry(chain.at(-1)!, serialise)]
  const batch = signAnchor({ at, heads, removed: [] }, null, signer, serialise)
  const anchors = [{ number: 1, at, hash: hashAnchor(batch.anchor, serialise), n: 3 }]
  const drawing = { chain, retained: [], keys: [], anchors, drawnAt: at }
  const certificate = await file('anchored.json', drawCertificate(drawing, signer, serialise))
  const key = await file('keys.json', JSON.stringify({ keys: [{ keyId: 'old', publicKey: 'AAAA' }, { publicKey }] }))
  const published = await file('anchors.json', JSON.stringify({ items: [batch] }))
  const textOf = (given: object) => Buffer.from(JSON.stringify(given)).toString('base64url')
  const verify = async (...options: string[]) => lethe(['verify', certificate, '--key', key, ...options])
  t.match((await verify()).out, /verified +yes/)
  t.match((await verify('--anchors', published)).out, /anchored +entries 1 to 3 of 3/)
  const early = { ...drawing, anchors: [] }
  const unanchored = await file('unanchored.json', drawCertificate(early, signer, serialise))
  const none = await lethe(['verify', unanchored, '--key', key, '--anchors', published])
  t.match(none.out, /anchored +none of 3, no batch yet/)
  t.match((await verify('--opening', textOf(opening))).out, /opening +{"username":"mira"}/)
  const wrong = await verify('--opening', textOf(other))
  t.equal(wrong.code, 5, 'the same name with another salt opens nothing')
  t.match(wrong.out, /of another certificate/)
  const bare = signAnchor({ at, heads: ['b'.repeat(64)], removed: [] }, null, signer, serialise)
  for (const [name, items] of [
    ['anchor-differs', [bare]],
    ['anchor-not-listed', []],
    ['anchor-not-trusted', [{ ...batch, signature: bare.signature }]],
    ['anchor-malformed', [{ ...batch, note: 1 }]]
  ] as const) {
    const answer = await verify('--anchors', await file('false.json', JSON.stringify(items)))
    t.equal(answer.code, 5)
    t.match(answer.out, name)
  }
})

t.test('doctor: each finding has a next step; exit code 1 when something stops', async t => {
  const codes = async (sitting: Sitting = {}, ...more: string[]) => {
    const { code, json } = await lethe(['doctor', '--json', ...more], sitting)
    const bad = (json() as { severity: string; code: string; next: string }[]).filter(
      ({ severity }) => severity !== 'fine'
    )
    for (const { code: found, next } of bad) t.ok(next, `${found} has a next step`)
    return [code, ...bad.map(one => one.code)]
  }
  t.same(await codes(), [0])
  await mkdir(join(folder, 'data', 'aside', 'hold'), { recursive: true })
  await file('data/aside/hold/one~not-json~1.json', '{')
  t.same(await codes(), [1, 'document-damaged'])
  await rm(join(folder, 'data', 'aside'), { recursive: true })
  api.surroundings.dueCodes.push('store-read-only')
  t.same(await codes(), [1, 'sidecar-not-ready'])
  api.surroundings.dueCodes.pop()
  t.same(await codes({ env: { LETHE_URL: 'http://127.0.0.1:1' } }), [3, 'unreachable'])
  t.same(await codes({}, '--token-file', join(folder, 'none')), [6, 'token-file-missing', 'file-unreadable'])
  const blind = await lethe(['platform', 'list', '--token-file', join(folder, 'none')])
  t.match(blind, { code: 6, err: /cannot read the token file .*none: give --token-file.* \[file-unreadable\]\n$/ })
  for (const [status, said] of [
    [404, { message: 'Route GET:/platforms not found', statusCode: 404 }],
    [200, '<html>']
  ] as const) {
    const other = Fastify()
    other.get('/platforms', (_, reply) => reply.code(status).send(said))
    t.teardown(() => other.close())
    const url = await other.listen({ host: '127.0.0.1', port: 0 })
    const answer = await lethe(['platform', 'list', '--url', url])
    t.match(answer, { code: 3, err: new RegExp(`^lethe: ${url} answered ${status}, .* correct LETHE_URL`) })
  }
  t.same(await codes({ env: { LETHE_KEYS: join(folder, 'data', 'keys') } }), [
    1,
    'keys-inside-data',
    'keys-folder-missing'
  ])
  await chmod(tokenFile, 0o644)
  t.same(await codes(), [1, 'token-file-too-open'])
  await chmod(tokenFile, 0o600)
  const registration = api.surroundings.register
  api.surroundings.register = async () => ({
    ...(await registration()),
    permissions: [{ id: 'retire', state: 'missing', means: 'nobody can be erased' }],
    problems: [{ code: 'start-switched-off', fix: 'switch the bulk call on', stops: 'start' }]
  })
  t.same(await codes(), [1, 'start-switched-off', 'right-missing'], 'each platform is asked anew')
  const { id: platform } = (await listPlatforms(api.parts.store))[0]!
  const orphan = { category: 'course', key: '4001', organisation: null, because: 'no-owner' } as const
  await writeOwnershipList(api.parts, { platform, at: '2026-09-01T01:00:00.000Z', rows: [], orphans: [orphan] })
  t.same(await codes(), [1, 'start-switched-off', 'right-missing', 'orphans-found'])
  await writeOwnershipList(api.parts, { platform, at: '2026-09-02T01:00:00.000Z', rows: [], orphans: [] })
  const said = await lethe(['doctor'], { answers: [] })
  t.equal(said.err, 'asking Campus (1 of 1) …\n')
  t.match(said.out, /^stops {2}start-switched-off: /, 'the worst first')
  t.match(said.out, /\nfine {3}all else that was looked at is well \(\d+\): lethe doctor --all\n$/)
  t.notMatch(said.out, 'LETHE_PORT')
  t.match((await lethe(['doctor', '--all'])).out, /^fine {3}setting: LETHE_PORT is 7380 \(default\)$/m)
  t.match(
    said.out,
    /start-switched-off: Campus: Lethe can start no deletion there.*\n {7}Next: switch the bulk call on\n/
  )
  t.match(said.out, /right-missing: Campus: the right retire is missing\. nobody can be erased\n {7}Next: give it/)
  api.surroundings.register = async () => {
    throw new Problem('platform-unavailable')
  }
  t.same(await codes(), [1, 'start-switched-off', 'right-missing', 'platform-unavailable'])
  api.surroundings.register = registration
  const made = (await lethe(['source', 'add', 'Ended', '--platform', 'Campus', '--json'])).json()
  const stored = (await api.parts.store.get<{ secrets: { expiresAt: string | null }[] }>('source', made.source.id))!
  const secrets = stored.body.secrets.map(secret => ({ ...secret, expiresAt: '2026-01-01T00:00:00.000Z' }))
  await api.parts.store.put(
    'source',
    stored.id,
    { ...stored, body: { ...stored.body, secrets } },
    { expected: stored.revision }
  )
  t.same(await codes(), [1, 'source-without-live-secret'])
  t.same(await codes({}, '--token-file', auditorFile), [1, 'platform-not-asked', 'source-without-live-secret'])
  t.match((await lethe(['doctor'])).out, /stops {2}source-without-live-secret: Ended\n {7}Next: lethe source rotate/)
  await lethe(['source', 'rotate', made.source.id])
  const platforms = [randomUUID(), ...made.source.platforms]
  const rotated = (await api.parts.store.get<object>('source', made.source.id))!
  await api.parts.store.put(
    'source',
    rotated.id,
    { ...rotated, body: { ...rotated.body, platforms } },
    { expected: rotated.revision }
  )
  t.same(await codes(), [0, 'source-of-removed-platform'])
})

t.test('doctor: settings, room, keys, clocks, routes, people and sign-in are looked at, each made so', async t => {
  const { store, keys } = api.parts
  const findings = async (sitting: Sitting = {}) =>
    (await lethe(['doctor', '--json'], sitting)).json() as { severity: string; code: string; about: string }[]
  const codes = async (sitting: Sitting = {}) => (await findings(sitting)).map(({ code }) => code)
  const settings = await findings({
    env: { LETHE_MAIL_URL: 'smtp://me:canary@mail.example:25', LETHE_MAIL_FROM: 'a@b' }
  })
  const said = settings.filter(({ code }) => code === 'setting').map(({ about }) => about)
  t.ok(said.includes('LETHE_PORT is 7380 (default)'))
  t.match(said.join('\n'), /LETHE_MAIL_URL is smtp:\/\/me:hidden@mail\.example:25 \(environment\)/)
  t.notMatch(JSON.stringify(settings), 'canary')
  const odd = await codes({ env: { LETHE_PUBLIC_URL: 'http://lethe.example', LETHE_HOST: '0.0.0.0' } })
  t.ok(odd.includes('public-url-over-http') && odd.includes('listens-everywhere'))
  const inside = await codes({ env: { LETHE_ENDED_IDS: join(folder, 'data', 'ended') } })
  t.ok(inside.includes('ended-ids-inside-data'))
  t.ok((await codes({ env: { LETHE_URL: 'http://lethe.example:1' } })).includes('token-sent-in-clear'))
  t.equal(judgeRoom('data', 1024 ** 3 - 1).code, 'disk-nearly-full')
  t.equal(judgeRoom('data', 1024 ** 3).code, 'disk-has-room')
  const key = await file('keys/index.key', 'key')
  await chmod(key, 0o644)
  t.ok((await codes()).includes('key-file-too-open'))
  await rm(key)

  const { id: platform } = (await listPlatforms(store))[0]!
  const date = (ms: number) => new Date(api.parts.clock.now().getTime() + ms).toUTCString()
  const at = (ms: number): Sitting => ({ reach: async () => ({ status: 200, text: '', date: date(ms) }) })
  t.ok((await codes(at(1000))).includes('platform-clock-agrees'))
  t.ok((await codes(at(4000))).includes('platform-clock-drifts'))
  t.ok((await codes(at(-4000))).includes('platform-clock-drifts'))
  t.notOk((await codes({ reach: async () => null })).some(code => code.startsWith('platform-clock')))

  const gateway = { mode: 'forward', publicUrl: 'https://campus.example', origins: [] } as const
  await changePlatform(store, platform, before => ({
    ...before,
    gateway: { ...gateway, routeSecretHash: hashRouteSecret(keys, 'of-the-route') }
  }))
  const listener = Fastify()
  await registerGateway(listener, {
    ...api.parts,
    accept: api.parts.accept,
    connect: async () => null,
    foresee: async () => null
  } as unknown as GatewayParts)
  t.teardown(() => listener.close())
  const through = (headers: Record<string, string>, own = 200): Sitting => ({
    reach: async url => {
      const { pathname } = new URL(url)
      if (!pathname.startsWith('/lethe/')) return { status: own, text: 'the platform', date: null }
      const answer = await listener.inject({ url: pathname, headers })
      return { status: answer.statusCode, text: answer.body, date: null }
    }
  })
  const route = async (sitting: Sitting) => (await codes(sitting)).filter(code => /route/.test(code))
  const right = { host: 'campus.example', 'x-lethe-route': 'of-the-route' }
  t.same(await route(through(right)), ['route-leads-here'])
  t.same(await route(through({ host: 'campus.example' })), ['route-secret-wrong'])
  t.same(await route(through({ ...right, host: '127.0.0.1' })), ['route-host-wrong'])
  t.same(await route(through(right, 502)), ['platform-behind-route-gone'])
  t.same(await route({ reach: async () => null }), ['route-not-reached'])
  t.same(await route({ reach: async () => ({ status: 404, text: '<h1>no</h1>', date: null }) }), [
    'route-leads-elsewhere'
  ])
  t.same(await route({ reach: async () => ({ status: 200, text: '{"answer":"x"}', date: null }) }), [
    'route-leads-elsewhere'
  ])
  await changePlatform(store, platform, before => ({ ...before, gateway: null }))

  const people = await store.query<{ disabledAt: string | null }>('person', { all: true })
  const shut = async (disabledAt: string | null) => {
    for (const { id } of people.filter(one => one.id !== operator.id && one.body.disabledAt === null)) {
      const one = (await store.get<object>('person', id))!
      await store.put('person', id, { ...one, body: { ...one.body, disabledAt } }, { expected: one.revision })
    }
  }
  await shut('2026-09-01T00:00:00.000Z')
  t.ok((await codes()).includes('no-second-person'))
  await shut(null)
  t.ok((await codes()).includes('second-person'))

  t.ok((await codes()).includes('sign-in-by-password'))
  await lethe([
    ...['sign-in', 'set', '--label', 'Campus', '--issuer', 'https://idp.example', '--client', 'lethe'],
    ...['--roles-claim', 'roles', '--role', 'it=administrator']
  ])
  const provider = api.parts.signIn as { test: ApiParts['signIn']['test']; redirectUri(): string }
  const { test, redirectUri } = provider
  provider.test = async () => {
    throw new Problem('identity-provider-unavailable')
  }
  provider.redirectUri = () => 'http://lethe.example/sign-in/callback'
  const both = await codes()
  t.ok(both.includes('identity-provider-unavailable') && both.includes('redirect-over-http'))
  Object.assign(provider, { test, redirectUri })
  t.ok((await codes()).includes('redirect-address'))
  await lethe(['sign-in', 'off'])
})

t.test('doctor: format and duplicates of the store, and the age of what is signed', async t => {
  const { store } = api.parts
  const codes = async () => ((await lethe(['doctor', '--json'])).json() as { code: string }[]).map(({ code }) => code)
  t.ok((await codes()).includes('store-format'))
  await mkdir(join(folder, 'data', 'request', 'open'), { recursive: true })
  const newer = await file('data/request/open/one.json', '{"format":99,"sha256":"')
  t.ok((await codes()).includes('store-format-unknown'))
  await rm(newer)
  t.ok((await codes()).includes('no-duplicates'))
  const { state } = store
  const twice = { unique: 'subject', holders: ['request/one', 'request/two'] }
  Object.assign(store, { state: () => ({ ...state(), duplicates: [twice] }) })
  const found = (await lethe(['doctor'])).out
  t.match(
    found,
    /warns {2}documents-duplicate: request\/one and request\/two stand for .*\n {7}Next: .*lethe request show/
  )
  Object.assign(store, { state })
  t.ok((await codes()).includes('anchors-young'), 'what moved just now waits for its batch')
  api.move(13 * 60 * 60 * 1000)
  t.match(
    (await lethe(['doctor'])).out,
    /anchors-old: no batch was drawn yet, and \d+ requests .*\n {7}Next: lethe evidence anchor/
  )
  api.move(-13 * 60 * 60 * 1000)
})

t.test(
  'restores: announced, shown, refused to one alone, dropped for a stated reason; our own is looked at',
  async t => {
    const { store } = api.parts
    await lethe(add('Restored', ...site, '--secret', 'clientSecret=-'), { input: 'of-restored' })
    const row = (request: string, is: ReplayBody['rows'][number]['is']) => ({ request, is, because: null, again: null })
    // What the worker draws, drawn at once.
    const stopDrawing = store.onChange((kind, id) => {
      if (kind !== 'replay' || id === null) return
      void getReplay(store, id).then(({ body: drawn }) => {
        if (drawn.state !== 'looking') return null
        const rows = [row('one', 'came-back'), row('two', 'cannot-be-known')]
        const waiting = { state: 'awaiting-release', because: 'awaiting-release', lookedAt: drawn.announcedAt } as const
        return changeReplay(store, id, body => ({ ...body, ...waiting, rows }))
      })
    })
    t.teardown(stopDrawing)
    const codes = async () => ((await lethe(['doctor', '--json'])).json() as { code: string }[]).map(({ code }) => code)
    t.ok((await codes()).includes('no-restore-open'))
    t.notOk((await codes()).includes('time-zone-utc'), 'without a region UTC counts no holiday wrongly')
    await lethe(['controller', 'set', '--region', 'DE-BE'])
    t.ok((await codes()).includes('time-zone-utc'))

    const times = ['--snapshot-at', '2026-08-30T02:00:00Z', '--restored-at', '2026-09-01T02:00:00Z']
    const said = (await lethe(['platform', 'restored', 'Restored', ...times, '--json'])).json()
    t.match(said, { state: 'awaiting-release', counts: { 'came-back': 1, 'cannot-be-known': 1 } })
    const wrong = ['--snapshot-at', '2026-09-01T02:00:00Z', '--restored-at', '2026-08-30T02:00:00Z']
    t.equal(
      (await lethe(['platform', 'restored', 'Restored', ...wrong, '--json'])).json().error.code,
      'restore-times-wrong'
    )
    t.match(
      (await lethe(['replay', 'list'])).out,
      new RegExp(`${said.id} .*awaiting-release +1 came-back, 1 cannot-be`)
    )
    t.match((await lethe(['replay', 'show', said.id])).out, /agreed +0 of 2/)
    const alone = await lethe(['replay', 'release', said.id, '--json'])
    t.same([alone.code, alone.json().error.code], [6, 'approver-is-requester'])
    t.ok((await codes()).includes('replay-waiting'))
    t.match(await lethe(['replay', 'drop', said.id]), { code: 2 }, 'not without a reason')
    t.match(await lethe(['replay', 'drop', said.id, '--because', 'ada is a liar']), { code: 2 }, 'a code, no words')
    const drop = await lethe(['replay', 'drop', said.id, '--because', 'times-wrong'])
    t.match(drop.out, /state +dropped \(times-wrong\)/)
    const twice = await lethe(['replay', 'drop', said.id, '--because', 'times-wrong', '--json'])
    t.equal(twice.json().error.code, 'replay-not-waiting')
    type Logged = { act: string; by: string; about: { id: string } | null; after: object }[]
    const log = async (act: string) =>
      ((await lethe(['governance-log', '--json'])).json() as Logged).filter(one => one.act === act)
    t.match(await log('replay-dropped'), [
      { by: operator.id, about: { id: said.id }, after: { because: 'times-wrong' } }
    ])
    t.equal((await lethe(['replay', 'look', said.id, '--json'])).json().state, 'awaiting-release', 'drawn anew')
    await lethe(['replay', 'drop', said.id, '--because', 'not-restored'])
    t.notOk((await codes()).includes('replay-waiting'))

    t.match((await lethe(['store', 'show'])).out, /never restored from a backup/)
    const early = await lethe(['store', 'acknowledge-restore', '--json'])
    t.same([early.code, early.json().error.code], [1, 'store-not-restored'])
    await noteStoreRestore(store, {
      noticedAt: '2026-09-01T10:00:00.000Z',
      from: null,
      until: null,
      ended: ['request-of-then'],
      holdsLost: ['hold-of-then'],
      holdsBack: [],
      paused: [],
      acknowledged: null
    })
    const lost = (await lethe(['store', 'show'])).out
    t.match(lost, /holds that are lost +hold-of-then/)
    t.match(lost, /demands of that time sent again[\s\S]*erasing begins again at once/, 'and what nobody can list')
    const { id: paused } = (await listPlatforms(store))[0]!
    const at = '2026-09-01T10:00:00.000Z'
    const because = 'store-restored'
    await changePlatform(store, paused, before => ({ ...before, paused: { at, by: 'lethe', because } }))
    const waiting = await lethe(['doctor', '--json'])
    await changePlatform(store, paused, before => ({ ...before, paused: null }))
    t.equal(waiting.code, 1)
    t.match(waiting.out, /"store-restored"/)
    t.match(waiting.out, /"platform-paused".*it goes on when a privacy officer says/)
    t.notMatch(waiting.out, 'lethe platform resume', 'which is refused until then')
    t.match(waiting.out, /demands, withdrawals and sources that came since are lost/)
    const auditor = await lethe(['store', 'acknowledge-restore', '--json', '--token-file', auditorFile])
    t.equal(auditor.json().error.code, 'role-missing')
    const looked = (await lethe(['store', 'acknowledge-restore', '--json'])).json()
    t.equal(looked.restore.acknowledged.by, operator.id)
    t.notMatch((await lethe(['store', 'show'])).out, /sent again/, 'whoever looks later has nothing to do')
    t.match(await log('restore-acknowledged'), [{ by: operator.id, after: { ended: 1 } }])
    t.ok((await codes()).includes('no-restore-open'))
  }
)
