import { join } from 'node:path'
import t from 'tap'
import { runCli } from '../../plugin/cli/run.ts'
import { systemClock } from '../../plugin/clock.ts'
import { systemRandom } from '../../plugin/random.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import { type Call, CallError, createClient } from '../demo/client.ts'
import { learner, learnerKey, openOpenolat } from '../flows/openolat-ground.ts'
import { demandOf } from '../flows/scene.ts'

// A sidecar and a sandbox each: more than the half minute that a file gets.
t.setTimeout(300_000)

/** Every code that refused an attempt; each attempt has one of its own. */
const codes = new Set<string>()

type Scene = Awaited<ReturnType<typeof openOpenolat>>
type Person = { readonly id: string; readonly call: Call; readonly given: string }
type Tests = Pick<typeof t, 'teardown' | 'equal' | 'fail' | 'rejects'>

const hour = 3_600_000

/** A refused call: its code is noted. */
const refused = async (t: Tests, code: string, what: string, attempt: Promise<unknown>): Promise<void> => {
  try {
    await attempt
    t.fail(`${what}: it was let through`)
  } catch (error) {
    const said = error instanceof CallError ? (/"code":"([a-z-]+)"/.exec(error.message)?.[1] ?? error.message) : error
    t.equal(said, code, what)
    codes.add(code)
  }
}

/** The account itself, asked of the sandbox: nobody's word of ours. */
const isThere = (scene: Scene, key = learnerKey): boolean =>
  scene.box.world.identities.some(one => one.key === Number(key) && one.status !== 199)

