import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Confirmation, Plan, PlannedAction, Repeat } from '../../adapters/contract.ts'
import { assess } from '../../plugin/erasure/assess.ts'
import {
  applyMove,
  recordConfirmation,
  recordIntent,
  recordOutcome,
  recordReading,
  recordRows,
  stepBack,
  takeBackIntent
} from '../../plugin/erasure/changes.ts'
import { decide } from '../../plugin/erasure/decide.ts'
import { type ActionTraits, type Decision, later, latest, type View } from '../../plugin/erasure/decision.ts'
import { originsOfApproval, strangers, withFitVoices } from '../../plugin/erasure/demand/agreement.ts'
import type { Demand } from '../../plugin/erasure/demand/demand.ts'
import { noteInvitationOver } from '../../plugin/erasure/demand/invitation.ts'
import { leadingDemand } from '../../plugin/erasure/demand/leading-demand.ts'
import { refusalGrounds } from '../../plugin/erasure/demand/refusal-grounds.ts'
import { hasWayBack, wayBackNow } from '../../plugin/erasure/demand/withdrawal.ts'
import { decidedSet, fingerprintOf, isCoveredBy } from '../../plugin/erasure/fingerprint.ts'
import { fold } from '../../plugin/erasure/fold.ts'
import { isStoppedBy, type PlatformStop, stoppableOf } from '../../plugin/erasure/kept-back.ts'
import { defaultPolicy } from '../../plugin/erasure/policy.ts'
import type { ActionProgress, Approval, ErasureRequest, Work } from '../../plugin/erasure/request.ts'
import { resume } from '../../plugin/erasure/resume.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { isBeforeErasing, isEnd, mayMove, moves, type State, states } from '../../plugin/erasure/states.ts'
import type { Entry } from '../../plugin/evidence/entry.ts'
import {
  after,
  approvedBy,
  begun,
  dayMs,
  done,
  makeDemand,
  makeMandated,
  makePlan,
  makePlanned,
  makeProgress,
  makeReading,
  makeRequest,
  makeTraits,
  makeView,
  makeWork,
  plainFacts,
  startAt,
  subject
} from '../doubles/made-up-request.ts'

const runs = { seed: 20260302, numRuns: 1500 }

/** A property as an assertion; its message holds the smallest counterexample. */
const always = (t: Test, property: Parameters<typeof fc.assert>[0], numRuns = runs.numRuns) =>
  t.doesNotThrow(() => fc.assert(property as fc.IProperty<unknown>, { ...runs, numRuns }))

const overdue = { now: '2026-04-03T00:00:00.000Z' }
/** People know that the period ends, and that it is over. */
const alerted = { alerts: (['deadline-near', 'deadline-passed'] as const).map(code => ({ code, at: overdue.now })) }

const says = (decision: Decision): string => {
  if (decision.do === 'move') return `${decision.to} ${decision.because}`
  if (decision.do === 'wait') return `wait ${decision.because}`
  if ('actions' in decision) return [decision.do, ...decision.actions].join(' ')
  return 'action' in decision ? `${decision.do} ${decision.action}` : decision.do
}

/** What is decided on a view, as words. */
const decided = (changes: Partial<View> = {}, request: Partial<ErasureRequest> = {}): string =>
  says(decide(makeView(changes, request)))

const withdrawn = [makeDemand({ withdrawnAt: startAt })]
const asked = (what: NonNullable<ErasureRequest['asked']>['what']) => ({ asked: { what, by: 'officer', at: startAt } })
const handOver = (key: string, successor = 'ida') => ({
  object: { category: 'course', key, title: key },
  successor: { ...subject, id: successor },
  problem: null
})
const withPlan = (plan: Plan) => ({ reading: makeReading({ plan }) })
const privileged = {
  reading: makeReading({
    facts: {
      ...plainFacts,
      protection: { is: 'known', value: { permanent: false, ours: false, privilegedRoles: ['author'] }, at: startAt }
    }
  })
} as const

/** A request that was assessed as it would be now, and stands where that led. */
const standing = (changes: Partial<View> = {}, request: Partial<ErasureRequest> = {}): ErasureRequest => {
  const view = makeView(changes, { state: 'checking', ...request })
  const move = assess(view)
  return applyMove(view.request, move, view.reading?.plan ?? null, view.now)
}

t.test('the moves', async t => {
  t.test('the table is the one of the design', async t => {
    const before = ['accepted', 'checking', 'blocked', 'awaiting-approval', 'cooling-off']
    const expected = [
      'accepted > checking',
      ...['joined', 'blocked', 'awaiting-approval', 'cooling-off', 'erasing', 'confirming'].map(
        to => `checking > ${to}`
      ),
      ...['blocked', 'awaiting-approval', 'cooling-off'].map(from => `${from} > checking`),
      ...['confirming', 'stalled', 'withdrawn'].map(to => `erasing > ${to}`),
      ...['stalled', 'erasing', 'completed', 'partially-completed'].map(to => `confirming > ${to}`),
      ...['erasing', 'confirming', 'partially-completed'].map(to => `stalled > ${to}`),
      ...before.flatMap(from => ['withdrawn', 'refused', 'expired'].map(to => `${from} > ${to}`))
    ]
    t.strictSame(moves.map(({ from, to }) => `${from} > ${to}`).sort(), expected.sort())
    t.strictSame(states.filter(isBeforeErasing), before)
    t.strictSame(
      states.filter(isEnd),
      ['joined', 'withdrawn', 'refused', 'expired', 'completed', 'partially-completed'],
      'nothing leaves an end'
    )
  })

  t.test('each state reaches an end, and each is reached from the first', async t => {
    const reach = (from: State, seen = new Set<State>()): Set<State> => {
      seen.add(from)
      for (const move of moves) if (move.from === from && !seen.has(move.to)) reach(move.to, seen)
      return seen
    }
    for (const state of states) t.ok([...reach(state)].some(isEnd), `${state} reaches an end`)
    t.strictSame([...reach('accepted')].sort(), [...states].sort())
  })

  t.test('a move that the table does not have is not carried out', async t => {
    for (const from of states) {
      for (const to of states) {
        const move = () => applyMove(makeRequest({ state: from }), { do: 'move', to, because: 'x' }, null, startAt)
        if (mayMove(from, to)) t.equal(move().state, to)
        else t.throws(move, { message: `move not allowed: ${from} to ${to}` })
      }
    }
  })

  t.test('whatever is known, the steps return moves of the table and nothing leaves an end', async t => {
    const instants = fc.constantFrom(startAt, after(60_000), after(7 * dayMs), overdue.now)
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
    const readings = fc.array(
      fc.record({ at: instants, is: fc.constantFrom('gone', 'still-there', 'cannot-tell', 'later') } as const),
      { maxLength: 6 }
    )
    const progress = (action: string) =>
      fc.record<ActionProgress>({
        action: fc.constant(action),
        supplementary: fc.constant(false),
        intentAt: maybe(instants),
        insisted: fc.boolean(),
        tries: fc.nat(2),
        readings,
        outcome: maybe(
          fc.record({
            is: fc.constantFrom('done', 'already-absent', 'never-existed', 'no-such-route'),
            at: instants,
            byReading: fc.boolean()
          })
        ),
        confirmation: maybe(
          fc.record({
            is: fc.constantFrom('gone', 'still-there', 'cannot-tell', 'later'),
            at: instants,
            dueAt: maybe(instants),
            because: maybe(fc.constantFrom('platform-odd', 'unreadable'))
          })
        ),
        nextAt: maybe(instants)
      })
    const demands = fc.array(
      fc.record({
        origin: fc.constantFrom('self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform'),
        proof: maybe(fc.constant({ kind: 'mail-code', at: startAt } as const)),
        mandate: maybe(fc.constant({ kind: 'estate', expiresAt: null } as const)),
        acknowledged: fc.boolean(),
        withdrawnAt: fc.constantFrom(null, null, startAt)
      } as const),
      { minLength: 1, maxLength: 3 }
    )
    const verdicts = [
      [],
      standing({ holds: 1 }).verdicts,
      standing({ reading: makeReading({ found: 'none' }) }).verdicts
    ]
    const request = fc.record({
      state: fc.constantFrom(...states),
      because: fc.constantFrom('legal-hold', 'subject-not-found', 'still-there'),
      demands: demands.map(list => list.map((changes, n) => makeDemand({ ...changes, id: `d${n}` }))),
      verdicts: fc.constantFrom(...verdicts),
      asked: maybe(
        fc.record({
          what: fc.constantFrom('refuse', 'recheck', 'retry', 'look-again', 'close', 'do-again'),
          by: fc.constant('x'),
          at: instants
        } as const)
      ),
      actions: fc.constantFrom(0, 1, 2).chain(n => fc.tuple(...['block', 'delete'].slice(0, n).map(progress))),
      section: maybe(fc.constant({ name: 'forum', since: startAt })),
      subject: maybe(fc.constant('hash')),
      coolOffEndsAt: instants,
      noticeSentAt: maybe(instants)
    })
    const reading = fc.constantFrom(
      null,
      makeReading(),
      privileged.reading,
      makeReading({ facts: {} }),
      makeReading({ found: 'none', plan: null }),
      makeReading({ found: 'several', plan: null }),
      makeReading({ found: 'none', plan: null, problem: 'platform-forbidden' })
    )
    const view = fc.record({
      kind: fc.constantFrom('openedx', 'openolat'),
      request,
      reading,
      holds: fc.nat(1),
      keptBack: maybe(fc.constant('platform-paused')),
      platformStops: maybe(fc.constant('start-switched-off')),
      openElsewhere: maybe(fc.constant('other')),
      mailConfigured: fc.boolean(),
      now: instants
    } as const)
    always(
      t,
      fc.property(view, ({ request, ...changes }) => {
        const seen = makeView(changes, request as Partial<ErasureRequest>)
        const decision = decide(seen)
        const { state, demands } = seen.request
        if (isEnd(state)) return decision.do === 'wait' && decision.until === null
        const to = decision.do === 'release' ? 'withdrawn' : decision.do === 'move' ? decision.to : null
        const live = demands.filter(({ withdrawnAt }) => withdrawnAt === null)
        if (to === 'blocked' && live.every(({ origin }) => origin === 'platform')) return false
        return to === null || mayMove(state, to)
      })
    )
  })

  t.test('each move of the table is one that a step returns', async t => {
    const seen = new Set<string>()
    const see = (state: State, changes: Partial<View>, request: Partial<ErasureRequest> = {}) => {
      const decision = decide(makeView(changes, { state, ...request }))
      const to = decision.do === 'release' ? 'withdrawn' : decision.do === 'move' ? decision.to : 'nowhere'
      seen.add(`${state} > ${to}`)
    }
    see('accepted', {})
    see('checking', { openElsewhere: 'other' })
    see('checking', { holds: 1 })
    see('checking', privileged)
    see('checking', {})
    see('checking', {}, { coolOffEndsAt: startAt })
    const gone = { reading: makeReading({ found: 'none', plan: null }) }
    see('checking', gone, { subject: 'hash', demands: [makeDemand({ origin: 'platform' })] })
    see('blocked', {})
    see('awaiting-approval', {})
    see('cooling-off', {}, { coolOffEndsAt: startAt })
    see('erasing', {}, { actions: [done('block')] })
    see('erasing', { holds: 1 }, { actions: [done('block'), makeProgress('delete')] })
    see('erasing', {}, { demands: withdrawn, actions: [makeProgress('block')] })
    const confirmed = (is: Confirmation['is'], because: string | null = null) => ({
      actions: [done('delete', { confirmation: { is, at: startAt, dueAt: null, because } })]
    })
    see('confirming', {}, confirmed('cannot-tell', 'platform-forbidden'))
    see('confirming', {}, confirmed('gone'))
    see('confirming', {}, { ...confirmed('gone'), asked: { what: 'do-again', by: 'x', at: startAt } })
    see('confirming', {}, confirmed('cannot-tell'))
    see('stalled', {}, asked('retry'))
    see('stalled', {}, asked('look-again'))
    see('stalled', {}, asked('close'))
    const unproven = standing({}, { demands: [makeDemand({ proof: null })] })
    see('blocked', overdue, unproven)
    for (const state of states.filter(isBeforeErasing)) {
      see(state, {}, { demands: withdrawn })
      see(state, {}, asked('refuse'))
    }
    const missing = moves.map(({ from, to }) => `${from} > ${to}`).filter(move => !seen.has(move))
    // Only what was blocked, and has just been looked at, expires; the deadline brings the others there first.
    t.strictSame(
      missing.sort(),
      ['accepted', 'awaiting-approval', 'checking', 'cooling-off'].map(from => `${from} > expired`)
    )
  })
})

