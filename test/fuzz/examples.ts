import fc from 'fast-check'
import { instant, known } from './values.ts'

type Bodies = Readonly<Record<string, fc.Arbitrary<unknown>>>

const one = fc.constantFrom
const scimNames = ['mia.berg', 'mira.holm', 'mia.berg@people.example', 'mira.holm@people.example']
const some = <Value>(...all: readonly Value[]) => fc.subarray([...all], { minLength: 1 })
const maybe = <Fields extends Record<string, fc.Arbitrary<unknown>>>(model: Fields, ...requiredKeys: string[]) =>
  fc.record(model, { requiredKeys: requiredKeys as never })

const name = fc.stringMatching(/^[A-Z][a-z]{2,8} [0-9a-z]{4,12}$/)
const note = one('because it is so', 'weil es so ist', 'x')
const roles = some('user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor')
const people = one('mia.berg', 'leo.lang', 'nora.next', 'mira.holm', 'nobody.there')
const identifiers = fc.oneof(
  people.map(value => [
    { kind: 'username', value },
    { kind: 'email', value: `${value}@people.example` }
  ]),
  one('2001', '2002', '2', '999').map(value => [
    { kind: 'platform-id', value },
    { kind: 'username', value: 'mia.berg' }
  ])
)
const ground = one({ article: '17(1)', letter: 'b' }, { article: '17(1)', letter: 'a' })
const refusal = one({ article: '17(3)', letter: 'b' }, { article: '12(5)' })
const mandate = fc.record({
  kind: one('consent-to-act', 'guardian', 'estate', 'standing-rule'),
  who: name,
  how: note,
  reference: name,
  obtainedOn: fc.constant('2026-01-02'),
  cannotAsk: note
})
const soon = instant.filter(at => at > new Date().toISOString())
const past = instant.filter(at => at < new Date().toISOString())
const proof = past.map(at => ({ kind: 'fresh-sign-in', at }))
const declarations = fc.record({
  invoicesIssued: fc.boolean(),
  graders: one<unknown>('nobody', 'unknown', [{ kind: 'username', value: 'mira.holm' }]),
  institutionProviders: one([], ['Campus login'])
})
const olatOptions = known('olat').map(baseUrl => ({ baseUrl, username: 'lethe', secret: 'sandbox-secret' }))
const edxOptions = known('edx').map(baseUrl => ({
  baseUrl,
  studioUrl: baseUrl,
  clientId: 'worker',
  clientSecret: 'sandbox-secret',
  workerUsername: 'retirement_service_worker',
  tokenLifeMs: 0,
  bulkStart: true
}))
const demand = maybe(
  {
    platform: known('platform'),
    subject: fc.record({ identifiers }),
    origin: one('self', 'on-behalf'),
    ground,
    receivedAt: past,
    proof,
    mandate,
    acknowledged: fc.boolean(),
    copy: one('asked', 'not-wanted', 'not-said'),
    note
  },
  'platform',
  'subject',
  'ground',
  'receivedAt',
  'acknowledged'
)
const delivery = <Type extends string>(type: Type, data: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), timestamp: past, data })
const policy = maybe({
  all: maybe({
    coolOffMs: one(0, 1000, 86_400_000),
    recheckMs: one(1000, 86_400_000),
    approvals: one(0, 1, 2),
    mailCode: fc.boolean(),
    letUnlinkedAsk: fc.boolean(),
    waivable: one([], ['no-unpaid-invoices'])
  })
})
const keys = some('2001', '2002', '900')

