import t from 'tap'
import type { FactName, HttpAnswer, HttpDoor, Identifier, SeenRow } from '../../../adapters/contract.ts'
import { adapter } from '../../../adapters/openedx/index.ts'
import { defaultStates, type Seed } from '../../../adapters/openedx/sandbox/index.ts'
import { cancelRow, moveRow, requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { byUsername, rowByOriginal } from '../../../adapters/openedx/sandbox/world.ts'
import { testAdapterContract } from '../../contracts/adapter.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'
import { nothingSeen } from '../../doubles/nothing-seen.ts'
import { carryOut, carryOutUpTo, example, failureOf, listAll, never, policy, type Stage, setStage } from './stage.ts'

const hourMs = 3_600_000

testAdapterContract(t, 'openedx', async () => {
  const seed = withWorker({ mayCancel: true })
  const stage = await setStage({ seed })
  const blind = stage.connect({ clientSecret: 'wrong' })
  const stateOf = (id: string) => {
    const { email, isActive, username } = stage.sandbox.world.people.get(Number(id))!
    return { email, isActive, username, asked: stage.sandbox.world.requests.has(Number(id)) }
  }
  return {
    platform: stage.platform,
    optionsSchema: adapter.optionsSchema,
    blind,
    person: [
      { kind: 'platform-id', value: '2' },
      { kind: 'email', value: 'mira.holm@school.example' }
    ],
    other: { kind: 'username', value: 'tom.reed' },
    nobody: { kind: 'username', value: 'nobody.here' },
    policy,
    isThere: id => stateOf(id).isActive,
    effects: id => {
      const effects: Record<string, number> = {}
      const done = stage.sandbox.journal.list().filter(entry => entry.person === id && !entry.refused)
      for (const { effect } of done) effects[effect] = (effects[effect] ?? 0) + 1
      return effects
    },
    once: ['retirement-started', 'unenrolled', 'forum-retired', 'retired'],
    wayBack: { perform: ['start'], restored: ['account', 'email'] },
    stateOf,
    addFault: fault => stage.sandbox.faults.add(fault),
    close: stage.close
  }
})

function ask(stage: Stage, username: string, state?: string): void {
  const { world } = stage.sandbox
  const row = requestRetirement(world, byUsername(world, username)!)
  if (state !== undefined) moveRow(world, row, state, '', true)
}

t.test('a whole deletion: the platform no longer knows the learner, and nothing was done twice', async t => {
  for (const [name, settings] of Object.entries({
    'Tutor site': { enrolmentPageSize: 1 },
    'site on defaults': { states: [...defaultStates] },
    'site without forum and notes': { forum: false, notes: 'absent' as const }
  })) {
    const stage = await setStage({ settings })
    const plan = await stage.plan('mira.holm')
    const ids = plan.actions.map(({ action }) => action)
    const without = name.includes('without') ? ['notes', 'forum'] : []
    t.same(
      ids,
      ['start', 'enter-working-state', 'unenrol', 'notes', 'misc', 'forum', 'retire', 'complete'].filter(
        id => !without.includes(id)
      ),
      `${name}: the plan`
    )
    const first = plan.actions.find(({ waits }) => waits.length > 0)
    t.equal(first?.action, without.length > 0 ? 'retire' : 'forum', 'what takes the name waits')
    t.same(first?.waits, [{ after: 'start', ms: hourMs }], 'for one life of a token')
    t.same(plan.actions.find(({ action }) => action === 'unenrol')?.counts, { enrolments: 2 })
    await carryOutUpTo(stage, plan, null)

    const person = await stage.person(2)
    const row = person.retirement as Record<string, unknown>
    t.equal(person.username, row.retired_username, `${name}: the name is retired`)
    t.equal(person.email, row.retired_email)
    t.notOk(person.isActive)
    t.equal(person.name, '')
    t.same(
      (person.enrolments as { active: boolean }[]).map(({ active }) => active),
      [false, false, false]
    )
    t.equal(person.notes, without.length > 0 ? 3 : 0)
    t.ok(person.miscRetired)
    t.same(row.current_state, { ...(row.current_state as object), state_name: 'COMPLETE' })
    if (without.length === 0) t.notMatch(JSON.stringify(person.posts), 'mira.holm')
    const effects = stage.sandbox.journal.list().filter(({ refused }) => !refused)
    const counted = effects.map(({ effect, detail }) => `${effect} ${detail.to ?? ''}`)
    t.equal(new Set(counted).size, counted.length, `${name}: each effect once: ${counted}`)

    for (const action of stage.platform.actions.filter(({ id }) => ids.includes(id))) {
      const confirmation = await action.confirm(plan.subject, plan, never)
      const expected = action.readBack === 'none' ? 'cannot-tell' : 'gone'
      t.equal(confirmation.is, expected, `${name}: ${action.id} read back at the end`)
      if (action.repeat === 'safe') continue
      const again = await action.perform(plan.subject, plan, never)
      t.equal(again.is, 'already-absent', `${name}: ${action.id} a second time changes nothing`)
    }
    t.equal(stage.sandbox.journal.list().length, effects.length, `${name}: looking changes nothing`)
    await stage.close()
  }
})

t.test('the retired learner can still be confirmed after the operator cleaned the list up', async t => {
  const stage = await setStage()
  const plan = await stage.plan('mira.holm')
  await carryOutUpTo(stage, plan, null)
  stage.sandbox.world.rows.clear()
  for (const action of stage.platform.actions.filter(({ readBack }) => readBack !== 'none')) {
    t.same(await action.confirm(plan.subject, plan, never), { is: 'gone' }, action.id)
  }
  await stage.close()
})

t.test('profile and rows: every field that is said to be emptied is looked at, the rest is read or said', async t => {
  const stage = await setStage()
  const plan = await stage.plan('mira.holm')
  await carryOutUpTo(stage, plan, null)
  const retire = stage.platform.actions.find(({ id }) => id === 'retire')!
  const confirm = async () => (await retire.confirm(plan.subject, plan, never)).is
  const person = stage.sandbox.world.people.get(2)!
  t.equal(await confirm(), 'gone')
  const left: Partial<typeof person> = {
    name: 'Mira',
    bio: 'Likes rivers.',
    country: 'DE',
    gender: 'o',
    yearOfBirth: 1999,
    mailingAddress: '1 Quay',
    phoneNumber: '+15550100',
    pendingName: 'Mira the Second',
    recoveryEmail: 'mira@home.example',
    extendedProfile: { employer: 'The harbour' },
    socialLinks: [{ platform: 'linkedin', social_link: 'https://social.example/mira' }],
    hasImage: true
  }
  for (const [field, value] of Object.entries(left)) {
    const emptied = person[field as keyof typeof person]
    Object.assign(person, { [field]: value })
    t.equal(await confirm(), 'still-there', field)
    Object.assign(person, { [field]: emptied })
  }
  t.ok(
    plan.retained.some(({ id, check }) => id === 'profile-unseen' && check === 'cannot-tell'),
    'what no call shows is said'
  )

  const read = async () => {
    const readings = await stage.platform.readRows!(plan.subject, plan, never)
    return Object.fromEntries(readings.map(({ row, is }) => [row, is]))
  }
  const readable = plan.retained.filter(({ check }) => check === 'read-back')
  t.same(
    Object.keys(await read()),
    readable.map(({ id }) => id),
    'whatever is said to be read back is'
  )
  t.ok(readable.every(({ readBy }) => readBy !== null))
  t.match(await read(), {
    'education-level': 'kept',
    goals: 'kept',
    state: 'kept',
    languages: 'kept',
    'login-dates': 'kept',
    'account-number': 'kept',
    'old-name': 'kept',
    enrolments: 'kept',
    'retirement-row': 'later'
  })
  person.goals = null
  person.enrolments = []
  stage.sandbox.world.rows.clear()
  t.match(await read(), { goals: 'gone', enrolments: 'gone', 'retirement-row': 'gone', 'old-name': 'kept' })
  person.username = 'mira.holm'
  t.match(await read(), { 'old-name': 'still-there' })
  await stage.close()
})

t.test('find', async t => {
  const stage = await setStage()
  const find = (...identifiers: Identifier[]) => stage.platform.find({ identifiers }, never)
  const id = { kind: 'platform-id', value: '2' } as const
  const name = { kind: 'username', value: 'mira.holm' } as const
  const mail = { kind: 'email', value: 'mira.holm@school.example' } as const
  const subject = {
    id: '2',
    bornAt: '2024-03-01T08:00:00.000Z',
    username: 'mira.holm',
    email: 'mira.holm@school.example',
    displayName: 'Mira Holm',
    language: 'en'
  }
  t.same(await find(id, name, mail), { is: 'one', subject }, 'all identifiers together')
  t.same(await find({ ...name, value: 'Mira.Holm' }), { is: 'none' }, 'names are compared exactly')
  t.same(await find(id, { ...name, value: 'nobody.here' }), { is: 'none' }, 'one that matches nobody')
  t.same(await find(id, { ...name, value: 'tom.reed' }), { is: 'none' }, 'two people')
  for (const value of ['two', '02', ' 2', '2 ', '+2', '2.0', '0', '-2', '2'.repeat(20)])
    t.same(await find({ ...id, value }), { is: 'none' }, `${JSON.stringify(value)} is nobody's number`)
  t.equal(await failureOf(find({ kind: 'external-id', value: 'x' })), 'refused: identifier-not-supported')
  t.equal(await failureOf(find()), 'refused: no-identifier')

  ask(stage, 'mira.holm')
  t.same(await find(id), { is: 'one', subject }, 'a retiring account keeps its original names')
  t.same(await find(name, mail), { is: 'one', subject }, 'its original e-mail still counts as its own')
  t.same(await find(name, { ...mail, value: 'other@school.example' }), { is: 'none' })
  const plan = await stage.plan('mira.holm')
  await carryOutUpTo(stage, plan, 'retire')
  t.same(await find(id), { is: 'one', subject }, 'between forum and retire')
  t.same(await find(name), { is: 'one', subject }, 'by the name that only the row still knows')
  await carryOut(stage, plan, 'retire')
  t.same(await find(id), { is: 'one', subject }, 'a retired one whose row is open: somebody may have stopped here')
  await carryOut(stage, plan, 'complete')
  t.same(await find(id), { is: 'none' }, 'one whose retirement is complete is nobody')
  t.same(await find(name), { is: 'none' })
  await stage.close()

  const weak = await setStage({ seed: withWorker({ isStaff: false }) })
  const asWeak = (identifier: Identifier) => failureOf(weak.platform.find({ identifiers: [identifier] }, never))
  for (const identifier of [id, name, mail]) {
    t.equal(await asWeak(identifier), 'refused: not-permitted', `${identifier.kind} without the staff flag`)
  }
  await weak.close()
})

t.test('facts', async t => {
  const all: FactName[] = [
    'linked-logins',
    'password-usable',
    'account-activated',
    'solely-owned',
    'protection',
    'account-state',
    'open-grading-orders'
  ]
  const stage = await setStage({ settings: { passwordWords: { usable: 'Verwendbar', unusable: 'Nicht verwendbar' } } })
  const gather = async (username: string, at = stage) => {
    const facts = await at.platform.gather(await at.find(username), all, never)
    return Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [
        name,
        fact.is === 'known' ? fact.value : `${fact.is}: ${fact.because}`
      ])
    )
  }
  const nobody = { permanent: false, ours: false, privilegedRoles: [] }
  t.same(await gather('tom.reed'), {
    'linked-logins': [{ provider: 'google-oauth2' }],
    'password-usable': true,
    'account-activated': true,
    'solely-owned': [],
    protection: nobody,
    'account-state': 'active',
    'open-grading-orders': 'not-answerable-here: not-on-this-platform'
  })
  const fresh = await gather('lea.fresh')
  t.equal(fresh['password-usable'], false, 'in whatever language the server speaks')
  t.equal(fresh['account-activated'], false)
  const course = 'course-v1:Lake+C1+2026'
  t.same((await gather('ada.finch'))['solely-owned'], [{ category: 'course', key: course, title: course }])
  const { people } = stage.sandbox.world
  people.get(5)!.isActive = false
  t.equal(((await gather('ada.finch'))['solely-owned'] as []).length, 2, 'an instructor who left is none')
  people.get(5)!.isActive = true
  t.same((await gather('retirement_service_worker')).protection, {
    permanent: false,
    ours: true,
    privilegedRoles: ['global-staff']
  })
  ask(stage, 'mira.holm')
  t.equal((await gather('mira.holm'))['account-state'], 'pending-retirement')
  moveRow(stage.sandbox.world, rowByOriginal(stage.sandbox.world, 'mira.holm')!, 'ERRORED', '', true)
  t.equal((await gather('mira.holm'))['account-state'], 'retirement-errored')
  people.get(1)!.password = 'a password'
  stage.pass(11 * 60_000)
  stage.sandbox.world.settings.passwordWords = { usable: 'Usable', unusable: 'Unusable' }
  t.equal((await gather('lea.fresh'))['password-usable'], 'unknown: worker-has-password', 'unknown is never yes')
  people.get(1)!.password = null

  stage.sandbox.faults.add({ route: 'readSsoRecords', kind: 'fail-before' })
  const subject = await stage.find('tom.reed')
  t.equal(
    await failureOf(stage.platform.gather(subject, all, never)),
    'unavailable: platform-failed',
    'asked again later'
  )
  stage.sandbox.faults.add({ route: 'readSsoRecords', kind: 'malformed' })
  t.equal(await failureOf(stage.platform.gather(subject, all, never)), 'surprise: answer-not-json')
  const reborn = { ...subject, bornAt: '2020-01-01T00:00:00Z' }
  t.equal(await failureOf(stage.platform.gather(reborn, all, never)), 'surprise: identity-changed', 'an id given anew')
  await stage.close()

  const alone = await setStage({ options: { studioUrl: undefined as never } })
  t.equal((await gather('ada.finch', alone))['solely-owned'], 'not-answerable-here: studio-not-configured')
  t.same((await gather('tom.reed', alone))['solely-owned'], [], 'without any course no Studio is needed')
  t.same((await gather('ada.finch', alone)).protection, { ...nobody, privilegedRoles: ['course-team-or-global-staff'] })
  await alone.close()
})