t.test('whose subject has another open request joins it, whatever the platform says of the account', t => {
  const readings = [{}, { found: 'none' }, { found: 'several' }, { problem: 'platform-unavailable' }] as const
  for (const changes of readings) {
    const view = makeView({ openElsewhere: 'other', reading: makeReading(changes as object) }, { state: 'checking' })
    t.match(assess(view), { to: 'joined', because: 'same-subject' }, JSON.stringify(changes))
  }
  t.end()
})

t.test('waiting', async t => {
  t.test('an accepted request is kept back by brake and pause, and can be withdrawn and refused meanwhile', async t => {
    const known = (because: NonNullable<ErasureRequest['keptBack']>['because']) => ({
      keptBack: { because, at: startAt, foreseen: null }
    })
    for (const because of ['brake', 'dry-run'] as const) {
      t.equal(decided({ keptBack: because }), 'keep-back', 'told once')
      t.equal(decided({ keptBack: because }, known(because)), `wait ${because}`)
    }
    t.equal(decided({ keptBack: 'brake' }, known('dry-run')), 'keep-back', 'another reason is told anew')
    t.equal(decided({ keptBack: 'platform-paused' }), 'wait platform-paused')
    t.equal(decided({ keptBack: 'brake' }, { demands: withdrawn }), 'withdrawn withdrawn')
    t.equal(decided({ keptBack: 'platform-paused' }, asked('refuse')), 'refused refused-by-officer')
    const ready = { state: 'checking', coolOffEndsAt: startAt } as const
    t.equal(decided({}, ready), 'erasing all-met')
    t.equal(decided({ keptBack: 'platform-paused' }, ready), 'wait platform-paused', 'nothing is begun on it')
  })

  t.test('a blocked request reads again, and an unchanged answer stays as it is', async t => {
    for (const [name, changes] of Object.entries({
      hold: { holds: 1 },
      nobody: { reading: makeReading({ found: 'none', plan: null }) },
      several: { reading: makeReading({ found: 'several', plan: null }) },
      refused: { reading: makeReading({ found: 'none', plan: null, problem: 'platform-forbidden' }) },
      stopped: { platformStops: 'start-switched-off' },
      approval: privileged
    } satisfies Record<string, Partial<View>>)) {
      const request = standing(changes)
      t.equal(decided({ ...changes, reading: null }, request), 'read', name)
      t.equal(decided(changes, request), `wait ${request.because}`, name)
      t.equal(decided(changes, { ...request, ...asked('recheck') }), `wait ${request.because}`, `${name} rechecked`)
      t.equal(decided({}, request), 'checking fact-changed', `${name} is over`)
      const wait = decide(makeView(changes, request))
      t.match(wait, { until: after(defaultPolicy.recheckMs) })
    }
    t.equal(decided({ holds: 2 }, standing({ holds: 1 })), 'checking fact-changed', 'a person sees how many')
  })

  t.test('a plan that changes while an approval is awaited is put before the approver anew', async t => {
    const request = standing(privileged)
    const wider = makeReading({ facts: privileged.reading.facts, plan: makePlan({ handOvers: [handOver('c1')] }) })
    t.equal(decided({ reading: wider }, request), 'checking fact-changed')
    const again = standing({ reading: wider }, { ...request, state: 'checking' })
    t.match(again, { state: 'awaiting-approval', fingerprint: fingerprintOf(decidedSet(wider.plan!, 0)) })
  })

  t.test('what was begun in the platform is never blocked, whatever is unmet', async t => {
    const demands = [makeDemand({ origin: 'platform', proof: null, acknowledged: false })]
    for (const changes of [
      { holds: 1 },
      { platformStops: 'another-driver' },
      { reading: makeReading({ found: 'none', plan: null }) },
      { reading: makeReading({ found: 'several', plan: null }) },
      { reading: makeReading({ facts: {} }) },
      withPlan(makePlan({ handOvers: [{ ...handOver('c1'), successor: null, problem: 'none-named' }] }))
    ] satisfies readonly Partial<View>[]) {
      const view = makeView({ kind: 'openedx', ...changes }, { demands, state: 'checking' })
      t.match(assess(view), { to: 'awaiting-approval' })
    }
    const plain = makeView({ kind: 'openedx' }, { demands, state: 'checking' })
    t.match(assess(plain), { to: 'cooling-off', because: 'cool-off' }, 'nobody is asked for a plain learner')
    const held = standing({ kind: 'openedx', holds: 1 }, { demands })
    const late = { kind: 'openedx', holds: 1, ...overdue } as const
    t.equal(decided(late, held), 'alert', 'nor let go by the deadline: people hear of it')
    t.equal(decided(late, { ...held, ...alerted }), 'wait legal-hold', 'once')
  })

  t.test(
    'a platform that deletes at once is only read afterwards, and an account still there is not erased',
    async t => {
      const demands = [makeDemand({ origin: 'platform' })]
      const gone = { reading: makeReading({ found: 'none', plan: null }) }
      const resolved = { demands, state: 'checking', subject: 'hash' } as const
      t.equal(decided(gone, resolved), 'confirming deleted-by-platform')
      t.equal(decided(gone, { ...resolved, subject: null }), 'awaiting-approval subject-not-found')
      t.equal(decided({}, { ...resolved, coolOffEndsAt: startAt }), 'awaiting-approval account-still-there')
      t.equal(
        decided({}, { state: 'confirming', actions: [] }),
        'partially-completed derived',
        'nothing was shown gone'
      )
    }
  )

  t.test('at the deadline: never proven expires, nobody found is refused, and nothing is ever completed', async t => {
    const at = (changes: Partial<View>, request: Partial<ErasureRequest> = {}) =>
      decided({ ...changes, ...overdue }, standing(changes, request))
    const nobody = { reading: makeReading({ found: 'none', plan: null }) }
    t.equal(at(nobody), 'refused subject-not-found')
    t.equal(at({ reading: makeReading({ found: 'several', plan: null }) }), 'refused subject-ambiguous')
    t.equal(at({}, { demands: [makeDemand({ proof: null })] }), 'expired never-proven')
    t.equal(at({ holds: 1 }, { demands: [makeDemand({ proof: null })] }), 'expired never-proven', 'told of no hold')
    t.equal(at({ holds: 1 }), 'refused legal-hold')
    t.equal(at({}, { demands: [makeMandated({ mandate: null })] }), 'refused mandate-missing')
    const denied = { precondition: 'identity-proven', answer: false, by: 'officer', at: startAt } as const
    t.equal(at({}, { attestations: [denied] }), 'refused identity-denied', 'looked into, so not expired')
    const stopped = { platformStops: 'start-switched-off' } as const
    t.equal(at(stopped), 'alert')
    const known = decided({ ...stopped, ...overdue }, { ...standing(stopped), ...alerted })
    t.equal(known, 'wait start-switched-off', 'others can still settle it')
    t.equal(at(nobody, { demands: [makeDemand({ origin: 'platform' })] }), 'refused subject-not-found')
    const early = standing(nobody)
    const dayBefore = { ...nobody, now: after(30 * dayMs) }
    t.equal(decided(dayBefore, early), 'alert')
    t.equal(decided(dayBefore, { ...early, ...alerted }), 'wait subject-not-found', 'not a day before')
  })

  t.test('the deadline ends nothing on an old answer', async t => {
    const request = standing({}, { demands: [makeDemand({ proof: null })] })
    const proven = { ...request, demands: [...request.demands, makeDemand({ id: 'two', receivedAt: after(60_000) })] }
    t.equal(decided({ ...overdue, reading: null }, request), 'read')
    t.equal(decided(overdue, proven), 'checking fact-changed', 'proven in the last minute counts')
  })
})

