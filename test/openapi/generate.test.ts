import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { checkGenerated, writeGenerated } from '../../openapi/generate.ts'
import { operations as openedx } from '../../openapi/types/openedx-operations.ts'
import { operations as openolat } from '../../openapi/types/openolat-operations.ts'

const PLATFORM = `openapi: 3.1.0
info: { title: A platform, version: '1' }
paths:
  /accounts/{key}:
    get:
      operationId: readAccount
      x-lethe-repeat: safe
      responses: { '200': { description: 'it is there' } }
    delete:
      operationId: delete-account
      x-lethe-repeat: never
      responses: { '204': { description: 'gone' } }
`

const INDEX = `openapi: 3.1.0
info: { title: Ours, version: '1' }
paths:
  /requests: { $ref: 'requests.yaml' }
webhooks:
  account.deletion.requested:
    post:
      operationId: accountDeletionRequested
      summary: Somebody asks for the deletion of an account
      responses: { '202': { description: 'taken' } }
`

const REQUESTS = `get:
  operationId: listRequests
  responses: { '200': { description: 'a list' } }
`

async function makeProject(t: Test, files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'lethe-generate-'))
  t.teardown(() => rm(root, { recursive: true }))
  const all = {
    'package.json':
      '{"name":"lethe","version":"9.9.9","description":"d","license":"MIT","type":"module","dependencies":{}}',
    'package-lock.json': '{"name":"lethe","version":"9.9.9","lockfileVersion":3,"packages":{"":{"name":"lethe"}}}',
    ...files
  }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return root
}

t.test('what does not exist yet is skipped and said, and the manifest stands empty', async t => {
  const root = await makeProject(t, {})
  const lines = await writeGenerated(root)
  t.match(lines.join('\n'), /skipped openapi\/lethe\.yaml/)
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'))
  t.match(manifest, { name: 'lethe', version: '9.9.9', deliveries: [], preconditions: [], settings: [] })
  t.same(await checkGenerated(root), [])
})