t.test('answers that no sandbox gives', async t => {
  const answers: Record<string, Partial<HttpAnswer>> = {}
  const http: HttpDoor = {
    async call(_base, { id }) {
      const token = { access_token: 'x', expires_in: 3600, token_type: 'JWT' }
      return { status: 200, headers: {}, json: token, text: '', ...answers[id] }
    },
    pass: async () => Promise.reject(new Error('nothing is passed on here')),
    close: async () => {}
  }
  const options = { baseUrl: 'https://lms.example', clientId: 'a', clientSecret: 'b', workerUsername: 'w' }
  let clock = Date.parse('2026-11-02T08:00:00Z')
  const platform = adapter.connect(options, {
    http,
    spool: createMemorySpool(),
    // Nothing that was read before is recent.
    now() {
      clock += hourMs
      return new Date(clock)
    },
    sleep: async () => {}
  })
  const subject = {
    id: '2',
    bornAt: '2024-03-01T08:00:00.000Z',
    username: 'mira',
    email: null,
    displayName: null,
    language: null
  }
  const account = {
    id: 2,
    username: 'mira',
    email: 'm@school.example',
    date_joined: '2024-03-01T08:00:00.000Z',
    is_active: true
  }
  answers.listAccounts = { json: [account] }
  const links = async () => (await platform.gather(subject, ['linked-logins'], never))['linked-logins']
  answers.readSsoRecords = { status: 403 }
  answers.listLinkedProviders = { json: { active: [{ provider_id: 'saml-uni' }] } }
  t.match(await links(), { is: 'known', value: [{ provider: 'saml-uni' }] }, 'asked elsewhere where support is refused')
  answers.listLinkedProviders = { status: 403 }
  t.match(await links(), { is: 'unknown', because: 'not-permitted' }, 'no right at all is no "none"')
  answers.readSsoRecords = { status: 302 }
  t.match(await links(), { is: 'unknown', because: 'not-permitted' }, 'a sign-in page is no answer')
  answers.readSsoRecords = { json: { links: [] } }
  t.equal(await failureOf(links()), 'surprise: answer-misshapen')

  const byName = () => platform.find({ identifiers: [{ kind: 'username', value: 'Mira' }] }, never)
  answers.readAccount = { json: account }
  answers.readRetirementStatus = { status: 404 }
  t.same(await byName(), { is: 'none' }, 'a database that does not mind case')
  const byMail = () => platform.find({ identifiers: [{ kind: 'email', value: 'M@school.example' }] }, never)
  answers.searchEmails = { json: [{ id: 2, email: 'm@school.example', username: 'mira' }] }
  t.same(await byMail(), { is: 'none' }, 'nor in e-mails')
  const page = { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } }
  answers.readRetirementStatus = page
  t.equal(await failureOf(byName()), 'surprise: no-such-route', 'a page is not "no retirement"')
  answers.readRetirementStatus = {
    json: {
      id: 1,
      user: { id: 77, username: 'mira', email: 'x' },
      current_state: { state_name: 'PENDING' },
      created: '2026-01-01T00:00:00Z',
      modified: '2026-01-01T00:00:00Z',
      original_username: 'mira',
      retired_username: 'r',
      retired_email: 'r'
    }
  }
  const state = platform.gather(subject, ['account-state'], never)
  t.equal(await failureOf(state), 'surprise: identity-changed', 'a row of another account')
  answers.listAccounts = page
  t.equal(await failureOf(links()), 'surprise: no-such-route')
})

