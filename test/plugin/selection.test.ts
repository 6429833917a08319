import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { PlatformError } from '../../adapters/errors.ts'
import { selectionPlanHandlers } from '../../plugin/api/handlers/requests/selection-plan.ts'
import type { Io } from '../../plugin/cli/io.ts'
import { runCli } from '../../plugin/cli/run.ts'
import { systemClock } from '../../plugin/clock.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { systemRandom } from '../../plugin/random.ts'
import { openStore } from '../../plugin/store/open.ts'
import { createSpool } from '../../plugin/store/records/lists/spool.ts'
import { addPerson } from '../../plugin/store/records/people/people.ts'
import { addSelection, agreeToSelection, getSelection, selectionList } from '../../plugin/store/records/selections.ts'
import { takeSelection } from '../../plugin/work/selection/take.ts'
import { createMadeUpPlatform } from '../doubles/made-up-platform.ts'
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'
import { openBench } from '../doubles/work-bench.ts'
import { openOpenolat } from '../flows/openolat-ground.ts'
import { crowd, keysOf, said } from '../openolat/crowd.ts'

interface Selection {
  readonly id: string
  readonly digest: string
  readonly state: string
  readonly total: number
  readonly taken: number
  readonly overBrake: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly states: Readonly<Record<string, number>>
  readonly consequences: readonly { code: string; text: string }[]
}

interface Item {
  readonly key: string
  readonly outcome: string | null
  readonly request: string
  readonly state: string
  readonly blockers: readonly string[]
}

/** `npm run test:openolat -- --people 1000` picks a thousand; the suite makes do with fewer. */
const many = 100
const patienceMs = 100_000 + many * 1000
const everyMs = 100 + many * 5

t.setTimeout(patienceMs)

type Policy = Readonly<Record<string, unknown>>

/** A site with a crowd; those who were picked are not told by mail, so that nobody waits. */
async function openCrowd(t: Tests, many: number, owners: number, policy: Policy = {}) {
  const asked = { 'consequences-told': 'not-asked' }
  // Thousands of writes that wait for a real disk would show how fast it is, and nothing else.
  const disk = createPowerCutDisk()
  const scene = await openOpenolat({
    seed: crowd(many, owners),
    policy: { asked, ...policy } as never,
    openDisk: () => disk
  })
  t.teardown(() => scene.close())
  const make = (keys: readonly string[], changes: object = {}) =>
    scene.call<Selection>('POST', '/selections', { platform: scene.platform, keys, ...said, ...changes })
  const show = (id: string) => scene.call<Selection>('GET', `/selections/${id}`)
  const confirm = ({ id, digest }: Selection) => scene.call<Selection>('POST', `/selections/${id}/confirm`, { digest })
  const items = async (id: string): Promise<readonly Item[]> => {
    const all: Item[] = []
    for (let next: string | null = '0'; next !== null; ) {
      const page: { items: Item[]; next: string | null } = await scene.call(
        'GET',
        `/selections/${id}/items?limit=200&after=${next}`
      )
      all.push(...page.items)
      next = page.next
    }
    return all
  }
  const officer = () => scene.colleague()
  /** The command line of whoever made the site. */
  const commandLine = () => {
    const tokenFile = join(scene.folder, 'token')
    return async (args: readonly string[], input = '') => {
      let out = ''
      let err = ''
      const io: Io = {
        env: { LETHE_URL: scene.address(), LETHE_TOKEN_FILE: tokenFile },
        clock: systemClock(),
        random: systemRandom(),
        out: said => {
          out += said
        },
        err: said => {
          err += said
        },
        readInput: async () => input,
        askSecret: async () => '',
        askChoice: async () => '',
        isInteractive: false,
        hasColour: false,
        untilStopped: async () => undefined
      }
      return { code: await runCli(args, io), out, err }
    }
  }
  const isGone = (key: string) => scene.box.world.identities.find(one => one.key === Number(key))?.status === 199
  /** Looks the less often, the more there are: each look reads every request. */
  const untilSelection = async (id: string, isSo: (seen: Selection) => boolean): Promise<Selection> => {
    for (let tries = 0; ; tries += 1) {
      const seen = await show(id)
      if (isSo(seen)) return seen
      if (tries * everyMs > patienceMs) throw new Error(`it did not come to it: ${JSON.stringify(seen)}`)
      await pause(everyMs)
    }
  }
  return { ...scene, untilSelection, make, showSelection: show, confirm, items, officer, commandLine, isGone }
}

type Tests = Pick<typeof t, 'teardown'>