t.test('documents become a bundle, types, operation tables and a manifest, the same each time', async t => {
  const root = await makeProject(t, {
    'openapi/openedx.yaml': PLATFORM,
    'openapi/lethe/index.yaml': INDEX,
    'openapi/lethe/requests.yaml': REQUESTS,
    'plugin/config.ts': `export const settings = [{ name: 'port', type: 'number', default: 8443, meaning: 'm', read: () => 1 }]`,
    'plugin/problems.ts': `export const problems = {
      'request-gone': { status: 404, title: 'It is gone', whatToDo: 'Mend what \`faults\` names.' }
    }`,
    'plugin/texts/problems/index.ts': `export const problemsInGerman = {
      'request-gone': { title: 'Sie ist weg', whatToDo: 'Sehen Sie nach.' }
    }`,
    'plugin/texts/problems/causes/index.ts': `export const callers = { '*': 'every call' }
      export const causes = {
        'request-gone': { by: ['listRequests', 'noSuchOperation', '*'], because: { en: 'It ended.', de: 'Sie ist zu Ende.' } }
      }`,
    'adapters/openedx/index.ts': `export const adapter = { optionsSchema: { type: 'object' } }
      export const permissions = [{ id: 'p', means: 'm', probe: () => 1 }]`
  })
  t.same(
    (await writeGenerated(root)).filter(line => line.startsWith('wrote')),
    [
      'wrote openapi/lethe.yaml',
      'wrote openapi/lethe.json',
      'wrote openapi/types/lethe.ts',
      'wrote openapi/types/openedx.ts',
      'wrote openapi/types/openedx-operations.ts',
      'wrote manifest.json',
      'wrote plugin/deploy/sbom.cdx.json',
      'wrote plugin/guides/settings.md',
      'wrote plugin/guides/errors.md',
      'wrote plugin/guides/errors/request-gone.md'
    ]
  )
  const read = (path: string) => readFile(join(root, path), 'utf8')
  t.match(await read('openapi/lethe.yaml'), /operationId: listRequests/)
  t.same(JSON.parse(await read('openapi/lethe.json')), parse(await read('openapi/lethe.yaml')), 'the same for machines')
  t.match(await read('openapi/types/lethe.ts'), /listRequests/)
  const table = await read('openapi/types/openedx-operations.ts')
  t.match(table, "readAccount: { id: 'readAccount', method: 'GET', path: '/accounts/{key}', repeat: 'safe' }")
  t.match(
    table,
    "'delete-account': { id: 'delete-account', method: 'DELETE', path: '/accounts/{key}', repeat: 'never' }"
  )
  const manifest = JSON.parse(await read('manifest.json'))
  t.same(manifest.deliveries, [
    { type: 'account.deletion.requested', meaning: 'Somebody asks for the deletion of an account' }
  ])
  t.same(manifest.settings, [{ name: 'port', type: 'number', default: 8443, meaning: 'm' }])
  t.match(await read('plugin/guides/settings.md'), '| `port` | `8443` | m |')
  t.match(await read('plugin/guides/errors.md'), '| [`request-gone`](errors/request-gone.md) | 404 | It is gone |')
  const page = await read('plugin/guides/errors/request-gone.md')
  t.match(page, '> **Sie ist weg.** Sehen Sie nach.\n>\n> Sie ist zu Ende.')
  t.match(page, '- `listRequests`: `GET /requests`\n- every call\n')
  t.match(JSON.parse(/```json schema=Problem\n(.*?)```/s.exec(page)![1]!), {
    type: '/problems/request-gone',
    status: 404,
    faults: [{ at: '/name' }]
  })
  t.same(manifest.platforms[0], {
    kind: 'openedx',
    permissions: [{ id: 'p', means: 'm' }],
    options: { type: 'object' }
  })
  t.same(await writeGenerated(root), ['skipped openapi/types/openolat.ts: openapi/openolat.yaml does not exist yet'])

  t.test('a file that was changed or removed is named by the check, which writes nothing', async t => {
    await writeFile(join(root, 'openapi/lethe.yaml'), 'edited by hand\n')
    await rm(join(root, 'openapi/types/openedx.ts'))
    t.same(await checkGenerated(root), [
      'openapi/lethe.yaml is not what its source gives',
      'openapi/types/openedx.ts is missing'
    ])
    t.equal(await read('openapi/lethe.yaml'), 'edited by hand\n')
  })
})

t.test('a wrong source is refused by name', async t => {
  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'no x-lethe-repeat',
      'x-lethe-repeat: never',
      'deprecated: false',
      /openapi\/openolat\.yaml: delete-account .*lacks x-lethe-repeat/
    ],
    [
      'an unknown x-lethe-repeat',
      'x-lethe-repeat: never',
      'x-lethe-repeat: once',
      /delete-account .*lacks x-lethe-repeat/
    ],
    ['no operationId', 'operationId: readAccount', 'deprecated: false', /GET \/accounts\/\{key\} has no operationId/],
    [
      'the same operationId twice',
      'operationId: delete-account',
      'operationId: readAccount',
      /readAccount stands there twice/
    ],
    ['a method without an operation of ours', 'delete:', 'trace:', /delete-account uses trace/]
  ]
  for (const [name, from, to, message] of wrong) {
    const root = await makeProject(t, { 'openapi/openolat.yaml': PLATFORM.replace(from, to) })
    await t.rejects(checkGenerated(root), { message }, name)
  }
  const broken = await makeProject(t, { 'openapi/lethe/index.yaml': INDEX })
  await t.rejects(checkGenerated(broken), { message: /index\.yaml cannot be bundled/ }, 'a reference to nothing')
  const silent = await makeProject(t, { 'plugin/config.ts': 'export const other = 1' })
  await t.rejects(checkGenerated(silent), { message: /plugin\/config\.ts does not export settings/ })
})

t.test('no call that Lethe has sets a password, adds a login or signs in as somebody else', async t => {
  const paths = Object.values({ ...openedx, ...openolat }).map(({ method, path }) => `${method} ${path}`)
  t.ok(paths.length > 60)
  const writing = paths.filter(call => !/^(GET|HEAD) /.test(call))
  t.same(
    writing.filter(call => /passw|authentication|auth\/|login|masquerade|session/i.test(call)),
    [],
    'the worker’s own token is the only thing that it gets by a POST'
  )
})