t.test('facts read ahead what a plan asks for where one is drawn next, whatever is known', async t => {
  const known = { ownership: null, isDeparting: async () => false }
  for (const [next, calls] of [
    ['plan', ['listEnrolments']],
    [undefined, []]
  ] as const) {
    const stage = await setStage()
    const subject = await stage.find('mira.holm')
    await stage.platform.gather(subject, ['account-activated'], never, known, next)
    t.same(
      stage.calls.map(({ id }) => id).filter(id => id === 'listEnrolments'),
      calls.flatMap(id => [id, id])
    )
    await stage.close()
  }
})

t.test('one reading serves facts, plan and the first action, and nothing that was read is used for long', async t => {
  const stage = await setStage()
  const look = async () => {
    const subject = await stage.find('mira.holm')
    await stage.platform.gather(subject, ['solely-owned', 'protection', 'account-state', 'account-activated'], never)
    return stage.platform.plan(subject, policy, never)
  }
  await look()
  stage.calls.length = 0
  const plan = await look()
  t.same(
    stage.calls.map(({ id }) => id),
    ['readAccount', 'readRetirementStatus', 'listCourseIds', 'listEnrolments', 'listEnrolments']
  )
  stage.sandbox.world.people.get(2)!.isActive = false
  const subject = await stage.find('mira.holm')
  const facts = await stage.platform.gather(subject, ['account-activated'], never)
  t.match(facts['account-activated'], { value: false }, 'a new look begins with nothing')
  stage.sandbox.world.people.get(2)!.isActive = true
  const later = async () => (await stage.platform.gather(subject, ['account-activated'], never))['account-activated']
  t.match(await later(), { value: false })
  stage.pass(31_000)
  t.match(await later(), { value: true }, 'and half a minute is all')

  stage.sandbox.faults.add({ route: 'startRetirement', kind: 'fail-after' })
  await carryOutUpTo(stage, plan, 'notes')
  const world = stage.sandbox.world
  moveRow(world, rowByOriginal(world, 'mira.holm')!, 'ERRORED', '', true)
  for (const action of ['notes', 'misc', 'forum', 'retire']) {
    t.equal(
      await failureOf(carryOut(stage, plan, action)),
      'refused: not-in-working-state',
      `${action}: read, not guessed`
    )
  }
  world.rows.clear()
  t.equal(await failureOf(carryOut(stage, plan, 'misc')), 'refused: retirement-row-missing')
  await stage.close()
})

