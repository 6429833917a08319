import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import canonicalize from 'canonicalize'
import t from 'tap'
import { preconditions } from '../../plugin/erasure/preconditions/index.ts'
import type { Inquiry, Precondition } from '../../plugin/erasure/preconditions/precondition.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { checkOpening, commit } from '../../plugin/evidence/commitment.ts'
import { systemRandom } from '../../plugin/random.ts'
import { never, setStage } from '../adapters/openedx/stage.ts'
import { startApi } from '../doubles/api-app.ts'
import { saboteurs } from './saboteurs/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const canonicalise = canonicalize as unknown as Canonicalise
const random = systemRandom()

/** What a person repeats to show that they have read a list: it is told to them, and proves nothing of who they are. */
const repeated = "    if (body.digest !== digest) throw new Problem('digest-outdated')"

t.test('what proves who somebody is is compared in constant time', async t => {
  const sources = readdirSync(join(root, 'plugin'), { recursive: true, encoding: 'utf8' })
  const proof = String.raw`\b(digest|mac|hmac|expected|signature)\b(\.\w+\([^)]*\))?`
  const nothing = String.raw`(?!\s*(null|undefined|\d))`
  // What kind of value it is says nothing of the value.
  const kind = String.raw`(?<!typeof [\w.]*)`
  const compared = new RegExp(
    String.raw`${kind}${proof}\s*[!=]==${nothing}|[!=]==\s*(typeof )?${proof}|\.equals\(${proof}\)`
  )
  for (const name of sources.filter(source => source.endsWith('.ts'))) {
    const lines = readFileSync(join(root, 'plugin', name), 'utf8').split('\n')
    const found = lines.filter(line => compared.test(line) && line !== repeated)
    t.strictSame(found, [], name)
  }
  t.match(readFileSync(join(root, 'plugin/intake/webhook/signature.ts'), 'utf8'), / = timingSafeEqual\(/)
})

t.test('an account that answers 404 is not known to be gone', async t => {
  const stage = await setStage()
  t.teardown(() => stage.close())
  const plan = await stage.plan('mira.holm')
  stage.sandbox.world.people.delete(2)
  for (const { id, confirm } of stage.platform.actions.filter(action => ['forum', 'retire'].includes(action.id))) {
    t.match(await confirm(plan.subject, plan, never), { is: 'cannot-tell' }, id)
  }
})

t.test('nothing that was sent stands in the log', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const { token } = await api.person(['administrator'])
  await api.call('POST', '/sources', token, { name: 'Canary', platforms: ['canary'] })
  await api.call('GET', '/sources?canary=1', token)
  t.ok(api.log.length > 0)
  t.notMatch(api.log.join(''), /canary/i)
})

t.test('the same subject is committed to differently each time', async t => {
  const content = { platform: 'lake', id: '7', bornAt: '2024-03-01T08:00:00.000Z', username: 'mira.holm' }
  const [one, other] = [commit(content, random, canonicalise), commit(content, random, canonicalise)]
  t.not(one.commitment, other.commitment)
  t.not(one.opening.salt, other.opening.salt)
  t.ok(checkOpening(one.commitment, one.opening, canonicalise))
  t.notOk(checkOpening(one.commitment, other.opening, canonicalise))
})

t.test('what could not be read meets no precondition', async t => {
  const at = '2026-03-02T09:00:00.000Z'
  for (const answer of [
    undefined,
    { is: 'unknown', because: 'not-permitted', at },
    { is: 'not-answerable-here', because: 'no-rest', at }
  ] as const) {
    const isAsked = ({ wants, asksProvider }: Precondition) => wants.length > 0 || asksProvider !== undefined
    for (const { id, wants, asksProvider, ask } of preconditions.filter(isAsked)) {
      const said = { provider: 'bursary', is: 'unknown', because: 'provider-does-not-know', at }
      const inquiry = {
        facts: answer === undefined ? {} : Object.fromEntries(wants.map(name => [name, answer])),
        provided: answer === undefined || asksProvider === undefined ? {} : { [asksProvider]: said },
        plan: { handOvers: [], privilegedRoles: [] },
        demand: { origin: 'self', proof: null, mandate: null, acknowledged: false, receivedAt: at },
        attestations: [],
        declarations: {
          noInvoices: false,
          isDeclaredGrader: null,
          isDeclaredCourseOwner: null,
          institutionProviders: []
        },
        approved: false,
        holds: 0,
        noticeSentAt: null,
        noticeMs: 0,
        proofFreshMs: 0,
        now: at
      } as unknown as Inquiry
      // Who takes over is asked of the plan, which is not drawn where ownerships could not be read.
      if (id === 'successors-named') continue
      t.equal(ask(inquiry).is, 'unmet', `${id}, ${answer?.is ?? 'not asked'}`)
    }
  }
})

t.test('every saboteur finds its line exactly once, and names a test that stands in its file', async t => {
  for (const { id, file, find, replace, caughtBy } of saboteurs) {
    t.equal(readFileSync(join(root, file), 'utf8').split(find).length - 1, 1, `${id}: stale saboteur`)
    t.notOk(find.includes('\n') || replace.includes('\n'), `${id}: one line`)
    const text = readFileSync(join(root, caughtBy.file), 'utf8')
    const named = caughtBy.name.replace(/of (a|the) .*, what/, match => (text.includes(match) ? match : 'of'))
    t.ok(text.includes(caughtBy.name) || named !== caughtBy.name, `${id}: ${caughtBy.name}`)
  }
  t.equal(new Set(saboteurs.map(({ id }) => id)).size, saboteurs.length)
})