const open = async (t: Tests, ground: Parameters<typeof openOpenolat>[0] = {}) => {
  const scene = await openOpenolat({ ...ground, policy: { approvals: 1, ...ground?.policy } })
  t.teardown(() => scene.close())
  const as =
    (token: string): Call =>
    (method, path, body) =>
      createClient(scene.address(), token)(method, path, body)
  /** Lets somebody in as `by`, and says where their account is. */
  const letIn = async (by: Call, roles: readonly Role[], accounts: readonly string[] = []): Promise<Person> => {
    const { id } = await by<{ id: string }>('POST', '/persons', { name: 'Somebody', roles })
    const linked = accounts.map(key => ({ platform: scene.platform, id: key }))
    const without = accounts.length === 0 ? [scene.platform] : []
    await by('PUT', `/persons/${id}/accounts`, { accounts: linked, without })
    const { token } = await by<{ token: string }>('POST', '/tokens', { person: id, label: 'given', days: 1 })
    return { id, call: as(token), given: token }
  }
  const ask = async (by: Call, identifiers: readonly string[] = learner, changes: object = {}): Promise<string> => {
    const given = { who: 'The registry', how: 'in writing', obtainedOn: '2026-01-02', reference: 'R 1' }
    const mandate = { kind: 'consent-to-act', ...given, cannotAsk: 'has no access any more' }
    const said = { origin: 'on-behalf', mandate, proof: undefined, acknowledged: true, ...changes }
    return (await by<{ request: string }>('POST', '/requests', demandOf(scene.platform, identifiers, said))).request
  }
  const fingerprintOf = async (id: string): Promise<string> =>
    (await scene.untilState(id, 'awaiting-approval')).fingerprint!
  const approve = async (by: Call, id: string, fingerprint?: string) =>
    by('POST', `/requests/${id}/approve`, { fingerprint: fingerprint ?? (await fingerprintOf(id)) })
  const me = async (call: Call) => (await call<{ person: { id: string } }>('GET', '/me')).person.id
  /** Two people whom nobody counts as one: the site says so once, and takes it back. */
  const countAll = (countsWhoWasLetIn: boolean) =>
    scene.call('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn, knowingly: true } })
  const settled = async (id: string, state: string) => {
    const { summary } = await scene.until(
      () => scene.show(id),
      ({ signalsWaiting, summary: { state: now } }) => signalsWaiting === 0 && now !== 'checking'
    )
    return summary.state === state
  }
  return { ...scene, as, letIn, ask, approve, fingerprintOf, me, countAll, settled }
}

const onBehalf = { asked: { 'consequences-told': 'notice-only', 'mandate-recorded': 'notice-only' } } as const

t.test('one person under several names: shell, a system, a guest, a guest of a guest', async t => {
  const site = await open(t, { policy: onBehalf })
  const id = await site.ask(site.call)
  const fingerprint = await site.fingerprintOf(id)
  const approve = (by: Call) => site.approve(by, id, fingerprint)

  const tokenFile = join(site.folder, 'token')
  const shell = async (file: string) => {
    let out = ''
    const say = (said: string) => {
      out += said
    }
    const env = { LETHE_URL: site.address(), LETHE_TOKEN_FILE: file }
    const nobody = { readInput: async () => '', askSecret: async () => '', askChoice: async () => '' }
    const io = { env, clock: systemClock(), random: systemRandom(), out: say, err: say, ...nobody }
    await runCli(['request', 'approve', id, '--fingerprint', fingerprint], {
      ...io,
      isInteractive: false,
      hasColour: false,
      untilStopped: async () => undefined
    })
    return out
  }
  t.match(await shell(tokenFile), /approver-is-requester/, 'the shell is the person who asked over the API')
  const operator = await site.me(site.call)
  const again = await site.call<{ token: string }>('POST', '/tokens', { person: operator, label: 'second desk' })
  await refused(t, 'approver-is-requester', 'a second token of who asked', approve(site.as(again.token)))

  const machine = await site.call<{ token: string }>('POST', '/tokens', {
    person: operator,
    label: 'portal',
    kind: 'machine'
  })
  const portal = site.as(machine.token)
  await refused(t, 'machine-may-not-approve', 'a token of a system', approve(portal))
  const more = { person: operator, label: 'x' }
  await refused(t, 'machine-may-not-approve', 'a system makes itself a person', portal('POST', '/tokens', more))
  await refused(t, 'machine-may-not-approve', 'or changes its token for one', portal('POST', '/me/token', {}))
  const guest = { name: 'Guest', roles: ['privacy-officer'] }
  await refused(t, 'machine-may-not-approve', 'or lets somebody in', portal('POST', '/persons', guest))

  const puppet = await site.letIn(site.call, ['administrator', 'privacy-officer'])
  await refused(t, 'let-in-by-requester', 'somebody whom the requester let in', approve(puppet.call))
  const own = await puppet.call<{ token: string }>('POST', '/me/token', {})
  await refused(t, 'let-in-by-requester', 'a token of their own makes nobody another', approve(site.as(own.token)))
  const second = await site.letIn(site.as(own.token), ['privacy-officer'])
  await refused(t, 'let-in-by-requester', 'a guest of the guest', approve(second.call))
  const vouch = (by: Call, person: string) => by('POST', `/persons/${person}/vouch`)
  await refused(t, 'vouching-for-oneself', 'the host vouches', vouch(site.call, puppet.id))
  await refused(t, 'vouching-for-oneself', 'one guest vouches for the other', vouch(second.call, puppet.id))
  t.ok(isThere(site))
  t.ok(await site.settled(id, 'awaiting-approval'))
})

t.test('whom somebody else vouched for counts, by a token that nobody else has had in hand', async t => {
  const site = await open(t, { policy: onBehalf })
  await site.countAll(true)
  const third = await site.letIn(site.call, ['administrator', 'privacy-officer'])
  const colleague = await site.letIn(site.call, ['privacy-officer'])
  const theirs = await third.call<{ token: string }>('POST', '/me/token', {})
  await site.as(theirs.token)('POST', `/persons/${colleague.id}/vouch`)
  await site.countAll(false)
  const id = await site.ask(site.call)
  const fingerprint = await site.fingerprintOf(id)
  const unvouched = site.approve(site.as(theirs.token), id, fingerprint)
  await refused(t, 'let-in-by-requester', 'for whom nobody vouched while the site counted everybody', unvouched)
  const attempt = site.approve(colleague.call, id, fingerprint)
  await refused(t, 'token-made-by-another', 'the requester has had this token in hand', attempt)
  const own = await colleague.call<{ token: string }>('POST', '/me/token', {})
  const { token } = await site.call<{ token: string }>('POST', '/tokens', { person: colleague.id, label: 'another' })
  const takeOver = site.as(token)('POST', '/me/token', {})
  await refused(t, 'token-of-own-lives', 'the administrator cannot become the colleague', takeOver)
  t.ok(isThere(site))
  await site.approve(site.as(own.token), id, fingerprint)
  await site.untilState(id, 'cooling-off', 'erasing', 'confirming', 'completed')
})

t.test('whoever is meant, or may be, agrees to nothing about themselves', async t => {
  const site = await open(t, { policy: onBehalf })
  await site.countAll(true)
  const meant = await site.letIn(site.call, ['administrator', 'privacy-officer'], [learnerKey])
  const id = await site.ask(site.call)
  await refused(t, 'approver-is-subject', 'their own account', site.approve(meant.call, id))
  const links = (accounts: readonly object[], without: readonly string[]) => ({ accounts, without })
  const unlink = meant.call('PUT', `/persons/${meant.id}/accounts`, links([], [site.platform]))
  await refused(t, 'own-link-stays', 'they unlink themselves first', unlink)
  const twin = { platform: site.platform, id: learnerKey }
  const other = await site.letIn(site.call, ['privacy-officer'])
  const join = site.call('PUT', `/persons/${other.id}/accounts`, links([twin], []))
  await refused(t, 'account-linked-already', 'two persons with one account', join)
  const { id: bare } = await site.call<{ id: string }>('POST', '/persons', { name: 'Bare', roles: ['privacy-officer'] })
  const { token } = await site.call<{ token: string }>('POST', '/tokens', { person: bare, label: 'desk' })
  await refused(t, 'person-not-linked', 'nobody said which account is theirs', site.approve(site.as(token), id))
  t.ok(isThere(site))
})

t.test('the plan that is approved is the one that is carried out', async t => {
  const seed = { entries: [{ key: 3001, displayname: 'Latin', owners: [2001] }] }
  const successors = [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }] as const
  const site = await open(t, { seed, policy: { ...onBehalf, successors, coolOffMs: hour } })
  await site.countAll(true)
  const officer = (await site.letIn(site.call, ['privacy-officer'])).call
  const id = await site.ask(site.call)
  const before = await site.fingerprintOf(id)
  const other = await site.ask(site.call, ['leo.lang', 'leo.lang@olat.example'])
  const foreign = await site.fingerprintOf(other)
  await refused(t, 'fingerprint-outdated', 'the yes to another plan', site.approve(officer, id, foreign))
  await site.approve(officer, id, before)
  await site.untilState(id, 'cooling-off')
  site.box.world.entries.push({ ...site.box.world.entries[0]!, key: 3002, olatResourceId: 503_002 })
  site.box.world.memberships.push({ scope: 'entry', of: 3002, role: 'owner', person: 2001 })
  await site.call('POST', `/requests/${id}/recheck`, {})
  const after = await site.fingerprintOf(id)
  t.not(after, before)
  await refused(t, 'fingerprint-outdated', 'the old yes said again', site.approve(officer, id, before))
  t.same([isThere(site), isThere(site, '2002')], [true, true])

  // Whoever approved asks too: what they said before counts no longer.
  await site.approve(officer, id, after)
  await site.untilState(id, 'cooling-off')
  const joined = await site.ask(officer)
  await site.untilState(joined, 'joined')
  await site.call('POST', `/requests/${id}/recheck`, {})
  await refused(t, 'state-forbids', 'the request that was joined', site.approve(officer, joined, after))
  await site.untilState(id, 'awaiting-approval')
  await refused(t, 'approver-is-requester', 'they asked themselves', site.approve(officer, id, after))
  t.ok(isThere(site))
})

