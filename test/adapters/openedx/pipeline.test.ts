import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import type { Plan } from '../../../adapters/contract.ts'
import { importConfiguration } from '../../../adapters/openedx/reading/configuration.ts'
import { defaultStates, releases, type Seed } from '../../../adapters/openedx/sandbox/index.ts'
import { moveRow, requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { byUsername, rowByOriginal } from '../../../adapters/openedx/sandbox/world.ts'
import { driveByReference, tutorPipeline } from './reference-driver.ts'
import { compareDrivers, drawComparison, readShown } from './reference-run.ts'
import { carryOut, carryOutUpTo, example, failureOf, never, policy, type Stage, setStage } from './stage.ts'

const hourMs = 3_600_000
const ids = (plan: Plan) => plan.actions.map(({ action }) => action)
const rows = (plan: Plan) => plan.retained.map(({ id }) => id)
const actionOf = (stage: Stage, id: string) => stage.platform.actions.find(each => each.id === id)!

function ask(stage: Stage, username: string, state?: string): void {
  const { world } = stage.sandbox
  const row = requestRetirement(world, byUsername(world, username)!)
  if (state !== undefined) moveRow(world, row, state, '', true)
}

t.test('the table of the README is what the run gives: fewer calls, and whoever is stuck is finished', async t => {
  const table = await compareDrivers()
  t.equal(readShown(), drawComparison(table), 'node test/adapters/openedx/reference-run.ts draws it anew')
  const [plain, stuck] = [table.slice(0, 2), table.slice(2)]
  for (const { learner, reference, lethe } of plain) {
    t.equal(reference.end, 'COMPLETE', learner)
    const calls = lethe.changing + lethe.preparing
    t.ok(calls <= reference.calls, `${learner}: ${calls} calls beside ${reference.calls}`)
  }
  t.equal(stuck.length, 7)
  for (const { learner, reference } of stuck) {
    t.not(reference.end, 'COMPLETE', `${learner}: the reference driver leaves the learner`)
    t.match(reference.again, /^refuses/, `${learner}: and never comes back`)
  }
  for (const { learner, lethe } of table) {
    t.equal(lethe.end, 'COMPLETE', learner)
    t.equal(lethe.telling, 2, `${learner}: certificates once at either reading, before and after the cool-off`)
  }
})

t.test('every release: the learner goes, and what cannot be read or handed over is said beforehand', async t => {
  for (const release of releases) {
    const stage = await setStage({ release, services: true, settings: { bulkRetirement: true } })
    const isV2 = ['ulmo', 'verawood', 'next'].includes(release)
    const { capabilities, problems } = await stage.platform.register(never)
    t.same(problems, [], `${release}: nothing is in the way`)
    t.equal(capabilities.forum, isV2 ? 'v2' : 'either', `${release}: the forum`)
    t.equal(capabilities.unenrol, release === 'next' ? 'v2' : 'v1', `${release}: unenrol`)
    t.equal(capabilities.authz, isV2, `${release}: authz`)
    const plan = await stage.plan('mira.holm')
    const forum = plan.actions.find(({ action }) => action === 'forum')!
    t.equal(forum.readBack, isV2 ? 'independent' : 'none', `${release}: whether the forum shows its end`)
    await carryOutUpTo(stage, plan, null)
    const person = await stage.person(2)
    t.equal(person.isActive, false)
    t.notMatch(JSON.stringify(person.posts), /mira\.holm/, `${release}: the posts name nobody`)
    const called = new Set(stage.calls.map(({ id }) => id))
    t.ok(called.has(release === 'next' ? 'unenrolAccountV2' : 'unenrolAccount'))
    t.notOk(called.has(release === 'next' ? 'unenrolAccount' : 'unenrolAccountV2'))
    for (const { action, readBack } of plan.actions) {
      const { is } = await actionOf(stage, action).confirm(plan.subject, plan, never)
      t.equal(is, readBack === 'none' ? 'cannot-tell' : 'gone', `${release}: ${action}`)
    }
    const owner = await stage.plan('ada.finch')
    t.equal(owner.handOvers[0]?.problem, isV2 ? null : 'by-hand-only', `${release}: the course`)
    await stage.close()
  }
})

t.test('the forum', async t => {
  const legacy = await setStage({ release: 'redwood' })
  legacy.sandbox.world.people.get(2)!.posts = null
  const plan = await legacy.plan('mira.holm')
  await carryOutUpTo(legacy, plan, 'forum')
  t.equal(await carryOut(legacy, plan, 'forum'), 'already-absent', 'the Ruby forum knows nobody of that name: 404')
  await legacy.close()

  const palm = await setStage({ release: 'palm' })
  palm.sandbox.world.people.get(2)!.posts = null
  const unknown = await palm.plan('mira.holm')
  await carryOutUpTo(palm, unknown, 'forum')
  t.equal(await carryOut(palm, unknown, 'forum'), 'already-absent', 'or 500, and no course has a post')
  await palm.close()

  const lost = await setStage({ release: 'teak', settings: { forumBackend: 'legacy' } })
  const half = await lost.plan('mira.holm')
  await carryOutUpTo(lost, half, 'forum')
  lost.sandbox.faults.add({ route: 'retireForum', kind: 'reset-after' })
  t.equal(await carryOut(lost, half, 'forum'), 'done', 'a Ruby forum shows nothing, and takes it a second time')
  await carryOutUpTo(lost, half, null)
  t.equal((await lost.person(2)).isActive, false)
  await lost.close()

  const failing = await setStage()
  const failed = await failing.plan('mira.holm')
  await carryOutUpTo(failing, failed, 'forum')
  for (let turn = 0; turn < 2; turn += 1) {
    failing.sandbox.faults.add({ route: 'retireForum', kind: 'fail-before' })
    const perform = actionOf(failing, 'forum').perform(failed.subject, failed, never)
    t.equal(await failureOf(perform), 'unavailable: platform-failed', 'who has posts is never passed over')
  }
  failing.sandbox.world.settings.forumService = 'down'
  const unread = actionOf(failing, 'forum').perform(failed.subject, failed, never)
  t.equal(await failureOf(unread), 'unavailable: platform-failed', 'nor who seems to have none while the forum is down')
  await failing.close()
})

t.test('proctoring, partner report, credentials, licences, picture and clean-up', async t => {
  const seed: Seed = {
    ...example,
    people: example.people.map(person =>
      person.id === 2
        ? { ...person, proctoredAttempts: 2, licences: 1, hasCredentials: true, hasImage: true, hasLicenceUser: false }
        : person
    )
  }
  const stage = await setStage({
    seed,
    release: 'verawood',
    services: true,
    settings: { proctoring: 'up', bulkRetirement: true },
    options: { partnerReport: true, removeImage: true, cleanUp: true }
  })
  const plan = await stage.plan('mira.holm')
  t.same(ids(plan), [
    'start',
    'enter-working-state',
    'unenrol',
    'notes',
    'proctoring',
    'proctoring-backends',
    'misc',
    'image',
    'forum',
    'retire',
    'partner-queue',
    'credentials',
    'licences',
    'complete',
    'clean-up'
  ])
  for (const id of ['profile-image-files', 'retirement-row', 'credentials-names', 'licence-names']) {
    t.notOk(rows(plan).includes(id), `${id} does not stay`)
  }
  const bare = await stage
    .connect({ credentialsUrl: undefined as never, cleanUp: false })
    .plan(plan.subject, policy, never)
  for (const id of ['credentials-names', 'retirement-row', 'goals', 'education-level', 'other-course-roles']) {
    t.ok(rows(bare).includes(id), `${id} stays, and is said to`)
  }
  await carryOutUpTo(stage, plan, 'partner-queue')
  const { world } = stage.sandbox
  const person = world.people.get(2)!
  t.equal(person.proctoredAttempts, 0)
  t.same(person.imageFiles, [], 'no file is left behind')
  stage.sandbox.faults.add({ route: 'queuePartnerReport', kind: 'reset-after' })
  const queue = actionOf(stage, 'partner-queue')
  t.match(await failureOf(queue.perform(plan.subject, plan, never)), /^unavailable/)
  t.equal(queue.repeat, 'never', 'nothing reads the queue without emptying it')
  t.equal(world.partnerRows.length, 1, 'so a lost answer is for a person')
  t.equal(await carryOut(stage, plan, 'credentials'), 'done')
  t.equal(person.credentials?.username, person.username, 'Credentials has the retired name')
  t.equal(await carryOut(stage, plan, 'licences'), 'already-absent', '404 after the licences were scrubbed')
  t.equal(person.licences, 0)
  t.equal(await failureOf(carryOut(stage, plan, 'clean-up')), 'refused: not-complete')
  t.equal(await carryOut(stage, plan, 'complete'), 'done')
  t.equal(await carryOut(stage, plan, 'clean-up'), 'done')
  t.equal(world.rows.size, 0, 'the row with the old names is gone')
  t.notMatch(
    JSON.stringify(world.deletions.filter(({ table }) => table === 'retirement')),
    'mira',
    'and overwritten before'
  )
  t.equal(await carryOut(stage, plan, 'clean-up'), 'already-absent')
  for (const { action, readBack } of plan.actions) {
    const { is } = await actionOf(stage, action).confirm(plan.subject, plan, never)
    t.equal(is, readBack === 'none' ? 'cannot-tell' : 'gone', `${action} after the clean-up`)
  }
  await stage.close()

  const broken = await setStage({ services: true, settings: { proctoring: 'failing' } })
  const other = await broken.plan('mira.holm')
  await carryOutUpTo(broken, other, 'proctoring-backends')
  const backends = actionOf(broken, 'proctoring-backends').perform(other.subject, other, never)
  t.equal(await failureOf(backends), 'unavailable: platform-failed', 'a provider that failed is asked again')
  broken.sandbox.world.settings.replacementWorker = 'somebody.else'
  const credentials = actionOf(broken, 'credentials').perform(other.subject, other, never)
  t.equal(await failureOf(credentials), 'refused: not-the-replacement-worker', 'only that name may')
  await broken.close()
})

t.test('the report for partners: given once, kept until it was handed over', async t => {
  const stage = await setStage({ options: { partnerReport: true } })
  const plan = await stage.plan('mira.holm')
  await carryOutUpTo(stage, plan, 'complete')
  const { partnerReport: report } = stage.platform
  const other = stage.connect()
  const [row, ...more] = await report!.take(never)
  t.same(more, [])
  t.match(row, { key: '2', username: 'mira.holm', email: 'mira.holm@school.example', organisations: ['Lake', 'Hill'] })
  t.equal(stage.sandbox.journal.count('partner-row-read', '2'), 1)
  t.same(await other.partnerReport!.take(never), [row], 'the platform gives it no more, and it is not lost')
  stage.sandbox.faults.add({ route: 'clearPartnerReport', kind: 'reset-after' })
  t.match(await failureOf(report!.close(['2'], never)), /^unavailable/)
  t.same(stage.sandbox.world.partnerRows, [], 'cleared, and the answer was lost')
  t.same(await report!.take(never), [row])
  await report!.close(['2', 'unknown'], never)
  t.same(await report!.take(never), [], 'nothing is kept any longer')
  const called = stage.calls.length
  t.equal(await failureOf(report!.take(AbortSignal.abort())), 'unavailable: aborted')
  t.equal(stage.calls.length, called, 'who has hung up before takes nothing')
  await stage.close()
})

t.test('authz: roles are handed over before the deletion is asked for, after it nobody sees them', async t => {
  const seed: Seed = { ...example, libraries: [{ id: 'lib:Lake:L1', admins: ['ada.finch'] }] }
  const settings = { authz: 'courses' as const }
  const stage = await setStage({ seed, settings })
  const plan = await stage.plan('ada.finch')
  t.equal(ids(plan)[0], 'hand-over')
  t.ok(ids(plan).indexOf('hand-over') < ids(plan).indexOf('start'))
  t.same(plan.handOvers.map(({ object, successor }) => [object.category, object.key, successor?.username]).sort(), [
    ['course', 'course-v1:Lake+C1+2026', 'ben.osei'],
    ['library', 'lib:Lake:L1', 'ben.osei']
  ])
  t.equal(plan.actions[0]?.counts['successors-enrolled'], 0, 'authz enrols nobody')
  t.same(plan.privilegedRoles, [], 'who has a role in authz is no global staff for it')
  t.equal(await carryOut(stage, plan, 'hand-over'), 'done')
  const roles = () => stage.sandbox.world.authzRoles
  t.notOk(
    roles().some(({ person }) => person === 4),
    'the subject has none left'
  )
  t.ok(roles().some(({ person, scope }) => person === 5 && scope === 'lib:Lake:L1'))
  t.same(
    stage.sandbox.journal
      .list()
      .map(({ effect }) => effect.replace('authz-', ''))
      .slice(0, 2),
    ['assigned', 'assigned'],
    'successors first'
  )
  t.equal(await carryOut(stage, plan, 'hand-over'), 'already-absent')
  await carryOut(stage, plan, 'start')
  t.same(await actionOf(stage, 'hand-over').confirm(plan.subject, plan, never), { is: 'gone' }, 'read after it too')
  await stage.close()

  const refused = await setStage({ seed, settings })
  const toTom = [{ category: '*', successor: { kind: 'username' as const, value: 'tom.reed' } }]
  const given = { ...policy, successors: toTom }
  const planned = await refused.platform.plan(await refused.find('ada.finch'), given, never)
  ask(refused, 'tom.reed')
  t.equal(
    await failureOf(carryOut(refused, planned, 'hand-over')),
    'refused: course-team-refused',
    '207 is no success: authz no longer knows the successor'
  )
  t.equal(refused.sandbox.world.authzRoles.filter(({ person }) => person === 4).length, 3, 'and nothing was taken away')
  await refused.close()

  const late = await setStage({ seed, settings })
  ask(late, 'ada.finch')
  const blind = await late.plan('ada.finch')
  t.notOk(ids(blind).includes('hand-over'))
  t.ok(rows(blind).includes('authz-roles'), 'said, because nobody can see them any more')
  await late.close()
})

t.test('a driver that took the forum first', async t => {
  const stage = await setStage({ settings: { states: [...defaultStates] } })
  ask(stage, 'mira.holm')
  const forumFirst = [tutorPipeline[1]!, tutorPipeline[0]!]
  const killed = { killedAfter: '/api/enrollment/v1/unenroll/' }
  await driveByReference(stage.sandbox, 'mira.holm', forumFirst, killed)
  stage.pass(2 * hourMs)
  const plan = await stage.plan('mira.holm')
  t.notOk(ids(plan).includes('unenrol'), 'the call would find nothing by the old name and say yes')
  const left = plan.retained.find(({ id }) => id === 'enrolments-active')
  t.equal(left?.count, 2, 'so what is left active is said, with its count')
  await carryOutUpTo(stage, plan, null)
  t.equal(rowByOriginal(stage.sandbox.world, 'mira.holm')?.state, 'COMPLETE')
  await stage.close()
})

t.test('take-over: everybody who was left, and where they stand', async t => {
  const stage = await setStage()
  ask(stage, 'mira.holm', 'COMPLETE')
  stage.pass(1000)
  ask(stage, 'ada.finch', 'RETIRING_LMS')
  stage.pass(1000)
  ask(stage, 'tom.reed', 'ERRORED')
  stage.pass(1000)
  ask(stage, 'ben.osei')
  stage.pass(1000)
  ask(stage, 'lea.fresh', 'NOTES_COMPLETE')
  const backlog = async () =>
    (await stage.platform.takeOver.backlog(never)).map(({ subject, stands, state }) => [
      subject.username,
      stands,
      state
    ])
  t.same(await backlog(), [
    ['ada.finch', 'stuck', 'RETIRING_LMS'],
    ['tom.reed', 'errored', 'ERRORED'],
    ['ben.osei', 'pending', 'PENDING'],
    ['lea.fresh', 'between-steps', 'NOTES_COMPLETE']
  ])
  const world = stage.sandbox.world
  moveRow(world, rowByOriginal(world, 'tom.reed')!, 'ABORTED', '', true)
  const finished = { killedAfter: '/api/user/v1/accounts/retire/' }
  await driveByReference(stage.sandbox, 'ben.osei', tutorPipeline, finished)
  t.same((await backlog()).slice(1), [
    ['ben.osei', 'over', 'RETIRING_LMS'],
    ['lea.fresh', 'between-steps', 'NOTES_COMPLETE']
  ])
  await stage.close()
})

t.test('take-over: the configuration of the scripts and of the Tutor plugin', async t => {
  const scripts = importConfiguration(`
client_id: worker
client_secret: very-secret
base_urls: { lms: "https://lms.example", credentials: "https://cred.example", ecommerce: "https://shop.example" }
retirement_pipeline:
  - [RETIRING_FORUMS, FORUMS_COMPLETE, LMS, retirement_retire_forum]
  - [RETIRING_ENROLLMENTS, ENROLLMENTS_COMPLETE, LMS, retirement_unenroll]
  - [RETIRING_MAIL, MAIL_COMPLETE, LMS, retirement_retire_mailings]
  - [QUEUEING, QUEUEING_COMPLETE, LMS, retirement_partner_queue]
  - [RETIRING_CREDENTIALS, CREDENTIALS_COMPLETE, CREDENTIALS, retire_learner]
  - [RETIRING_BRAZE, BRAZE_COMPLETE, BRAZE, retire_learner]
s3_archive: { bucket_name: old }
`)
  t.match(scripts.options, {
    clientId: 'worker',
    clientSecret: 'very-secret',
    baseUrl: 'https://lms.example',
    credentialsUrl: 'https://cred.example',
    partnerReport: true
  })
  t.ok((scripts.options.states as string[]).includes('QUEUEING'))
  t.notOk((scripts.options.states as string[]).includes('RETIRING_FORUMS'), 'known ones are found anyway')
  const said = Object.fromEntries(scripts.findings.map(({ about, is }) => [about, is]))
  t.match(said, {
    worker: 'left',
    studioUrl: 'left',
    ecommerce: 'left',
    mailings: 'wrong',
    credentials: 'wrong',
    braze: 'left',
    order: 'wrong',
    's3-archive': 'left'
  })
  t.notMatch(JSON.stringify(scripts.findings), 'very-secret')

  const tutor = importConfiguration('LMS_HOST: lms.example\nCMS_HOST: studio.example\nRETIREMENT_COOL_OFF_DAYS: 30\n')
  t.same(tutor.options, {
    clientId: 'retirement_service_worker',
    workerUsername: 'retirement_service_worker',
    baseUrl: 'https://lms.example',
    studioUrl: 'https://studio.example'
  })
  t.match(tutor.findings.find(({ about }) => about === 'cool-off')?.says, '30 days')
  for (const text of ['- a list', 'just words', '{ broken']) {
    t.throws(() => importConfiguration(text), { code: 'configuration-unreadable' }, text)
  }
  const warnings: Error[] = []
  const hear = (warning: Error) => void warnings.push(warning)
  process.on('warning', hear)
  t.teardown(() => process.off('warning', hear))
  importConfiguration('client_id: worker\nclient_secret: !very-secret very-secret\n')
  await nextTurn()
  t.same(warnings, [], 'the process does not quote the file in a warning of its own')
})
