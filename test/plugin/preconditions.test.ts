import t from 'tap'
import type { FactAnswer, FactName, Facts, PlatformKind } from '../../adapters/contract.ts'
import { assess } from '../../plugin/erasure/assess.ts'
import type { Origin } from '../../plugin/erasure/demand/demand.ts'
import { leadingDemand } from '../../plugin/erasure/demand/leading-demand.ts'
import { evaluate, factsWanted } from '../../plugin/erasure/evaluate.ts'
import { defaultPolicy, type Policy, resolvePolicy } from '../../plugin/erasure/policy.ts'
import { asksNothing, defaultAsked } from '../../plugin/erasure/preconditions/defaults.ts'
import { preconditions } from '../../plugin/erasure/preconditions/index.ts'
import type { Asked, Inquiry, PreconditionId, Verdict } from '../../plugin/erasure/preconditions/precondition.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import {
  after,
  dayMs,
  declared,
  makeDemand,
  makeMandated,
  makePlan,
  makeReading,
  makeRequest,
  makeView,
  plainFacts,
  startAt
} from '../doubles/made-up-request.ts'

const kinds: readonly PlatformKind[] = ['openedx', 'openolat']
const origins: readonly Origin[] = ['self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform']

/** The table of the design, cell by cell: openedx self, others, platform; openolat self, others. `-`: not asked. */
const wanted: Readonly<Record<PreconditionId, string>> = {
  'social-accounts-unlinked': 'R P - P P',
  'password-set': 'R - - - -',
  'identity-proven': 'R - N R -',
  'mandate-recorded': '- R N - R',
  'consequences-told': 'R R N R R',
  'account-confirmed': 'R - - - -',
  'no-open-grading-orders': '- - - R R',
  'no-unpaid-invoices': 'R R N R R',
  'successors-named': 'R R R R R',
  'open-todos': '- - - N N',
  'records-archived': 'N N N N N',
  'account-not-protected': 'R R R R R',
  'no-legal-hold': 'R R R R R'
}

const letters: Readonly<Record<string, Asked>> = {
  R: 'required',
  P: 'resolved-by-platform',
  N: 'notice-only',
  '-': 'not-asked'
}

const cellOf = (kind: PlatformKind, origin: Origin): number | null => {
  if (kind === 'openedx') return origin === 'self' ? 0 : origin === 'platform' ? 2 : 1
  return origin === 'platform' ? null : origin === 'self' ? 3 : 4
}

const inquiry = (changes: Partial<Inquiry> = {}): Inquiry => ({
  facts: plainFacts,
  plan: makePlan(),
  demand: makeDemand(),
  attestations: [],
  isForwarded: false,
  declarations: declared,
  provided: {},
  approved: false,
  invitation: { is: 'not-needed' },
  objection: null,
  holds: 0,
  noticeSentAt: null,
  noticeMs: defaultPolicy.noticeMs,
  proofFreshMs: defaultPolicy.proofFreshMs,
  now: startAt,
  ...changes
})

const ask = (id: PreconditionId, changes: Partial<Inquiry>) =>
  preconditions.find(precondition => precondition.id === id)!.ask(inquiry(changes))

const codeOf = (id: PreconditionId, changes: Partial<Inquiry>): string => {
  const answer = ask(id, changes)
  return answer.is === 'met' ? `met ${answer.source}` : answer.blockers.map(({ code }) => code).join()
}

const verdictOf = (
  id: PreconditionId,
  policy: Partial<Policy>,
  changes: Partial<Inquiry>,
  request: Partial<ErasureRequest> = {},
  kind: PlatformKind = 'openolat'
): Verdict['is'] =>
  evaluate(kind, { ...defaultPolicy, ...policy }, makeRequest(request), inquiry(changes)).find(
    verdict => verdict.precondition === id
  )!.is

const withFact = (name: FactName, answer: FactAnswer<FactName> | undefined): Facts => {
  const { [name]: _, ...others } = plainFacts
  return (answer === undefined ? others : { ...others, [name]: answer }) as Facts
}

const known = (value: unknown) => ({ is: 'known', value, at: startAt }) as FactAnswer<FactName>