t.test('approvals', async t => {
  const plan = makePlan({ handOvers: [handOver('c1'), handOver('c2')], privilegedRoles: ['author'] })
  const asks = { ...defaultPolicy, approvals: 1 } as const
  const reached = (now: Plan, approved: ReturnType<typeof approvedBy>, policy: View['policy'] = asks) =>
    says(
      assess(makeView({ ...withPlan(now), work: approved.work, policy }, { state: 'checking', ...approved.request }))
    )
  const agreed = 'cooling-off cool-off'
  const notAgreed = 'awaiting-approval approval-needed'

  t.test('what was approved, or a part of it, stays approved; anything new asks again', async t => {
    const approved = approvedBy(plan, 'officer')
    t.equal(reached(plan, approvedBy(plan)), notAgreed)
    t.equal(reached(plan, approved), agreed)
    t.equal(reached({ ...plan, handOvers: [handOver('c2')], privilegedRoles: [] }, approved), agreed, 'a part of it')
    const retained = {
      id: 'posts',
      number: 7,
      category: 'Posts',
      scopes: ['person'],
      outcome: 'retain',
      ground: { article: '17(3)', letter: 'a' },
      because: 'law',
      sources: null,
      sensitive: null,
      check: 'cannot-tell',
      readBy: null,
      count: null
    } as const
    for (const changes of [
      { handOvers: [...plan.handOvers, handOver('c3')] },
      { handOvers: [handOver('c1', 'otto')] },
      { privilegedRoles: ['author', 'administrator'] },
      { names: 'remove-name' },
      { actions: [...plan.actions, makePlanned('more')] },
      { actions: [makePlanned('block', { treatment: 'anonymise', reversible: true })] },
      { retained: [retained] }
    ] satisfies readonly Partial<Plan>[])
      t.equal(reached({ ...plan, ...changes }, approved), notAgreed, Object.keys(changes).join())
    const kept = approvedBy({ ...plan, retained: [retained] }, 'officer')
    t.equal(reached({ ...plan, retained: [{ ...retained, outcome: 'delete' }] }, kept), notAgreed, 'no longer kept')
  })

  t.test('two people are two people, and whoever asks does not approve', async t => {
    const two = { ...defaultPolicy, approvals: 2 } as const
    t.equal(reached(plan, approvedBy(plan, 'officer'), two), notAgreed)
    t.equal(reached(plan, approvedBy(plan, 'officer', 'officer'), two), notAgreed)
    t.equal(reached(plan, approvedBy(plan, 'officer', 'head'), two), agreed)
    t.equal(reached(plan, approvedBy(plan, 'source-1')), notAgreed)
    t.equal(reached(plan, approvedBy(plan, 'officer', 'source-1'), two), notAgreed)
  })

  t.test('whoever counts as one counts once, and nobody counts for what is about themselves', async t => {
    const two = { ...defaultPolicy, approvals: 2 } as const
    const knowing = (known: Partial<NonNullable<View['speakers']>>, ...people: readonly string[]) => {
      const { work, request } = approvedBy(plan, ...people)
      const speakers = { ...strangers, ...known }
      const view = { ...withPlan(plan), work, policy: people.length > 1 ? two : asks, speakers }
      return says(assess(makeView(view, { state: 'checking', ...request })))
    }
    t.equal(knowing({}, 'officer', 'head'), agreed)
    t.equal(knowing({ humans: { officer: 'x', head: 'x' } }, 'officer', 'head'), notAgreed, 'let in')
    t.equal(knowing({ humans: { officer: 'x', 'source-1': 'x' } }, 'officer'), notAgreed, 'by who asked')
    t.equal(knowing({ subjects: ['officer'] }, 'officer'), notAgreed, 'their own account')
    t.equal(knowing({ requesters: ['officer'] }, 'officer'), notAgreed, 'who could send by the source that asked')
    const twins = { humans: { officer: 'x', admin: 'x' }, requesters: ['admin'] }
    t.equal(knowing(twins, 'officer'), notAgreed, 'or whom such a one let in')
    t.equal(knowing({ shutOut: ['officer'] }, 'officer'), notAgreed, 'shut out since')
    t.equal(knowing({ shutOut: ['officer'] }, 'officer', 'head'), notAgreed, 'the other one alone is one')
  })

  t.test('a plan of high risk needs a privacy officer, whatever the policy says', async t => {
    const risky = 'awaiting-approval privacy-officer-needed'
    const none = { ...defaultPolicy, approvals: 0 } as const
    t.equal(reached(plan, approvedBy(plan, 'head')), risky, 'privileged roles')
    t.equal(reached(plan, approvedBy(plan), none), notAgreed)
    const objects = (many: number) => Array.from({ length: many }, (_, at) => handOver(`c${at}`))
    const large = makePlan({ handOvers: objects(21) })
    t.equal(reached(large, approvedBy(large, 'head'), none), risky, 'more than twenty objects that nobody else owns')
    t.equal(reached(large, approvedBy(large, 'officer'), none), agreed)
    const usual = makePlan({ handOvers: objects(20) })
    t.equal(reached(usual, approvedBy(usual), none), agreed)
    t.equal(reached(usual, approvedBy(usual, 'head'), { ...asks, highRiskOwnedObjects: 19 }), risky)
  })

  t.test('waivers and attestations of whoever asked let nothing pass, and their no still counts', async t => {
    const said = { by: 'late', at: '2026-09-01T10:00:00.000Z' }
    const request = makeRequest({
      demands: [makeDemand(), makeDemand({ id: 'demand-2', by: 'late' })],
      waivers: [{ ...said, precondition: 'no-unpaid-invoices', ground: { article: '17(1)', letter: 'b' } }],
      attestations: [
        { ...said, precondition: 'no-unpaid-invoices', answer: true },
        { ...said, precondition: 'records-archived', answer: false }
      ]
    })
    const { waivers, attestations } = withFitVoices(request, strangers)
    t.strictSame([waivers.length, attestations.map(({ answer }) => answer)], [0, [false]])
    t.equal(withFitVoices({ ...request, demands: [makeDemand()] }, strangers).waivers.length, 1)
  })

  t.test('a demand of another origin saves nobody an approval', async t => {
    const api = { arrival: null, mandate: makeMandated().mandate }
    const asked = (...changes: readonly Partial<Demand>[]) =>
      originsOfApproval(makeRequest({ demands: changes.map((one, at) => makeDemand({ ...one, id: `demand-${at}` })) }))
    t.strictSame(asked({ origin: 'self' }), ['self'])
    t.strictSame(asked({ ...api, origin: 'identity-manager' }), ['identity-manager', 'on-behalf'], 'a person at a desk')
    t.strictSame(asked({ ...api, origin: 'identity-manager', arrival: 1 }), ['identity-manager'], 'a source')
    const joined = asked({ ...api, arrival: 1, origin: 'identity-manager' }, { ...api, origin: 'on-behalf' })
    t.strictSame([...joined].sort(), ['identity-manager', 'on-behalf'])
  })

  t.test('the fingerprint depends on what is decided and never on counts, titles, order or the time', async t => {
    const objects = fc.uniqueArray(fc.constantFrom('c1', 'c2', 'c3', 'c4'))
    const counts = fc.dictionary(fc.constantFrom('posts', 'files'), fc.nat())
    const named = (keys: readonly string[], title: string, some: PlannedAction['counts']) =>
      makePlan({
        actions: [makePlanned('delete', { counts: some })],
        handOvers: keys.map(key => ({ ...handOver(key), object: { category: 'course', key, title } }))
      })
    always(
      t,
      fc.property(objects, objects, counts, counts, (keys, others, some, more) => {
        const one = decidedSet(named(keys, 'Boats', some), 0)
        const same = decidedSet(named(keys.toReversed(), 'Ships', more), 0)
        const other = decidedSet(named(others, 'Boats', some), 0)
        return (
          fingerprintOf(one) === fingerprintOf(same) &&
          (fingerprintOf(one) === fingerprintOf(other)) === (keys.toSorted().join() === others.toSorted().join()) &&
          isCoveredBy(other, one) === others.every(key => keys.includes(key))
        )
      })
    )
    t.notSame(decidedSet(plan, 0), decidedSet(plan, 1), 'a hold is decided on')
    t.same(decidedSet(plan, 1), decidedSet(plan, 2), 'how many are not')
    t.not(fingerprintOf(['a', 'b']), fingerprintOf(['a\nb']), 'no item can pass for two')
  })
})