t.test(
  'many people, one in twenty of them stopped: each has an outcome, nobody is taken in twice',
  { timeout: patienceMs },
  async t => {
    const stopped = many / 20
    const brakePerHour = many / 10
    const site = await openCrowd(t, many, stopped, { brakePerHour, confirmEveryMs: 10 })
    const keys = keysOf(many)
    const draft = await site.make([...keys, ...keys.slice(0, 10)])
    t.match(draft, { state: 'draft', total: many, taken: 0 }, 'a key that stands twice counts once')
    t.same(
      draft.consequences.map(({ code }) => code),
      ['permanent', 'checked', 'told', 'withdrawal', 'brake', 'names']
    )
    t.match(draft.consequences[0]!.text, new RegExp(`^${many} accounts on campus`))
    await t.rejects(site.confirm({ ...draft, digest: '0123456789abcdef' }), { message: /digest-outdated/ })
    t.same((await site.showSelection(draft.id)).states, {}, 'nothing is done before it is confirmed')
    await site.confirm(draft)
    await t.rejects(site.confirm(draft), { message: /selection-started/ })
    const half = await site.untilSelection(draft.id, ({ taken }) => taken > 0)
    t.ok(half.taken <= half.total, 'progress')
    await site.restart()
    const taken = await site.untilSelection(draft.id, ({ state }) => state === 'done')
    t.same(taken.outcomes, { requested: many, 'already-open': 0, 'not-yours-to-ask': 0 })
    t.ok(
      taken.overBrake >= many - brakePerHour && taken.overBrake <= many - brakePerHour + 20,
      `${taken.overBrake} over the brake`
    )
    const kept = await site.untilSelection(
      draft.id,
      ({ states }) => (states.completed ?? 0) + (states.blocked ?? 0) === many - taken.overBrake
    )
    t.equal(kept.states.accepted, taken.overBrake, 'the brake trips where it should')
    const [first, second] = await Promise.all([site.officer(), site.officer()])
    await t.rejects(site.call('POST', `/selections/${draft.id}/release`), { message: /approver-is-requester/ })
    await first('POST', `/selections/${draft.id}/release`)
    await t.rejects(first('POST', `/selections/${draft.id}/release`), { message: /brake-agreed/ })
    t.match(await site.showSelection(draft.id), { brake: { isReleased: false } })
    await second('POST', `/selections/${draft.id}/release`)
    const done = await site.untilSelection(draft.id, ({ states }) => states.completed === many - stopped)
    t.same(done.states, { completed: many - stopped, blocked: stopped })
    const items = await site.items(draft.id)
    t.same(
      items.map(({ key }) => key),
      keys,
      'an outcome for each person'
    )
    t.equal(new Set(items.map(({ request }) => request)).size, many, 'a request for each')
    t.same([...new Set(items.slice(0, stopped).flatMap(({ blockers }) => blockers))], ['successor-not-named'])
    t.ok(items.slice(stopped).every(({ key, state }) => state === 'completed' && site.isGone(key)))
    t.notOk(items.slice(0, stopped).some(({ key }) => site.isGone(key)))
    const deletions = site.box.journal.list().filter(({ effect }) => effect === 'delete')
    t.equal(deletions.length, many - stopped, 'nobody was deleted twice')
  }
)

t.test('from the command line: search, draft, read the consequences, confirm, follow, release', async t => {
  const site = await openCrowd(t, 6, 0, { brakePerHour: 2 })
  const lethe = site.commandLine()
  const found = await lethe(['select', 'search', 'campus', '--by', 'name', '--value-file', '-'], 'Many')
  t.equal(found.code, 0)
  t.match(found.out, /10000 +person\.0 +P0 Many +person\.0@olat\.example/)
  const unknown = await lethe(['select', 'search', 'campus', '--by', 'external-id', '--value-file', '-'], 'sis-9')
  t.match(unknown.out, /^none/)

  const mandate = join(site.folder, 'mandate.json')
  await writeFile(
    mandate,
    JSON.stringify({ who: 'Registrar', how: 'Resolution', reference: 'Section 9', obtainedOn: '2026-03-01' })
  )
  const bare = ['select', 'make', 'campus', '--keys', '-', '--article', '17(1)', '--letter', 'a']
  t.match(await lethe(bare, 'key\n10000\n'), { code: 1, err: /mandate-without-who/ }, 'a mandate is whole or refused')
  const make = [...bare, '--mandate-file', mandate]
  t.match(await lethe(make, 'login;name\nada;Ada\n'), { code: 2, err: /list-wrong/ })
  t.match(await lethe(make, '\n'), { code: 2, err: /list-empty/ })
  const list = 'login;key\nperson.0;10000\nperson.1;"10001"\nperson.2;10002\nperson.3;10003\nperson.0;10000\n'
  const draft = await lethe(make, list)
  t.match(draft.out, /4 accounts on campus are to be deleted/)
  const [, id, digest] = /lethe select confirm (\S+) (\S+)/.exec(draft.out)!
  const german = await lethe([...make, '--language', 'de', '--json'], list)
  t.match(JSON.parse(german.out).consequences[0].text, /^4 Konten/)
  t.match(await lethe(['select', 'confirm', id!, '0123456789abcdef']), { code: 1, err: /digest-outdated/ })
  const confirmed = await lethe(['select', 'confirm', id!, digest!])
  t.match(confirmed.err, /4 of 4 taken in/, 'how far it is')
  t.match(confirmed.out, /over the brake +2, 0 of 2 agreed/)

  const again = await site.make(['10002', '10003', '10004'])
  await site.confirm(again)
  const taken = await site.untilSelection(again.id, ({ state }) => state === 'done')
  t.same(
    taken.outcomes,
    { requested: 1, 'already-open': 2, 'not-yours-to-ask': 0 },
    'whoever is waiting is not asked for again'
  )
  t.match(await lethe(['select', 'release', id!]), { code: 6, err: /approver-is-requester/ })
  t.match((await lethe(['select', 'items', id!])).out, /10002 +requested +\S+ +accepted/)
  t.equal(JSON.parse((await lethe(['select', 'list', '--json'])).out).length, 3)
  t.notMatch(site.logged.join(''), /person\.|Many/)
})