t.test('the defaults are those of the design, for both kinds and every origin', async t => {
  t.strictSame(Object.keys(wanted).sort(), preconditions.map(({ id }) => id).sort())
  for (const kind of kinds) {
    for (const origin of origins) {
      const cell = cellOf(kind, origin)
      for (const { id } of preconditions) {
        const letter = cell === null ? '-' : wanted[id].split(' ')[cell]!
        t.equal(defaultAsked(kind, origin, id), letters[letter], `${kind} ${origin} ${id}`)
      }
      t.equal(asksNothing(kind, origin), kind === 'openolat' && origin === 'platform')
    }
  }
})

t.test('policy: the origin on a platform goes before the platform, and the platform before the default', async t => {
  const stored = {
    all: {
      coolOffMs: 2,
      approvals: 1,
      asked: { 'open-todos': 'required', 'password-set': 'notice-only' },
      treatments: { notes: 'delete', posts: 'retain' }
    },
    byOrigin: { lifecycle: { coolOffMs: 3, asked: { 'open-todos': 'not-asked' }, treatments: { posts: 'delete' } } }
  } as const
  const self = resolvePolicy('openolat', stored, 'self')
  const lifecycle = resolvePolicy('openolat', stored, 'lifecycle')
  t.match(self, { coolOffMs: 2, approvals: 1, noticeMs: defaultPolicy.noticeMs })
  t.match(lifecycle, { coolOffMs: 3, approvals: 1, noticeMs: defaultPolicy.noticeMs })
  t.strictSame(lifecycle.asked, { 'open-todos': 'not-asked', 'password-set': 'notice-only' })
  t.strictSame(self.asked, stored.all.asked)
  t.strictSame(lifecycle.treatments, { notes: 'delete', posts: 'delete' })
  t.strictSame(resolvePolicy('openedx', { all: {}, byOrigin: {} }, 'self'), { ...defaultPolicy, names: 'remove-name' })
  t.strictSame(resolvePolicy('openolat', { all: {}, byOrigin: {} }, 'self'), {
    ...defaultPolicy,
    watchEveryMs: 900_000
  })
  t.equal(resolvePolicy('openedx', { all: { names: 'keep-name' }, byOrigin: {} }, 'self').names, 'remove-name')
  t.equal(resolvePolicy('openolat', { all: { names: 'remove-name' }, byOrigin: {} }, 'self').names, 'remove-name')
})

t.test('a plain learner on an untouched site passes, and nobody has to state anything of them', async t => {
  for (const kind of kinds) {
    for (const origin of origins.filter(one => one !== 'platform')) {
      const mandate = { kind: 'guardian', expiresAt: null, cannotAsk: true } as const
      const demand = origin === 'self' ? makeDemand() : makeMandated({ origin, mandate })
      const view = makeView({ kind }, { demands: [demand], state: 'checking' })
      const move = assess(view)
      t.match(
        move,
        { to: 'cooling-off', because: origin === 'self' ? 'cool-off' : 'notice-period' },
        `${kind} ${origin}`
      )
      t.equal(move.assessed?.sendsNotice, true, 'whoever asked, the subject is told')
      const over = after(9 * dayMs)
      const cooled = assess(
        makeView({ kind, now: over }, { demands: [demand], coolOffEndsAt: over, noticeSentAt: startAt })
      )
      t.match(cooled, { to: 'erasing', because: 'all-met' }, `${kind} ${origin} afterwards`)
    }
  }
})

