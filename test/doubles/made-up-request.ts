import type { Facts, Plan, PlannedAction, Subject } from '../../adapters/contract.ts'
import type { ActionTraits, View } from '../../plugin/erasure/decision.ts'
import type { Demand } from '../../plugin/erasure/demand/demand.ts'
import { emptyRequest } from '../../plugin/erasure/empty-request.ts'
import { decidedSet, fingerprintOf } from '../../plugin/erasure/fingerprint.ts'
import { defaultPolicy } from '../../plugin/erasure/policy.ts'
import type { Declarations } from '../../plugin/erasure/preconditions/precondition.ts'
import type { ActionProgress, ErasureRequest, Reading, Work } from '../../plugin/erasure/request.ts'

/** When everything in these examples begins. */
export const startAt = '2026-03-02T09:00:00.000Z'

/** An instant so long after the start. */
export const after = (ms: number): string => new Date(Date.parse(startAt) + ms).toISOString()

/** A day in milliseconds. */
export const dayMs = 24 * 60 * 60 * 1000

/** Somebody invented. */
export const subject: Subject = {
  id: '71',
  bornAt: '2024-09-01T08:00:00.000Z',
  username: 'mira',
  email: 'mira@lake.example',
  displayName: 'Mira Lund',
  language: 'en'
}

/** A demand of the subject's own, proven and told of the consequences. */
export const makeDemand = (changes: Partial<Demand> = {}): Demand => ({
  id: 'demand-1',
  by: 'source-1',
  origin: 'self',
  ground: { article: '17(1)', letter: 'b' },
  receivedAt: startAt,
  saidAt: null,
  acceptedAt: startAt,
  proof: { kind: 'lms-password', at: startAt },
  mandate: null,
  acknowledged: true,
  arrival: null,
  withdrawnAt: null,
  ...changes
})

/** A demand of somebody else, with a mandate that does not end. */
export const makeMandated = (changes: Partial<Demand> = {}): Demand =>
  makeDemand({
    origin: 'identity-manager',
    proof: null,
    mandate: { kind: 'standing-rule', expiresAt: null, standing: true },
    acknowledged: false,
    ...changes
  })

/** What the domain knows of an action; `repeat` is safe unless said. */
export const makeTraits = (id: string, changes: Partial<ActionTraits> = {}): ActionTraits => ({
  id,
  after: [],
  section: null,
  repeat: 'safe',
  settleMs: 60_000,
  reversible: false,
  readBack: 'independent',
  ...changes
})

/** One planned row; deletes, and cannot be undone unless said. */
export const makePlanned = (action: string, changes: Partial<PlannedAction> = {}): PlannedAction => ({
  action,
  treatment: 'delete',
  counts: { things: 1 },
  reversible: false,
  readBack: 'independent',
  waits: [],
  ...changes
})

/** A block that can be undone, then a deletion that cannot. */
export const makePlan = (changes: Partial<Plan> = {}): Plan => ({
  subject,
  names: 'keep-name',
  actions: [makePlanned('block', { reversible: true }), makePlanned('delete')],
  handOvers: [],
  privilegedRoles: [],
  retained: [],
  wayBack: [
    { after: 'block', way: 'restored' },
    { after: 'delete', way: 'none' }
  ],
  before: {},
  ...changes
})

/** The traits that go with `makePlan`. */
export const traits: readonly ActionTraits[] = [
  makeTraits('block', { reversible: true }),
  makeTraits('delete', { repeat: 'read-first' })
]

const known = <Value>(value: Value) => ({ is: 'known', value, at: startAt }) as const

/** What a platform says of a plain learner. */
export const plainFacts: Facts = {
  'linked-logins': known([]),
  'password-usable': known(true),
  'account-activated': known(true),
  'open-grading-orders': known({ openAnywhere: 0 }),
  'solely-owned': known([]),
  protection: known({ permanent: false, ours: false, privilegedRoles: [] }),
  'open-todos': known({ count: 0 }),
  'destroyed-records': known({}),
  'account-state': known('active')
}

/** A reading that found the subject. */
export const makeReading = (changes: Partial<Reading> = {}): Reading => ({
  at: startAt,
  found: 'one',
  facts: plainFacts,
  plan: makePlan(),
  problem: null,
  ...changes
})

/** What an administrator answered when the platform was added. */
export const declared: Declarations = {
  noInvoices: true,
  isDeclaredGrader: false,
  isDeclaredCourseOwner: null,
  institutionProviders: []
}

/** A request that was just accepted; its month ends on 2 April. */
export const makeRequest = (changes: Partial<ErasureRequest> = {}): ErasureRequest => ({
  ...emptyRequest,
  id: 'request-1',
  platform: 'lake',
  stateSince: startAt,
  demands: [makeDemand()],
  deliveries: [],
  aliases: [],
  deadlineAt: '2026-04-02T23:59:59.999Z',
  evidence: [],
  vault: { work: null, replay: null, block: null },
  lastAt: startAt,
  ...changes
})

/** How far an action has come: not at all, unless said. */
export const makeProgress = (action: string, changes: Partial<ActionProgress> = {}): ActionProgress => ({
  action,
  supplementary: false,
  intentAt: null,
  insisted: false,
  tries: 0,
  readings: [],
  outcome: null,
  confirmation: null,
  nextAt: null,
  ...changes
})

/** An action with an intent and nothing else. */
export const begun = (action: string, changes: Partial<ActionProgress> = {}): ActionProgress =>
  makeProgress(action, { intentAt: startAt, tries: 1, ...changes })

/** An action with an outcome. */
export const done = (action: string, changes: Partial<ActionProgress> = {}): ActionProgress =>
  begun(action, { outcome: { is: 'done', at: startAt, byReading: false }, ...changes })

/** What is sealed with a request. */
export const makeWork = (changes: Partial<Work> = {}): Work => ({
  identifiers: [],
  subject,
  reading: null,
  plan: makePlan(),
  decidedSet: [],
  approvedSet: [],
  notes: [],
  openings: {},
  ...changes
})

/** What a decision looks at; nothing stands in the way. */
export const makeView = (changes: Partial<View> = {}, request: Partial<ErasureRequest> = {}): View => ({
  kind: 'openolat',
  request: makeRequest(request),
  work: makeWork(),
  reading: makeReading(),
  policy: defaultPolicy,
  actions: traits,
  readsRows: false,
  declarations: declared,
  holds: 0,
  keptBack: null,
  platformStops: null,
  isForwarded: false,
  openElsewhere: null,
  mailConfigured: true,
  now: startAt,
  ...changes
})

/** A plan that was assessed and, by those named, approved; whoever is named `officer` is a privacy officer. */
export const approvedBy = (plan: Plan, ...people: readonly string[]) => {
  const decided = decidedSet(plan, 0)
  const fingerprint = fingerprintOf(decided)
  return {
    work: makeWork({ decidedSet: decided, approvedSet: decided }),
    request: {
      fingerprint,
      approvals: people.map(by => ({
        by,
        at: startAt,
        fingerprint,
        ...(by === 'officer' ? { asOfficer: true as const } : {})
      }))
    }
  }
}