t.test('cool-off', async t => {
  const cool = (now: string, request: Partial<ErasureRequest> = {}, policy: Partial<View['policy']> = {}) =>
    assess(makeView({ now, policy: { ...defaultPolicy, ...policy } }, { state: 'checking', ...request })).assessed
      ?.coolOffEndsAt

  t.test('it lasts as policy says, inside the legal month, and is set once', async t => {
    t.equal(cool(startAt), after(7 * dayMs))
    t.equal(cool(startAt, {}, { coolOffMs: dayMs }), after(dayMs))
    t.equal(cool(after(28 * dayMs)), makeRequest().deadlineAt, 'not beyond the month')
    t.equal(cool(after(40 * dayMs)), after(40 * dayMs), 'a month that is over leaves none')
    t.equal(cool(after(dayMs), { coolOffEndsAt: after(7 * dayMs) }, { coolOffMs: 1 }), after(7 * dayMs))
  })

  t.test('a clock that jumps back and forth never ends it early', async t => {
    const jumps = fc.array(fc.integer({ min: -30 * dayMs, max: 6 * dayMs }), { minLength: 1, maxLength: 8 })
    always(
      t,
      fc.property(jumps, fc.integer({ min: -40 * dayMs, max: 0 }), (offsets, startsBack) => {
        // The last stored instant is true; the clock lies when the cool-off begins, and afterwards.
        const lastAt = startAt
        const endsAt = cool(after(startsBack), { lastAt })!
        if (endsAt < later(lastAt, 7 * dayMs)) return false
        return offsets.every(offset => {
          const now = after(offset)
          const request = { state: 'cooling-off', coolOffEndsAt: endsAt, lastAt } as const
          const stays = decided({ now }, request) === 'wait cool-off'
          const again = cool(now, { coolOffEndsAt: endsAt, lastAt })
          return stays && again === endsAt
        })
      })
    )
  })

  t.test('it ends in another look, and a hold, a withdrawal or a wish for one comes first', async t => {
    const cooling = { state: 'cooling-off', coolOffEndsAt: after(7 * dayMs) } as const
    t.equal(decided({ now: after(7 * dayMs - 1) }, cooling), 'wait cool-off')
    t.equal(decided({ now: after(7 * dayMs) }, cooling), 'checking cool-off-over')
    t.equal(decided({ holds: 1 }, cooling), 'checking asked-again')
    t.equal(decided({}, { ...cooling, ...asked('recheck') }), 'checking asked-again')
    t.equal(decided({}, { ...cooling, demands: withdrawn }), 'withdrawn withdrawn')
    const over = { state: 'checking', coolOffEndsAt: startAt } as const
    t.equal(decided({}, over), 'erasing all-met')
    t.equal(decided({ holds: 1 }, over), 'blocked legal-hold')
    const fresh = approvedBy(makePlan(), 'officer')
    const policy = { ...defaultPolicy, approvals: 1 } as const
    const wider = { ...withPlan(makePlan({ handOvers: [handOver('c1')] })), work: fresh.work, policy }
    t.equal(decided(wider, { ...over, ...fresh.request }), 'awaiting-approval approval-needed', 'another fingerprint')
  })

  t.test('who did not ask is told first, and has the whole notice period after the sending', async t => {
    const demands = [makeMandated()]
    const policy = { ...defaultPolicy, coolOffMs: 0, noticeMs: 3 * dayMs }
    const at = (now: string, request: Partial<ErasureRequest> = {}) =>
      assess(makeView({ now, policy }, { state: 'checking', demands, ...request }))
    t.match(at(startAt), { to: 'cooling-off', assessed: { sendsNotice: true, coolOffEndsAt: after(3 * dayMs) } })
    const sent = { noticeSentAt: after(2 * dayMs), coolOffEndsAt: after(3 * dayMs) }
    t.match(at(after(3 * dayMs), sent), {
      to: 'cooling-off',
      because: 'notice-period',
      assessed: { sendsNotice: false, coolOffEndsAt: after(5 * dayMs) }
    })
    t.match(at(after(5 * dayMs), sent), { to: 'erasing' })
    const due = {
      id: 'm',
      kind: 'consequences-notice',
      state: 'due',
      createdAt: startAt,
      tries: 3,
      sentAt: null
    } as const
    const { verdicts } = at(startAt).assessed!
    const outbox = [{ ...due, nextAt: after(9) }]
    const waiting = { state: 'cooling-off', coolOffEndsAt: startAt, outbox, verdicts, demands } as const
    t.match(decide(makeView({}, waiting)), { because: 'notice-not-sent', until: after(9) })
    const told = { ...waiting, noticeSentAt: startAt, coolOffEndsAt: after(9) }
    t.match(
      decide(makeView({}, told)),
      { to: 'checking', because: 'notice-sent' },
      'the stored reason is looked at again'
    )
    const noticed = { ...waiting, verdicts: [] }
    t.match(decide(makeView({}, noticed)), { because: 'cool-off-over' }, 'where none is asked for, sending was tried')
  })
})

const sectioned: readonly ActionTraits[] = [
  makeTraits('block', { reversible: true }),
  makeTraits('forum', { section: 'forum' }),
  makeTraits('retire', { section: 'forum', repeat: 'never' }),
  makeTraits('report')
]
const sectionedPlan = makePlan({
  actions: sectioned.map(({ id, reversible }) => makePlanned(id, { reversible })),
  wayBack: [
    { after: 'retire', way: 'none' },
    { after: 'block', way: 'restored' }
  ]
})
const onSection = (actions: readonly ActionProgress[], inside: boolean, changes: Partial<View> = {}) =>
  decided(
    { actions: sectioned, work: makeWork({ plan: sectionedPlan }), ...changes },
    { state: 'erasing', actions, section: inside ? { name: 'forum', since: startAt } : null }
  )
const todo = (...actions: readonly string[]) => actions.map(action => makeProgress(action))

t.test('erasing', async t => {
  t.test('one action after the other in the order of the plan, each after what it waits for', async t => {
    const erasing = (actions: readonly ActionProgress[], changes: Partial<View> = {}) =>
      decided(changes, { state: 'erasing', actions })
    t.equal(erasing(todo('block', 'delete')), 'perform block')
    t.equal(erasing([done('block'), makeProgress('delete')]), 'perform delete')
    t.equal(erasing([begun('block'), makeProgress('delete')]), 'confirm block', 'never two at a time')
    t.equal(erasing([done('block'), done('delete')]), 'confirming every-action-has-an-outcome')
    t.equal(erasing(todo('block', 'unheard-of')), 'perform block')
    t.equal(erasing([done('block'), makeProgress('unheard-of')]), 'stalled action-unknown')
    t.equal(erasing(todo('block'), { work: makeWork({ plan: null }) }), 'stalled action-unknown')
    const plan = makePlan({
      actions: [
        makePlanned('block', { reversible: true }),
        makePlanned('delete', { waits: [{ after: 'block', ms: 3_600_000 }] })
      ]
    })
    const waiting = { work: makeWork({ plan }) }
    const delayed = [done('block', { outcome: { is: 'done', at: after(60_000), byReading: false } }), ...todo('delete')]
    const view = (now: string) => makeView({ ...waiting, now }, { state: 'erasing', actions: delayed })
    t.match(decide(view(after(3_659_999))), { because: 'waits-before-action', until: after(3_660_000) })
    t.match(decide(view(after(3_660_000))), { do: 'perform', actions: ['delete'] })
    const paced = [makeProgress('block', { nextAt: after(5) })]
    t.equal(erasing(paced), 'wait waits-before-action')
    t.equal(erasing(paced, { now: after(5) }), 'perform block')
    t.equal(erasing([begun('block', { nextAt: after(5) })]), 'wait platform-unavailable')
  })

  t.test('a hold lets nothing begin: it waits before the first intent, and stalls after it', async t => {
    const at = (actions: readonly ActionProgress[]) => decided({ holds: 1 }, { state: 'erasing', actions })
    t.equal(at(todo('block', 'delete')), 'wait legal-hold')
    t.equal(at([done('block'), makeProgress('delete')]), 'stalled legal-hold')
    t.equal(at([done('block'), begun('delete')]), 'confirm delete', 'what has begun is read')
    const absent = [{ at: after(0), is: 'still-there' } as const]
    t.equal(at([begun('block', { readings: absent })]), 'stalled legal-hold', 'what did not happen is not begun again')
    t.equal(at([begun('block', { readings: [{ at: startAt, is: 'gone' }] })]), 'take-as-done block')
    t.equal(at([done('block'), done('delete')]), 'confirming every-action-has-an-outcome')
  })

  t.test('a pause keeps back what has not begun, and a repetition too', async t => {
    const keptBack = 'platform-paused'
    t.equal(decided({ keptBack }, { state: 'erasing', actions: todo('block') }), 'wait platform-paused')
    const again = [begun('block', { readings: [{ at: startAt, is: 'still-there' }] })]
    t.equal(decided({ keptBack }, { state: 'erasing', actions: again }), 'wait platform-paused')
    t.equal(decided({}, { state: 'erasing', actions: again }), 'perform block')
    t.equal(onSection([done('block'), done('forum'), ...todo('retire')], true, { keptBack }), 'perform retire')
  })

  t.test('what stops a platform is said of each request that stands still for it, and of no other', async t => {
    const [first, ...rest] = [done('block'), ...todo('retire')]
    const stops = (because: PlatformStop['because'], changes: Partial<ErasureRequest>) =>
      isStoppedBy({ because, at: null, turn: 'administrator' }, stoppableOf(makeRequest(changes)))
    const between = { state: 'erasing', actions: [first!, ...rest] } as const
    t.ok(stops('platform-paused', { state: 'accepted' }))
    t.ok(stops('everything-paused', { state: 'checking' }))
    t.ok(stops('another-driver', between))
    t.notOk(stops('another-driver', { state: 'accepted' }), 'a blocker says it there')
    t.notOk(stops('platform-paused', { ...between, section: { name: 'retiring', since: startAt } }), 'goes on inside')
    t.notOk(stops('platform-paused', { state: 'erasing', actions: [first!] }), 'is read back')
    for (const state of ['blocked', 'awaiting-approval', 'cooling-off', 'confirming', 'stalled', 'completed'] as const)
      t.notOk(stops('platform-paused', { ...between, state }), state)
  })

  t.test('inside an exclusive section nothing stops between the first and the last action', async t => {
    const before = [done('block'), ...todo('forum', 'retire', 'report')]
    const between = [done('block'), done('forum'), ...todo('retire', 'report')]
    const behind = [done('block'), done('forum'), done('retire'), ...todo('report')]
    t.equal(onSection(before, false, { holds: 1 }), 'stalled legal-hold')
    t.equal(onSection(between, true, { holds: 1 }), 'perform retire')
    t.equal(onSection(behind, false, { holds: 1 }), 'stalled legal-hold')
  })

  t.test('a section is entered with the first intent, left with the last outcome, and kept by a doubt', async t => {
    const request = makeRequest({ state: 'erasing', actions: todo('forum', 'retire') })
    const entered = recordIntent(request, 'forum', 'forum', startAt)
    t.strictSame(entered.section, { name: 'forum', since: startAt })
    const stays = recordOutcome(entered, 'forum', { is: 'done', byReading: false }, false, after(1))
    t.strictSame(recordIntent(stays, 'retire', 'forum', after(2)).section, entered.section, 'it is one section')
    t.equal(recordOutcome(stays, 'retire', { is: 'done', byReading: false }, true, after(3)).section, null)
    const back = takeBackIntent(entered, 'forum', true, after(9))
    t.match(back, { section: null, actions: [{ intentAt: null, tries: 0, nextAt: after(9) }] })
    t.strictSame(takeBackIntent(stays, 'retire', false, after(9)).section, entered.section)
    const stalled = applyMove(stays, { do: 'move', to: 'stalled', because: 'x' }, null, after(4))
    t.strictSame(stalled.section, entered.section, 'nobody else enters until a person has looked')
  })

  t.test('what needs nothing of one another is called side by side, where each may be repeated', async t => {
    const traits = (changes: Readonly<Record<string, Partial<ActionTraits>>>) =>
      ['move', 'courses', 'notes', 'rest'].map(id =>
        makeTraits(id, { after: id === 'move' ? [] : ['move'], ...changes[id] })
      )
    const erasing = (
      changes: Readonly<Record<string, Partial<ActionTraits>>>,
      actions: readonly ActionProgress[] = [done('move'), ...todo('courses', 'notes', 'rest')],
      { waits = [], ...view }: Partial<View> & { waits?: { after: string; ms: number }[] } = {}
    ) => {
      const rows = traits(changes)
      const plan = makePlan({ actions: rows.map(({ id }) => makePlanned(id, id === 'rest' ? { waits } : {})) })
      return decided({ actions: rows, work: makeWork({ plan }), ...view }, { state: 'erasing', actions })
    }
    t.equal(erasing({}), 'perform courses notes rest')
    t.equal(erasing({}, todo('move', 'courses', 'notes', 'rest')), 'perform move', 'first what the others need')
    t.equal(erasing({ rest: { after: ['notes'] } }), 'perform courses notes')
    t.equal(erasing({ notes: { after: ['courses'] } }), 'perform courses', 'never past one that must wait')
    t.equal(erasing({}, undefined, { waits: [{ after: 'courses', ms: 0 }] }), 'perform courses notes')
    t.equal(erasing({}, undefined, { waits: [{ after: 'move', ms: 3_600_000 }] }), 'perform courses notes')
    for (const alone of [{ repeat: 'read-first' }, { section: 'narrow' }, { reversible: true }] as const) {
      t.equal(erasing({ notes: alone }), 'perform courses', JSON.stringify(alone))
      t.equal(erasing({ courses: alone }), 'perform courses', JSON.stringify(alone))
    }
    const paced = makeProgress('notes', { nextAt: after(5) })
    t.equal(erasing({}, [done('move'), ...todo('courses'), paced, ...todo('rest')]), 'perform courses')
    t.equal(erasing({}, [done('move'), ...todo('courses'), done('notes'), ...todo('rest')]), 'perform courses')
    t.equal(
      erasing({}, [done('move'), begun('courses'), ...todo('notes', 'rest')]),
      'confirm courses',
      'doubt comes first'
    )
    t.equal(erasing({}, undefined, { holds: 1 }), 'stalled legal-hold')
    t.equal(erasing({}, undefined, { keptBack: 'platform-paused' }), 'wait platform-paused')
  })

  t.test('the plan is frozen by the first entry, and an entry after a stall keeps what was done', async t => {
    const plan = makePlan()
    const move = { do: 'move', to: 'erasing', because: 'all-met' } as const
    const frozen = applyMove(makeRequest({ state: 'checking' }), move, plan, startAt)
    t.strictSame(frozen.actions, todo('block', 'delete'))
    const stalled = { state: 'stalled', actions: [done('block'), begun('delete')] } as const
    const other = makePlan({ actions: [makePlanned('other')] })
    t.strictSame(applyMove(makeRequest(stalled), move, other, startAt).actions, stalled.actions)
    const retried = applyMove(makeRequest(stalled), { ...move, because: 'asked-to-retry' }, other, startAt)
    const asked = { intentAt: begun('delete').intentAt, insisted: true, tries: 1 }
    t.strictSame(retried.actions, [done('block'), { ...makeProgress('delete'), ...asked }])
    t.equal(decided({}, retried), 'confirm delete', 'it is read before it is called again')
  })
})