/** Bodies as people send them, of operations whose schema alone seldom makes one that is taken. */
export const examples: Bodies = {
  addPlatform: fc.oneof(
    fc.record({ kind: one('openolat'), name, options: olatOptions, declarations }),
    fc.record({ kind: one('openedx'), name, options: edxOptions, declarations })
  ),
  setPlatformPolicy: policy,
  previewPolicy: policy,
  setPlatformGateway: fc.oneof(
    fc.record({ mode: one('answer-at-once', 'wait'), publicUrl: one('https://olat.example', 'https://o2.example') }),
    fc.record({ mode: one('forward', 'defer'), publicUrl: one('https://learn.example', 'https://l2.example') })
  ),
  changePlatformOptions: one({ options: { settleMs: 300 } }, { options: { tokenLifeMs: 0 } }),
  addSource: maybe(
    {
      name,
      platforms: known('platform').map(id => [id]),
      types: some('account.deletion.requested', 'account.deletion.withdrawn', 'account.purged', 'platform.restored'),
      origins: some('self', 'on-behalf', 'identity-manager'),
      standingMandate: fc.boolean(),
      brakePerHour: one(1, 1000),
      scim: maybe({ deactivation: one('ignore', 'erase'), namedBy: one('username', 'email') })
    },
    'name',
    'platforms'
  ),
  createRequest: demand,
  searchRequests: fc.record({ platform: known('platform'), identifier: identifiers.map(([first]) => first) }),
  moveRequests: maybe(
    {
      move: one('recheck', 'withdraw', 'refuse', 'retry', 'approve'),
      requests: known('request').map(request => [{ request }]),
      ground: refusal,
      note
    },
    'move',
    'requests'
  ),
  refuseRequest: fc.record({ ground: refusal, note }),
  extendRequest: fc.record({ months: one(1, 2), because: one('complex-request'), note, toldOtherwise: one(true) }),
  suspendRequest: fc.record({ note, toldOtherwise: one(true) }),
  approveRequest: fc.record({ fingerprint: known('fingerprint') }),
  agreeReceipt: fc.oneof(one({}), fc.record({ demand: known('demand') })),
  withdrawRequest: fc.oneof(one({}), fc.record({ demand: known('demand') })),
  retryRequest: one({}),
  waiveRequest: fc.record({
    precondition: one('no-unpaid-invoices', 'consequences-told'),
    ground: refusal,
    note
  }),
  attestRequest: maybe(
    {
      precondition: one('identity-proven', 'no-unpaid-invoices', 'records-archived', 'no-open-grading-orders'),
      answer: fc.boolean(),
      note
    },
    'precondition',
    'answer'
  ),
  placeHold: maybe(
    {
      platform: known('platform'),
      identifiers,
      ground: one({ article: '17(3)', letter: 'e' }),
      owner: one({ role: 'privacy-officer' }),
      reviewAt: soon,
      note,
      items: one([{ kind: 'account' }])
    },
    'platform',
    'identifiers',
    'ground'
  ),
  reviewHold: fc.record({ reviewAt: soon }),
  declare: fc.oneof(
    fc.record({ platform: known('platform'), about: one('invoices'), invoicesIssued: fc.boolean() }),
    fc.record({ platform: known('platform'), about: one('graders'), graders: one('nobody', 'unknown') }),
    fc.record({ platform: known('platform'), about: one('institution-providers'), institutionProviders: one([]) })
  ),
  searchPlatform: fc.record({ by: one('login', 'name', 'email'), value: one('mia', 'leo.lang', 'Berg') }),
  lookUpAccounts: fc.record({ by: one('key', 'login'), rows: some('2001', 'mia.berg', 'nobody') }),
  makeSelection: fc.record({ platform: known('platform'), keys, ground, mandate, isMeant: one(true) }),
  confirmSelection: fc.record({ digest: known('digest') }),
  setLifecycle: maybe(
    {
      isOn: fc.boolean(),
      everyMs: one(86_400_000),
      expiry: one({ isOn: false, warnMs: null }),
      deactivation: one({ isOn: false, warnMs: null }, { isOn: true, warnMs: null }),
      deletion: one({ isOn: true, afterMs: 0 }, { isOn: false, afterMs: 86_400_000 }),
      ground
    },
    'isOn',
    'expiry',
    'deactivation',
    'deletion',
    'ground'
  ),
  setInactiveKeys: fc.record({ keys, isMeant: one(true) }),
  announceRestore: past.map(snapshotAt => ({ snapshotAt })),
  addFactProvider: fc.record({
    name,
    platform: known('platform'),
    questions: some('unpaid-invoices', 'open-grading-orders', 'records-archived', 'inactive-keys').map(all =>
      all.slice(0, 1)
    ),
    url: known('address'),
    answerUrl: known('address')
  }),
  addEndpoint: fc.record({ name, url: known('address'), events: some('request.received', 'request.refused') }),
  setRecipients: one({ recipients: [] }, { recipients: [{ name: 'A', mail: 'a@b.example', identifiers: ['email'] }] }),
  addPerson: fc.record({ name, roles }),
  linkPerson: fc.record({ accounts: one([]), without: known('platform').map(id => [id]) }),
  setPassword: fc.record({ password: one('a long one that nobody guesses'), signInName: name }),
  createToken: maybe(
    { person: known('person'), label: name, days: one(1, 30), kind: one('person', 'machine'), scopes: roles },
    'person',
    'label'
  ),
  setSignIn: fc.record({
    label: name,
    issuer: known('issuer'),
    clientId: one('lethe'),
    clientSecret: one('not a real one'),
    rolesClaim: one('roles'),
    mapping: one([], [{ value: 'staff', roles: ['auditor'] }])
  }),
  setController: fc.oneof(
    maybe({ name, address: note, region: one('DE-BY', 'AT', null) }).filter(each => Object.keys(each).length > 0),
    one({ agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })
  ),
  receiveWebhook: fc.oneof(
    delivery('account.deletion.requested', demand),
    delivery(
      'account.deletion.withdrawn',
      fc.record({ platform: known('platform'), subject: fc.record({ identifiers }) })
    ),
    delivery(
      'account.purged',
      fc.record({ platform: known('platform'), subject: fc.record({ identifiers }), purgedAt: past })
    ),
    delivery(
      'platform.restored',
      fc.record({ platform: known('platform'), snapshotAt: past, restoredAt: past }).map(each => ({
        ...each,
        restoredAt: new Date().toISOString()
      }))
    )
  ),
  receiveHint: one({ event_type: 'org.openedx.learning.student.registration.completed.v1', user: {} }, {}),
  receiveFactAnswer: one({ is: 'known', count: 0 }, { is: 'unknown' }),
  scimSearch: fc.record({ filter: people.map(value => `userName eq "${value}"`) }),
  scimPatch: fc.boolean().map(active => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: active }]
  })),
  scimReplace: fc.boolean().map(active => ({ userName: 'mia.berg', active }))
}

/** Queries as people send them, of operations that ask for one. */
export const queries: Readonly<Record<string, readonly string[]>> = {
  scimFind: scimNames.map(name => `filter=userName%20eq%20%22${name}%22`),
  expectProbe: ['nonce=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  listLifecycleTab: ['tab=active', 'tab=deactivated', 'tab=expired', 'tab=ready', 'tab=inactive']
}
