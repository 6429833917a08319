import t from 'tap'
import { sendSigned } from '../demo/client.ts'
import { openMailbox } from '../demo/mailbox.ts'
import { learner, learnerKey, openOpenolat } from './openolat-ground.ts'
import { demandOf } from './scene.ts'

// A sidecar and a sandbox each: more than the half minute that a file gets.
t.setTimeout(300_000)

const successors = [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }] as const

const statusOf = (box: { world: { identities: { key: number; status: number }[] } }, key = learnerKey) =>
  box.world.identities.find(identity => String(identity.key) === key)?.status

t.test('withdrawn in the cool-off: the account is as it was', async t => {
  const scene = await openOpenolat({ learner: { status: 102 }, policy: { coolOffMs: 3_600_000 } })
  t.teardown(scene.close)
  const id = await scene.demand(learner)
  await scene.untilState(id, 'cooling-off')
  await sendSigned(scene.address(), scene.source, 'account.deletion.withdrawn', {
    platform: scene.platform,
    subject: {
      identifiers: [
        { kind: 'username', value: learner[0] },
        { kind: 'email', value: learner[1] }
      ]
    }
  })
  await scene.untilState(id, 'withdrawn')
  t.equal(statusOf(scene.box), 102)
  t.same(scene.box.journal.list(), [])
})

t.test('withdrawn after the block: the former status comes back', async t => {
  const scene = await openOpenolat({ learner: { status: 102 } })
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'setUserStatus', kind: 'work-goes-on' })
  const id = await scene.demand(learner)
  await scene.untilHit()
  await scene.call('POST', `/requests/${id}/withdraw`, {})
  await scene.box.faults.finishWork()
  await scene.untilState(id, 'withdrawn')
  t.equal(statusOf(scene.box), 102, 'pending as before, not active')
  t.same(
    scene.box.journal.list().map(({ effect, detail }) => [effect, detail.status]),
    [
      ['status', 101],
      ['status', 102]
    ]
  )
})

t.test('a hold that is placed while erasing stops what has not begun, and its release lets it go on', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'setUserStatus', kind: 'work-goes-on' })
  const id = await scene.demand(learner)
  await scene.untilHit()
  const hold = await scene.call<{ id: string; requests: string[] }>('POST', '/holds', {
    platform: scene.platform,
    identifiers: [{ kind: 'email', value: learner[1] }],
    ground: { article: '17(3)', letter: 'e' }
  })
  t.same(hold.requests, [id])
  await scene.box.faults.finishWork()
  t.equal((await scene.untilState(id, 'stalled')).summary.because, 'legal-hold')
  t.equal(scene.box.journal.count('delete', learnerKey), 0)
  await scene.call('POST', `/holds/${hold.id}/lift`, { note: 'the case is closed' })
  t.equal((await scene.show(id)).summary.state, 'stalled', 'asked for by one, it stands')
  const colleague = await scene.colleague()
  await colleague('POST', `/holds/${hold.id}/agree`)
  await scene.untilState(id, 'completed')
  t.equal(scene.box.journal.count('delete', learnerKey), 1)
})

t.test('an approval is bound to what it was given for: a new sole ownership asks again', async t => {
  const seed = { entries: [{ key: 3001, displayname: 'Latin', owners: [2001] }] }
  const scene = await openOpenolat({ seed, policy: { approvals: 1, coolOffMs: 3_600_000, successors } })
  t.teardown(scene.close)
  const id = await scene.demand(learner)
  const { fingerprint: first } = await scene.untilState(id, 'awaiting-approval')
  const colleague = await scene.colleague()
  const wrong = colleague('POST', `/requests/${id}/approve`, { fingerprint: '0'.repeat(64) })
  await t.rejects(wrong, / answered 409: /, 'nothing else can be approved')
  await colleague('POST', `/requests/${id}/approve`, { fingerprint: first })
  await scene.untilState(id, 'cooling-off')
  scene.box.world.entries.push({ ...scene.box.world.entries[0]!, key: 3002, olatResourceId: 503_002 })
  scene.box.world.memberships.push({ scope: 'entry', of: 3002, role: 'owner', person: 2001 })
  await scene.call('POST', `/requests/${id}/recheck`, {})
  const { fingerprint: second } = await scene.untilState(id, 'awaiting-approval')
  t.not(second, first)
  t.same(scene.box.journal.list(), [])
})