t.test('a stop in the middle takes nobody in twice, and the brake keeps back who is over it', async t => {
  const platform = createMadeUpPlatform([{ id: 'delete' }])
  const bench = await openBench(platform)
  t.teardown(() => bench.close())
  const { parts } = bench
  const { clock } = bench
  const { store } = parts
  const accept = createAccept(parts)
  const draft = async (id: string, keys: readonly string[], perHour: number) => {
    const at = clock.now().toISOString()
    await createSpool(parts, 'lake').keep(selectionList, [{ key: id, content: { keys, note: null } }])
    await addSelection(store, id, {
      platform: 'lake',
      by: 'operator',
      at,
      state: 'running',
      demand: {
        origin: 'on-behalf',
        ground: { article: '17(1)', letter: 'a' },
        saidAt: null,
        proof: null,
        mandate: { kind: 'standing-rule', expiresAt: null },
        acknowledged: false
      },
      digest: 'x',
      brake: { perHour, releasersNeeded: 2 },
      items: keys.map(() => null),
      releases: [],
      confirmedAt: at,
      endedAt: null,
      forgetAt: at
    })
  }
  const take = async (id: string, taking: typeof accept = accept) =>
    takeSelection({ ...parts, accept: taking }, await getSelection(store, id), new AbortController().signal)
  const requests = () => store.query<ErasureRequest>('request', { all: true })
  await addPerson(store, 'operator', {
    name: 'Operator',
    roles: ['administrator'],
    addedBy: null,
    at: clock.now().toISOString()
  })
  await draft('one', ['7', '8', '9'], 3)
  const crash = () => Promise.reject(new Error('the power went'))
  await t.rejects(take('one', async incoming => accept(incoming).then(crash)))
  t.equal((await requests()).length, 1)
  await take('one')
  t.equal((await requests()).length, 3, 'a request for each')
  await draft('other', ['7'], 100)
  await take('other')
  t.match((await getSelection(store, 'other')).body.items, [{ is: 'already-open' }])

  await bench.work()
  t.same([...platform.effects.entries()], [['delete 7', 1]], 'three were counted before the power went')
  const agree = (by: string) => agreeToSelection(store, 'one', { by, at: clock.now().toISOString() })
  const workOn = async () => {
    clock.advance(60_000)
    for (const { id } of await requests()) await bench.signal(id, { kind: 'recheck', by: 'x', at: 'x' })
    await bench.work()
  }
  await agree('officer')
  await workOn()
  t.equal(platform.effects.size, 1, 'one is not two')
  await agree('another')
  await workOn()
  t.same([...platform.effects.keys()].sort(), ['delete 7', 'delete 8', 'delete 9'])
})

t.test('what the time of a call did not suffice for is said to be not asked, also where it was begun', async t => {
  const [clock, random] = [systemClock(), systemRandom()]
  const store = await openStore({ folder: '/data', disk: createPowerCutDisk(), clock, random })
  t.teardown(() => store.close())
  const body = { state: 'draft', platform: 'lake', by: 'p', brake: { perHour: 9 }, demand: {} }
  const entry = { body, keys: [], unique: [], dueAt: null, shelf: null, line: null }
  await store.put('selection', 's', entry as never, { expected: 0 })
  const over = new AbortController()
  const parts = {
    ...{ store, clock, keys: { hashForIndex: (_: string, value: string) => value } },
    readSelected: async () => ({ keys: ['7', '8'] }),
    ownership: { mayAsk: async (_: string, __: object, about: readonly string[]) => about.map(() => 'yes') },
    platformOf: async () => ({
      async find({ identifiers: [{ value }] }: { identifiers: readonly [{ value: string }] }) {
        if (value === '7') return { is: 'none' }
        over.abort()
        throw new PlatformError('unavailable', 'aborted', { operation: 'getUser' })
      }
    })
  }
  const { planSelection } = selectionPlanHandlers(parts as unknown as Parameters<typeof selectionPlanHandlers>[0])
  const caller = { person: { id: 'p', body: {} } }
  const call = { params: { selection: 's' }, query: { limit: 20 }, caller, signal: over.signal }
  t.match(await planSelection(call as unknown as Parameters<typeof planSelection>[0]), {
    body: {
      items: [
        { key: '7', is: 'not-there' },
        { key: '8', is: 'not-asked' }
      ]
    }
  })
})