t.test('courses are handed over before the account is locked', async t => {
  const stage = await setStage()
  const plan = await stage.plan('ada.finch')
  t.equal(plan.actions[0]?.action, 'hand-over')
  const counted = { courses: 2, 'solely-owned': 1, 'successors-enrolled': 1 }
  t.same(plan.actions[0]?.counts, counted, 'what assigning does besides is counted')
  t.same(
    plan.handOvers.map(({ object, successor, problem }) => [object.key, successor?.id, problem]),
    [['course-v1:Lake+C1+2026', '5', null]]
  )
  t.equal(await carryOut(stage, plan, 'hand-over'), 'done')
  const { journal } = stage.sandbox
  t.same((await stage.person(4)).courseRoles, {}, 'the subject is in no team')
  t.same((await stage.person(5)).courseRoles, {
    'course-v1:Lake+C1+2026': 'instructor',
    'course-v1:Lake+C2+2026': 'instructor',
    'course-v1:Hill+C3+2025': 'instructor'
  })
  t.same(
    journal.list().map(({ effect }) => effect),
    ['team-assigned', 'team-revoked', 'team-revoked'],
    'the successor first'
  )
  t.equal(await carryOut(stage, plan, 'hand-over'), 'already-absent')
  t.equal(journal.list().length, 3, 'nothing twice')

  const rules = async (rule: object) => {
    const given = { ...policy, successors: [{ category: 'course', ...rule }] as never }
    const { handOvers } = await stage.platform.plan(await stage.find('ben.osei'), given, never)
    return handOvers.map(({ successor, problem }) => successor?.username ?? problem)
  }
  const one = { successor: { kind: 'username', value: 'ada.finch' } }
  t.same(await rules(one), ['ada.finch', 'ada.finch', 'ada.finch'])
  t.same(await rules({ ...one, object: 'course-v1:Hill+C3+2025' }), ['none-named', 'none-named', 'ada.finch'])
  t.same((await rules({ successor: { kind: 'username', value: 'ben.osei' } }))[0], 'not-living', 'not to the subject')
  t.same((await rules({ successor: { kind: 'external-id', value: 'x' } }))[0], 'not-living')
  t.same((await rules({ successor: { kind: 'username', value: 'lea.fresh' } }))[0], 'not-living', 'not activated')
  const fresh = await stage.platform.plan(await stage.find('ben.osei'), { ...policy, successors: [] }, never)
  t.equal(await failureOf(carryOut(stage, fresh, 'hand-over')), 'refused: successor-missing')
  const known = { ownership: null, isDeparting: async ({ id }: { id: string }) => id === '5' }
  const departing = await stage.platform.plan(await stage.find('tom.reed'), policy, never, known)
  t.same(departing.handOvers, [], 'who owns nothing hands nothing over')
  stage.sandbox.world.courses.get('course-v1:Hill+C3+2025')!.team.delete(5)
  stage.sandbox.world.courses.get('course-v1:Hill+C3+2025')!.team.set(3, 'instructor')
  const toDeparting = await stage.platform.plan(await stage.find('tom.reed'), policy, never, known)
  t.equal(toDeparting.handOvers[0]?.problem, 'not-living', 'not to somebody who is about to be erased here')
  stage.sandbox.world.courses.get('course-v1:Hill+C3+2025')!.team.delete(3)
  stage.sandbox.world.courses.get('course-v1:Hill+C3+2025')!.team.set(5, 'instructor')
  ask(stage, 'ada.finch')
  t.same((await rules(one))[0], 'not-living', 'not to somebody who leaves too')
  t.equal(journal.list().length, 3, 'asking changes nothing')
  await stage.close()

  const late = await setStage()
  ask(late, 'ada.finch')
  const planned = await late.plan('ada.finch')
  t.equal(await carryOut(late, planned, 'hand-over'), 'done', 'found by the retired e-mail once the account is locked')
  t.same((await late.person(4)).courseRoles, {})
  await late.close()

  const unplanned = await setStage()
  const old = await unplanned.plan('ada.finch')
  unplanned.sandbox.world.courses.get('course-v1:Lake+C2+2026')!.team.delete(5)
  t.equal(await failureOf(carryOut(unplanned, old, 'hand-over')), 'refused: sole-owner-unplanned')
  t.same(unplanned.sandbox.journal.list(), [], 'no course is orphaned')
  await unplanned.close()

  const course = 'course-v1:Lake+C2+2026'
  const locked = await setStage({ settings: { lockedCourses: [course], courseIdPageSize: 1 } })
  const half = await locked.plan('ada.finch')
  t.same(half.actions[0]?.counts, counted, 'every page of courses is read')
  t.equal(await failureOf(carryOut(locked, half, 'hand-over')), 'refused: course-team-refused', '200 is no success')
  const handOver = locked.platform.actions.find(({ id }) => id === 'hand-over')!
  t.same(await handOver.confirm(half.subject, half, never), { is: 'still-there' })
  t.same((await locked.person(4)).courseRoles, { [course]: 'instructor' })
  await locked.close()

  const older = await setStage({ settings: { supportCourseTeam: false } })
  const byHand = await older.plan('ada.finch')
  t.notOk(
    byHand.actions.some(({ action }) => action === 'hand-over'),
    'before Ulmo nothing assigns over REST'
  )
  t.same(
    byHand.handOvers.map(({ object, successor, problem }) => [object.key, successor, problem]),
    [['course-v1:Lake+C1+2026', null, 'by-hand-only']],
    'so the course is named, and a person adds a second instructor'
  )
  t.ok(
    byHand.retained.some(({ id }) => id === 'course-roles'),
    'and roles stay'
  )
  await older.close()
})

