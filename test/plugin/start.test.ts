import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import t, { type Test } from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { logStrayOutput, type Written } from '../../plugin/cli/stray-output.ts'
import type { Config } from '../../plugin/config.ts'
import { type Server, startServer } from '../../plugin/server.ts'

const site = (t: Test) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-start-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const printed: string[] = []
  const logged: string[] = []
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataFolder: join(folder, 'data'),
    keysFolder: join(folder, 'keys'),
    mail: null,
    places: 1,
    stopGraceMs: 100,
    logLevel: 'silent',
    url: '',
    tokenFile: join(folder, 'token'),
    gateway: { host: '127.0.0.1', port: 0 },
    platformsFile: null
  }
  const start = (more: Partial<Config> = {}) =>
    startServer({ ...config, ...more }, { print: text => void printed.push(text), log: line => void logged.push(line) })
  const get = (server: Server, path: string) =>
    fetch(`${server.address}${path}`, {
      headers: { authorization: `Bearer ${readFileSync(config.tokenFile, 'utf8').trim()}` }
    })
  return { ...config, start, get, printed, logged }
}

/** Writes bytes to the bare connection and answers with all that came back. */
const say = (server: Server, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => socket.write(text))
    socket.on('data', data => {
      heard += data
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })

t.test('keys: a data folder that has keys is never given new ones', async t => {
  const of = site(t)
  await (await of.start()).stop()
  await (await of.start()).stop()
  const away = `${of.keysFolder}.away`
  renameSync(of.keysFolder, away)
  await t.rejects(of.start(), { code: 'keys-missing', message: /put the keys folder of this data back/ })
  t.same(readdirSync(of.keysFolder), [], 'nothing was made in its place')
  rmSync(of.keysFolder, { recursive: true })
  renameSync(away, of.keysFolder)
  for (const name of ['index.key', 'secrets.key', 'token.key', 'certificate.key']) {
    const path = join(of.keysFolder, name)
    renameSync(path, `${away}.${name}`)
    await t.rejects(of.start(), { code: 'keys-missing', about: name })
    renameSync(`${away}.${name}`, path)
  }
  for (const name of ['index.key', 'secrets.key']) {
    const path = join(of.keysFolder, name)
    const own = readFileSync(path)
    writeFileSync(path, Buffer.alloc(32, 7))
    await t.rejects(of.start(), { code: 'keys-foreign', about: name })
    writeFileSync(path, own)
  }
  const month = join(of.keysFolder, '2020-01.key')
  writeFileSync(month, Buffer.alloc(32, 7), { mode: 0o600 })
  await (await of.start()).stop()
  rmSync(month)
  await t.rejects(of.start(), { code: 'keys-missing', about: '2020-01.key' })
  writeFileSync(join(of.keysFolder, '2020-01.retired'), '2020-03-01T00:00:00.000Z', { mode: 0o600 })
  const server = await of.start()
  t.equal((await of.get(server, '/me')).status, 200, 'a month that was retired is not missed')
  await server.stop()
})

