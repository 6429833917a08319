import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'
import { countEffects } from './count-effects.ts'
import { storyOf } from './evidence.ts'
import { type Fault, stoppingDisk } from './fault.ts'
import { scenarios } from './scenarios.ts'
import { firstDifference, snapshot } from './snapshot.ts'

const line = (effect: string, detail: object = {}, more: object = {}) =>
  JSON.stringify({ n: 1, at: '2026-03-02T09:00:00.000Z', effect, person: '7', detail, ...more })
const journal = (...lines: readonly string[]) => `${lines.join('\n')}\n`
const plain = journal(line('status', { from: 2, status: 101 }), line('delete-begun'), line('delete'))

t.test('counting: the same effects as without a stop are neither lost nor done twice', async t => {
  t.match(countEffects(plain, plain), { effects: 3, lost: 0, doneTwice: 0, repeatedWithoutEffect: 0, which: [] })
})

t.test('counting: a second effect is done twice, one that changed nothing is not', async t => {
  const twice = countEffects(plain + journal(line('delete-begun'), line('delete')), plain)
  t.match(twice, { doneTwice: 2, lost: 0, which: ['twice: delete-begun 7 {}', 'twice: delete 7 {}'] })
  const again = countEffects(plain + journal(line('status', { from: 101, status: 101 })), plain)
  t.match(again, { doneTwice: 0, repeatedWithoutEffect: 1 })
  const back = countEffects(plain + journal(line('status', { from: 2, status: 101 })), plain)
  t.equal(back.doneTwice, 1, 'it was made active in between')
  const refused = countEffects(plain + journal(line('delete', {}, { refused: true })), plain)
  t.match(refused, { doneTwice: 0, effects: 3 }, 'what the platform refused did nothing')
})

t.test('counting: what should have happened and did not is lost', async t => {
  t.match(countEffects(journal(line('status', { from: 2, status: 101 })), plain), { lost: 2, doneTwice: 0 })
  t.match(countEffects('', plain), { lost: 3 })
})

t.test(
  'counting: two changes of one person at a time are told, unless each of the calls is safe to repeat',
  async t => {
    const overlap = (...besides: readonly string[]) =>
      countEffects(plain + journal(line('expiration', {}, { overlaps: true, besides })), plain)
    t.match(overlap(), { doneTwice: 1 })
    t.match(overlap('setUserStatus', 'deleteUser'), { doneTwice: 1 })
    t.match(overlap('retireNotes', 'retireNotes'), { doneTwice: 0 })
  }
)

t.test(
  'evidence: repeated intents and readings are left out of the story, everything else stays in its order',
  async t => {
    const entry = (kind: string, data: Record<string, unknown>) => ({ kind, data })
    const short = [
      entry('moved', { from: 'checking', to: 'erasing', because: 'all-met' }),
      entry('intent', { action: 'delete', try: 1 }),
      entry('outcome', { action: 'delete', is: 'done' }),
      entry('confirmation', { action: 'delete', is: 'gone' })
    ]
    const long = [
      ...short.slice(0, 2),
      entry('confirmation', { action: 'delete', is: 'still-there' }),
      entry('confirmation', { action: 'delete', is: 'gone' }),
      entry('failed', { action: 'delete', code: 'timed-out' }),
      entry('intent', { action: 'delete', try: 2 }),
      ...short.slice(2)
    ]
    t.strictSame(storyOf(long), storyOf(short))
    t.notSame(storyOf(short.slice(0, 3)), storyOf(short), 'a missing confirmation is seen')
    t.notSame(storyOf([...short].reverse()), storyOf(short), 'another order is seen')
  }
)

t.test('snapshot: what the platform holds is compared, when and by which token it came is not', async t => {
  const world = { people: new Map([[7, { name: 'Ada', created: '2024' }]]), tokens: new Map([['a', 'b']]) }
  const later = { people: new Map([[7, { name: 'Ada', created: '2026' }]]), tokens: new Map() }
  t.equal(firstDifference(snapshot(world), snapshot(later)), null)
  const erased = { people: new Map([[7, { name: '', created: '2026' }]]), tokens: new Map() }
  t.match(firstDifference(snapshot(erased), snapshot(world)), /"name": "" instead of "name": "Ada"/)
  const withPassword = (password: string | null) => snapshot({ people: new Map([[7, { password }]]) })
  t.equal(withPassword('salt$one'), withPassword('pepper$two'), 'salted anew each time')
  t.not(withPassword(null), withPassword('salt$one'), 'that it was taken away is seen')
  for (const scenario of scenarios) {
    const folder = mkdtempSync(join(tmpdir(), 'lethe-snapshot-'))
    const [one, other] = await Promise.all(['one', 'other'].map(name => scenario.open(join(folder, name))))
    t.equal(firstDifference(snapshot(one!.world), snapshot(other!.world)), null, `${scenario.id}, opened twice`)
    await Promise.all([one!.close(), other!.close()])
    rmSync(folder, { recursive: true })
  }
})

t.test('faults: the disk stops at the commit that was named, before, in the middle or after', async t => {
  const rows: readonly (readonly [Fault['at'], string | null, string | null])[] = [
    ['renaming', 'one', null],
    ['renamed', 'one', 'two'],
    ['committed', 'two', 'two']
  ]
  for (const [at, synced, written] of rows) {
    const inner = createPowerCutDisk()
    const disk = stoppingDisk(inner, { at, n: 2 }, async () => {
      throw new Error('stopped')
    })
    const commit = async (text: string) => {
      await disk.writeNew('/a.new', Buffer.from(text))
      await disk.sync('/a.new')
      await disk.rename('/a.new', '/a')
      await disk.syncFolder('/')
    }
    await commit('one')
    await t.rejects(commit('two'), { message: 'stopped' }, at)
    t.equal(String(await inner.cut('synced').read('/a')), synced, `${at}: after a power cut`)
    t.equal(String(await inner.cut('everything').read('/a')), written ?? 'one', `${at}: after a kill`)
  }
})