t.test('the plain learner fails as soon as one thing about them is not plain', async t => {
  const stops = (changes: Parameters<typeof makeView>[0], request: Partial<ErasureRequest> = {}) => {
    const { to, because } = assess(makeView(changes, request))
    return `${to} ${because}`
  }
  const facts = (name: FactName, value: unknown) => ({ reading: makeReading({ facts: withFact(name, known(value)) }) })
  const edx = { kind: 'openedx' } as const
  t.equal(stops({ ...edx, ...facts('linked-logins', [{ provider: 'tweets' }]) }), 'blocked social-account-linked')
  t.equal(stops({ ...edx, ...facts('account-activated', false) }), 'blocked account-not-activated')
  t.equal(stops({ holds: 1 }), 'blocked legal-hold')
  t.equal(stops({}, { demands: [makeDemand({ proof: null })] }), 'blocked identity-not-proven')
  t.equal(stops({}, { demands: [makeDemand({ acknowledged: false })] }), 'blocked consequences-not-acknowledged')
  t.equal(stops({}, { demands: [makeMandated({ mandate: null })] }), 'blocked mandate-missing')
  t.equal(stops({ declarations: { ...declared, noInvoices: false } }), 'blocked invoices-not-attested')
  t.equal(stops({ mailConfigured: false }, { demands: [makeMandated()] }), 'blocked notice-not-sent')
  const givenUp = {
    id: 'm',
    kind: 'consequences-notice',
    state: 'given-up',
    createdAt: startAt,
    tries: 100,
    nextAt: startAt,
    sentAt: null
  } as const
  t.equal(stops({}, { demands: [makeMandated()], outbox: [givenUp] }), 'blocked notice-not-sent')
  const privileged = { permanent: false, ours: false, privilegedRoles: ['author'] }
  t.equal(stops(facts('protection', privileged)), 'awaiting-approval approval-needed')
  t.equal(stops(facts('protection', { ...privileged, permanent: true })), 'blocked account-permanent')
  t.equal(stops(facts('protection', { ...privileged, ours: true })), 'blocked account-is-ours')
  const object = { category: 'course', key: 'c1', title: 'Boats' }
  for (const [problem, code] of [
    ['none-named', 'successor-not-named'],
    ['not-living', 'successor-not-living'],
    ['by-hand-only', 'hand-over-by-hand']
  ] as const) {
    const plan = makePlan({ handOvers: [{ object, successor: null, problem }] })
    t.equal(stops({ reading: makeReading({ plan }) }), `blocked ${code}`)
  }
})

t.test('unknown is never yes: no question is met by a fact that is unknown, not answerable or missing', async t => {
  const at = startAt
  const answers: readonly (FactAnswer<FactName> | undefined)[] = [
    { is: 'unknown', because: 'forbidden', at },
    { is: 'not-answerable-here', because: 'no-such-route', at },
    undefined
  ]
  // Nobody proved, declared or stated anything that could stand in for the platform's answer.
  const bare = {
    demand: makeDemand({ proof: null }),
    declarations: { noInvoices: false, isDeclaredGrader: null, isDeclaredCourseOwner: null, institutionProviders: [] }
  }
  for (const { id, wants } of preconditions) {
    // What somebody sees of their own roles only adds to what nobody else says.
    for (const name of wants.filter(name => name !== 'owner-roles')) {
      t.match(ask(id, bare), { is: 'met' }, `${id} can be met`)
      for (const answer of answers) {
        if (id === 'successors-named' && answer?.is === 'not-answerable-here') continue
        const facts = withFact(name, answer)
        t.match(ask(id, { ...bare, facts }), { is: 'unmet' }, `${id}: ${name} ${answer?.is ?? 'missing'}`)
      }
    }
  }
  t.strictSame(
    preconditions
      .filter(({ wants }) => wants.length > 0)
      .map(({ id }) => id)
      .sort(),
    [
      'account-confirmed',
      'account-not-protected',
      'no-open-grading-orders',
      'open-todos',
      'password-set',
      'records-archived',
      'social-accounts-unlinked',
      'successors-named'
    ],
    'every other question rests on the request alone'
  )
  for (const id of ['no-unpaid-invoices', 'identity-proven', 'mandate-recorded', 'consequences-told'] as const)
    t.match(ask(id, { ...bare, demand: makeDemand({ proof: null, acknowledged: false }) }), { is: 'unmet' }, id)
})