t.test('the resume rule', async t => {
  const settleMs = 60_000
  const readings = (...list: readonly (readonly [Confirmation['is'], number])[]) =>
    list.map(([is, ms]) => ({ is, at: after(ms) }))
  const next = (repeat: Repeat, list: ReturnType<typeof readings>, nowMs: number) => {
    const decision = resume({ repeat, settleMs }, begun('a', { readings: list }), after(nowMs))
    return decision.do === 'stall' ? decision.because : decision.do
  }
  const table: readonly (readonly [Repeat, ReturnType<typeof readings>, number, string])[] = [
    ...(['safe', 'read-first', 'never'] as const).flatMap(
      repeat =>
        [
          [repeat, readings(), 0, 'read'],
          [repeat, readings(['gone', 1]), 1, 'take-as-done'],
          [repeat, readings(['still-there', 1], ['gone', 2]), 2, 'take-as-done'],
          [repeat, readings(['later', 1]), 1, 'take-as-done']
        ] as const
    ),
    ['safe', readings(['still-there', 1]), 1, 'perform'],
    ['safe', readings(['cannot-tell', 1]), 1, 'perform'],
    ['never', readings(['still-there', 1]), 1, 'never-repeated'],
    ['never', readings(['still-there', 1], ['still-there', 90_000]), 90_000, 'never-repeated'],
    ['never', readings(['cannot-tell', 1]), 1, 'never-repeated'],
    ['read-first', readings(['cannot-tell', 1]), 1, 'cannot-tell-what-happened'],
    ['read-first', readings(['still-there', 1], ['cannot-tell', 60_000]), 60_000, 'cannot-tell-what-happened'],
    ['read-first', readings(['still-there', 1]), 1, 'wait'],
    ['read-first', readings(['still-there', 1]), 59_999, 'wait'],
    ['read-first', readings(['still-there', 1]), -9_000, 'wait'],
    ['read-first', readings(['still-there', 1]), 60_000, 'read'],
    ['read-first', readings(['still-there', 1], ['still-there', 59_999]), 59_999, 'wait'],
    ['read-first', readings(['still-there', 60_000]), 60_000, 'read'],
    ['read-first', readings(['still-there', 1], ['still-there', 60_000]), 60_000, 'perform']
  ]
  for (const [repeat, list, nowMs, expected] of table)
    t.equal(next(repeat, list, nowMs), expected, `${repeat} ${list.map(({ is }) => is).join()} at ${nowMs}`)

  t.test('a person who insists: read once after the settling time, then performed, unless it is gone', async t => {
    const insisted = (repeat: Repeat, list: ReturnType<typeof readings>, nowMs: number) =>
      resume({ repeat, settleMs }, begun('a', { readings: list, insisted: true }), after(nowMs)).do
    for (const repeat of ['read-first', 'never'] as const) {
      t.equal(insisted(repeat, [], 60_000), 'read')
      t.equal(insisted(repeat, readings(['gone', 60_000]), 60_000), 'take-as-done')
      t.equal(insisted(repeat, readings(['cannot-tell', 1]), 1), 'wait', 'the platform may still be at work')
      t.equal(insisted(repeat, readings(['cannot-tell', 1]), 60_000), 'read')
      t.equal(insisted(repeat, readings(['cannot-tell', 60_000]), 60_000), 'perform')
      t.equal(insisted(repeat, readings(['still-there', 60_000]), 60_000), 'perform')
    }
    const again = recordIntent(makeRequest({ actions: [begun('a', { insisted: true })] }), 'a', null, after(2))
    t.equal(again.actions[0]!.insisted, false, 'insisting counts for one call')
  })
})

t.test('a call that keeps failing makes room in its section', async t => {
  const settled = {
    readings: [
      { at: after(1), is: 'still-there' },
      { at: after(90_000_000), is: 'still-there' }
    ]
  } as const
  const failing = (tries: number, others: Partial<ActionProgress> = {}) =>
    decided(
      { actions: sectioned, work: makeWork({ plan: sectionedPlan }), now: after(90_000_001) },
      {
        state: 'erasing',
        section: { name: 'forum', since: startAt },
        waiting: { code: 'platform-failed', since: startAt, tries, nextAt: startAt },
        actions: [done('block'), begun('forum', settled), makeProgress('retire', others)]
      }
    )
  t.equal(failing(1), 'perform forum', 'the second try follows at once')
  t.equal(failing(2), 'step-back forum')
  const back = stepBack(
    makeRequest({ section: { name: 's', since: startAt }, actions: [begun('forum')] }),
    'forum',
    after(9)
  )
  t.strictSame(back.section, null, 'others may enter')
  t.strictSame(back.actions, [makeProgress('forum', { tries: 1, nextAt: after(9) })])
  t.notOk(hasWayBack(sectionedPlan, back.actions), 'what may have happened stays counted')
})

