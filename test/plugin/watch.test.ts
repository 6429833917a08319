import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t, { type Test } from 'tap'
import type { Sighting } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { translateHint } from '../../adapters/openedx/hints.ts'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { cancelRow, moveRow, requestRetirement } from '../../adapters/openedx/sandbox/retirement.ts'
import { deleteIdentity } from '../../adapters/openolat/sandbox/deletion.ts'
import { runCli } from '../../plugin/cli/run.ts'
import { systemClock } from '../../plugin/clock.ts'
import type { Accept } from '../../plugin/erasure/incoming.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { createHints } from '../../plugin/intake/hints/hints.ts'
import { createHintLimits } from '../../plugin/intake/hints/limits.ts'
import { readHintBody } from '../../plugin/intake/hints/read-body.ts'
import { noteAnotherDriver } from '../../plugin/intake/watch/driver.ts'
import { lookAtPlatform } from '../../plugin/intake/watch/look-at-platform.ts'
import type { WatchParts } from '../../plugin/intake/watch/parts.ts'
import { startWatch } from '../../plugin/intake/watch/watch.ts'
import { compareSnapshot } from '../../plugin/intake/watch/watch-list.ts'
import { systemRandom } from '../../plugin/random.ts'
import type { PlatformBody } from '../../plugin/store/records/bodies.ts'
import { readWatchList, type WatchList } from '../../plugin/store/records/lists/watch-lists.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { setHintSecret } from '../../plugin/store/records/sources/hint-secrets.ts'
import type { Store } from '../../plugin/store/store.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { createMadeUpPlatform, type MadeUpPlatform, personOf } from '../doubles/made-up-platform.ts'
import { createManualClock } from '../doubles/manual-clock.ts'
import { openBench } from '../doubles/work-bench.ts'
import { learner, learnerKey, openOpenolat } from '../flows/openolat-ground.ts'
import { openScene } from '../flows/scene.ts'

// The flows at its beginning take long on a slow machine, and what stands last pays for them.
t.setTimeout(280_000)

const people = [
  'mira.two',
  'mira.holm',
  'tom.reed',
  'ada.finch',
  'ben.ash',
  'eva.lund',
  'finn.moor',
  'gil.hart'
] as const
const idOf = (name: (typeof people)[number]) => 11 + people.indexOf(name)
const quick = { watchEveryMs: 100 }

interface Platform {
  readonly watch: { lastCompleteAt: string | null; problem: { code: string } | null; backlog: number } | null
  readonly registration: { problems: { code: string }[] }
}
interface Backlog {
  readonly takeable: number
  readonly rows: readonly { username: string; takeable: boolean }[] | null
}
interface Summary {
  readonly id: string
  readonly state: string
  readonly origin: string
}

/** An Open edX site; `begun` asked the LMS for their deletion before anybody registered it. */
const openOpenedx = async (begun: readonly (typeof people)[number][]) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, ...people.map(username => ({ id: idOf(username), username, name: username }))],
      courses: []
    }
  })
  const person = (name: (typeof people)[number]) => box.world.people.get(idOf(name))!
  const begin = (name: (typeof people)[number]) => requestRetirement(box.world, person(name))
  for (const name of begun) begin(name)
  const scene = await openScene({
    box,
    kind: 'openedx',
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: true
    },
    policy: quick
  })
  const rowOf = (name: (typeof people)[number]) =>
    [...box.world.rows.values()].find(row => row.person.id === idOf(name))
  return { ...scene, ...watching(scene), box, begin, person, rowOf }
}

type Openedx = Awaited<ReturnType<typeof openOpenedx>>

/** What a test of the watch asks the running sidecar. */
const watching = (scene: Awaited<ReturnType<typeof openScene>>) => {
  const showPlatform = () => scene.call<Platform>('GET', `/platforms/${scene.platform}`)
  const requests = async () => (await scene.call<{ items: Summary[] }>('GET', '/requests')).items
  const looked = async (times = 1) => {
    for (let left = times; left > 0; left -= 1) {
      const { watch } = await showPlatform()
      const before = watch?.lastCompleteAt ?? ''
      await scene.until(showPlatform, seen => (seen.watch?.lastCompleteAt ?? '') > before)
    }
  }
  /** Remembers the requests that there are; what it answers waits for one more. */
  const untilNext = async () => {
    const known = (await requests()).map(({ id }) => id)
    const isNew = ({ id }: Summary) => !known.includes(id)
    return async () => (await scene.until(requests, all => all.some(isNew))).find(isNew)!
  }
  return { showPlatform, requests, looked, untilNext }
}