t.test(
  'where the release cannot say what is owned, whoever sees no role of theirs passes, and a person looks at the rest',
  async t => {
    const cannot = { is: 'not-answerable-here', because: 'studio-not-configured', at: startAt } as const
    const facts = { ...plainFacts, 'solely-owned': cannot, 'owner-roles': known([]) } as Facts
    const { 'owner-roles': _unsaid, ...unsaid } = facts
    t.equal(verdictOf('successors-named', {}, { facts: unsaid }), 'needs-approval', 'nobody said that there is none')
    const owned = known([{ category: 'course', key: 'c-1', title: 'c-1' }])
    const told = { facts: { ...facts, 'owner-roles': owned } as Facts }
    t.match(ask('successors-named', told), {
      blockers: [{ code: 'ownership-unknown', severity: 'approval', count: 1 }]
    })
    const unread = { is: 'unknown', because: 'not-permitted', at: startAt } as const
    const stopped = { facts: { ...facts, 'solely-owned': unread } as Facts }
    t.match(ask('successors-named', stopped), { blockers: [{ severity: 'stops', whoCanFix: 'administrator' }] })
    const begun = { ...stopped.facts, 'begun-at-platform': known({ at: startAt }) } as Facts
    t.match(
      ask('successors-named', { facts: begun }),
      { blockers: [{ severity: 'approval' }] },
      'locked: a person looks'
    )
    const stating = (isDeclaredCourseOwner: boolean, of: object) => ({
      ...of,
      declarations: { ...declared, isDeclaredCourseOwner }
    })
    const said = (isOwner: boolean, of: object) => codeOf('successors-named', stating(isOwner, of))
    t.equal(said(false, { facts: unsaid }), 'met declaration', 'the site said who may own courses, and it is not them')
    t.equal(said(false, stopped), 'met declaration', 'also where the right to read it is missing')
    t.equal(said(false, told), 'ownership-unknown', 'who sees a role of theirs is no stranger to courses')
    t.equal(said(true, stopped), 'declared-course-owner', 'and of who may be one nobody says that there is another')
    t.equal(said(true, {}), 'met adapter', 'what the platform says counts more')
    const roles = known({ permanent: false, ours: false, privilegedRoles: ['course-team-or-global-staff'] })
    const { protection: _, ...unprotected } = facts
    t.equal(verdictOf('successors-named', {}, { facts }), 'met')
    t.equal(verdictOf('successors-named', {}, { facts: { ...facts, protection: roles } as Facts }), 'needs-approval')
    t.equal(verdictOf('successors-named', {}, { facts: unprotected }), 'needs-approval')
  }
)

t.test('what no call hands over after the lock stops a call that is passed on, and not what Lethe itself begins', t => {
  const object = { category: 'library', key: 'lib:Lake:L1', title: 'L1' }
  const handOver = { object, successor: makePlan().subject, problem: null }
  const planned = (beforeLock: boolean) => makePlan({ handOvers: [{ ...handOver, ...(beforeLock && { beforeLock }) }] })
  const stopped = { isForwarded: true, plan: planned(true) }
  t.equal(codeOf('successors-named', stopped), 'hand-over-before-request')
  t.equal(codeOf('successors-named', { ...stopped, isForwarded: false }), 'met adapter')
  t.equal(codeOf('successors-named', { ...stopped, plan: planned(false) }), 'met adapter')
  const begun = { facts: withFact('begun-at-platform', known({ at: startAt })) }
  t.equal(
    codeOf('successors-named', { ...stopped, ...begun }),
    'met adapter',
    'begun: nothing is stopped by it any more'
  )
  t.end()
})