t.test('withdrawal', async t => {
  t.test('in each state it does what the table of the design says', async t => {
    for (const state of states.filter(isBeforeErasing))
      t.equal(decided({}, { state, demands: withdrawn, coolOffEndsAt: startAt }), 'withdrawn withdrawn', state)
    const erasing = (actions: readonly ActionProgress[], demands = withdrawn) =>
      decided({}, { state: 'erasing', actions, demands })
    t.equal(erasing(todo('block', 'delete')), 'release')
    t.equal(erasing([done('block'), makeProgress('delete')]), 'release')
    t.equal(erasing([begun('block'), makeProgress('delete')]), 'confirm block', 'first it is learned what happened')
    t.equal(erasing([done('block'), begun('delete')]), 'confirm delete', 'too late')
    const asking = [...withdrawn, makeDemand({ id: 'two' })]
    t.equal(erasing(todo('block', 'delete'), asking), 'perform block', 'one of two withdrawn ends nothing')
    t.equal(decided({}, { state: 'accepted', demands: asking }), 'checking claimed')
    t.equal(decided({}, { state: 'confirming', demands: withdrawn, actions: [done('delete')] }), 'confirm-all delete')
  })

  t.test('a demand that joined since and proves nothing does not keep it going', async t => {
    const told = (n: number, kind: 'moved' | 'demand-added', data: object) =>
      ({ n, at: startAt, kind, actor: 'lethe', data, commitment: null, previous: '0'.repeat(64) }) as Entry
    const after = [told(1, 'moved', { to: 'erasing' }), told(2, 'demand-added', { demand: 'two' })]
    const before = [told(1, 'demand-added', { demand: 'two' }), told(2, 'moved', { to: 'erasing' })]
    const next = (evidence: readonly Entry[], proof: Demand['proof']) =>
      decided(
        {},
        {
          state: 'erasing',
          actions: [done('block'), makeProgress('delete')],
          demands: [...withdrawn, makeDemand({ id: 'two', proof })],
          evidence
        }
      )
    const proven = makeDemand().proof
    t.equal(next(after, null), 'release')
    t.equal(next(after, { kind: 'lms-session', at: startAt }), 'release')
    t.equal(next(after, proven), 'perform delete', 'who proves to be the subject still asks')
    t.equal(next(before, null), 'perform delete', 'what was assessed with it counts')
  })

  t.test('what was lost stays lost: a retry does not open the way back again', async t => {
    const lost = { state: 'stalled', actions: [done('block'), begun('delete')], demands: withdrawn } as const
    const move = { do: 'move', to: 'erasing', because: 'asked-to-retry' } as const
    const retried = applyMove(makeRequest(lost), move, null, startAt)
    t.equal(decided({}, retried), 'confirm delete')
    const neverArrived = takeBackIntent(makeRequest(lost), 'delete', false, startAt)
    t.equal(decided({}, { ...neverArrived, state: 'erasing' }), 'release', 'what never arrived lost nothing')
  })

  t.test('what it would do is told beforehand, by the last action begun', async t => {
    const ways = (...actions: readonly ActionProgress[]) => [
      hasWayBack(sectionedPlan, actions),
      wayBackNow(sectionedPlan, actions)
    ]
    t.strictSame(ways(), [true, 'everything-as-before'])
    t.strictSame(ways(...todo('block', 'forum')), [true, 'everything-as-before'])
    t.strictSame(ways(begun('block')), [true, 'restored'])
    t.strictSame(ways(done('block'), begun('forum')), [false, 'none'], 'also where no row says so')
    t.strictSame(ways(done('block'), done('forum'), done('retire')), [false, 'none'])
  })
})

t.test('confirming', async t => {
  const confirmation = (
    is: Confirmation['is'],
    changes: Partial<NonNullable<ActionProgress['confirmation']>> = {}
  ) => ({
    confirmation: { is, at: startAt, dueAt: null, because: null, ...changes }
  })
  const confirm = (actions: readonly ActionProgress[], changes: Partial<View> = {}) =>
    decided(changes, { state: 'confirming', actions })
  const gone = done('block', confirmation('gone'))
  const blind = { work: makeWork({ plan: makePlan({ actions: [makePlanned('delete', { readBack: 'none' })] }) }) }

  t.test('the end is derived from what was read, and from nothing else', async t => {
    t.equal(confirm([gone, done('delete')]), 'confirm-all delete')
    t.equal(confirm([gone, done('delete', confirmation('gone'))]), 'completed derived')
    const absent = { outcome: { is: 'already-absent', at: startAt, byReading: false } } as const
    t.equal(confirm([done('delete', { ...confirmation('gone'), ...absent })]), 'completed derived')
    const outcome = (is: 'never-existed' | 'no-such-route') =>
      confirm([done('delete', { ...confirmation('gone'), outcome: { is, at: startAt, byReading: false } })])
    t.equal(outcome('never-existed'), 'partially-completed derived', 'the plan counted something')
    t.equal(outcome('no-such-route'), 'partially-completed derived')
    t.equal(confirm([done('delete', confirmation('cannot-tell'))]), 'partially-completed derived')
    t.equal(confirm([done('delete', confirmation('cannot-tell'))], blind), 'completed derived', 'said beforehand')
    t.equal(confirm([done('delete', confirmation('later', { dueAt: after(dayMs) }))], blind), 'completed derived')
  })

  t.test('what is still there or comes later is read again at a pace, and in the end a person is asked', async t => {
    const there = (count: number) =>
      done('delete', {
        ...confirmation('still-there'),
        readings: Array.from({ length: count }, () => ({ at: startAt, is: 'still-there' as const }))
      })
    const pace = defaultPolicy.confirmEveryMs
    t.equal(confirm([there(1)]), 'wait read-again-later')
    t.equal(confirm([there(1)], { now: after(pace) }), 'confirm-all delete')
    t.equal(confirm([there(defaultPolicy.confirmTries)]), 'stalled still-there')
    const later = done('delete', confirmation('later', { dueAt: after(dayMs) }))
    t.equal(confirm([gone, later]), 'wait read-again-later')
    t.equal(confirm([gone, later], { now: after(dayMs) }), 'confirm-all delete')
    const late = done('delete', confirmation('later', { at: after(dayMs), dueAt: after(dayMs - 1) }))
    t.equal(confirm([late], { now: after(dayMs) }), 'wait read-again-later', 'never without a pause')
  })

  t.test('rows are read when every action is confirmed; one that should be gone is put before a person', async t => {
    const { confirmEveryMs: pace, confirmTries: most } = defaultPolicy
    const read = (is: 'gone' | 'kept' | 'still-there' | 'cannot-tell' | 'later', tries = 1) => ({
      rows: { at: startAt, tries, readings: [{ row: 'statements', is, dueAt: null, because: null }] }
    })
    const actions = [gone, done('delete', confirmation('gone'))]
    const next = (request: Partial<ErasureRequest>, changes: Partial<View> = {}) =>
      decided({ readsRows: true, ...changes }, { state: 'confirming', actions, ...request })
    t.equal(next({}), 'read-rows')
    t.equal(next({}, { readsRows: false }), 'completed derived', 'a platform whose rows are not read')
    t.equal(next({}, { work: makeWork({ plan: null }) }), 'read-rows', 'also where somebody else deleted')
    t.equal(next({ actions: [gone, done('delete')] }), 'confirm-all delete', 'actions come first')
    for (const is of ['gone', 'kept', 'cannot-tell', 'later'] as const) t.equal(next(read(is)), 'completed derived', is)
    t.equal(next(read('still-there')), 'wait read-again-later')
    t.equal(next(read('still-there'), { now: after(pace) }), 'read-rows')
    t.equal(next(read('still-there', most), { now: after(pace) }), 'stalled row-still-there')
    const request = makeRequest({ state: 'stalled', actions, ...read('still-there', most) })
    const looked = applyMove(request, { do: 'move', to: 'confirming', because: 'asked-to-look-again' }, null, startAt)
    t.equal(looked.rows, null, 'and looked at anew')
    const again = recordRows(makeRequest(read('still-there')), read('gone').rows.readings, after(pace))
    t.match(again.rows, { at: after(pace), tries: 2, readings: [{ is: 'gone' }] })
  })

  t.test('a refusal or a surprise is no answer, and whoever was only to look again decides about the rest', async t => {
    const odd = done('delete', confirmation('cannot-tell', { because: 'platform-forbidden' }))
    t.equal(confirm([gone, odd]), 'stalled platform-forbidden')
    const open = [gone, makeProgress('delete')]
    t.equal(confirm(open), 'stalled outcome-missing')
    t.equal(confirm(open, { holds: 1 }), 'stalled legal-hold', 'so that its release goes on')
    const intended = recordConfirmation(makeRequest({ actions: [begun('delete')] }), 'delete', { is: 'gone' }, after(1))
    t.match(intended.actions[0]?.outcome, { is: 'done', byReading: true })
    const untouched = recordConfirmation(makeRequest({ actions: todo('delete') }), 'delete', { is: 'gone' }, after(1))
    t.equal(untouched.actions[0]?.outcome, null, 'what we never began we did not do')
  })
})

t.test('stalled: a person decides, and a hold that is released goes on by itself', async t => {
  const stalled = (because: string, holds: number, what?: Parameters<typeof asked>[0]) =>
    decided({ holds }, { state: 'stalled', because, ...(what === undefined ? {} : asked(what)) })
  t.equal(stalled('never-repeated', 0), 'wait never-repeated')
  t.equal(stalled('never-repeated', 0, 'retry'), 'erasing asked-to-retry')
  t.equal(stalled('never-repeated', 0, 'look-again'), 'confirming asked-to-look-again')
  t.equal(stalled('never-repeated', 0, 'close'), 'partially-completed closed-by-person')
  t.equal(stalled('never-repeated', 0, 'recheck'), 'wait never-repeated')
  t.equal(stalled('legal-hold', 1), 'wait legal-hold')
  t.equal(stalled('legal-hold', 1, 'retry'), 'wait legal-hold', 'not while it stands')
  t.equal(stalled('legal-hold', 0), 'erasing hold-released')
  t.equal(stalled('legal-hold', 0, 'retry'), 'erasing hold-released', 'what had begun is read first')
  t.equal(stalled('legal-hold', 0, 'close'), 'partially-completed closed-by-person')
  const inside = (actions: readonly ActionProgress[]) =>
    decided(
      {},
      { state: 'stalled', because: 'x', section: { name: 'forum', since: startAt }, actions, ...asked('close') }
    )
  t.equal(inside([done('block'), done('forum'), begun('retire')]), 'wait x', 'the section would be left half-way')
})