t.test('a learner who has asked in the platform is not started again', async t => {
  const stage = await setStage()
  ask(stage, 'mira.holm')
  stage.pass(20 * 60_000)
  const plan = await stage.plan('mira.holm')
  t.notOk(plan.actions.some(({ action }) => action === 'start'))
  const forum = plan.actions.find(({ action }) => action === 'forum')
  t.same(forum?.waits, [{ after: 'enter-working-state', ms: 40 * 60_000 }], 'what is left of a token')
  t.equal(plan.before.state, 'PENDING')
  stage.pass(hourMs)
  t.same(
    (await stage.plan('mira.holm')).actions.flatMap(({ waits }) => waits),
    []
  )
  await carryOutUpTo(stage, plan, null)
  t.equal((await stage.person(2)).isActive, false)

  ask(stage, 'tom.reed', 'ENROLLMENTS_COMPLETE')
  const further = await stage.plan('tom.reed')
  t.equal(await carryOut(stage, further, 'enter-working-state'), 'done', 'a state further on than our own')
  const row = rowByOriginal(stage.sandbox.world, 'tom.reed')!
  t.equal(row.state, 'RETIRING_FORUMS')
  moveRow(stage.sandbox.world, row, 'ERRORED', '', true)
  t.equal(await failureOf(carryOut(stage, further, 'misc')), 'refused: not-in-working-state', 'read, not guessed')
  t.equal(await carryOut(stage, further, 'enter-working-state'), 'done', 'one that was given up is taken up again')
  t.equal(row.state, 'LOCKING_ACCOUNT')
  moveRow(stage.sandbox.world, row, 'LMS_COMPLETE', '', true)
  t.equal(await carryOut(stage, further, 'enter-working-state'), 'done', 'and one past its last working state')
  moveRow(stage.sandbox.world, row, 'ABORTED', '', true)
  t.equal(await failureOf(carryOut(stage, further, 'enter-working-state')), 'refused: dead-end-state', 'a no is a no')
  stage.sandbox.world.rows.delete(row.id)
  t.equal(await failureOf(carryOut(stage, further, 'misc')), 'refused: retirement-row-missing', 'it was cancelled')
  await stage.close()
})