t.test('each question takes the proofs that stand in for a fact, and no others', async t => {
  const linked = { facts: withFact('linked-logins', known([{ provider: 'uni' }, { provider: 'tweets' }])) }
  const uni = { declarations: { ...declared, institutionProviders: ['uni'] } }
  t.match(ask('social-accounts-unlinked', linked), { blockers: [{ count: 2 }] }, 'undeclared counts as social')
  t.match(ask('social-accounts-unlinked', { ...linked, ...uni }), { blockers: [{ count: 1 }] })

  const noPassword = { facts: withFact('password-usable', known(false)) }
  t.equal(codeOf('password-set', noPassword), 'met demand', 'a fresh proof will do')
  const session = makeDemand({ proof: { kind: 'lms-session', at: startAt } })
  t.equal(codeOf('password-set', { ...noPassword, demand: session }), 'no-usable-password')

  const proven = (ms: number) => ({ demand: makeDemand({ proof: { kind: 'mail-code', at: after(ms) } }) })
  const fresh = defaultPolicy.proofFreshMs
  t.equal(codeOf('identity-proven', proven(-fresh)), 'met demand')
  t.equal(codeOf('identity-proven', proven(-fresh - 1)), 'identity-not-proven', 'stale')
  t.equal(codeOf('identity-proven', proven(fresh + 1)), 'identity-not-proven', 'from the future')
  t.equal(codeOf('identity-proven', { demand: session }), 'identity-not-proven', 'a session says who, not that')
  const said = (precondition: PreconditionId, ...answers: readonly boolean[]) => ({
    attestations: answers.map(answer => ({ precondition, answer, by: 'officer', at: startAt }))
  })
  t.equal(codeOf('identity-proven', { demand: session, ...said('identity-proven', true) }), 'met attestation')
  t.equal(codeOf('identity-proven', said('identity-proven', true, false)), 'identity-denied', 'the last word counts')
  t.equal(codeOf('identity-proven', { demand: session, ...said('open-todos', true) }), 'identity-not-proven')

  const mandate = (expiresAt: string) => ({
    demand: makeMandated({ mandate: { kind: 'guardian', expiresAt } }),
    now: startAt
  })
  t.equal(codeOf('mandate-recorded', mandate(after(1))), 'met demand')
  t.equal(codeOf('mandate-recorded', mandate(startAt)), 'mandate-expired')
  const asks = (changes: Partial<Inquiry>) => codeOf('mandate-recorded', { ...mandate(after(1)), ...changes })
  t.equal(asks({ invitation: { is: 'not-sent' } }), 'invitation-not-sent')
  t.equal(asks({ invitation: { is: 'running', endsAt: after(9) } }), 'invitation-running')
  t.equal(asks({ invitation: { is: 'over' } }), 'met demand')
  t.equal(asks({ invitation: { is: 'over' }, objection: 'stops' }), 'subject-objected')
  t.equal(asks({ invitation: { is: 'over' }, objection: 'waits' }), 'objection-undecided')

  const open = (isDeclaredGrader: boolean | null) => ({
    facts: withFact('open-grading-orders', known({ openAnywhere: 4 })),
    declarations: { ...declared, isDeclaredGrader }
  })
  const orders = 'no-open-grading-orders'
  t.equal(codeOf(orders, { declarations: { ...declared, isDeclaredGrader: true } }), 'met adapter')
  t.equal(codeOf(orders, open(false)), 'met declaration')
  t.equal(codeOf(orders, open(null)), 'graders-not-declared')
  t.equal(codeOf(orders, open(true)), 'grader-with-open-orders')
  t.equal(codeOf(orders, { ...open(true), ...said(orders, true) }), 'met attestation')
  t.equal(codeOf(orders, said(orders, false)), 'grading-orders-open', 'a person who knows better than the count')

  const invoices = 'no-unpaid-invoices'
  const none = { declarations: { ...declared, noInvoices: false } }
  t.equal(codeOf(invoices, { ...none, ...said(invoices, true) }), 'met attestation')
  t.equal(codeOf(invoices, said(invoices, false)), 'invoices-unpaid', 'whatever is declared of the site')

  const records = { facts: withFact('destroyed-records', known({ exams: 2, statements: 1 })) }
  t.match(ask('records-archived', records), { blockers: [{ code: 'records-not-archived', count: 3 }] })
  t.equal(codeOf('records-archived', { ...records, ...said('records-archived', true) }), 'met attestation')

  const notified = (ms: number) => ({ demand: makeMandated(), noticeSentAt: startAt, now: after(ms) })
  t.equal(codeOf('consequences-told', { demand: makeMandated({ acknowledged: true }) }), 'notice-not-sent')
  t.equal(codeOf('consequences-told', notified(defaultPolicy.noticeMs - 1)), 'notice-period-running')
  t.equal(codeOf('consequences-told', notified(defaultPolicy.noticeMs)), 'met request')
})

t.test('a waiver counts where question and policy allow one, and never for a hold', async t => {
  const waived = (precondition: PreconditionId): Partial<ErasureRequest> => ({
    waivers: [{ precondition, by: 'officer', at: startAt }]
  })
  const all: Partial<Policy> = { waivable: preconditions.map(({ id }) => id) }
  const unmet = {
    holds: 1,
    facts: {},
    demand: makeDemand({ proof: null, acknowledged: false }),
    declarations: { noInvoices: false, isDeclaredGrader: null, isDeclaredCourseOwner: null, institutionProviders: [] }
  }
  for (const { id } of preconditions) {
    const asked = { asked: { [id]: 'required' as const } }
    const allowed = verdictOf(id, { ...all, ...asked }, unmet, waived(id))
    const firm = ['identity-proven', 'mandate-recorded', 'successors-named', 'account-not-protected', 'no-legal-hold']
    t.equal(allowed, firm.includes(id) ? 'unmet' : 'waived', id)
    t.equal(verdictOf(id, asked, unmet, waived(id)), 'unmet', `${id}: not where policy is silent`)
    t.equal(verdictOf(id, { ...all, ...asked }, unmet, waived('open-todos')), id === 'open-todos' ? 'waived' : 'unmet')
  }
  t.equal(verdictOf('no-legal-hold', { asked: { 'no-legal-hold': 'not-asked' } }, unmet), 'unmet', 'nor switched off')
  const off = assess(makeView({ holds: 1, policy: { ...defaultPolicy, asked: { 'no-legal-hold': 'notice-only' } } }))
  t.match(off, { to: 'blocked', because: 'legal-hold' })
})