const configuration = `
client_id: theirs
client_secret: canary
base_urls: { lms: "https://lms.example" }
retirement_pipeline:
  - [RETIRING_ENROLLMENTS, ENROLLMENTS_COMPLETE, LMS, retirement_unenroll]
  - [RETIRING_LMS, LMS_COMPLETE, LMS, retirement_lms_retire]
`

/** Runs one command line against the running sidecar, as the operator. */
const commandLine =
  (scene: Awaited<ReturnType<typeof openScene>>) =>
  async (...args: readonly string[]) => {
    const said = { out: '', err: '' }
    const code = await runCli(args, {
      env: { LETHE_URL: scene.address(), LETHE_TOKEN_FILE: join(scene.folder, 'token') },
      clock: systemClock(),
      random: systemRandom(),
      out: text => {
        said.out += text
      },
      err: text => {
        said.err += text
      },
      readInput: async () => configuration,
      askSecret: async () => '',
      askChoice: async () => '',
      isInteractive: false,
      hasColour: false,
      untilStopped: async () => undefined
    })
    return { code, ...said }
  }

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

const mentions = (folder: string, words: readonly string[]): readonly string[] =>
  filesBelow(folder).flatMap(path => {
    const text = readFileSync(path).toString('latin1')
    return words.filter(word => text.includes(word)).map(word => `${word} in ${path.slice(folder.length)}`)
  })

const hearHints = async (t: Test, scene: Openedx) => {
  const { address } = await scene.call<{ address: string }>('PUT', `/platforms/${scene.platform}/hints`)
  const id = await scene.demand(['ben.ash', 'ben.ash@school.example'])
  await scene.untilState(id, 'cooling-off')
  const opened = (await scene.requests()).length
  const lookedAt = async () =>
    (await scene.call<{ summary: { stateSince: string } }>('GET', `/requests/${id}`)).summary.stateSince
  const post = (body: string, type: string, where = address) =>
    fetch(new URL(where, scene.address()), { method: 'POST', headers: { 'content-type': type }, body })
  const event = (messageId: string, userId: number) => ({
    'openedx_events.learning.data.UserData': {
      id: userId,
      is_active: true,
      pii: { username: 'nobody.else', email: 'canary@school.example', name: 'Canary' }
    },
    event_metadata: {
      event_type: 'org.openedx.learning.auth.session.login.completed.v1',
      id: messageId,
      minorversion: 0
    }
  })
  const before = await lookedAt()
  const heard = await post(JSON.stringify(event('one', idOf('ben.ash'))), 'application/json')
  t.same([heard.status, await heard.text()], [204, ''])
  await scene.until(lookedAt, now => now > before)
  const form = new URLSearchParams({
    'openedx_events.learning.data.CourseAccessRoleData_user_id': '11',
    'openedx_events.learning.data.CourseAccessRoleData_user_pii_username': 'mira.holm',
    event_metadata_event_type: 'org.openedx.learning.user.course_access_role.removed.v1',
    event_metadata_id: 'two'
  })
  const flat = await post(form.toString(), 'application/x-www-form-urlencoded')
  t.equal(flat.status, 204)
  const filter = {
    user: { id: idOf('ben.ash'), password: 'pbkdf2_sha256$canary' },
    event_metadata: { event_type: 'x' }
  }
  const asked = await post(JSON.stringify(filter), 'application/json')
  t.same([asked.status, await asked.json()], [200, {}])
  for (const body of ['', 'null', '[', '{"event_metadata":7}'])
    t.equal((await post(body, 'application/json')).status, 200, `answered: ${body}`)

  const wrong = await post('{}', 'application/json', '/hints/wrong')
  const unknown = await post('{}', 'application/json', '/nothing/here')
  const shape = async (answer: Response) => ({ ...((await answer.json()) as object), instance: null })
  t.same([wrong.status, await shape(wrong)], [unknown.status, await shape(unknown)], 'like any unknown address')
  const other = await post('x', 'text/plain', '/hints/wrong')
  t.equal(other.status, 404, 'before the body is looked at')
  t.match(await scene.show(id), { summary: { state: 'cooling-off' }, demands: [{ withdrawnAt: null }] })
  t.equal((await scene.requests()).length, opened, 'nothing was opened')
  t.same(mentions(scene.folder, ['canary', 'Canary']), [])
  t.notMatch(scene.logged.join(), /canary/i)
  await scene.call('DELETE', `/platforms/${scene.platform}/hints`)
  t.equal((await post('{}', 'application/json')).status, 404)
}