t.test('start', async t => {
  const off = await setStage({ settings: { bulkRetirement: false } })
  const plan = await off.plan('mira.holm')
  t.equal(await failureOf(carryOut(off, plan, 'start')), 'refused: start-switched-off')
  await off.close()
  const unset = await setStage({ options: { bulkStart: false } })
  t.equal(await failureOf(carryOut(unset, plan, 'start')), 'refused: start-switched-off')
  t.same(unset.sandbox.journal.list(), [])
  await unset.close()
  const stage = await setStage({
    seed: { ...example, people: [...example.people, { id: 20, username: 'Mira.Holm', email: 'other@school.example' }] }
  })
  await carryOut(stage, await stage.plan('mira.holm'), 'start')
  const twin = await stage.plan('Mira.Holm')
  t.equal(
    await failureOf(carryOut(stage, twin, 'start')),
    'refused: start-refused',
    'names that differ in case collide'
  )
  await stage.close()
})

t.test('release', async t => {
  const stage = await setStage({ seed: withWorker({ mayCancel: true }) })
  const plan = await stage.plan('mira.holm')
  t.same(plan.wayBack.slice(0, 2), [
    { after: 'start', way: 'platform-cancel' },
    { after: 'enter-working-state', way: 'none' }
  ])
  t.equal(plan.actions[0]?.reversible, true)
  await carryOut(stage, plan, 'start')
  const released = await stage.platform.release(plan.subject, plan, ['start'], never)
  t.same(released.restored, ['account', 'email'])
  t.same(
    released.notRestored.map(({ what }) => what),
    ['login-links', 'tokens', 'oauth-applications', 'recovery-email', 'password']
  )
  t.equal((await stage.person(2)).email, 'mira.holm@school.example')
  const again = await stage.platform.release(plan.subject, plan, ['hand-over', 'start'], never)
  t.same(again.restored, ['account', 'email'], 'after a crash what was put back is read')
  t.match(again.notRestored, [
    { what: 'course-roles', because: 'handed-over' },
    { what: 'login-links', because: 'cancelled-or-never-begun' }
  ])
  const untouched = await stage.platform.release(plan.subject, plan, [], never)
  t.same(untouched, { restored: [], notRestored: [] }, 'where nothing had begun nothing is claimed')
  await carryOut(stage, plan, 'start')
  const begun = await stage.plan('mira.holm')
  t.same((await stage.platform.release(begun.subject, begun, [], never)).restored, ['account', 'email'])
  const afterCrash = await stage.platform.release(begun.subject, begun, [], never)
  t.same(afterCrash.restored, ['account', 'email'], 'also of what was begun at the platform')
  t.match(afterCrash.notRestored, [{ what: 'login-links', because: 'cancelled-already' }], 'which had a row')
  await carryOutUpTo(stage, plan, 'unenrol')
  const release = () => failureOf(stage.platform.release(plan.subject, plan, ['start'], never))
  t.equal(await release(), 'refused: no-way-back', 'past PENDING')
  await carryOutUpTo(stage, plan, null)
  stage.sandbox.world.rows.clear()
  t.equal(await release(), 'refused: no-way-back', 'cleaned up at the end')
  await stage.close()

  const worker = await setStage()
  const weak = await worker.plan('mira.holm')
  t.match(weak.wayBack, [{ after: 'start', way: 'none' }])
  t.equal(weak.actions[0]?.reversible, false)
  await carryOut(worker, weak, 'start')
  t.equal(await failureOf(worker.platform.release(weak.subject, weak, ['start'], never)), 'refused: not-permitted')
  await worker.close()
})