t.test('what policy says of a question is applied to its answer', async t => {
  const unmet = { declarations: { ...declared, noInvoices: false } }
  const invoices = (asked: Asked) => verdictOf('no-unpaid-invoices', { asked: { 'no-unpaid-invoices': asked } }, unmet)
  t.equal(invoices('required'), 'unmet')
  t.equal(invoices('notice-only'), 'noticed')
  t.equal(invoices('resolve-on-behalf'), 'resolved-by-platform')
  t.equal(invoices('not-asked'), 'not-asked')
  const wants = (asked: Asked) => factsWanted('openedx', { ...defaultPolicy, asked: { 'password-set': asked } }, 'self')
  t.ok(wants('notice-only').includes('password-usable'))
  t.notOk(wants('not-asked').includes('password-usable'), 'what is not asked is not read')
  t.strictSame(factsWanted('openolat', defaultPolicy, 'platform'), [])
})

t.test('near the deadline what the platform can resolve is resolved, and nothing else', async t => {
  const request = makeRequest()
  const period = Date.parse(request.deadlineAt) - Date.parse(startAt)
  const bare = { facts: {}, demand: makeDemand({ proof: null }) }
  const resolvable = ['social-accounts-unlinked', 'password-set', 'account-confirmed']
  for (const { id } of preconditions.filter(one => defaultAsked('openedx', 'self', one.id) === 'required')) {
    const at = (share: number) =>
      verdictOf(id, {}, { ...bare, holds: 1, now: after(Math.round(period * share)) }, {}, 'openedx')
    if (resolvable.includes(id)) {
      t.equal(at(0.79), 'unmet', id)
      t.equal(at(0.81), 'resolved-by-platform', id)
    } else t.equal(at(0.79), at(0.99), id)
  }
})

t.test('the demand that leads: proven before mandated before unproven, whatever came first', async t => {
  const unproven = makeDemand({ id: 'unproven', proof: null, receivedAt: after(-9) })
  const session = makeDemand({ id: 'session', proof: { kind: 'lms-session', at: startAt }, receivedAt: after(-8) })
  const stale = makeDemand({ id: 'stale', proof: { kind: 'lms-password', at: after(-dayMs) }, receivedAt: after(-7) })
  const bare = makeMandated({ id: 'bare', mandate: null, receivedAt: after(-6) })
  const expired = makeMandated({
    id: 'expired',
    mandate: { kind: 'guardian', expiresAt: after(-1) },
    receivedAt: after(-5)
  })
  const mandated = makeMandated({ id: 'mandated', receivedAt: after(-4) })
  const platform = makeDemand({ id: 'platform', origin: 'platform', proof: null, receivedAt: after(-3) })
  const proven = makeDemand({ id: 'proven' })
  const leads = (...demands: ErasureRequest['demands']) => leadingDemand(makeRequest({ demands })).id
  const everybody = [unproven, session, stale, bare, expired, mandated, platform, proven]
  t.equal(leads(...everybody), 'proven')
  t.equal(leads(...everybody.toReversed()), 'proven')
  t.equal(leads(unproven, stale, mandated), 'mandated', 'a stale proof shadows no mandate')
  t.equal(leads(stale, proven), 'proven', 'nor a fresh proof')
  t.equal(leads(expired, mandated), 'mandated', 'an expired mandate shadows no valid one')
  t.equal(leads(bare, unproven), 'unproven')
  t.equal(leads(unproven, platform), 'platform')
  t.equal(
    leads(makeDemand({ id: 'later', receivedAt: after(1), proof: { kind: 'mail-code', at: after(1) } }), proven),
    'proven'
  )
  t.equal(leads({ ...proven, withdrawnAt: startAt }, unproven), 'unproven', 'a withdrawn one leads no more')
  t.equal(leads({ ...proven, withdrawnAt: startAt }), 'proven', 'unless there is no other')
})