t.test('a lowered number, a waiver, an attestation, another origin', async t => {
  const all = { approvals: 1, coolOffMs: hour, ...onBehalf } as const
  const site = await open(t, { policy: all })
  await site.countAll(true)
  const set = (by: Call, changes: object) =>
    by('PUT', `/platforms/${site.platform}/policy`, { all: { ...all, ...changes }, byOrigin: {} })
  const admin = await site.letIn(site.call, ['administrator', 'privacy-officer'])
  const id = await site.ask(site.call)
  const fingerprint = await site.fingerprintOf(id)
  const pass = 'policy-lets-own-request-pass'
  await refused(t, pass, 'the requester lowers the number', set(site.call, { approvals: 0 }))
  await refused(t, pass, 'or lets more be waived', set(site.call, { waivable: ['no-unpaid-invoices'] }))
  await refused(t, pass, 'or asks less', set(site.call, { asked: { 'no-unpaid-invoices': 'not-asked' } }))
  // Lowered first, asked afterwards: their own still need as many.
  await set(admin.call, { approvals: 0 })
  const early = await site.ask(admin.call, ['leo.lang', 'leo.lang@olat.example'])
  await site.untilState(early, 'awaiting-approval')
  t.match(
    (
      await site.call<{ items: { act: string; by: string; before: object; after: object }[] }>('GET', '/governance-log')
    ).items.filter(({ act }) => act === 'policy-set'),
    [{ by: admin.id, before: { approvals: 1 }, after: { approvals: 0 } }],
    'who lowered it is on record, with both numbers'
  )
  await site.call('POST', `/requests/${id}/recheck`, {})
  await site.untilState(id, 'cooling-off')
  t.same([isThere(site), isThere(site, '2002')], [true, true])

  const third = await site.letIn(site.call, ['privacy-officer'])
  const ground = { article: '17(3)', letter: 'b' }
  const waive = (by: Call, precondition: string) =>
    by('POST', `/requests/${id}/waive`, { precondition, ground, note: 'why' })
  await refused(t, 'waiver-forbidden', 'what no policy lets be waived', waive(third.call, 'no-unpaid-invoices'))
  await set(admin.call, { approvals: 0, waivable: ['no-legal-hold', 'no-unpaid-invoices'] }).catch(() => null)
  await refused(t, 'waiver-forbidden', 'a hold, whatever the policy', waive(third.call, 'no-legal-hold'))
  const plain = await site.letIn(site.call, ['administrator'])
  await refused(t, 'role-missing', 'nobody but a privacy officer waives', waive(plain.call, 'no-unpaid-invoices'))
  const attested = { precondition: 'no-unpaid-invoices', answer: true }
  const attest = site.call('POST', `/requests/${id}/attest`, attested)
  await refused(t, 'approver-is-requester', 'the requester attests for themselves', attest)
  t.ok(fingerprint)
})