t.test('on Open edX', async t => {
  const scene = await openOpenedx(['eva.lund', 'finn.moor', 'gil.hart'])
  t.teardown(scene.close)
  const { world, faults } = scene.box
  const coolOff = (coolOffMs: number) =>
    scene.call('PUT', `/platforms/${scene.platform}/policy`, { all: { ...quick, coolOffMs, confirmEveryMs: 50 } })
  await scene.looked()

  await t.test('what a learner began in the LMS alone becomes one request, and is carried to its end', async t => {
    const next = await scene.untilNext()
    scene.begin('mira.holm')
    const { id, origin } = await next()
    t.equal(origin, 'platform')
    await scene.untilState(id, 'completed')
    t.match(scene.person('mira.holm'), { username: /^retired__user_/, isActive: false })
    t.equal(scene.rowOf('mira.holm')?.state, 'COMPLETE')
    await scene.restart()
    await scene.looked(2)
    t.equal((await scene.requests()).length, 1, 'a restart makes no second one')
  })
  await coolOff(3_600_000)

  await t.test('a deletion that the LMS cancelled is withdrawn, after two complete looks and no sooner', async t => {
    const next = await scene.untilNext()
    const row = scene.begin('mira.two')
    const { id } = await next()
    await scene.untilState(id, 'cooling-off')
    faults.add({ route: 'listRetirementQueue', kind: 'fail-before', times: 1000 })
    cancelRow(world, row)
    const { watch } = await scene.until(scene.showPlatform, seen => seen.watch?.problem != null)
    t.ok(watch?.problem?.code, 'what failed has a code')
    t.equal((await scene.show(id)).summary.state, 'cooling-off', 'nothing is concluded from a look that failed')
    faults.clear()
    const { demands } = await scene.untilState(id, 'withdrawn')
    t.not(demands[0]?.withdrawnAt, null)
    t.match(scene.person('mira.two'), { username: 'mira.two', email: 'mira.two@school.example', isActive: true })
    t.equal((await scene.showPlatform()).watch?.problem, null, 'and the trouble is over')
    const again = await scene.untilNext()
    scene.begin('mira.two')
    t.equal((await again()).origin, 'platform', 'begun again, it is another one')
  })

  await t.test('a request of ours covers what its subject begins in the LMS', async t => {
    const id = await scene.demand(['tom.reed', 'tom.reed@school.example'])
    await scene.untilState(id, 'cooling-off')
    const before = (await scene.requests()).length
    const row = scene.begin('tom.reed')
    await scene.looked(3)
    t.equal((await scene.requests()).length, before, 'no second one')
    cancelRow(world, row)
    await scene.looked(6)
    t.equal(
      (await scene.show(id)).demands[0]?.withdrawnAt,
      null,
      'their own demand, which the LMS did not take, goes on'
    )
  })

  await t.test('a number that was given to somebody else after a restore is somebody else', async t => {
    const next = await scene.untilNext()
    const row = scene.begin('ada.finch')
    const { id } = await next()
    await scene.untilState(id, 'cooling-off')
    world.rows.delete(row.id)
    world.requests.delete(idOf('ada.finch'))
    const names = { username: 'cara.new', email: 'cara.new@school.example', dateJoined: '2026-01-05T08:00:00Z' }
    world.people.set(idOf('ada.finch'), { ...scene.person('ben.ash'), id: idOf('ada.finch'), ...names })
    await scene.looked(6)
    t.equal(
      (await scene.show(id)).demands[0]?.withdrawnAt,
      null,
      'the account is not the one whose deletion was cancelled'
    )
    const strangers = await scene.untilNext()
    scene.begin('ada.finch')
    t.equal((await strangers()).origin, 'platform')
  })

  await t.test('a hint makes an open request look again, and nothing else', t => hearHints(t, scene))

  await t.test('what was there before Lethe waits for a person, who takes it over beside no other driver', async t => {
    const before = (await scene.requests()).length
    t.equal((await scene.showPlatform()).watch?.backlog, 3, 'the watch takes none of it')
    const path = `/platforms/${scene.platform}`
    const look = (names: boolean) => scene.call<Backlog>('POST', `${path}/backlog`, { names })
    t.match(await look(false), { takeable: 3, rows: null, isDrivenElsewhere: false })
    const rows = (await look(true)).rows!.filter(({ takeable }) => takeable)
    t.same(rows.map(({ username }) => username).sort(), ['eva.lund', 'finn.moor', 'gil.hart'])

    const first = await scene.call<{ requests: string[]; left: number }>('POST', `${path}/adopt`, { take: 2 })
    t.match(first, { left: 1 })
    t.equal(new Set(first.requests).size, 2)
    for (const id of first.requests) await scene.untilState(id, 'cooling-off')
    t.equal((await scene.requests()).length, before + 2)

    moveRow(world, scene.rowOf('gil.hart')!, 'RETIRING_ENROLLMENTS', 'another driver', false)
    const isDriven = ({ registration }: Platform) => registration.problems.some(({ code }) => code === 'another-driver')
    await scene.until(scene.showPlatform, isDriven)
    await t.rejects(scene.call('POST', `${path}/adopt`, { take: 1 }), /another-driver/)
    const lethe = commandLine(scene)
    const refused = await lethe('platform', 'adopt', 'campus', '--take', '5', '--looks-apart', '0')
    t.match(refused, { code: 1, err: /\[another-driver\]/ })
    t.equal((await scene.requests()).length, before + 2)

    moveRow(world, scene.rowOf('gil.hart')!, 'ERRORED', 'by hand', false)
    await scene.looked(2)
    t.equal((await lethe('platform', 'check', 'campus')).code, 0, 'a person says that the other one is off')
    const shown = await lethe('platform', 'adopt', 'campus', '--show', '--looks-apart', '0')
    t.match(shown, { code: 0, out: /Nobody else moved a row[\s\S]*errored +1 +1[\s\S]*gil\.hart/ })
    t.notMatch((await lethe('platform', 'adopt', 'campus', '--looks-apart', '0')).out, /gil\.hart/, 'only when asked')
    const taken = await lethe('platform', 'adopt', 'campus', '--take', '5', '--looks-apart', '0', '--json')
    t.equal((JSON.parse(taken.out) as { taken: string[] }).taken.length, 1)
    t.equal((await scene.requests()).length, before + 3)
    t.match((await lethe('platform', 'show', 'campus')).out, /watch +last complete at 2\S+\n/, 'no backlog is left')
    const read = await lethe('platform', 'adopt', 'campus', '--configuration', '-', '--json')
    t.match(JSON.parse(read.out), { applied: false, secrets: ['clientSecret'] })
    t.notMatch(read.out, 'canary')
    const apply = () => lethe('platform', 'adopt', 'campus', '--configuration', '-', '--apply', '--json')
    t.match(await apply(), { code: 1, out: /another-platform/ }, 'nobody said that this address is this one')
    const gateway = { mode: 'forward', publicUrl: 'https://lms.example/', origins: [] }
    await scene.call('PUT', `/platforms/${scene.platform}/gateway`, gateway)
    t.match(await apply(), { code: 1, out: /client-rejected/ }, 'a container has another name: it is set, and tried')
  })
})