t.test('asking for somebody else', async t => {
  const consent = { kind: 'consent-to-act', expiresAt: null } as const
  const guardian = { kind: 'guardian', expiresAt: null } as const
  const asked = (mandate: Demand['mandate'], origin: Demand['origin'] = 'on-behalf') =>
    makeMandated({ origin, mandate })
  const invited = { invitedAt: startAt } as const
  const open = { ...invited, invitationOverAt: startAt } as const
  const at = (now: string, request: Partial<ErasureRequest>, changes: Partial<View> = {}) =>
    assess(makeView({ now, ...changes }, { state: 'checking', ...request }))

  t.test('the subject is invited first, and has the time to answer', async t => {
    const demands = [asked(guardian)]
    t.match(at(startAt, { demands }), {
      to: 'blocked',
      because: 'invitation-not-sent',
      assessed: { sendsInvitation: true }
    })
    t.match(
      at(startAt, { demands }, { holds: 1 }).assessed,
      { sendsInvitation: false },
      'nobody who is held is invited'
    )
    t.match(at(after(7 * dayMs - 1), { demands, ...invited }), { because: 'invitation-running' })
    t.match(at(after(7 * dayMs), { demands, ...invited }), { to: 'cooling-off', because: 'notice-period' })
    for (const mandate of [
      { ...guardian, cannotAsk: true },
      { ...guardian, standing: true }
    ] as const)
      t.match(at(startAt, { demands: [asked(mandate)] }), { to: 'cooling-off' }, JSON.stringify(mandate))
    for (const origin of ['identity-manager', 'lifecycle'] as const)
      for (const [demand, to] of [
        [asked(guardian, origin), 'blocked'],
        [{ ...asked(guardian, origin), way: 'selection', arrival: 1 }, 'blocked'],
        [{ ...asked(guardian, origin), arrival: 1 }, 'cooling-off'],
        [{ ...asked(guardian, origin), way: 'lifecycle' }, 'cooling-off']
      ] as const)
        t.match(
          at(startAt, { demands: [demand] }),
          { to },
          `${origin} ${demand.way} ${demand.arrival}: a desk or a source`
        )
  })

  t.test('while it runs the platform is left alone, unless somebody says something', async t => {
    const waiting = { demands: [asked(guardian)], ...invited, state: 'blocked', because: 'invitation-running' } as const
    const decision = (changes: Partial<View>, request: Partial<ErasureRequest> = {}) =>
      decide(makeView({ reading: null, ...changes }, { ...waiting, ...request }))
    t.match(decision({}), { do: 'wait', until: after(7 * dayMs) })
    t.match(decision({ now: after(7 * dayMs) }), { do: 'read' })
    const recheck = { what: 'recheck', by: 'officer', at: startAt } as const
    t.match(decision({}, { asked: recheck }), { do: 'read' })
    const objections = [{ id: 'o', by: 'subject', at: startAt, isTooLate: false }]
    t.match(decision({}, { objections }), { do: 'read' })
    const long = { ...defaultPolicy, invitationMs: 90 * dayMs }
    const { deadlineAt } = makeRequest()
    t.match(decision({ policy: long }), { until: deadlineAt }, 'never beyond the deadline')
    t.match(decision({ policy: long, now: deadlineAt }), { do: 'read' })
  })

  t.test('what the subject asks themselves meanwhile leads, and falls back when they leave it unproven', async t => {
    const own = makeDemand({ id: 'own', way: 'page', proof: { kind: 'lms-session', at: startAt } })
    const demands = [asked(guardian), own]
    t.equal(leadingDemand(makeRequest({ demands, ...invited })).id, 'own')
    t.equal(leadingDemand(makeRequest({ demands, ...open })).origin, 'on-behalf')
    const proven = makeDemand({ id: 'own', way: 'page' })
    t.equal(leadingDemand(makeRequest({ demands: [asked(guardian), proven], ...open })).id, 'own')
    const unseen = makeDemand({ id: 'own', way: 'webhook', proof: null })
    t.equal(leadingDemand(makeRequest({ demands: [asked(guardian), unseen], ...invited })).origin, 'on-behalf')
    const over = noteInvitationOver(makeRequest({ demands, ...invited }), dayMs, after(dayMs))
    t.equal(leadingDemand(over).origin, 'on-behalf')
  })

  const objections = [{ id: 'o', by: 'subject', at: after(5), isTooLate: false }]
  const approval = (given: Partial<Approval>) => {
    const { request, work } = approvedBy(makePlan(), 'head')
    return { request: { approvals: request.approvals!.map(one => ({ ...one, ...given })) }, work }
  }

  t.test(
    'an objection ends a consent, and anything else waits for a privacy officer who decides afterwards',
    async t => {
      const said = (
        mandate: Demand['mandate'],
        given: Partial<Approval> | null,
        more: Partial<ErasureRequest> = {}
      ) => {
        const { request, work } = given === null ? { request: {}, work: makeWork() } : approval(given)
        const { to, because } = at(
          after(7),
          { demands: [asked(mandate)], objections, ...open, ...request, ...more },
          { work }
        )
        return `${to} ${because}`
      }
      t.equal(said(consent, null), 'blocked subject-objected')
      t.equal(said(consent, { at: after(6), asOfficer: true }), 'blocked subject-objected', 'nobody can agree for them')
      t.equal(said(guardian, null), 'awaiting-approval objection-undecided')
      t.equal(
        said(guardian, { at: after(4), asOfficer: true }),
        'awaiting-approval objection-undecided',
        'given before'
      )
      t.equal(said(guardian, { at: after(6) }), 'awaiting-approval objection-undecided', 'by an administrator')
      t.equal(said(guardian, { at: after(6), asOfficer: true }), 'cooling-off notice-period')
      const again = [...objections, { id: 'p', by: 'subject', at: after(7), isTooLate: false }]
      t.equal(
        said(guardian, { at: after(6), asOfficer: true }, { objections: again }),
        'awaiting-approval objection-undecided'
      )
      const standing = { kind: 'standing-rule', expiresAt: null, standing: true } as const
      const policy = { ...defaultPolicy, asked: { 'mandate-recorded': 'not-asked' } } as const
      const quiet = at(after(7), { demands: [asked(standing, 'lifecycle')], objections }, { policy })
      t.equal(quiet.because, 'objection-undecided', 'heard whatever a site asks')
      const own = makeDemand({ id: 'own', receivedAt: after(6) })
      t.equal(
        at(after(7), { demands: [asked(consent), own], objections }).to,
        'cooling-off',
        'who asks themselves wants it'
      )
      const both = [asked(consent), { ...asked(guardian), id: 'demand-2' }]
      t.equal(leadingDemand(makeRequest({ demands: both, objections })).mandate?.kind, 'guardian')
    }
  )

  t.test('it is heard in the cool-off, and in the erasing while there is a way back', async t => {
    const demands = [asked(guardian)]
    const cooling = { state: 'cooling-off', coolOffEndsAt: after(dayMs), demands, objections } as const
    t.match(decide(makeView({}, cooling)), { to: 'checking', because: 'subject-objected' })
    const plan = makePlan({ actions: [makePlanned('block', { reversible: true }), makePlanned('delete')] })
    const work = makeWork({ plan })
    const actions = [makeTraits('block', { reversible: true }), makeTraits('delete', { after: ['block'] })]
    const erasing = { state: 'erasing', demands, objections, actions: [done('block'), makeProgress('delete')] } as const
    const decision = (request: Partial<ErasureRequest>) =>
      decide(makeView({ work, actions }, { ...erasing, ...request }))
    t.match(decision({}), { to: 'stalled', because: 'subject-objected' })
    const stopped = { state: 'stalled', because: 'subject-objected' } as const
    t.match(decision({ ...stopped, asked: { what: 'retry', by: 'admin', at: after(6) } }), { do: 'wait' })
    const { approvals } = approval({ at: after(6), asOfficer: true }).request
    t.match(decision({ ...stopped, approvals }), { to: 'erasing', because: 'objection-decided' })
    const decided = (speakers: Partial<NonNullable<View['speakers']>>) =>
      decide(
        makeView({ work, actions, speakers: { ...strangers, ...speakers } }, { ...erasing, ...stopped, approvals })
      )
    for (const unfit of ['requesters', 'subjects', 'shutOut'] as const)
      t.match(decided({ [unfit]: ['head'] }), { do: 'wait' }, `decided by nobody who may: ${unfit}`)
    const lost = [done('block'), done('delete')]
    const folded = fold(
      makeRequest({ state: 'erasing', demands, actions: lost }),
      work,
      [{ kind: 'object', id: 'late', by: 'subject', at: after(9), sealedNote: null }],
      text => text
    )
    t.match(folded.request.objections, [{ id: 'late', isTooLate: true }])
    t.match(folded.happenings, [{ kind: 'objected', data: { tooLate: true } }])
    t.match(
      decision({ objections: folded.request.objections!, actions: lost }),
      { to: 'confirming' },
      'nothing is stopped'
    )
  })

  t.test('a reason why the subject cannot be asked opens what waits, and is sealed', async t => {
    const request = makeRequest({ demands: [asked(guardian), makeDemand({ id: 'own' })] })
    const signal = { kind: 'cannot-ask', by: 'officer', at: startAt, sealedNote: 'sealed' } as const
    const once = fold(request, makeWork(), [signal], text => `opened ${text}`)
    t.match(once.request.demands, [{ mandate: { cannotAsk: true } }, { mandate: null }])
    t.match(once.work.notes, [{ about: 'cannot-ask demand-1', text: 'opened sealed' }])
    t.strictSame(fold(once.request, once.work, [signal], text => text).happenings, [], 'it opens once')
  })

  t.test('every refusal rests on an article', async t => {
    const refusal = { article: '17(3)', letter: 'b' } as const
    const refused = { what: 'refuse', by: 'officer', at: startAt, ground: refusal } as const
    t.match(decide(makeView({}, { state: 'blocked', asked: refused })), { to: 'refused', ground: refusal })
    const nobody = { reading: makeReading({ found: 'none', plan: null }) }
    const late = decide(makeView({ ...nobody, ...overdue }, standing(nobody)))
    t.match(late, { to: 'refused', because: 'subject-not-found', ground: { article: '12(2)', letter: null } })
    t.match(applyMove(makeRequest({ state: 'blocked' }), late as never, null, startAt), {
      refusal: { article: '12(2)' }
    })
    for (const { article, letter } of Object.values(refusalGrounds)) {
      t.match(article, /^\d+\(\d\)$/)
      if (['12(5)', '17(3)'].includes(article)) t.not(letter, null, article)
    }
  })
})