t.test('high risk: an administrator alone does not agree to a privileged account', async t => {
  const site = await open(t, { learner: { roles: { 1: ['user', 'author'] } }, policy: { ...onBehalf, approvals: 0 } })
  await site.countAll(true)
  const admin = await site.letIn(site.call, ['administrator'])
  const id = await site.ask(site.call)
  await refused(t, 'privacy-officer-needed', 'without a privacy officer', site.approve(admin.call, id))
  t.ok(isThere(site))
  const officer = await site.letIn(site.call, ['privacy-officer'])
  await site.approve(officer.call, id)
  await site.untilState(id, 'cooling-off', 'erasing', 'confirming', 'completed')
})

t.test('by a source that one holds oneself, and by an approval of somebody who was shut out', async t => {
  const site = await open(t, { policy: { ...onBehalf, coolOffMs: hour } })
  await site.countAll(true)
  const maker = await site.letIn(site.call, ['administrator', 'privacy-officer'])
  const other = await site.letIn(site.call, ['administrator', 'privacy-officer'])
  const guest = await site.letIn(maker.call, ['privacy-officer'])
  const id = await site.demand(learner)
  const fingerprint = await site.fingerprintOf(id)
  const approve = (by: Call) => site.approve(by, id, fingerprint)
  const code = 'approver-is-requester'
  await refused(t, code, 'who added the source that asked', approve(site.call))
  await maker.call('POST', `/sources/${site.source.id}/rotate`, { oldLivesMs: hour })
  await refused(t, code, 'who made it a new secret', approve(maker.call))
  await site.call('DELETE', `/sources/${site.source.id}`)
  await refused(t, code, 'also when the source is gone', approve(maker.call))
  const attested = { precondition: 'no-unpaid-invoices', answer: true }
  await refused(t, code, 'nor do they attest', maker.call('POST', `/requests/${id}/attest`, attested))
  await approve(guest.call)
  await site.untilState(id, 'cooling-off')
  // Whom the site no longer counts beside their host counts as one who could have sent it.
  await site.countAll(false)
  await site.call('POST', `/requests/${id}/recheck`, {})
  await site.untilState(id, 'awaiting-approval')
  await refused(t, 'let-in-by-requester', 'a guest of who made the secret', approve(guest.call))
  await site.countAll(true)
  await site.call('POST', `/requests/${id}/recheck`, {})
  await site.untilState(id, 'cooling-off')
  await site.call('POST', `/persons/${guest.id}/disable`)
  await site.call('POST', `/requests/${id}/recheck`, {})
  await site.untilState(id, 'awaiting-approval')
  t.ok(isThere(site), 'an approval of somebody who was shut out falls')
  await approve(other.call)
  await site.untilState(id, 'cooling-off')
  const acts = (await site.call<{ items: { act: string }[] }>('GET', '/governance-log')).items.map(({ act }) => act)
  t.ok(
    ['source-added', 'source-rotated', 'source-removed'].every(act => acts.includes(act)),
    acts.join()
  )
})