t.test('a plan that became smaller stays approved', async t => {
  const seed = {
    entries: [
      { key: 3001, displayname: 'Latin', owners: [2001] },
      { key: 3002, displayname: 'Greek', owners: [2001] }
    ]
  }
  const scene = await openOpenolat({ seed, policy: { approvals: 1, coolOffMs: 3_600_000, successors } })
  t.teardown(scene.close)
  const id = await scene.demand(learner)
  const { fingerprint } = await scene.untilState(id, 'awaiting-approval')
  const colleague = await scene.colleague()
  await colleague('POST', `/requests/${id}/approve`, { fingerprint })
  await scene.untilState(id, 'cooling-off')
  scene.box.world.memberships.push({ scope: 'entry', of: 3002, role: 'owner', person: 900 })
  await scene.call('POST', `/requests/${id}/recheck`, {})
  const looked = await scene.until(
    () => scene.show(id),
    shown => shown.fingerprint !== fingerprint && shown.summary.state !== 'checking'
  )
  t.equal(looked.summary.state, 'cooling-off')
})

t.test('demanded by two sources: one request carries both demands, and each sender withdraws only its own', async t => {
  const scene = await openOpenolat({ policy: { coolOffMs: 3_600_000 } })
  t.teardown(scene.close)
  const other = await scene.addSource({ name: 'desk' })
  const first = await scene.demand(learner)
  await scene.untilState(first, 'cooling-off')
  const second = await scene.demand(learner, {}, other)
  await scene.untilState(second, 'joined')
  const joined = await scene.until(
    () => scene.show(first),
    ({ demands }) => demands.length === 2
  )
  t.equal(joined.summary.state, 'cooling-off')
  const subject = (demandOf(scene.platform, learner) as { subject: object }).subject
  const data = { platform: scene.platform, subject }
  await sendSigned(scene.address(), other, 'account.deletion.withdrawn', data)
  const after = await scene.until(
    () => scene.show(first),
    ({ demands }) => demands.some(({ withdrawnAt }) => withdrawnAt !== null)
  )
  t.equal(after.summary.state, 'cooling-off', 'the first demand still stands')
  await sendSigned(scene.address(), scene.source, 'account.deletion.withdrawn', data)
  await scene.untilState(first, 'withdrawn')
  t.same(scene.box.journal.list(), [])
})

t.test('a delivery that is repeated gets the first answer and does nothing', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  const first = await scene.demand(learner, {}, scene.source, 'msg_once')
  await scene.untilState(first, 'completed')
  t.equal(await scene.demand(learner, {}, scene.source, 'msg_once'), first)
  const { items } = await scene.call<{ items: unknown[] }>('GET', '/requests')
  t.equal(items.length, 1)
  t.equal(scene.box.journal.count('delete', learnerKey), 1)
})

t.test('a mail outage fails no request: the message waits', async t => {
  const mailbox = await openMailbox()
  const url = mailbox.url
  await mailbox.close()
  const scene = await openOpenolat({ mailUrl: url })
  t.teardown(scene.close)
  const id = await scene.demand(learner)
  await scene.untilState(id, 'completed')
  await scene.until(
    () => scene.logged.join(),
    text => text.includes('a message could not be sent')
  )
  const { vault } = await scene.show(id)
  t.match(vault, [{ compartment: 'work', state: 'sealed' }], 'the address is kept until the message is out')
  t.notMatch(scene.logged.join(), /mia|berg/i)
})

t.test('what was blocked goes on once the cause is gone and somebody says so', async t => {
  const seed = { groups: [{ key: 4001, name: 'Tutorial', coaches: [2001] }] }
  const scene = await openOpenolat({ seed })
  t.teardown(scene.close)
  const id = await scene.demand(learner)
  const { summary } = await scene.untilState(id, 'blocked')
  t.match(summary.blockers, [{ code: 'successor-not-named', whoCanFix: 'administrator' }])
  t.same(scene.box.journal.list(), [])
  scene.box.world.memberships.push({ scope: 'group', of: 4001, role: 'coach', person: 900 })
  await scene.call('POST', `/requests/${id}/recheck`, {})
  await scene.untilState(id, 'completed')
  t.equal(statusOf(scene.box), 199)
})

t.test('a restart in the middle of a call goes on from what is stored, and does nothing twice', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'deleteUser', kind: 'work-goes-on' })
  const id = await scene.demand(learner)
  await scene.untilHit()
  await scene.restart()
  await scene.box.faults.finishWork()
  await scene.untilState(id, 'completed')
  t.equal(scene.box.journal.count('delete', learnerKey), 1)
  t.equal(scene.box.journal.count('delete-begun', learnerKey), 1)
})