t.test('an account deleted in OpenOlat itself is put on record, with its number only', async t => {
  const scene = await openOpenolat({
    policy: quick,
    seed: {
      entries: [
        { key: 3101, displayname: 'Botany', owners: [2001] },
        { key: 3102, displayname: 'Zoology', owners: [2001, 900] }
      ]
    }
  })
  const { requests, looked, untilNext } = watching(scene)
  t.teardown(scene.close)
  await looked()
  const orphans = `/platforms/${scene.platform}/orphans`
  await scene.call('POST', orphans)
  await scene.until(
    () => scene.call<{ at: string | null }>('GET', orphans),
    ({ at }) => at !== null
  )
  const next = await untilNext()
  const mia = scene.box.world.identities.find(({ key }) => String(key) === learnerKey)!
  deleteIdentity(scene.box.world, mia, null)
  const { id, origin } = await next()
  t.equal(origin, 'platform')
  await scene.untilState(id, 'completed')
  type Rows = { rows: { readings: { row: string; is: string; because: string | null }[] } }
  const { rows } = await scene.call<Rows>('GET', `/requests/${id}`)
  const readingOf = (row: string) => rows.readings.find(reading => reading.row === row)
  t.match(readingOf('account'), { is: 'gone' })
  t.match(readingOf('profile'), { is: 'gone' })
  t.match(readingOf('owner-role'), { is: 'gone', because: 'fallback-only' }, 'OpenOlat put its own administrator in')
  const { certificate } = await scene.call<{ certificate: { end: string; retained: { id: string }[] } }>(
    'GET',
    `/requests/${id}/certificate`
  )
  t.match(certificate, { end: 'completed' }, 'it verifies by its own chain')
  t.equal(certificate.retained.length, rows.readings.length)
  t.same(readingOf('authentications'), undefined, 'what nobody knows from before is not claimed')
  await scene.restart()
  await looked(2)
  t.equal((await requests()).length, 1)
  t.same(mentions(join(scene.folder, 'data'), ['mia.berg', 'Berg', 'olat.example']), [])
})