t.test('nobody says of the site what lets their own request pass, nor gives its subject less time', async t => {
  const site = await open(t, { policy: { ...onBehalf, coolOffMs: hour, invitationMs: hour } })
  await site.countAll(true)
  const admin = await site.letIn(site.call, ['administrator'])
  await site.ask(admin.call)
  const all = { approvals: 1, ...onBehalf, coolOffMs: hour, invitationMs: hour } as const
  const set = (changes: object) =>
    admin.call('PUT', `/platforms/${site.platform}/policy`, { all: { ...all, ...changes }, byOrigin: {} })
  const pass = 'policy-lets-own-request-pass'
  await refused(t, pass, 'a shorter cool-off', set({ coolOffMs: 0 }))
  await refused(t, pass, 'no time to answer the invitation', set({ invitationMs: 0 }))
  await refused(t, pass, 'no notice', set({ noticeMs: 0 }))
  await refused(t, pass, 'older proofs', set({ proofFreshMs: 90 * 24 * hour }))
  const said = { platform: site.platform, about: 'invoices', invoicesIssued: false, expiresAt: null }
  await refused(t, pass, 'no invoices are issued here', admin.call('POST', '/declarations', said))
  const provider = { name: 'mine', platform: site.platform, questions: ['unpaid-invoices'], url: 'http://127.0.0.1:9/' }
  await refused(t, pass, 'a system that answers for it', admin.call('POST', '/fact-providers', provider))
  t.ok(isThere(site))
})

// Brake: attempts of their own stand below this line.

