import fc from 'fast-check'
import pg from 'pg'
import t from 'tap'
import { systemRandom } from '../../../plugin/random.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import type { Store } from '../../../plugin/store/store.ts'
import { createManualClock, type ManualClock } from '../../doubles/manual-clock.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { createPowerCutDisk, type PowerCutDisk } from '../../doubles/power-cut-disk.ts'

t.setTimeout(300_000)

interface ModelDocument {
  revision: number
  body: number
  unique: string | null
  dueAtMs: number | null
  shelf: string | null
  signals: { n: number; atMs: number }[]
  signalled: number
  claim: { token: string; untilMs: number } | null
}

/** The store as one would explain it: no files, no index, no queues. */
interface Model {
  readonly documents: Map<string, ModelDocument>
  nowMs: number
}

interface Real {
  store: Store
  /** Closes it, or lets it die, and opens another on the same data. */
  reopen(isCut: boolean): Promise<Store>
  /** Whether claims outlive whoever held them. */
  readonly keepsClaims: boolean
  readonly clock: ManualClock
  /** Every token ever given out, so that lost ones are tried too. */
  readonly tokens: string[]
}

type Command = fc.AsyncCommand<Model, Real>

const random = systemRandom()
const ids = ['a', 'b', 'c']
const leaseMs = 100