t.test('register', async t => {
  const stage = await setStage()
  const seen = await stage.platform.register(never)
  t.same(seen.problems, [])
  t.match(seen.capabilities, {
    'working-state': 'LOCKING_ACCOUNT',
    forum: 'v2',
    notes: true,
    'bulk-start': true,
    cancel: false,
    'course-teams': true
  })
  t.equal(seen.capabilities.states, stage.sandbox.world.settings.states.join(' '), 'every state was found')
  t.same(
    seen.permissions.map(({ id, state }) => [id, state]),
    [
      ['retire', 'present'],
      ['staff', 'present'],
      ['support', 'present'],
      ['cancel', 'missing'],
      ['course-teams', 'present'],
      ['studio', 'present'],
      ['not-superuser', 'present'],
      ['no-password', 'present']
    ]
  )
  t.same(stage.sandbox.journal.list(), [], 'registering changes nothing')
  const codes = async (at: Stage, what: 'stops' | 'warns' = 'stops') =>
    (await at.platform.register(never)).problems
      .filter(({ stops }) => (stops === 'nothing') === (what === 'warns'))
      .map(({ code }) => code)

  ask(stage, 'mira.holm', 'RETIRING_ENROLLMENTS')
  t.same(await codes(stage), ['another-driver'], 'a young row where we never rest')
  stage.pass(2 * hourMs)
  t.same(await codes(stage), [], 'an old one was left behind')
  stage.onSleep = () => {
    moveRow(stage.sandbox.world, rowByOriginal(stage.sandbox.world, 'mira.holm')!, 'ERRORED', '', true)
  }
  t.same(await codes(stage), ['another-driver'], 'a row that moves meanwhile')
  stage.onSleep = () => {}
  const plan = await stage.plan('tom.reed')
  await carryOutUpTo(stage, plan, 'unenrol')
  t.same(await codes(stage), [], 'our own row is not foreign')
  const again = await stage.connect().register(never)
  t.notOk(
    again.problems.some(({ code }) => code === 'another-driver'),
    'nor after a restart'
  )
  await carryOutUpTo(stage, plan, 'complete')
  stage.onSleep = () => carryOut(stage, plan, 'complete')
  const meanwhile = await stage.connect().register(never)
  t.notOk(
    meanwhile.problems.some(({ code }) => code === 'another-driver'),
    'nor one that we move while somebody registers over another connection'
  )
  stage.onSleep = () => {}
  t.same(await codes(stage, 'warns'), ['default-salts'], 'a name and its retired name give the salts away')
  stage.sandbox.world.settings.salts.push('of the site alone')
  stage.sandbox.world.rows.clear()
  stage.sandbox.world.requests.clear()
  ask(stage, 'ada.finch')
  t.same(await codes(stage, 'warns'), [], 'a salt of the site itself')
  stage.pass(38 * 24 * hourMs)
  t.same(await codes(stage, 'warns'), ['nobody-drives'], 'the button is on and nothing happens')
  await stage.close()

  const untouched = await setStage({ settings: { bulkRetirement: false, notes: 'absent', forum: false } })
  const bare = await untouched.platform.register(never)
  t.match(bare.problems, [{ code: 'start-switched-off', stops: 'start' }])
  t.match(bare.capabilities, { forum: 'none', notes: false, 'bulk-start': false })
  await untouched.close()

  const stranger = await setStage({ settings: { workerUsername: 'somebody.else' } })
  t.same(await codes(stranger), ['not-the-worker'])
  t.same(await codes(stranger, 'warns'), ['nobody-drives'])
  await stranger.close()
  const weak = await setStage({ seed: withWorker({ isStaff: false, password: 'x' }) })
  t.same(await codes(weak), ['not-staff'])
  t.same(
    await codes(weak, 'warns'),
    ['nobody-drives'],
    'the button is on, and Lethe can carry nothing out: said at once'
  )
  await weak.close()
  const cancelling = await setStage({ seed: withWorker({ mayCancel: true }), options: { mayCancel: false } })
  const unwanted = await cancelling.platform.register(never)
  t.match(
    unwanted.permissions.find(({ id }) => id === 'cancel'),
    { state: 'broader-than-needed' }
  )
  t.equal(unwanted.capabilities.cancel, false, 'and it is not used')
  await cancelling.close()
  const open = await setStage({ seed: withWorker({ password: 'x' }) })
  t.match((await open.platform.register(never)).permissions.at(-1), { id: 'no-password', state: 'broader-than-needed' })
  await open.close()
  const mighty = await setStage({ seed: withWorker({ isSuperuser: true }), options: { studioUrl: undefined as never } })
  const { permissions } = await mighty.platform.register(never)
  const stateOf = (id: string) => permissions.find(each => each.id === id)?.state
  t.equal(stateOf('not-superuser'), 'broader-than-needed', 'a superuser is told from what it may ask')
  t.equal(stateOf('studio'), 'missing', 'no address of Studio')
  await mighty.close()
  const early = await setStage({ settings: { states: [...defaultStates] } })
  t.same(await codes(early, 'warns'), ['forum-before-enrolments'], 'the list that the platform comes with')
  await early.close()
  const lacking = await setStage({ settings: { states: ['PENDING', 'RETIRING_LMS', 'COMPLETE'] } })
  t.same(await codes(lacking), ['states-missing'])
  await lacking.close()
  const slow = await setStage({ clockOf: instant => new Date(instant.getTime() - 5 * 60_000) })
  const clocks = (await slow.platform.register(never)).problems.find(({ code }) => code === 'clocks-differ')
  t.match(clocks, { stops: 'nothing', fix: /differ by 300 s/ })
  await slow.close()
  const renamed = await setStage({ settings: { replacementWorker: 'somebody.else' }, services: true })
  t.same(await codes(renamed), ['not-the-replacement-worker'])
  await renamed.close()
  const odd = await setStage({ settings: { states: ['PENDING', 'RINSING', 'ERRORED', 'ABORTED', 'COMPLETE'] } })
  t.same(await codes(odd), ['no-working-state'])
  await odd.close()
  const named = await setStage({
    settings: { states: ['PENDING', 'RINSING', 'ERRORED', 'ABORTED', 'COMPLETE'] },
    options: { states: ['RINSING'] }
  })
  t.same(await codes(named), [], 'a state that only the operator knows')
  await carryOutUpTo(named, await named.plan('mira.holm'), null)
  t.equal((await named.person(2)).isActive, false)
  await named.close()
})