t.test('around the brake: alone, twice, by a guest, beforehand, by taking the source away', async t => {
  const site = await open(t, {
    source: { brakePerHour: 1, origins: ['self', 'identity-manager'] },
    policy: { approvals: 0 }
  })
  const { id } = site.source
  const hourNow = new Date().toISOString().slice(0, 13)
  const first = await site.demand(['leo.lang', 'leo.lang@olat.example'])
  const kept = await site.demand(learner)
  await site.untilState(first, 'completed')
  const release = (by: Call, of = hourNow) => by('POST', `/sources/${id}/brake-release`, { hour: of })
  const later = new Date(Date.now() + hour).toISOString().slice(0, 13)
  await refused(t, 'hour-not-yet', 'an hour that has not come', release(site.call, later))
  await release(site.call)
  await refused(t, 'brake-agreed', 'one person twice', release(site.call))
  const guest = await site.letIn(site.call, ['privacy-officer'])
  await release(guest.call)
  await site.call('POST', `/requests/${kept}/recheck`, {})
  t.ok(await site.settled(kept, 'accepted'), 'whoever was let in counts together with whoever let them in')
  await site.call('POST', `/sources/${id}/go-live`, { kept: 'go-on' })
  t.ok(await site.settled(kept, 'accepted'), 'going live releases no hour')
  await refused(t, 'source-live', 'going live again', site.call('POST', `/sources/${id}/go-live`, { kept: 'drop' }))
  await site.call('DELETE', `/sources/${id}`)
  await refused(t, 'source-unknown', 'by a new secret', site.call('POST', `/sources/${id}/rotate`, {}))
  await site.call('POST', `/requests/${kept}/recheck`, {})
  t.ok(await site.settled(kept, 'accepted'), 'without its source it waits all the same')
  t.ok(isThere(site))
})

// Holds: attempts of their own stand below this line.

t.test('around a hold: alone, by a guest, by a waiver, in other letters, without the platform', async t => {
  const site = await open(t, { policy: { approvals: 0, waivable: ['no-legal-hold'] } as never })
  const place = (identifiers: readonly object[]) =>
    site.call<{ id: string; lookup: { is: string } }>('POST', '/holds', {
      platform: site.platform,
      identifiers,
      ground: { article: '17(3)', letter: 'e' }
    })
  await refused(
    t,
    'hold-finds-nobody',
    'one that protects nobody',
    place([{ kind: 'external-id', value: 'nobody-has-this' }])
  )
  const hold = await place([{ kind: 'email', value: learner[1]!.toUpperCase() }])
  t.equal(hold.lookup.is, 'found')
  const id = await site.demand(learner)
  await site.untilState(id, 'blocked')
  const note = { note: 'let it go' }
  const lift = (by: Call) => by<{ is: string }>('POST', `/holds/${hold.id}/lift`, note)
  const agree = (by: Call) => by('POST', `/holds/${hold.id}/agree`, {})
  const other = await site.letIn(site.call, ['privacy-officer'])
  await refused(t, 'lift-not-asked', 'agreed to before anybody asked', agree(other.call))
  t.equal((await lift(site.call)).is, 'asked')
  await refused(t, 'approver-is-requester', 'both by one', agree(site.call))
  await refused(t, 'let-in-by-requester', 'or by whom that one let in', agree(other.call))
  await refused(t, 'platform-in-use', 'by taking the platform away', site.call('DELETE', `/platforms/${site.platform}`))
  const waive = { precondition: 'no-legal-hold', ground: { article: '17(3)', letter: 'e' }, note: 'why' }
  const attempt = (by: Call) => by('POST', `/requests/${id}/waive`, waive)
  await refused(t, 'approver-is-requester', 'by a waiver of who could have asked', attempt(site.call))
  await site.countAll(true)
  await refused(t, 'waiver-forbidden', 'by a waiver', attempt(other.call))
  await site.countAll(false)
  await site.call('POST', `/requests/${id}/recheck`, {})
  t.ok(await site.settled(id, 'blocked'))
  t.ok(isThere(site))
})

// Restore: attempts of their own stand below this line.

t.test('each attempt was refused by a code of its own', async t => {
  t.ok(codes.size >= 14, `${codes.size}: ${[...codes].sort().join(' ')}`)
})