t.test('signals', async t => {
  const decidedOn = decidedSet(makePlan(), 0)
  const fingerprint = fingerprintOf(decidedOn)
  const at = after(5)
  const by = 'officer'
  const sealedNote = 'sealed'
  const request = makeRequest({ fingerprint, demands: [makeDemand(), makeDemand({ id: 'demand-2' })] })
  const work = makeWork({ decidedSet: decidedOn })
  const says = (signals: readonly Signal[], to: { request: ErasureRequest; work: Work } = { request, work }) =>
    fold(to.request, to.work, signals, sealed => `opened ${sealed}`)
  const each: readonly Signal[] = [
    { kind: 'demand', demand: makeDemand({ id: 'demand-3' }), sealedNote },
    { kind: 'withdraw', demand: 'demand-1', by, at },
    { kind: 'approve', by, at, fingerprint },
    { kind: 'approve', by, at, fingerprint: 'f'.repeat(64) },
    { kind: 'refuse', by, at, ground: { article: '12(5)', letter: 'b' }, sealedNote },
    { kind: 'attest', by, at, precondition: 'no-unpaid-invoices', answer: true, sealedNote },
    { kind: 'waive', by, at, precondition: 'open-todos', ground: { article: '6(1)', letter: 'c' }, sealedNote },
    { kind: 'recheck', by, at },
    { kind: 'hold-placed', hold: 'h', at },
    { kind: 'hold-released', hold: 'h', at },
    { kind: 'retry', by, at },
    { kind: 'look-again', by, at },
    { kind: 'close', by, at }
  ]
  const objects: Signal = { kind: 'object', id: 'o', by: 'subject', at, sealedNote }

  t.test('folding a signal twice changes nothing more', async t => {
    for (const signal of [...each, objects]) {
      const once = says([signal])
      const twice = says([signal], once)
      t.strictSame([twice.request, twice.work], [once.request, once.work], signal.kind)
      t.not(once.happenings.length, 0, `${signal.kind} is told`)
    }
    always(
      t,
      fc.property(fc.array(fc.constantFrom(...each.slice(0, 7)), { maxLength: 6 }), signals => {
        const once = says(signals)
        const twice = says(signals, once)
        return JSON.stringify([twice.request, twice.work]) === JSON.stringify([once.request, once.work])
      })
    )
  })

  t.test('a withdrawal ends the demand that it names, and an officer’s all of them', async t => {
    const live = (signals: readonly Signal[]) =>
      says(signals)
        .request.demands.filter(({ withdrawnAt }) => withdrawnAt === null)
        .map(({ id }) => id)
    t.strictSame(live([{ kind: 'withdraw', demand: 'demand-1', by, at }]), ['demand-2'])
    t.strictSame(live([{ kind: 'withdraw', demand: null, by, at }]), [])
    const noted = says([{ kind: 'withdraw', demand: 'demand-1', by, at, sealedNote: 'sealed why' }])
    t.match(noted.work.notes.at(-1), { about: 'withdrawal', at })
    t.strictSame(live([{ kind: 'withdraw', demand: 'of somebody else', by, at }]), ['demand-1', 'demand-2'])
    t.strictSame(live([{ kind: 'withdraw', demand: null, by, at }, each[0]!]), ['demand-3'], 'whoever asks later asks')
  })

  t.test('an approval counts for the plan that it was given for', async t => {
    t.match(says([each[2]!]), { request: { approvals: [{ by, fingerprint }] }, work: { approvedSet: decidedOn } })
    t.match(says([each[3]!]), { request: { approvals: [] }, work: { approvedSet: [] } })
    const first = says([each[2]!])
    const second: Signal = { kind: 'approve', by: 'head', at, fingerprint: 'two' }
    const move = (items: readonly string[]) =>
      says([second], {
        request: { ...first.request, fingerprint: 'two' },
        work: { ...first.work, decidedSet: items }
      })
    const people = ({ request }: { request: ErasureRequest }) => request.approvals.map(given => given.by)
    t.strictSame(people(move(decidedOn.slice(1))), ['officer', 'head'], 'a part of it stays approved')
    t.strictSame(people(move([...decidedOn, 'role author'])), ['head'], 'anything new does not')
  })

  t.test('a refusal is lost to nothing that somebody else says at the same time', async t => {
    const refuse = each[4]!
    const wishes = each.slice(-3)
    for (const other of [each[7]!, ...wishes]) {
      t.equal(says([refuse, other]).request.asked?.what, 'refuse')
      t.equal(says([other, refuse]).request.asked?.what, 'refuse')
    }
    for (const wish of wishes) t.equal(says([wish, each[7]!]).request.asked?.what, wish.kind, 'nor a wish to a recheck')
    t.equal(says([wishes[0]!, wishes[2]!]).request.asked?.what, 'close', 'the last word counts')
  })

  t.test('free text is opened into what is sealed and stands nowhere else', async t => {
    for (const signal of [...each, objects].filter(one => 'sealedNote' in one)) {
      const { request, work, happenings } = says([signal])
      t.match(work.notes, [{ text: 'opened sealed' }], signal.kind)
      t.notMatch(JSON.stringify([request, happenings]), /sealed/)
    }
  })
})

t.test(
  'carried out against a platform that fails at every point, no effect happens twice and an end is reached',
  async t => {
    /** A platform in memory: what was done to it, and whether its answers arrive. */
    const carryThrough = (repeats: readonly Repeat[], faults: readonly number[], wishes: readonly string[]) => {
      const ids = repeats.map((_, n) => `a${n}`)
      const rows = ids.map((id, n) => makeTraits(id, { repeat: repeats[n]! }))
      const plan = makePlan({ actions: ids.map(id => makePlanned(id)) })
      const effects: string[] = []
      let [request, now, calls, asks] = [makeRequest({ state: 'accepted' }), startAt, 0, 0]
      let work = makeWork({ plan: null, subject: null })
      const fault = () => faults[calls++] ?? 0
      const readingOf = (action: string) => (effects.includes(action) ? 'gone' : 'still-there')
      for (let steps = 0; steps < 400 && !isEnd(request.state); steps++) {
        now = later(now, 1000)
        const view = makeView({ request, work, actions: rows, now, reading: makeReading({ plan }) })
        const decision = decide(view)
        if (decision.do === 'move') {
          if (decision.to === 'erasing') work = makeWork({ plan })
          request = applyMove(request, decision, plan, now)
        } else if (decision.do === 'perform') {
          for (const action of decision.actions) request = recordIntent(request, action, null, now)
          for (const action of decision.actions) {
            const kind = fault()
            // 0, 1: done and answered; 2: done, the answer is lost; 3: lost on the way; 4: certainly never sent.
            const { repeat } = rows.find(({ id }) => id === action)!
            if (kind < 3 && (repeat !== 'safe' || !effects.includes(action))) effects.push(action)
            if (kind < 2) request = recordOutcome(request, action, { is: 'done', byReading: false }, false, now)
            if (kind === 4) request = takeBackIntent(request, action, false, later(now, 1000))
          }
        } else if (decision.do === 'take-as-done') {
          request = recordOutcome(request, decision.action, { is: 'done', byReading: true }, false, now)
        } else if (decision.do === 'confirm') {
          request = recordReading(request, decision.action, readingOf(decision.action), now)
        } else if (decision.do === 'confirm-all') {
          for (const action of decision.actions)
            request = recordConfirmation(request, action, { is: readingOf(action) }, now)
        } else if (decision.do === 'wait' && decision.until !== null) now = latest(now, decision.until)
        else if (decision.do === 'wait') {
          // A person looks, and says what comes next.
          const what = wishes[asks++ % wishes.length] as 'retry' | 'close'
          request = { ...request, asked: { what, by: 'officer', at: now } }
        }
      }
      return { state: request.state, effects, ids }
    }
    const repeats = fc.array(fc.constantFrom<Repeat>('safe', 'read-first', 'never'), { minLength: 1, maxLength: 4 })
    const faults = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 })
    const wishes = fc.array(fc.constantFrom('retry', 'retry', 'close'), { minLength: 1, maxLength: 4 })
    always(
      t,
      fc.property(repeats, faults, wishes, (...given) => {
        const { state, effects, ids } = carryThrough(...given)
        if (!isEnd(state) || new Set(effects).size !== effects.length) return false
        return state !== 'completed' || ids.every(id => effects.includes(id))
      })
    )
    const clean = carryThrough(['safe', 'read-first', 'never'], [0], ['close'])
    t.strictSame(clean, { state: 'completed', effects: ['a0', 'a1', 'a2'], ids: ['a0', 'a1', 'a2'] })
    t.match(carryThrough(['never'], [3, 0], ['close']), { state: 'partially-completed', effects: [] })
    t.match(carryThrough(['read-first'], [3, 2, 0], ['close']), { state: 'completed', effects: ['a0'] })
  }
)