/** What a look remembers of one that was asked for on the sandbox. */
function remember(stage: Stage, username: string, phase: SeenRow['phase'] = 'waiting'): SeenRow {
  const row = rowByOriginal(stage.sandbox.world, username)!
  const { person, created } = row
  const bornAt = new Date(person.dateJoined).toISOString()
  return { id: String(person.id), bornAt, since: created, phase, isSettled: true }
}

t.test('a look reads what is under way and what has ended since, however much had ended before', async t => {
  const states = [...defaultStates.slice(0, 1), 'RINSING', ...defaultStates.slice(1)]
  const stage = await setStage({ settings: { states } })
  const dayMs = 24 * 60 * 60 * 1000
  ask(stage, 'ada.finch', 'COMPLETE')
  stage.pass(60 * dayMs)
  ask(stage, 'mira.holm', 'COMPLETE')
  ask(stage, 'tom.reed')
  const tom = rowByOriginal(stage.sandbox.world, 'tom.reed')!
  stage.pass(30 * dayMs)
  const look = async (...rows: readonly SeenRow[]) => {
    stage.calls.length = 0
    const at = new Date(stage.now().getTime() - 60_000).toISOString()
    const seen = await listAll(stage.platform.snapshot({ at, rows }, never))
    const calls = stage.calls.map(({ id }) => id)
    return { seen: seen.map(({ subject, phase }) => [subject.username, subject.bornAt, phase]), calls }
  }
  const bornAt = '2024-03-01T08:00:00.000Z'
  await look()
  const waiting = remember(stage, 'tom.reed')
  t.same(await look(waiting), {
    seen: [['tom.reed', bornAt, 'waiting']],
    calls: ['listRetirementQueue', 'listRetirementsByDate']
  })
  t.same(
    (await look({ ...waiting, isSettled: false })).calls.at(-1),
    'listAccounts',
    'named where its names are wanted'
  )

  moveRow(stage.sandbox.world, tom, 'RINSING', '', true)
  t.same((await look(waiting)).seen, [['tom.reed', bornAt, 'working']], 'in a state that nobody knows')
  const others = Array.from({ length: 21 }, (_, i) => ({ ...waiting, id: `${1000 + i}` }))
  t.notMatch((await look(waiting, ...others)).calls, ['listAccounts'], 'a list without most of them is not believed')

  moveRow(stage.sandbox.world, tom, 'LOCKING_ACCOUNT', '', true)
  stage.onAnswer = ({ id }) => {
    if (id === 'listRetirementQueue') moveRow(stage.sandbox.world, tom, 'COMPLETE', '', true)
  }
  t.same((await look(waiting)).seen, [['tom.reed', bornAt, 'working']], 'ends in the middle of the look')
  stage.onAnswer = () => {}
  t.same(await look(waiting), {
    seen: [['tom.reed', bornAt, 'done']],
    calls: ['listRetirementQueue', 'listRetirementsByDate', 'listRetirementsByDate']
  })
  t.same((await look(remember(stage, 'tom.reed', 'done'))).seen, [], 'what has ended is not read again')
  cancelRow(stage.sandbox.world, tom)
  t.same((await look(waiting)).seen, [], 'cancelled')
  await stage.close()

  const late = await setStage({ clockOf: instant => new Date(instant.getTime() - 9 * 60 * 60 * 1000) })
  ask(late, 'tom.reed', 'COMPLETE')
  const at = late.now().toISOString()
  const seen = await listAll(late.platform.snapshot({ at, rows: [] }, never))
  t.same(
    seen.map(({ subject, phase }) => [subject.id, phase]),
    [['3', 'done']],
    'where it is still the day before'
  )
  await late.close()
})

t.test('snapshot, search, no lifecycle', async t => {
  const stage = await setStage()
  ask(stage, 'tom.reed', 'ERRORED')
  await carryOutUpTo(stage, await stage.plan('mira.holm'), null)
  const seen = await listAll(stage.platform.snapshot(nothingSeen, never))
  t.same(
    seen.map(({ subject, state }) => [subject.id, subject.username, subject.email, subject.bornAt, state]),
    [
      ['3', 'tom.reed', 'tom.reed@school.example', '2024-03-01T08:00:00.000Z', 'ERRORED'],
      ['2', 'mira.holm', 'mira.holm@school.example', '2024-03-01T08:00:00.000Z', 'COMPLETE']
    ]
  )
  stage.sandbox.world.people.delete(3)
  t.equal(
    await failureOf(listAll(stage.platform.snapshot(nothingSeen, never))),
    'surprise: account-missing',
    'complete or throws'
  )
  t.match(await stage.platform.search({ by: 'login', value: ' ada.finch ' }, never), [{ id: '4' }])
  t.match(await stage.platform.search({ by: 'email', value: 'ada.finch@school.example' }, never), [{ id: '4' }])
  t.same(await stage.platform.search({ by: 'login', value: 'nobody' }, never), [])
  t.same(await stage.platform.search({ by: 'login', value: ' ' }, never), [])
  t.equal(await failureOf(stage.platform.search({ by: 'name', value: 'ada' }, never)), 'refused: not-supported')
  t.equal(stage.platform.lifecycle, undefined)
  t.notOk(stage.platform.supports.modes.includes('lifecycle'))
  await stage.platform.close()
  t.equal(
    await failureOf(stage.platform.search({ by: 'login', value: 'ada.finch' }, never)),
    'refused: connection-closed'
  )
  await stage.close()
})

function withWorker(change: object): Seed {
  const people = example.people.map(person => (person.id === 1 ? { ...person, ...change } : person))
  return { ...example, people }
}
