import t, { type Test } from 'tap'
import type { HttpAnswer, HttpCall, HttpDoor, Operation, Spool } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { sendAndLook } from '../../../adapters/openedx/actions/early-look.ts'
import { type Connection, openConnection } from '../../../adapters/openedx/connection.ts'
import { takePartnerReport } from '../../../adapters/openedx/partner-report.ts'
import { keepRecent, seeRecent } from '../../../adapters/openedx/reading/recent.ts'
import type { Seed } from '../../../adapters/openedx/sandbox/index.ts'
import { moveRow, requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { byUsername, rowByOriginal } from '../../../adapters/openedx/sandbox/world.ts'
import { createTokenKeeper } from '../../../adapters/openedx/token.ts'
import type { FaultKind } from '../../../adapters/sandbox/stand.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'
import { carryOut, carryOutUpTo, example, failureOf, never, type Stage, setStage } from './stage.ts'

const routes: Readonly<Record<string, string>> = {
  'hand-over': 'changeCourseTeam',
  start: 'startRetirement',
  'enter-working-state': 'updateRetirementStatus',
  unenrol: 'unenrolAccount',
  notes: 'retireNotes',
  misc: 'retireMisc',
  forum: 'retireForum',
  retire: 'retireAccount',
  complete: 'updateRetirementStatus'
}

const seed: Seed = {
  ...example,
  people: example.people.map(person =>
    person.username === 'ada.finch'
      ? { ...person, notes: 2, posts: ['Welcome!'], enrolments: [{ course: 'course-v1:Lake+C1+2026' }] }
      : person
  )
}

async function breakEach(t: Test, stage: Stage, kind: FaultKind, actions: readonly string[]): Promise<void> {
  const plan = await stage.plan('ada.finch')
  for (const { action } of plan.actions) {
    const isBroken = actions.includes(action)
    if (isBroken) stage.sandbox.faults.add({ route: routes[action]!, kind })
    await carryOut(stage, plan, action, stage.connect())
    t.same(stage.sandbox.faults.list(), [], `${kind} hit ${action}`)
  }
}

async function checkEnd(t: Test, stage: Stage, name: string): Promise<void> {
  const person = await stage.person(4)
  t.equal(person.isActive, false, `${name}: the account is off`)
  t.match(person.username, /^retired__user_/, `${name}: its name is retired`)
  t.equal(person.notes, 0)
  t.same(person.courseRoles, {})
  t.match(person.retirement, { current_state: { state_name: 'COMPLETE' } })
  t.match((await stage.person(5)).courseRoles, { 'course-v1:Lake+C1+2026': 'instructor' })
  // Notes and misc are idempotent in the platform, and may be sent again when their answer is lost.
  const repeatable = ['notes-retired', 'misc-retired']
  const effects = stage.sandbox.journal.list().filter(each => !each.refused && !repeatable.includes(each.effect))
  const counted = effects.map(({ effect, person: id, detail }) => `${effect} ${id} ${detail.to ?? detail.course ?? ''}`)
  t.equal(new Set(counted).size, counted.length, `${name}: no effect twice: ${counted}`)
  t.notMatch(stage.errors.join('\n'), /ada|finch|school\.example|course-v1/i, `${name}: errors name nobody`)
}

t.test('every call fails once, in every way, and the end is the same', async t => {
  const kinds: FaultKind[] = [
    'reset',
    'reset-after',
    'fail-before',
    'fail-after',
    'malformed',
    'html-502',
    'too-many-requests'
  ]
  for (const kind of kinds) {
    const stage = await setStage({ seed })
    await breakEach(t, stage, kind, Object.keys(routes))
    await checkEnd(t, stage, kind)
    await stage.close()
  }
  for (const kind of ['time-out', 'work-goes-on'] as const) {
    const stage = await setStage({ seed, timeoutMs: 1500 })
    await breakEach(t, stage, kind, ['start', 'forum', 'retire'])
    await checkEnd(t, stage, kind)
    await stage.close()
  }
})

t.test('a hand-over that stopped between assigning and revoking goes on where it stopped', async t => {
  const stage = await setStage({ seed })
  stage.sandbox.world.courses.get('course-v1:Lake+C1+2026')!.team.set(5, 'staff')
  const plan = await stage.plan('ada.finch')
  stage.sandbox.world.courses.get('course-v1:Lake+C1+2026')!.team.set(5, 'instructor')
  stage.sandbox.faults.add({ route: 'changeCourseTeam', kind: 'reset-after' })
  t.match(await carryOut(stage, plan, 'hand-over'), 'confirmed')
  t.same(
    stage.sandbox.journal.list().map(({ effect }) => effect),
    ['team-revoked', 'team-revoked'],
    'a successor who is an instructor already is left alone'
  )
  await stage.close()
})

t.test('the report for partners is used only once it is kept, and nobody who hangs up loses it', async t => {
  const row = {
    user_id: 2,
    original_username: 'mira.holm',
    original_email: 'mira.holm@school.example',
    original_name: 'Mira Holm',
    orgs: ['Lake'],
    created: '2026-11-02T08:00:00Z'
  }
  const memory = createMemorySpool()
  const connectionWith = (spool: Spool, rows: readonly unknown[] = [row]) =>
    ({
      spool,
      call: async (_: Operation, { signal }: HttpCall) => {
        await Promise.resolve()
        signal.throwIfAborted()
        return { status: 200, headers: {}, json: rows, text: '' }
      }
    }) as unknown as Connection
  const full: Spool = { ...memory, keep: () => Promise.reject(new Error('the disk is full')) }
  await t.rejects(takePartnerReport(connectionWith(full), never), /disk is full/, 'nobody uses what is not kept')
  const hasty = new AbortController()
  const kept = takePartnerReport(connectionWith(memory), hasty.signal)
  hasty.abort()
  t.match(await kept, [{ key: '2', email: row.original_email }], 'the platform answers it once only')
  t.equal((await memory.list('partner-report')).length, 1)

  const broken = createMemorySpool()
  const rows = [{ ...row, user_id: 3, created: 'one day' }, row, { ...row, user_id: 4, orgs: [7] }, null]
  await t.rejects(takePartnerReport(connectionWith(broken, rows), never), { code: 'answer-misshapen' })
  t.match(await broken.list('partner-report'), [{ key: '2' }], 'a row that cannot be read loses nobody else')
})

t.test('a forum that breaks off after the name and before the posts', async t => {
  const atForum = async (forumStopsHalfWay: number) => {
    const stage = await setStage({ settings: { forumStopsHalfWay } })
    const plan = await stage.plan('mira.holm')
    await carryOutUpTo(stage, plan, 'forum')
    const posts = () => stage.sandbox.world.people.get(2)!.posts!
    t.ok(
      posts().some(({ body }) => body !== '[deleted]'),
      'there is something to lose'
    )
    return { stage, plan, posts, forum: stage.platform.actions.find(({ id }) => id === 'forum')! }
  }
  const once = await atForum(1)
  t.equal((await once.forum.perform(once.plan.subject, once.plan, never)).is, 'done')
  t.ok(
    once.posts().every(({ body }) => body === '[deleted]'),
    'the name alone was not believed'
  )
  await once.stage.close()

  const twice = await atForum(2)
  t.equal(await failureOf(twice.forum.perform(twice.plan.subject, twice.plan, never)), 'refused: forum-broke-off')
  t.ok(
    twice.posts().some(({ body }) => body !== '[deleted]'),
    'and a person has to look'
  )
  await twice.stage.close()
})

t.test('what the platform does not take', async t => {
  const halfWay = await setStage({ settings: { retireStopsHalfWay: 1 } })
  const plan = await halfWay.plan('mira.holm')
  await carryOutUpTo(halfWay, plan, 'retire')
  const retire = halfWay.platform.actions.find(({ id }) => id === 'retire')!
  t.equal(await failureOf(retire.perform(plan.subject, plan, never)), 'unavailable: platform-failed')
  t.same(await retire.confirm(plan.subject, plan, never), { is: 'still-there' }, 'half of it is not all of it')
  t.equal(await failureOf(carryOut(halfWay, plan, 'complete')), 'refused: not-retired-yet')
  t.equal(await carryOut(halfWay, plan, 'retire'), 'done')
  await halfWay.close()

  const shared = await setStage()
  const [first, second] = [await shared.plan('mira.holm'), await shared.plan('tom.reed')]
  await carryOutUpTo(shared, first, 'retire')
  await carryOutUpTo(shared, second, 'forum')
  const forum = shared.platform.actions.find(({ id }) => id === 'forum')!
  t.equal(
    await failureOf(forum.perform(second.subject, second, never)),
    'unavailable: empty-email-taken',
    'two learners in the section at once: the second has to wait, and is told why'
  )
  t.same(await forum.confirm(second.subject, second, never), { is: 'still-there' })
  await carryOut(shared, first, 'retire')
  t.equal(await carryOut(shared, second, 'forum'), 'done')
  const unenrol = shared.platform.actions.find(({ id }) => id === 'unenrol')!
  t.equal((await unenrol.perform(second.subject, second, never)).is, 'already-absent', 'nothing is left to end')
  const { enrolments } = shared.sandbox.world.people.get(3)!
  enrolments.push({ course: 'course-v1:Lake+C1+2026', mode: 'audit', active: true })
  t.equal(
    await failureOf(unenrol.perform(second.subject, second, never)),
    'refused: name-already-retired',
    'unenrol after forum would find nothing and say yes'
  )
  await shared.close()

  const gone = await setStage()
  const noNotes = await gone.plan('mira.holm')
  await carryOutUpTo(gone, noNotes, 'notes')
  gone.sandbox.world.settings.notes = 'absent'
  gone.sandbox.world.settings.forum = false
  t.equal(
    await failureOf(gone.platform.actions.find(({ id }) => id === 'notes')!.perform(noNotes.subject, noNotes, never)),
    'surprise: no-such-route',
    'a 404 of a route is not a 404 of a learner'
  )
  t.equal(
    await failureOf(gone.platform.actions.find(({ id }) => id === 'forum')!.perform(noNotes.subject, noNotes, never)),
    'surprise: no-such-route'
  )
  await gone.close()

  const deleted = await setStage()
  deleted.sandbox.world.courses.get('course-v1:Lake+C2+2026')!.deleted = true
  const planned = await deleted.plan('mira.holm')
  await carryOutUpTo(deleted, planned, 'notes')
  const left = deleted.platform.actions.find(({ id }) => id === 'unenrol')!
  t.same(await left.confirm(planned.subject, planned, never), { is: 'still-there' }, '204 is no proof')
  const perform = () => left.perform(planned.subject, planned, never)
  t.equal(await failureOf(perform()), 'refused: no-effect', 'nor is it the second time, and a person has to look')
  const { enrolments: kept } = byUsername(deleted.sandbox.world, 'mira.holm')!
  for (const enrolment of kept) enrolment.active = false
  t.same(await perform(), { is: 'already-absent' }, 'settled there, it goes on')
  await deleted.close()

  const taken = await setStage()
  const before = await taken.plan('mira.holm')
  requestRetirement(taken.sandbox.world, byUsername(taken.sandbox.world, 'mira.holm')!)
  t.equal(await carryOut(taken, before, 'start'), 'already-absent', 'the learner was faster')
  t.equal(taken.sandbox.journal.list().length, 0)
  await taken.close()
})

t.test('what the forum step did is read before the next call, however often the site has kept its word', async t => {
  const stage = await setStage()
  const [forum, account, retire] = [operations.retireForum.id, operations.listAccounts.id, operations.retireAccount.id]
  /** The calls from the forum step on, without readings of the row. */
  const calledInside = () => {
    const calls = stage.calls.map(({ id }) => id).filter(id => id !== operations.readRetirementStatus.id)
    return calls.slice(calls.lastIndexOf(forum))
  }
  const first = await stage.plan('mira.holm')
  await carryOutUpTo(stage, first, 'retire')
  t.strictSame(calledInside(), [forum, account], 'of the first')
  await carryOut(stage, first, 'retire')
  t.strictSame(calledInside().slice(0, 3), [forum, account, retire], 'and the next call needs no other reading')
  const second = await stage.plan('tom.reed')
  await carryOutUpTo(stage, second, 'forum')
  const tom = stage.sandbox.world.people.get(Number(second.subject.id))!
  const { email } = tom
  stage.onCall = ({ id }) => {
    // As if the platform had said yes and done nothing.
    if (id === account && tom.email === '') Object.assign(tom, { username: 'tom.reed', email })
  }
  const action = stage.platform.actions.find(({ id }) => id === 'forum')!
  t.equal(await failureOf(action.perform(second.subject, second, never)), 'surprise: no-effect')
  t.strictSame(calledInside().slice(0, 2), [forum, account], 'of the second too')
  t.notOk(calledInside().includes(retire), 'and nobody is retired on the strength of a yes')
  stage.onCall = () => {}
  await stage.close()
})

t.test(
  'whoever waits before the forum step reads there what grows old, so that nobody waits for it inside',
  async t => {
    const stage = await setStage()
    const plan = await stage.plan('tom.reed')
    await carryOutUpTo(stage, plan, 'forum')
    const forum = stage.platform.actions.find(({ id }) => id === 'forum')!
    const calledBy = async (work: () => Promise<unknown> | undefined) => {
      const before = stage.calls.length
      await work()
      return stage.calls.slice(before).map(({ id }): string => id)
    }
    const prepare = () => calledBy(() => forum.prepare?.(plan.subject, plan, never))
    stage.pass(20_000)
    t.strictSame(new Set(await prepare()), new Set([operations.listAccounts.id, operations.readRetirementStatus.id]))
    t.strictSame(await prepare(), [], 'what is new is not read again')
    stage.pass(14_000)
    const called = await calledBy(() => forum.perform(plan.subject, plan, never))
    t.equal(called[0], operations.retireForum.id, 'nothing is read before it')
    await stage.close()
  }
)

t.test('how long a look for the forum step waits follows the site: one slow answer keeps nobody waiting', async t => {
  const stage = await setStage()
  const leads: number[] = []
  stage.onSleep = ms => void leads.push(ms)
  for (const [username, forumMs] of [
    ['mira.holm', 900],
    ['tom.reed', 80],
    ['ada.finch', 80]
  ] as const) {
    stage.onCall = ({ id }) => stage.pass(id === operations.retireForum.id ? forumMs : 50)
    await carryOutUpTo(stage, await stage.plan(username), 'complete')
  }
  t.equal(leads.length, 2)
  t.ok(leads[1]! < leads[0]! / 2, leads.join())
  await stage.close()
})

t.test('each look that came too early makes the next one later, and those in time make it earlier again', async t => {
  let nowMs = 0
  const leads: number[] = []
  const sleep = async (ms: number) => void leads.push(ms)
  const connection = { now: () => new Date(nowMs), sleep } as unknown as Connection
  const send = async (): Promise<HttpAnswer> => {
    // Whoever looks ahead has begun by then.
    await new Promise(setImmediate)
    nowMs += 80
    return { status: 200, headers: {}, json: null, text: '' }
  }
  const lookIn = async (seen: readonly boolean[]) => {
    const left = [...seen]
    const look = async () => {
      nowMs += 50
      return left.shift()
    }
    const { seen: last } = await sendAndLook(connection, { send, look, shows: isSeen => isSeen === true }, never)
    t.equal(last, true)
    return leads.at(-1)!
  }
  await lookIn([true])
  t.equal(leads.length, 0, 'the first is answered before the look')
  const first = await lookIn([true])
  t.equal(await lookIn([true]), first, 'as long as none comes too early nothing is waited in vain')
  await lookIn([false, true])
  const later = await lookIn([true])
  t.ok(later > first)
  const next = await lookIn([true])
  t.ok(next < later && next > first, 'little by little')
  for (let times = 0; times < 20; times += 1) await lookIn([true])
  t.equal(await lookIn([true]), first)
})

t.test(
  'a look for the forum step that begins before its answer counts only with a yes, and where it shows it',
  async t => {
    const [forum, account, retire] = [
      operations.retireForum.id,
      operations.listAccounts.id,
      operations.retireAccount.id
    ]
    /** A site whose pace is known by a first learner, and a second one who stands before the forum step. */
    const setPaced = async () => {
      const stage = await setStage()
      stage.onCall = ({ id }) => stage.pass(id === forum ? 80 : 50)
      await carryOutUpTo(stage, await stage.plan('mira.holm'), 'complete')
      const plan = await stage.plan('tom.reed')
      await carryOutUpTo(stage, plan, 'forum')
      const tom = stage.sandbox.world.people.get(Number(plan.subject.id))!
      const isEmptied = () => tom.email === ''
      const calledSteps = () =>
        stage.calls.map(({ id }): string => id).filter(id => [forum, account, retire].some(one => one === id))
      const calledInside = () => {
        const calls = calledSteps()
        return calls.slice(calls.lastIndexOf(forum))
      }
      const look = { isWaiting: false, isBeforeAnswer: false }
      // The look begins once the platform has done its work, and the answer is kept back until it has begun.
      stage.onSleep = async () => {
        look.isWaiting = true
        while (!isEmptied()) await new Promise(setImmediate)
      }
      stage.onAnswer = async ({ id }) => {
        if (id !== forum) return
        while (look.isWaiting && !calledInside().includes(account)) await new Promise(setImmediate)
        look.isBeforeAnswer ||= calledInside().includes(account)
        look.isWaiting = false
      }
      return { stage, plan, tom, look, calledSteps, calledInside }
    }

    const seen = await setPaced()
    t.equal(await carryOut(seen.stage, seen.plan, 'forum'), 'done')
    t.strictSame(seen.calledInside(), [forum, account], 'one reading')
    t.ok(seen.look.isBeforeAnswer, 'which began before the answer')
    t.equal(await carryOut(seen.stage, seen.plan, 'retire'), 'done')
    t.strictSame(seen.calledInside().slice(0, 3), [forum, account, retire], 'the next call goes by it too')
    await seen.stage.close()

    const early = await setPaced()
    const { username, email } = early.tom
    early.stage.onCall = ({ id }) => {
      const inside = early.calledInside()
      if (id !== account || inside.includes(retire)) return
      // As if the platform were not done yet when it is asked for the first time.
      if (inside.length === 2) Object.assign(early.tom, { username, email })
      else
        Object.assign(early.tom, {
          username: rowByOriginal(early.stage.sandbox.world, username)!.retiredUsername,
          email: ''
        })
    }
    t.equal(await carryOut(early.stage, early.plan, 'forum'), 'done')
    t.strictSame(early.calledInside(), [forum, account, account], 'what came too early is read again after the answer')
    await early.stage.close()

    const failed = await setPaced()
    failed.stage.sandbox.faults.add({ route: 'retireForum', kind: 'fail-after' })
    t.equal(await carryOut(failed.stage, failed.plan, 'forum'), 'done')
    t.strictSame(
      failed.calledSteps().slice(-4),
      [forum, account, account, forum],
      'after a no it is read again, whatever was seen before; and a name beside a 500 says nothing of the posts'
    )
    await failed.stage.close()

    const lost = await setPaced()
    lost.stage.sandbox.faults.add({ route: 'retireForum', kind: 'reset-after' })
    const action = lost.stage.platform.actions.find(({ id }) => id === 'forum')!
    t.match(
      await failureOf(action.perform(lost.plan.subject, lost.plan, never)),
      /^unavailable: /,
      'a lost answer stays lost'
    )
    t.ok(failed.look.isBeforeAnswer && lost.look.isBeforeAnswer)
    await lost.stage.close()
  }
)

t.test('what was read of a learner goes with time and with number, also where nobody asks that platform again', t => {
  const clocks = [0, 0]
  const [idle, busy] = clocks.map((_, n) => ({ now: () => new Date(clocks[n]!) }) as Connection) as [
    Connection,
    Connection
  ]
  const see = (id: string) => seeRecent(idle, { id }, 'account')
  keepRecent(idle, { id: '1' }, 'account', 'of one')
  t.equal(see('1'), 'of one')
  clocks[0] = 30_001
  keepRecent(busy, { id: '2' }, 'account', 'of another')
  // Back to when it would still be fresh: had it stayed, it would be seen.
  clocks[0] = 0
  t.equal(see('1'), undefined)
  for (let id = 1; id <= 501; id += 1) keepRecent(idle, { id: String(id) }, 'account', id)
  t.equal(see('501'), 501)
  t.equal(see('1'), undefined, 'the one that was asked for longest ago is read anew')
  t.end()
})

t.test('a move to a working state that was believed is asked for by the next step', async t => {
  const stage = await setStage()
  const [move, row] = [operations.updateRetirementStatus.id, operations.readRetirementStatus.id]
  const calledSinceMove = () => {
    const calls = stage.calls.map(({ id }) => id)
    return calls.slice(calls.lastIndexOf(move))
  }
  const [first, second] = [await stage.plan('mira.holm'), await stage.plan('tom.reed')]
  await carryOutUpTo(stage, first, 'unenrol')
  t.strictSame(calledSinceMove(), [move, row], 'the first is read at once')
  await carryOutUpTo(stage, second, 'unenrol')
  t.strictSame(calledSinceMove(), [move], 'then the site has shown that it keeps its word')
  const { world } = stage.sandbox
  // As if the platform had said yes and done nothing.
  moveRow(world, rowByOriginal(world, 'tom.reed')!, 'PENDING', '', true)
  t.equal(await failureOf(carryOut(stage, second, 'unenrol')), 'refused: not-in-working-state')
  const tom = byUsername(world, 'tom.reed')!
  t.ok(
    tom.enrolments.some(({ active }) => active),
    'and nothing has happened'
  )
  await carryOut(stage, second, 'enter-working-state')
  t.strictSame(calledSinceMove(), [move, row], 'from here on it is read again')

  await carryOut(stage, second, 'unenrol')
  const unenrol = stage.platform.actions.find(({ id }) => id === 'unenrol')!
  t.same(await unenrol.confirm(second.subject, second, never), { is: 'gone' })
  const { active: _, ...enrolment } = tom.enrolments[0]!
  Object.assign(tom, { username: rowByOriginal(world, 'tom.reed')!.retiredUsername })
  tom.enrolments.push({ ...enrolment, active: true })
  t.same(
    await unenrol.confirm(second.subject, second, never),
    { is: 'still-there' },
    'counted by the name that the account has, not by the one that it had a moment ago'
  )
  await stage.close()
})

t.test('the token', async t => {
  let clock = Date.parse('2026-11-02T08:00:00Z')
  const asked: string[] = []
  let answer: Partial<HttpAnswer> = {}
  const waiting: (() => void)[] = []
  const http: HttpDoor = {
    async call(_base, operation, call) {
      asked.push(`${operation.id} ${call.headers?.authorization}`)
      if (operation.id !== 'issueToken') return { status: 401, headers: {}, json: undefined, text: '', ...answer }
      t.same(call.form, { grant_type: 'client_credentials', token_type: 'jwt' }, 'no secret in the form')
      await new Promise<void>(resolve => waiting.push(resolve))
      const json = { access_token: `token-${asked.length}`, expires_in: 3600, token_type: 'JWT' }
      return { status: 200, headers: {}, json, text: '', ...answer }
    },
    pass: async () => Promise.reject(new Error('nothing is passed on here')),
    close: async () => {}
  }
  const options = { baseUrl: 'https://lms.example', clientId: 'a:b', clientSecret: 'c', workerUsername: 'w' }
  const surroundings = { http, spool: createMemorySpool(), now: () => new Date(clock), sleep: async () => {} }
  const tokens = createTokenKeeper(options, surroundings)
  const release = async () => {
    await new Promise(resolve => setImmediate(resolve))
    for (const resolve of waiting.splice(0)) resolve()
  }
  const both = Promise.all([tokens.get(never), tokens.get(never)])
  await release()
  t.same(await both, ['token-1', 'token-1'], 'two callers, one renewal')
  t.equal(asked.length, 1)
  t.equal(asked[0], `issueToken Basic ${Buffer.from('a%3Ab:c').toString('base64')}`, 'a colon in the id is escaped')
  clock += 3_500_000
  t.equal(await tokens.get(never), 'token-1', 'kept')
  clock += 50_000
  const renewed = tokens.get(never)
  await release()
  t.equal(await renewed, 'token-2', 'renewed before it expires')
  const cancelled = tokens.get(AbortSignal.abort())
  t.equal(await failureOf(cancelled), 'none', 'a kept one is given to anybody')
  clock += 3_600_000
  const leaving = new AbortController()
  const left = failureOf(tokens.get(leaving.signal))
  const stays = tokens.get(never)
  leaving.abort()
  t.equal(await left, 'unavailable: aborted', 'whoever stops waiting is not kept by an answer that does not come')
  t.equal(await failureOf(tokens.get(AbortSignal.abort())), 'unavailable: aborted')
  await release()
  t.equal(await stays, 'token-3', 'and nobody else is bereft of it')

  const failing = async (given: Partial<HttpAnswer>) => {
    answer = given
    const call = failureOf(createTokenKeeper(options, surroundings).get(never))
    await release()
    return call
  }
  t.equal(await failing({ status: 401 }), 'refused: client-rejected')
  t.equal(await failing({ status: 403 }), 'unavailable: token-limited')
  t.equal(await failing({ status: 500 }), 'unavailable: platform-failed')
  t.equal(
    await failing({ json: { access_token: 'x', expires_in: 3600, token_type: 'Bearer' } }),
    'surprise: token-not-jwt'
  )
  t.equal(await failing({ json: { access_token: 'x' } }), 'surprise: answer-misshapen')

  answer = {}
  asked.length = 0
  const connection = openConnection(options, surroundings)
  const call = connection.call(operations.readOwnName, { signal: never })
  await release()
  await release()
  t.equal((await call).status, 401)
  t.same(
    asked.map(each => each.split(' ')[0]),
    ['issueToken', 'readOwnName', 'issueToken', 'readOwnName'],
    'a token that was not taken is renewed once, and no more'
  )
  t.notMatch(String(new PlatformError('refused', 'x', { operation: 'y' })), 'token-')
})
