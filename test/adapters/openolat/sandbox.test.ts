import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { type Seed, startSandbox } from '../../../adapters/openolat/sandbox/index.ts'

interface Send {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}
interface Vector {
  readonly row: string
  readonly says: string
  readonly given?: { settings?: object; calls?: readonly Send[] }
  readonly as: keyof typeof callers | null
  readonly request: Send
  readonly expect: { status: number; body?: unknown }
}

const folder = new URL('../../../adapters/openolat/sandbox/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const seed: Seed = read('seed.json')
const vectors: Vector[] = read('vectors.json')
const rows: { section: string; row: string; routes: string[] }[] = read('rows.json')
const callers = {
  administrator: 'administrator:sandbox-admin',
  lethe: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11:sandbox-secret',
  helper: 'helper:sandbox-author',
  coach: 'tcoach:coach-secret'
}

t.test('vectors: the sandbox answers as the fact sheet says', async t => {
  for (const vector of vectors) {
    const world = await startSandbox({ seed, ...(vector.given?.settings && { settings: vector.given.settings }) })
    for (const call of vector.given?.calls ?? []) await send(world.address, 'administrator', call)
    const answer = await send(world.address, vector.as, vector.request)
    const name = `${vector.row}: ${vector.says}`
    t.equal(answer.status, vector.expect.status, name)
    if ('body' in vector.expect) fits(t, answer.body, vector.expect.body, name)
    await world.close()
  }
})

t.test('coverage: what is said to be covered is', async t => {
  const proven = new Set(vectors.map(vector => vector.row))
  const known = new Set(rows.map(row => `${row.section} ${row.row}`))
  for (const row of rows) t.equal(proven.has(`${row.section} ${row.row}`), row.routes.length > 0, row.row)
  for (const row of proven) t.ok(known.has(row), `${row} is a row`)
  const sandbox = await startSandbox({ seed })
  const document = (await send(sandbox.address, 'lethe', { method: 'GET', path: '/openapi.json' })).body as {
    paths: Record<string, object>
  }
  await sandbox.close()
  const routes = Object.values(document.paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0)
  // The document itself is the one route that it does not list.
  t.equal(new Set(rows.flatMap(row => row.routes)).size, routes + 1, 'each route belongs to a row')
  const covered = rows.filter(row => row.routes.length > 0).length
  t.match(
    readFileSync(new URL('README.md', folder), 'utf8').replace(/\s+/g, ' '),
    `Of ${rows.length} rows in the call tables of the fact sheet, ${covered} are covered and ${rows.length - covered} are not.`
  )
})

t.test('a deletion that fails half-way has lost what came before, and nothing else', async t => {
  const sandbox = await startSandbox({ seed, settings: { failingStep: { step: 'profile', times: 1 } } })
  t.teardown(() => sandbox.close())
  t.equal((await send(sandbox.address, 'lethe', { method: 'DELETE', path: '/users/70021' })).status, 500)
  const half = await person(sandbox.address, 70021)
  t.match(half, { status: 2, name: 'mrossi', isDeleted: false, profile: { lastName: 'Rossi' } })
  t.same([half.data, half.statements, half.sessions], [{}, 0, 0], 'earlier steps are committed')
  t.equal(half.authentications.length, 4 /* the later steps are not: a login would still work */)
  t.equal((await send(sandbox.address, 'lethe', { method: 'DELETE', path: '/users/70021' })).status, 200)
  t.match(await person(sandbox.address, 70021), { isDeleted: true, profile: {}, authentications: [], memberships: [] })
  t.same(
    sandbox.journal.list().map(entry => entry.effect),
    ['delete-begun', 'delete-failed', 'delete-begun', 'delete']
  )
})

t.test('files go later, and only where an assessment entry queued them', async t => {
  const sandbox = await startSandbox({ seed })
  t.teardown(() => sandbox.close())
  await send(sandbox.address, 'lethe', { method: 'DELETE', path: '/users/70021' })
  t.match(await person(sandbox.address, 70021), { files: 4, queuedFiles: 1, kept: { forumPosts: 12 } })
  await fetch(`${sandbox.address}/_sandbox/jobs/file-deletion`, { method: 'POST' })
  t.match(await person(sandbox.address, 70021), { files: 1, queuedFiles: 0 })
})

t.test('the name of a former owner is lost if ownerships and roles went first', async t => {
  const sandbox = await startSandbox({ seed })
  t.teardown(() => sandbox.close())
  for (const path of ['/repo/entries/3001', '/repo/entries/3002', '/repo/entries/3003']) {
    await send(sandbox.address, 'lethe', { method: 'DELETE', path: `${path}/owners/70030` })
  }
  for (const path of ['/organisations/1/author/70030', '/organisations/2/groupmanager/70030']) {
    await send(sandbox.address, 'lethe', { method: 'DELETE', path })
  }
  await send(sandbox.address, 'lethe', { method: 'DELETE', path: '/users/70030' })
  t.same((await person(sandbox.address, 70030)).profile, {})
})

t.test('the nightly job expires always, and deletes below the percentage only', async t => {
  let now = new Date('2026-02-01T01:25:00.000Z')
  const sandbox = await startSandbox({ seed, now: () => now, settings: { automaticDeletion: true } })
  t.teardown(() => sandbox.close())
  const night = async () => (await fetch(`${sandbox.address}/_sandbox/jobs/lifecycle`, { method: 'POST' })).json()
  const expirationDate = Date.parse('2026-01-31T00:00:00.000Z')
  await send(sandbox.address, 'lethe', { method: 'POST', path: '/users/70022/lifecycle', body: { expirationDate } })
  t.same(await night(), { deactivated: 1, deleted: 0 })
  now = new Date('2026-07-20T01:25:00.000Z')
  sandbox.world.settings.deletionPercentage = 10
  t.same(await night(), { deactivated: 0, deleted: 0 }, 'one of ten is not below ten percent')
  sandbox.world.settings.deletionPercentage = 50
  t.same(await night(), { deactivated: 0, deleted: 1 })
  t.equal((await person(sandbox.address, 70041)).isDeleted, true)
})

t.test('a token is worth nothing after the next call', async t => {
  const sandbox = await startSandbox({ seed })
  t.teardown(() => sandbox.close())
  const me = (headers: Record<string, string>) => fetch(`${sandbox.address}/restapi/users/me`, { headers })
  const first = (await me({ authorization: basic('administrator') })).headers.get('x-olat-token')!
  const second = (await me({ 'x-olat-token': first })).headers.get('x-olat-token')!
  t.equal((await me({ 'x-olat-token': first })).status, 401)
  t.equal((await me({ 'x-olat-token': second })).status, 200)
  t.match(await (await me({ cookie: 'JSESSIONID=rossi-session' })).json(), { key: 70021 })
})

function basic(name: keyof typeof callers): string {
  return `Basic ${Buffer.from(callers[name]).toString('base64')}`
}

async function send(address: string, as: keyof typeof callers | null, request: Send) {
  const answer = await fetch(`${address}/restapi${request.path}`, {
    method: request.method,
    headers: { ...(as !== null && { authorization: basic(as) }), ...request.headers },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) })
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, body: text === '' ? null : isJson ? JSON.parse(text) : text }
}

interface Person {
  readonly isDeleted: boolean
  readonly profile: object
  readonly data: object
  readonly statements: number
  readonly sessions: number
  readonly authentications: readonly object[]
}

async function person(address: string, key: number): Promise<Person> {
  return (await fetch(`${address}/_sandbox/people/${key}`)).json() as Promise<Person>
}

/** Objects may hold more than expected, lists must be as long. */
function fits(t: Test, actual: unknown, expected: unknown, name: string): void {
  if (Array.isArray(expected)) {
    t.equal((actual as unknown[])?.length, expected.length, `${name}: length`)
    for (const [index, item] of expected.entries()) fits(t, (actual as unknown[])?.[index], item, name)
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      fits(t, (actual as Record<string, unknown>)?.[key], value, name)
  } else t.equal(actual, expected, name)
}