t.test('what Lethe itself deleted in OpenOlat is nobody else’s doing', async t => {
  const scene = await openOpenolat({ policy: quick })
  const { requests, looked } = watching(scene)
  t.teardown(scene.close)
  await looked()
  const id = await scene.demand(learner)
  await scene.untilState(id, 'completed', 'partially-completed')
  await looked(3)
  t.same(
    (await requests()).map(request => request.id),
    [id]
  )
})

const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`
const sighting = (id: string, changes: Partial<Sighting> = {}): Sighting => ({
  subject: { id, bornAt: at(0), username: `p${id}`, email: `p${id}@x.example`, displayName: null, language: null },
  state: 'PENDING',
  phase: 'waiting',
  since: at(10),
  changedAt: at(10),
  ...changes
})
const empty: WatchList = { platform: 'campus', beganAt: at(5), lastCompleteAt: null, rows: [] }

t.test('two snapshots are compared', async t => {
  const list = (rows: WatchList['rows']): WatchList => ({ ...empty, lastCompleteAt: at(11), rows })
  const first = compareSnapshot(empty, [sighting('1'), sighting('2', { since: at(1) })], at(11))
  t.same(
    first.rows.map(({ is }) => is),
    ['new', 'backlog'],
    'what was begun before the watch is backlog'
  )
  t.notMatch(JSON.stringify(first.rows), /x\.example|"p1"/, 'neither names nor addresses')

  const once = compareSnapshot(list(first.rows), [sighting('2', { since: at(1) })], at(12))
  t.same([once.gone.length, once.rows.length], [0, 2], 'absent once is nothing')
  const back = compareSnapshot(list(once.rows), [sighting('1'), sighting('2', { since: at(1) })], at(13))
  t.same(
    back.rows.map(({ missing }) => missing),
    [0, 0],
    'seen again counts from the start'
  )
  const twice = compareSnapshot(list(once.rows), [sighting('2', { since: at(1) })], at(13))
  t.same(
    twice.gone.map(({ id }) => id),
    ['1']
  )

  const renewed = compareSnapshot(list(first.rows), [sighting('1', { since: at(12) })], at(13))
  t.match(renewed.rows[0], { is: 'new', since: at(12), request: null }, 'cancelled and begun again is another one')
  const tomb = (id: string) => sighting(id, { phase: 'done', state: 'deleted', since: null, changedAt: null })
  t.same(compareSnapshot(empty, [tomb('7')], at(11)).rows[0]?.is, 'known', 'gone before we came')
  const later = compareSnapshot(list([]), [tomb('7')], at(20))
  t.match(later.rows[0], { is: 'new', since: at(20) })
  const again = compareSnapshot(list(later.rows), [tomb('7')], at(30))
  t.match(again.rows[0], { is: 'new', since: at(20) }, 'the first sight stays its start')

  const moved = (from: Partial<Sighting>, to: Partial<Sighting>) =>
    compareSnapshot(list(compareSnapshot(list([]), [sighting('1', from)], at(11)).rows), [sighting('1', to)], at(12))
      .moved.length
  t.equal(moved({}, { phase: 'working', state: 'RETIRING_LMS' }), 1)
  t.equal(moved({ phase: 'working', state: 'A' }, { phase: 'working', state: 'B' }), 1)
  t.equal(moved({ phase: 'failed', state: 'ERRORED' }, { phase: 'waiting', state: 'PENDING' }), 0, 'by hand')
  t.equal(moved({}, { phase: 'cancelled', state: 'ABORTED' }), 0, 'by hand')
  t.equal(moved({}, {}), 0)
  const unlisted = (since: string) => {
    const long = { ...list([]), beganAt: '2026-02-01T09:00:00.000Z' }
    return compareSnapshot(long, [sighting('1', { since, phase: 'working', state: 'A' })], at(12)).moved.length
  }
  const before = '2026-02-20T09:00:00.000Z'
  t.same([unlisted(at(11)), unlisted(before)], [1, 0], 'begun since the last look; back after it had ended')
})

t.test('a stop in the middle neither loses nor doubles a deletion', async t => {
  const made = createMadeUpPlatform([{ id: 'delete' }])
  const tomb = sighting('7', { phase: 'done', state: 'deleted', since: null, changedAt: null })
  let seen: readonly Sighting[] = []
  const platform: MadeUpPlatform = {
    ...made,
    snapshot: async function* () {
      yield* seen
    }
  }
  let bench = await openBench(platform)
  t.teardown(() => bench.close())
  const look = async (spoil: (accept: Accept) => Accept = accept => accept) => {
    const { parts } = bench
    const watching = { ...parts, accept: spoil(createAccept(parts)) }
    const connected = (await parts.platforms.get('lake'))!
    return lookAtPlatform(watching, connected, new AbortController().signal)
  }
  const requests = () => bench.parts.store.query<ErasureRequest>('request', { all: true })
  const crash = () => Promise.reject(new Error('the power went'))
  await look()
  seen = [tomb]
  await t.rejects(
    look(() => crash),
    'before it became a request'
  )
  bench.clock.advance(60_000)
  bench = await bench.restart()
  t.equal((await requests()).length, 0)
  await t.rejects(
    look(accept => async incoming => accept(incoming).then(crash)),
    'after it did'
  )
  bench.clock.advance(60_000)
  bench = await bench.restart()
  await look()
  await look()
  const [one, ...others] = await requests()
  t.match(one?.body.demands, [{ origin: 'platform', way: 'watch' }])
  t.same(others, [])
})

t.test('beside another driver nothing further is begun, also not for a request that has begun', async t => {
  const platform = createMadeUpPlatform([{ id: 'first' }, { id: 'second' }])
  const bench = await openBench(platform)
  t.teardown(() => bench.close())
  const { parts } = bench
  const accept = createAccept(parts)
  platform.script('perform first', async happen => {
    happen()
    await noteAnotherDriver({ ...parts, accept }, 'lake')
    return { is: 'done' }
  })
  const id = await bench.demand('7')
  await bench.work()
  t.same([...platform.effects.keys()], ['first 7'])
  t.equal((await bench.request(id)).state, 'erasing')
  await changePlatform(parts.store, 'lake', body => ({ ...body, registration: { ...body.registration, problems: [] } }))
  bench.clock.advance(60_000)
  await bench.work()
  t.same([...platform.effects.keys()], ['first 7', 'second 7'])
})

t.test('hints are cheap: a repeated one is dropped, and many for one request are one look', async t => {
  const clock = createManualClock()
  const stopping = new AbortController()
  const limits = createHintLimits(clock, stopping.signal)
  t.same(
    [limits.isKnown('m1'), limits.isKnown('m1'), limits.isKnown(null), limits.isKnown(null)],
    [false, true, false, false]
  )
  let looks = 0
  const look = () =>
    limits.spaceOut('request', async () => {
      looks += 1
    })
  await Promise.all([look(), look(), look()])
  t.equal(looks, 1, 'at once')
  clock.advance(59_000)
  await look()
  t.equal(looks, 1)
  clock.advance(1_000)
  await new Promise(resolve => setImmediate(resolve))
  t.equal(looks, 2, 'what came meanwhile is not lost')
  const room = Array.from({ length: 601 }, () => limits.hasRoom('campus'))
  t.same([room.filter(has => has).length, limits.hasRoom('lake')], [600, true])
  clock.advance(60_000)
  t.equal(limits.hasRoom('campus'), true)
  await look()
  await look()
  stopping.abort()
  await limits.settled()
})

t.test('of a hint nothing is kept but that it came: neither its body nor an id without end', t => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const limits = createHintLimits(createManualClock(), new AbortController().signal)
  const secret = 'pbkdf2'.repeat(40_000)
  const form = 'application/x-www-form-urlencoded'
  const bodies: readonly ((id: string) => readonly [string, string])[] = [
    id => [form, `event_metadata_event_type=x&event_metadata_id=${id}&password=${secret}`],
    id => ['application/json', JSON.stringify({ event_metadata: { event_type: 'x', id: `${id}${secret}` } })]
  ]
  gc()
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < 200; n += 1) {
    const [type, body] = bodies[n % 2]!(`3f1c0000-0000-11f0-9a7e-${String(n).padStart(12, '0')}`)
    limits.isKnown(translateHint(readHintBody(type, Buffer.from(body))).id)
  }
  gc()
  const kept = process.memoryUsage().heapUsed - before
  t.ok(kept < 200 * secret.length * 0.2, `${kept} bytes`)
  t.ok(limits.isKnown('3f1c0000-0000-11f0-9a7e-000000000000'), 'and that is known')
  t.end()
})

t.test('what a request of ours did between two looks is not put on record again', async t => {
  const made = createMadeUpPlatform([{ id: 'delete' }])
  let seen: readonly Sighting[] = []
  const platform: MadeUpPlatform = {
    ...made,
    snapshot: async function* () {
      yield* seen
    }
  }
  const bench = await openBench(platform)
  t.teardown(() => bench.close())
  const { parts } = bench
  const look = async () => {
    const watching = { ...parts, accept: createAccept(parts) }
    return lookAtPlatform(watching, (await parts.platforms.get('lake'))!, new AbortController().signal)
  }
  await look()
  const id = await bench.demand('7')
  await bench.work()
  t.equal((await bench.request(id)).state, 'completed')
  seen = ['7', '8'].map(number => sighting(number, { phase: 'done', state: 'deleted', since: null, changedAt: null }))
  seen = seen.map(one => ({ ...one, subject: { ...one.subject, bornAt: '' } }))
  const { list } = await look()
  t.equal(list.rows.find(row => row.id === '7')?.request, id, 'it was ours')
  const all = await parts.store.query<ErasureRequest>('request', { all: true })
  t.equal(all.length, 2, 'the other one was not')
})

/** A platform whose snapshots are told to it, and looks at it. */
const openTold = async (t: Pick<Test, 'teardown'>) => {
  const told = { seen: [] as readonly Sighting[], isBroken: false }
  const platform: MadeUpPlatform = {
    ...createMadeUpPlatform([{ id: 'delete' }]),
    snapshot: async function* () {
      yield* told.seen
      if (told.isBroken) throw new PlatformError('unavailable', 'platform-failed', { operation: 'list' })
    }
  }
  const bench = await openBench(platform)
  t.teardown(() => bench.close())
  const { parts } = bench
  const watching = { ...parts, accept: createAccept(parts) }
  const look = async () => {
    bench.clock.advance(60_000)
    return lookAtPlatform(watching, (await parts.platforms.get('lake'))!, new AbortController().signal)
  }
  const requests = () => parts.store.query<ErasureRequest>('request', { all: true })
  const said = async () =>
    (await requests()).flatMap(({ signals }) => signals.map(({ signal }) => (signal as { kind: string }).kind))
  return { ...bench, told, watching, look, requests, said }
}

t.test('the list lies sealed, and one that can be opened no more begins anew and concludes nothing', async t => {
  const { told, look, requests, said, parts, clock, disk } = await openTold(t)
  const planted = '7740915523'
  const filesWith = async (text: string) => {
    const found: string[] = []
    for (const path of disk.paths()) if ((await disk.read(path))?.toString('latin1').includes(text)) found.push(path)
    return found
  }
  await look()
  told.seen = [sighting(planted, { subject: personOf(planted) })]
  await look()
  const [request] = await requests()
  t.equal((await readWatchList(parts, 'lake'))?.body.rows[0]?.request, request!.id, 'it was handed on')
  t.equal((await filesWith('"watch-list"')).length, 1, 'the files are searched')
  t.same(await filesWith(planted), [])

  clock.advance(40 * 24 * 60 * 60 * 1000)
  await parts.keys.retire('2026-03', async () => 0)
  t.equal(await readWatchList(parts, 'lake'), null)
  told.seen = []
  for (let times = 3; times > 0; times -= 1) await look()
  t.same(await said(), [], 'who is on a list that cannot be read is not gone')
  told.seen = ['1', '2'].map(id => sighting(id, { subject: personOf(id), since: at(11) }))
  t.same(
    (await look()).list.rows.map(({ is }) => is),
    ['backlog', 'backlog'],
    'what was begun before it began anew is left to a person'
  )
  t.equal((await requests()).length, 1, 'and makes no request')
})

t.test('nothing is concluded from a snapshot that broke off, however often', async t => {
  const { told, look, requests, said } = await openTold(t)
  await look()
  told.seen = [sighting('7', { subject: personOf('7') })]
  await look()
  t.equal((await requests()).length, 1)
  told.seen = []
  told.isBroken = true
  for (let times = 3; times > 0; times -= 1) await t.rejects(look(), { code: 'platform-failed' })
  t.same(await said(), [])
  told.isBroken = false
  await look()
  t.same(await said(), [], 'absent from one complete snapshot')
  await look()
  t.same(await said(), ['withdraw'], 'from two')
})

t.test('a row that moves without us is another driver’s, one that ours moved is not', async t => {
  const { told, look, demand, work, platformBody } = await openTold(t)
  const problems = async () => (await platformBody()).registration.problems.map(({ code }) => code)
  const moved = { state: 'RETIRING_LMS', phase: 'working' } as const
  await look()
  await demand('7')
  await work()
  told.seen = [sighting('7', { subject: personOf('7'), ...moved }), sighting('9', { subject: personOf('9') })]
  t.equal((await look()).foreignMoves, 0)
  t.same(await problems(), [])
  told.seen = told.seen.map(one => ({ ...one, ...moved }))
  t.equal((await look()).foreignMoves, 1)
  t.same(await problems(), ['another-driver'])
})

t.test('what ended after a clock was set back is ours still, and no other driver’s', async t => {
  const { told, look, demand, work, clock, requests } = await openTold(t)
  clock.advance(10 * 60_000)
  await look()
  clock.advance(-5 * 60_000)
  await demand('7')
  await work()
  const [ended] = await requests()
  t.equal(ended?.body.state, 'completed')
  told.seen = [sighting('7', { subject: personOf('7'), state: 'COMPLETE', phase: 'done', since: at(11) })]
  t.equal((await look()).foreignMoves, 0)
  t.equal((await requests()).length, 1, 'and it is not taken for one that began elsewhere')
})

t.test('a hint makes open requests of its account look again, and can do nothing else', async t => {
  const { watching, parts, demand, requests, said } = await openTold(t)
  const { store, keys } = parts
  const hint = (value: string) => ({
    reference: { identifiers: [{ kind: 'username' as const, value }] },
    because: 'signed-in'
  })
  const platform = {
    ...(await parts.platforms.get('lake'))!.platform,
    translate: () => ({ id: null, answer: 'nothing' as const, hints: [hint('person-7'), hint('person-8')] })
  }
  const platforms = { get: async (id: string) => ({ ...(await parts.platforms.get(id))!, platform }) }
  await setHintSecret({ store, seals: keys }, 'lake', 'a-secret', { by: 'operator', at: at(0) })
  const hints = createHints({ ...watching, platforms })
  const message = { contentType: 'application/json', body: Buffer.from('{}') }
  await demand('7')
  await demand('9')
  t.equal(await hints.receive('another-secret', message), null)
  t.equal(await hints.receive('a-secret', message), 'nothing')
  await hints.stop()
  t.same(await said(), ['recheck'])
  t.equal((await requests()).length, 2)
})

t.test('a watch that could not ask the store goes on once it can', async t => {
  const of = await openBench(createMadeUpPlatform([]))
  t.teardown(() => of.close())
  const clock = createManualClock()
  const said: unknown[] = []
  const away = () => new StoreError('unreachable', 'the store is away')
  const failing = { query: 1, get: 2 }
  const store: Store = {
    ...of.parts.store,
    async query(...given) {
      if (failing.query-- > 0) throw away()
      return of.parts.store.query(...given) as never
    }
  }
  const isRemoved = Promise.withResolvers<void>()
  const watch = startWatch({
    ...(of.parts as unknown as WatchParts),
    store,
    clock,
    log: { info: () => {}, error: line => void said.push(line) },
    platforms: {
      async get() {
        // The look itself, and then when the next one is due.
        if (failing.get-- > 0) throw away()
        isRemoved.resolve()
        return null
      }
    }
  })
  // It says what failed as it lies down, so that the clock moves a watch that sleeps.
  const untilSaid = async (times: number) => {
    while (said.length < times) await new Promise(setImmediate)
  }
  await untilSaid(1)
  clock.advance(15_000)
  await untilSaid(2)
  clock.advance(15_000)
  await isRemoved.promise
  t.strictSame(said, [
    { platform: null, code: 'unreachable' },
    { platform: 'lake', code: 'unreachable' }
  ])
  await watch.stop()
})

t.test(
  'a watch that failed looks at once when its platform was tested again, not when something else of it changed',
  async t => {
    const platform = createMadeUpPlatform([])
    const of = await openBench(platform)
    const seen: [string, boolean][] = []
    const looks = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const watch = startWatch({
      ...(of.parts as unknown as WatchParts),
      clock: createManualClock(),
      log: { info: () => {}, error: () => {} },
      platforms: {
        async get(id) {
          const { body } = (await of.parts.store.get<PlatformBody>('platform', id))!
          const snapshot = (): never => {
            looks[seen.push([body.registeredAt, body.paused !== null]) - 1]?.resolve()
            throw new PlatformError('refused', 'login-refused', { operation: 'snapshot' })
          }
          return { id, body, platform: { ...platform, snapshot } }
        }
      }
    })
    t.teardown(async () => {
      await watch.stop()
      of.close()
    })
    await looks[0]!.promise
    while ((await watch.trouble('lake')) === null) await new Promise(resolve => setImmediate(resolve))
    const change = (changes: Partial<PlatformBody>) =>
      changePlatform(of.parts.store, 'lake', body => ({ ...body, ...changes }))
    const [[before]] = seen as [[string, boolean]]
    await change({ paused: { at: '2026-03-02T09:00:00.000Z', by: 'ada', because: 'a trial' } })
    await change({ registeredAt: '2026-03-02T09:00:01.000Z' })
    await looks[1]!.promise
    t.same(seen, [
      [before, false],
      ['2026-03-02T09:00:01.000Z', true]
    ])
  }
)