function command(name: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return { check: () => true, run, toString: () => name }
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: ${left}, not ${right}`)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error
}

function refusalOfClaim(model: Model, document: ModelDocument, token: string | undefined): string | null {
  if (token !== undefined) return document.claim?.token === token ? null : 'claim-lost'
  if (document.claim !== null && document.claim.untilMs > model.nowMs) return 'claimed'
  document.claim = null
  return null
}

interface Put {
  id: string
  off: number
  token: number | null
  unique: string | null
  dueInMs: number | null
  shelf: string | null
  folded: number
  heard: number | null
  /** Another document, and how far off its revision is. */
  expects: { id: string; off: number } | null
  release: boolean
  body: number
}

function expectPut(model: Model, put: Put, expected: number, token: string | undefined): unknown {
  const document = model.documents.get(put.id)
  if (document === undefined && expected > 0) return 'not-found'
  if (document !== undefined) {
    const refusal = refusalOfClaim(model, document, token)
    if (refusal !== null) return refusal
    if (document.revision !== expected) return 'revision-conflict'
    const { heard } = put
    if (heard !== null && document.signals.some(({ n }) => n > Math.max(heard, put.folded))) return 'unheard-signal'
  }
  if (put.expects !== null && put.expects.off !== 0) return 'expectation-failed'
  const isTaken = [...model.documents].some(([id, other]) => id !== put.id && other.unique === put.unique)
  if (put.unique !== null && isTaken) return 'duplicate-key'
  model.documents.set(put.id, {
    revision: expected + 1,
    body: put.body,
    unique: put.unique,
    dueAtMs: put.dueInMs === null ? null : model.nowMs + put.dueInMs,
    shelf: put.shelf,
    signals: document?.signals.filter(({ n }) => n > put.folded) ?? [],
    signalled: document?.signalled ?? 0,
    claim: put.release || put.shelf !== null ? null : (document?.claim ?? null)
  })
  return expected + 1
}

function putCommand(given: Put): Command {
  const put = given.shelf === null ? given : { ...given, unique: null, dueInMs: null }
  return command(`put ${JSON.stringify(put)}`, async (model, real) => {
    const token = put.token === null ? undefined : real.tokens.at(-1 - put.token)
    const expected = Math.max(0, (model.documents.get(put.id)?.revision ?? 0) + put.off)
    const entry = {
      body: put.body,
      keys: [],
      unique: put.unique === null ? [] : [put.unique],
      dueAt: put.dueInMs === null ? null : new Date(model.nowMs + put.dueInMs).toISOString(),
      shelf: put.shelf
    }
    const { heard } = put
    const expects = put.expects?.id === put.id ? null : put.expects
    const revision = (model.documents.get(expects?.id ?? '')?.revision ?? 0) + (expects?.off ?? 0)
    const terms = {
      ...(heard === null ? {} : { heard }),
      ...(expects === null ? {} : { expects: { kind: 'request' as const, id: expects.id, revision } }),
      expected,
      folded: put.folded,
      release: put.release,
      ...(token === undefined ? {} : { claim: token })
    }
    const result = await real.store.put('request', put.id, entry, terms).catch(codeOf)
    same(result, expectPut(model, { ...put, expects }, expected, token), 'put')
  })
}

function signalCommand(id: string): Command {
  return command(`signal ${id}`, async (model, real) => {
    const document = model.documents.get(id)
    const result = await real.store.signal('request', id, 'hear').catch(codeOf)
    if (document === undefined) return same(result, 'not-found', 'signal')
    if (document.shelf !== null) return same(result, 'shelved', 'signal')
    document.signalled += 1
    document.signals.push({ n: document.signalled, atMs: model.nowMs })
    same(result, document.signalled, 'signal')
  })
}

function claimCommand(limit: number): Command {
  return command(`claim ${limit}`, async (model, real) => {
    const sinceMs = ({ dueAtMs, signals }: ModelDocument): number =>
      Math.min(dueAtMs ?? Infinity, signals[0]?.atMs ?? Infinity)
    const expected = [...model.documents]
      .filter(([, one]) => one.shelf === null && (one.claim === null || one.claim.untilMs <= model.nowMs))
      .filter(([, one]) => one.signals.length > 0 || (one.dueAtMs ?? Infinity) <= model.nowMs)
      .sort(([a, one], [b, other]) => sinceMs(one) - sinceMs(other) || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([id]) => id)
    const claimed = await real.store.claimDue('request', limit, leaseMs)
    same(
      claimed.map(({ document }) => document.id),
      expected,
      'claim'
    )
    for (const { document, claim } of claimed) {
      model.documents.get(document.id)!.claim = { token: claim.token, untilMs: model.nowMs + leaseMs }
      real.tokens.push(claim.token)
    }
  })
}

function releaseCommand(id: string, token: number): Command {
  return command(`release ${id} ${token}`, async (model, real) => {
    const given = real.tokens.at(-1 - token) ?? 'none'
    await real.store.release('request', id, given)
    const document = model.documents.get(id)
    if (document?.claim?.token === given) document.claim = null
  })
}

function removeCommand(id: string, off: number): Command {
  return command(`remove ${id}`, async (model, real) => {
    const document = model.documents.get(id)
    const expected = (document?.revision ?? 0) + off
    const result = await real.store.remove('request', id, expected).catch(codeOf)
    if (document === undefined) return same(result, 'not-found', 'remove')
    const refusal = refusalOfClaim(model, document, undefined)
    const wanted = refusal ?? (document.revision === expected ? undefined : 'revision-conflict')
    same(result, wanted, 'remove')
    if (wanted === undefined) model.documents.delete(id)
  })
}

function advanceCommand(ms: number): Command {
  return command(`advance ${ms}`, async (model, real) => {
    real.clock.advance(ms)
    model.nowMs += ms
  })
}

function restartCommand(isCut: boolean): Command {
  return command(isCut ? 'power cut' : 'restart', async (model, real) => {
    real.store = await real.reopen(isCut)
    if (real.keepsClaims) return
    for (const document of model.documents.values()) document.claim = null
  })
}

/** Everything that can be read says what the model says. */
const compareCommand = command('compare', async (model, real) => {
  for (const id of ids) {
    const document = await real.store.get<number>('request', id)
    const { revision, body, unique, dueAtMs, shelf, signals } = model.documents.get(id) ?? {}
    const seen = document && {
      ...{ revision: document.revision, body: document.body, unique: document.unique[0] ?? null },
      ...{ dueAtMs: document.dueAt && Date.parse(document.dueAt), shelf: document.shelf },
      signals: document.signals.map(({ n, at }) => ({ n, atMs: Date.parse(at) }))
    }
    same(seen, revision === undefined ? null : { revision, body, unique, dueAtMs, shelf, signals }, id)
  }
  const idsOn = (shelf: string | null): string[] =>
    [...model.documents]
      .filter(([, one]) => one.shelf === shelf)
      .map(([id]) => id)
      .sort()
  const listed = await real.store.query('request', { all: true })
  same(
    listed.map(({ id }) => id),
    idsOn(null),
    'all'
  )
  const ended = await real.store.query('request', { shelf: '2026-03' })
  same(
    ended.map(({ id }) => id),
    idsOn('2026-03'),
    'shelf'
  )
  const next = [...model.documents.values()].filter(one => one.shelf === null).map(one => wakeOf(model, one))
  const earliest = Math.min(...next)
  const expected = Number.isFinite(earliest) ? new Date(earliest).toISOString() : null
  same(await real.store.nextDueAt('request'), expected, 'next due')
})

function wakeOf(model: Model, { dueAtMs, signals, claim }: ModelDocument): number {
  const atMs = signals.length > 0 ? model.nowMs : (dueAtMs ?? Infinity)
  return claim !== null && claim.untilMs > model.nowMs ? Math.max(atMs, claim.untilMs) : atMs
}

const id = fc.constantFrom(...ids)
const commands = fc.commands(
  [
    fc
      .record({
        id,
        off: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
        token: fc.option(fc.nat(2), { freq: 2 }),
        unique: fc.option(fc.constantFrom('u', 'v')),
        dueInMs: fc.option(fc.integer({ min: -50, max: 200 })),
        shelf: fc.option(fc.constantFrom('2026-02', '2026-03'), { freq: 6 }),
        folded: fc.nat(3),
        heard: fc.option(fc.nat(4), { freq: 2 }),
        expects: fc.option(
          fc.record({
            id,
            off: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) })
          })
        ),
        release: fc.boolean(),
        body: fc.nat(99)
      })
      .map(putCommand),
    id.map(signalCommand),
    fc.integer({ min: 1, max: 3 }).map(claimCommand),
    fc.tuple(id, fc.nat(2)).map(([one, token]) => releaseCommand(one, token)),
    fc.tuple(id, fc.constantFrom(0, 0, 1)).map(([one, off]) => removeCommand(one, off)),
    fc.integer({ min: 0, max: 150 }).map(advanceCommand),
    fc.boolean().map(restartCommand),
    fc.constant(compareCommand)
  ],
  // Unless told so, the generator makes ten of them at most.
  { maxCommands: 60, size: 'medium' }
)

/** Some lives of a store, each begun with `begin`, against the model. */
const testModel = (numRuns: number, begin: (clock: ManualClock) => Promise<Omit<Real, 'clock' | 'tokens'>>) =>
  fc.assert(
    fc.asyncProperty(commands, async given => {
      const clock = createManualClock()
      const real: Real = { ...(await begin(clock)), clock, tokens: [] }
      const model: Model = { documents: new Map(), nowMs: clock.now().getTime() }
      await fc.asyncModelRun(() => ({ model, real }), [...given, compareCommand]).finally(() => real.store.close())
    }),
    { numRuns }
  )

t.test('model: whatever the order of calls, restarts and power cuts, the store does what the model says', async t => {
  await testModel(150, async clock => {
    let disk: PowerCutDisk = createPowerCutDisk()
    const open = () => openStore({ folder: '/data', disk, clock, random })
    let store = await open()
    return {
      store,
      keepsClaims: false,
      async reopen(isCut) {
        if (isCut) disk = disk.cut('synced')
        else await store.close()
        store = await open()
        return store
      }
    }
  })
  t.pass()
})

t.test('model: the same on PostgreSQL, by one instance after the other', async t => {
  const server = await startPostgres()
  const url = await server.database()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(async () => {
    await client.end()
    await server.stop()
  })
  await testModel(25, async clock => {
    const open = () => openPostgresStore({ url, clock, random, connections: 2 })
    let store = await open()
    await client.query('truncate lethe.document cascade')
    return {
      store,
      keepsClaims: true,
      // Whoever is cut off is still there when the next one begins.
      async reopen(isCut) {
        const before = store
        if (!isCut) await before.close()
        store = await open()
        await before.close()
        return store
      }
    }
  })
  t.pass()
})