t.test('documents: one that is damaged is said at the start and answered with its code', async t => {
  const of = site(t)
  await (await of.start()).stop()
  const damage = (kind: string) => {
    const open = join(of.dataFolder, kind, 'open')
    for (const name of readdirSync(open)) writeFileSync(join(open, name), '{"format":1')
  }
  damage('person')
  damage('ledger')
  const server = await of.start()
  t.teardown(() => server.stop())
  t.match(of.printed.at(-1), /damaged document was set aside: aside\/person\//)
  const me = await of.get(server, '/me')
  // The first person is lost, so there is a new one with a new token.
  t.equal(me.status, 200)
  const { person } = (await me.json()) as { person: { id: string } }
  await server.stop()
  writeFileSync(join(of.dataFolder, 'person', 'open', `${person.id}.json`), '')
  rmSync(join(of.dataFolder, 'aside', 'person'), { recursive: true })
  const tokenBefore = readFileSync(of.tokenFile)
  const again = await of.start()
  writeFileSync(of.tokenFile, tokenBefore)
  const refused = await of.get(again, '/me')
  t.equal(`${refused.status} ${((await refused.json()) as { code: string }).code}`, '500 document-damaged')
  await again.stop()
})

t.test('connection: what never becomes a call is refused as a problem too', async t => {
  const of = site(t)
  const server = await of.start()
  t.teardown(() => server.stop())
  const host = 'host: here\r\nconnection: close\r\n'
  const rows: readonly [string, string, string][] = [
    ['no HTTP', 'canary canary\r\n\r\n', '400 request-malformed'],
    [
      'a length twice',
      `POST /me HTTP/1.1\r\n${host}content-length: 1\r\ncontent-length: 2\r\n\r\n`,
      '400 request-malformed'
    ],
    ['large headers', `GET /me HTTP/1.1\r\n${host}canary: ${'x'.repeat(20_000)}\r\n\r\n`, '431 headers-too-large'],
    ['out of the docs', `GET /docs/static/../../../package.json HTTP/1.1\r\n${host}\r\n`, '404 route-unknown'],
    ['another method', `PATCH /requests?canary=1 HTTP/1.1\r\n${host}\r\n`, '405 method-not-allowed'],
    ['a preflight', `OPTIONS /requests/canary HTTP/1.1\r\n${host}\r\n`, '405 method-not-allowed'],
    ['nothing there', `GET /canary HTTP/1.1\r\n${host}\r\n`, '404 route-unknown']
  ]
  for (const [name, text, expected] of rows) {
    const answer = await say(server, text)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    const { status, code, detail } = JSON.parse(body) as { status: number; code: string; detail: string }
    t.equal(`${status} ${code}`, expected, name)
    t.match(head, new RegExp(`^HTTP/1.1 ${status} `))
    t.match(head, /content-type: application\/problem\+json/i)
    t.ok(detail)
    t.notMatch(answer, 'canary')
  }
  t.match(await say(server, `PATCH /requests HTTP/1.1\r\n${host}\r\n`), /allow: GET, POST\r\n/)
})

t.test('stop: whoever holds a connection open without a call does not keep the process', async t => {
  const of = site(t)
  const server = await of.start()
  const idle = connect(Number(new URL(server.address).port), '127.0.0.1')
  const dropped = new Promise<void>(resolve => idle.on('close', () => resolve()).on('error', () => {}))
  await new Promise(resolve => idle.on('connect', resolve))
  await server.stop()
  await dropped
  t.pass('both have ended')
})

t.test('platforms of a file are registered once the platform answers, and left alone from then on', async t => {
  const of = site(t)
  const seed = readFileSync(new URL('../../adapters/openedx/sandbox/seed.example.json', import.meta.url), 'utf8')
  const sandbox = await startSandbox({ seed: JSON.parse(seed) })
  t.teardown(() => sandbox.close())
  const platformsFile = join(of.dataFolder, '..', 'platforms.json')
  const wish = {
    name: 'campus',
    kind: 'openedx',
    options: {
      baseUrl: sandbox.address,
      studioUrl: sandbox.address,
      clientId: 'retirement_service_worker',
      clientSecret: 'not yet',
      workerUsername: 'retirement_service_worker'
    },
    gateway: {
      mode: 'forward',
      publicUrl: 'https://campus.school.example',
      origins: ['https://apps.school.example'],
      routeSecret: 'route-secret-of-an-installation'
    },
    hints: { secret: 'hint-secret-of-an-installation' },
    source: { id: 'lms', secret: `whsec_${'A'.repeat(64)}` }
  }
  const write = (options: object) =>
    writeFileSync(platformsFile, JSON.stringify({ platforms: [{ ...wish, options: { ...wish.options, ...options } }] }))
  const lines = () => of.logged.filter(line => line.includes('platform of the file')).map(line => JSON.parse(line))
  const waitFor = async (found: (line: Record<string, unknown>) => boolean) => {
    while (!lines().some(found)) await new Promise(resolve => setTimeout(resolve, 50))
  }

  write({})
  const first = await of.start({ platformsFile })
  await waitFor(({ code }) => code !== undefined)
  t.match(
    lines()[0],
    { place: 0, isFinal: false, code: /^platform-/ },
    'an account that is not there yet is waited for'
  )
  t.same(await (await of.get(first, '/platforms')).json(), [])
  await first.stop()

  write({ clientSecret: 'sandbox-secret' })
  const second = await of.start({ platformsFile })
  await waitFor(({ differing }) => differing !== undefined)
  const [platform] = (await (await of.get(second, '/platforms')).json()) as { id: string; name: string }[]
  t.equal(platform?.name, 'campus')
  const sources = (await (await of.get(second, '/sources')).json()) as { id: string; platforms: string[] }[]
  t.match(sources, [{ id: 'lms', platforms: [platform!.id], origins: ['platform'] }])
  const { routeSecret: _, ...gateway } = wish.gateway
  t.match(platform, { gateway, hints: { by: 'platforms-file' } })
  const hint = (secret: string) =>
    fetch(`${second.address}/hints/${secret}`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' }
    })
  t.equal((await hint('hint-secret-of-an-installation')).status, 200, 'the secret of the file is the one that counts')
  t.equal((await hint('another-secret')).status, 404)
  const secrets = JSON.stringify([sources, platform, of.logged])
  t.notMatch(secrets, /sandbox-secret|whsec_|-of-an-installation/, 'no secret is shown or logged')
  await second.stop()

  wish.gateway.mode = 'defer'
  write({ clientSecret: 'sandbox-secret', studioUrl: 'http://studio.school.example' })
  of.logged.length = 0
  const third = await of.start({ platformsFile })
  await waitFor(({ differing }) => differing !== undefined)
  t.match(
    lines(),
    [{ differing: ['options.studioUrl', 'gateway.mode'] }],
    'a difference is told by the name of the field'
  )
  t.match(await (await of.get(third, '/platforms')).json(), [
    { id: platform!.id, options: { studioUrl: sandbox.address } }
  ])
  await third.stop()

  wish.name = 'lake'
  write({ clientSecret: 'sandbox-secret', clientIdd: 'canary' })
  of.logged.length = 0
  const fourth = await of.start({ platformsFile })
  await waitFor(({ code }) => code !== undefined)
  t.match(lines(), [{ code: 'options-invalid', faults: ['/clientIdd'], isFinal: true }], 'an option is named')
  t.notMatch(of.logged.join(), 'canary', 'and not what it holds')
  await fourth.stop()

  writeFileSync(platformsFile, '{ "platforms": [{}] }')
  await t.rejects(
    of.start({ platformsFile }),
    { message: /LETHE_PLATFORMS_FILE/ },
    'a file that cannot be used stops the start'
  )
})

t.test('log: what a package writes to the console comes as a line, without what it said', async t => {
  const at = new Date('2026-03-02T09:00:00.000Z')
  const stray = (level: string) => {
    const lines: string[] = []
    const written = {} as Written
    logStrayOutput(written, level, line => void lines.push(line), { now: () => at })
    return { lines, written }
  }
  const { lines, written } = stray('info')
  const bark = runInThisContext('(written, said) => written.trace(said)', {
    filename: '/srv/node_modules/other/node_modules/@their/engine/dist/main.js'
  }) as (written: Written, said: unknown) => void
  bark(written, Object.assign(new TypeError('postgres://lethe:canary@db.example'), { code: '57P01' }))
  written.log('canary')
  t.notMatch(lines.join(''), /canary/)
  t.match(lines.map(line => JSON.parse(line)) as object[], [
    { level: 40, time: at.getTime(), code: 'stray-output', by: '@their/engine', fault: 'TypeError', cause: '57P01' },
    { code: 'stray-output', way: 'log' }
  ])
  t.ok(lines.every(line => line.endsWith('\n')))
  const silent = stray('silent')
  silent.written.error('canary')
  t.same(silent.lines, [])
})
