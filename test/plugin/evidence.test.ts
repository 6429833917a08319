import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import serialise from 'canonicalize'
import fc from 'fast-check'
import t from 'tap'
import type { Confirmation, OutcomeKind, PlannedAction, RowReading } from '../../adapters/contract.ts'
import type { EntryKind } from '../../plugin/evidence/allowed.ts'
import { type Anchor, hashAnchor } from '../../plugin/evidence/anchor.ts'
import { checkAnchoring } from '../../plugin/evidence/anchored.ts'
import type { SignedCertificate } from '../../plugin/evidence/certificate.ts'
import { appendEntry, type Happening, verifyChain } from '../../plugin/evidence/chain.ts'
import { checkOpening, commit } from '../../plugin/evidence/commitment.ts'
import { type ActionResult, deriveEnd } from '../../plugin/evidence/derive.ts'
import { describePlan } from '../../plugin/evidence/describe-plan.ts'
import { drawCertificate } from '../../plugin/evidence/draw.ts'
import { chainStart, type Entry, hashEntry } from '../../plugin/evidence/entry.ts'
import { describeRows } from '../../plugin/evidence/read-rows.ts'
import { keyIdOf, type Signer } from '../../plugin/evidence/signing.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import { systemRandom } from '../../plugin/random.ts'

const canonicalise = (value: unknown) => serialise(value)
const random = systemRandom()

const makeSigner = (): Signer => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })))
  return { publicKey: publicKey.export({ format: 'jwk' }).x!, sign: bytes => sign(null, bytes, privateKey) }
}

const site = makeSigner()
const stranger = makeSigner()

const instantOf = (n: number) => new Date(Date.UTC(2026, 7, 3, 9, n)).toISOString()

type Step = Omit<Happening, 'at' | 'actor'>

const chainOf = (steps: readonly Step[]): readonly Entry[] =>
  steps.reduce<readonly Entry[]>(
    (chain, step) => appendEntry(chain, { ...step, at: instantOf(chain.length), actor: 'lethe' }, canonicalise),
    []
  )

const demand = { demand: 'd-1', origin: 'self', article: '17(1)', letter: 'b', receivedAt: instantOf(0) }
const received: Step = {
  kind: 'received',
  data: { request: 'r-1', platform: 'p-1', kind: 'openolat', ...demand }
}

const planned = (action: string, changes: Partial<PlannedAction> = {}): PlannedAction => ({
  action,
  treatment: 'delete',
  counts: { things: 2 },
  reversible: false,
  readBack: 'independent',
  waits: [],
  ...changes
})

const plan = [
  planned('block', { reversible: true, counts: {} }),
  planned('delete'),
  planned('tell', { readBack: 'none' })
]

const planOf = (actions: readonly PlannedAction[], supplementary = false): Step => ({
  kind: 'planned',
  data: describePlan({ fingerprint: 'a'.repeat(64), actions, retained: [], supplementary })
})

const perform = (action: string, is: OutcomeKind = 'done'): readonly Step[] => [
  { kind: 'intent', data: { action, try: 1, section: null } },
  { kind: 'outcome', data: { action, is, byReading: false, counts: { things: 2 } } }
]

const confirmed = (action: string, is: Confirmation['is'] = 'gone'): Step => ({
  kind: 'confirmation',
  data: { action, is, dueAt: null, because: null }
})

const subject = { id: '4711', bornAt: instantOf(0), username: 'canary-login', email: 'canary@campus.example' }
const secret = commit(subject, random, canonicalise)
const resolved: Step = { kind: 'resolved', data: { found: 'one', count: 1 }, committed: secret.opening }

const moved = (from: string, to: string): Step => ({ kind: 'moved', data: { from, to, because: 'derived' } })

const wholeLife: readonly Step[] = [
  received,
  resolved,
  planOf(plan),
  moved('checking', 'erasing'),
  ...perform('block'),
  ...perform('delete'),
  ...perform('tell', 'already-absent'),
  moved('erasing', 'confirming'),
  confirmed('block'),
  confirmed('delete'),
  confirmed('tell', 'cannot-tell'),
  moved('confirming', 'completed'),
  { kind: 'notice', data: { message: 'm-1', kind: 'completed', state: 'sent', tries: 1 } },
  { kind: 'key-destroyed', data: { compartment: 'work', kek: '2026-08' } }
]

const keys = [
  { compartment: 'work', kek: '2026-08', expiresAt: instantOf(50), copiesUnreadableFrom: instantOf(55) },
  { compartment: 'replay', kek: '2026-08', expiresAt: instantOf(58), copiesUnreadableFrom: null }
] as const

const retained = [
  {
    id: 'invoices',
    number: 10,
    outcome: 'retain',
    check: 'read-back',
    article: '17(3)',
    letter: 'b',
    startsAt: instantOf(1),
    endsAt: instantOf(59)
  }
] as const

const draw = (steps: readonly Step[], signer = site) =>
  drawCertificate({ chain: chainOf(steps), keys, retained, anchors: [], drawnAt: instantOf(40) }, signer, canonicalise)

const verify = (file: string | Uint8Array, trustedKeys: readonly string[] = [site.publicKey]) =>
  verifyCertificate(file, { trustedKeys }, canonicalise)

const codeOf = (file: string | Uint8Array, trusted?: readonly string[]) => {
  const verdict = verify(file, trusted)
  return verdict.ok ? 'ok' : verdict.code
}

/** One place of a parsed file: read, written and removed without a type in the way. */
type Place = readonly (string | number)[]

class Draft {
  readonly root: unknown
  constructor(root: unknown) {
    this.root = root
  }
  get(...place: Place): unknown {
    return place.reduce<unknown>((spot, step) => (spot as Record<string | number, unknown>)[step], this.root)
  }
  list(...place: Place): unknown[] {
    return this.get(...place) as unknown[]
  }
  set(value: unknown, ...place: Place): void {
    const holder = this.get(...place.slice(0, -1)) as Record<string | number, unknown>
    holder[place.at(-1)!] = value
  }
  drop(...place: Place): void {
    delete (this.get(...place.slice(0, -1)) as Record<string | number, unknown>)[place.at(-1)!]
  }
}

const action = ['certificate', 'actions'] as const
const link = ['certificate', 'chain'] as const
const key = ['certificate', 'keys'] as const

const change = (text: string, attack: (file: Draft) => unknown): string => {
  const file = new Draft(JSON.parse(text))
  attack(file)
  return canonicalise(file.root)!
}

/** As somebody who holds the site's own key would do it: the chain re-linked where asked, then signed anew. */
const forge = (text: string, attack: (certificate: Draft) => unknown, relink = false, signer = site): string => {
  const { signature: _, ...file } = JSON.parse(text) as SignedCertificate
  const draft = new Draft(file.certificate)
  attack(draft)
  if (relink) {
    let previous = chainStart
    const chain = (draft.list('chain') as Entry[]).map((entry, index) => {
      const linked = { ...entry, n: index + 1, previous }
      previous = hashEntry(linked, canonicalise)
      return linked
    })
    draft.set(chain, 'chain')
    draft.set(previous, 'head')
  }
  const unsigned = { ...file, signedBy: { keyId: keyIdOf(signer.publicKey), publicKey: signer.publicKey } }
  const signature = signer.sign(Buffer.from(canonicalise(unsigned)!)).toString('base64url')
  return canonicalise({ ...unsigned, signature })!
}

t.test('entries', async t => {
  const append = (kind: string, data: unknown, actor = 'lethe', at = instantOf(0)) =>
    appendEntry([], { at, kind: kind as EntryKind, actor, data: data as Entry['data'] }, canonicalise)

  await t.test('a field that is not listed for the kind is refused, and the refusal does not repeat it', async t => {
    for (const [kind, data] of [
      ['moved', { from: 'accepted', to: 'checking', because: 'claimed', name: 'Canary Subject' }],
      ['moved', { 'Canary Subject': 'checking' }],
      ['outcome', { action: 'delete', is: 'done', items: [{ key: 'Canary course' }] }],
      ['received', { ...received.data, note: 'Canary' }],
      ['received', JSON.parse('{"__proto__": {"name": "Canary"}}')]
    ] as const) {
      t.throws(() => append(kind, data), { code: 'evidence-field-not-allowed', message: /^[^C]*$/ }, kind)
    }
  })

  await t.test('free text fits in no listed field either', async t => {
    const canaries = [
      'Canary Subject',
      'canary@campus.example',
      'Canary',
      'canary_login',
      'canary.login',
      'canary\n',
      ''
    ]
    for (const canary of canaries) {
      t.throws(() => append('moved', { to: canary }), { code: 'evidence-value-not-allowed' }, canary)
      t.throws(() => append('received', { request: canary }), { code: 'evidence-value-not-allowed' }, canary)
      t.throws(() => append('planned', { counts: { [canary]: 1 } }), { code: 'evidence-value-not-allowed' }, canary)
      t.throws(() => append('verdicts', { blockers: [canary] }), { code: 'evidence-value-not-allowed' }, canary)
      t.throws(() => append('moved', {}, canary), { code: 'evidence-value-not-allowed' }, canary)
    }
  })

  await t.test('counts, times and kinds have one spelling or none', async t => {
    t.throws(() => append('intent', { try: 1.5 }), { code: 'evidence-value-not-allowed' })
    t.throws(() => append('intent', { try: -1 }), { code: 'evidence-value-not-allowed' })
    t.throws(() => append('intent', { try: undefined }), { code: 'evidence-value-not-allowed' })
    t.throws(() => append('moved', {}, 'lethe', '2026-08-03T09:00:00Z'), { code: 'evidence-value-not-allowed' })
    t.throws(() => append('moved', {}, 'lethe', '2026-02-31T09:00:00.000Z'), { code: 'evidence-value-not-allowed' })
    t.throws(
      () => append('moved', {}, 'lethe', '2026-02-31T09:00:00.000Z'),
      { code: 'evidence-value-not-allowed' },
      'still'
    )
    t.throws(() => append('gossip', {}), { code: 'evidence-kind-unknown' })
    t.throws(() => append('constructor', {}), { code: 'evidence-kind-unknown' })
    t.throws(() => append('moved', ['accepted']), { code: 'evidence-value-not-allowed' })
  })

  await t.test('whatever is put into data, a canary never stands in an entry', async t => {
    const canary = 'Canary Subject'
    const value = fc.oneof(fc.constant(canary), fc.constant([canary]), fc.record({ [canary]: fc.constant(1) }))
    const field = fc.constantFrom('action', 'because', 'counts', 'is', 'code', 'to', 'dueAt', 'blockers', canary)
    const kind = fc.constantFrom('moved', 'outcome', 'confirmation', 'verdicts', 'planned', 'finding', 'failed')
    const property = fc.property(kind, field, value, (kind, field, value) => {
      try {
        return !JSON.stringify(append(kind, { [field]: value })).includes(canary)
      } catch (error) {
        return !String(error).includes(canary)
      }
    })
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }))
  })

  await t.test('an entry does not change when its giver goes on writing in the data', async t => {
    const data = { counts: { things: 1 } }
    const chain = append('outcome', data)
    data.counts.things = 2
    t.same(chain[0]?.data, { counts: { things: 1 } })
  })
})

t.test('commitments', async t => {
  await t.test('an opening opens its own commitment and no other', async t => {
    const again = commit(subject, random, canonicalise)
    t.not(again.commitment, secret.commitment, 'the same content twice does not show')
    t.ok(checkOpening(secret.commitment, secret.opening, canonicalise))
    t.notOk(checkOpening(again.commitment, secret.opening, canonicalise))
    t.notOk(checkOpening(secret.commitment, { ...secret.opening, content: { ...subject, id: '4712' } }, canonicalise))
    for (const salt of ['', `${secret.opening.salt}A`, `${secret.opening.salt}=`, secret.opening.salt.slice(1)]) {
      t.notOk(checkOpening(secret.commitment, { ...secret.opening, salt }, canonicalise), `salt of ${salt.length}`)
    }
    t.notOk(checkOpening(secret.commitment, { ...secret.opening, content: '\ud800' }, canonicalise))
  })

  await t.test('what has no canonical form, or no whole salt, is not committed to', async t => {
    t.throws(() => commit(undefined, random, canonicalise), { code: 'evidence-not-canonical' })
    t.throws(() => commit('\ud800', random, canonicalise), { code: 'evidence-not-canonical' })
    const short = { ...resolved, committed: { salt: 'AAAA', content: 1 } }
    t.throws(() => chainOf([received, short]), { code: 'evidence-salt-wrong' })
  })

  await t.test('the chain holds the commitment, never content or salt, and stands without the opening', async t => {
    const chain = chainOf(wholeLife)
    const text = JSON.stringify(chain)
    t.equal(chain[1]?.commitment, secret.commitment)
    // A number can stand in a hash by chance.
    const said = text.replaceAll(/[0-9a-f]{64}/g, '')
    for (const part of [subject.email, subject.username, subject.id, secret.opening.salt]) t.notMatch(said, part)
    t.ok(verifyChain(JSON.parse(text), canonicalise).ok)
  })
})

t.test('the chain', async t => {
  const chain = chainOf(wholeLife)
  const faultOf = (entries: readonly unknown[]) => {
    const verdict = verifyChain(entries, canonicalise)
    return verdict.ok ? 'ok' : `${verdict.code} ${verdict.n}`
  }

  await t.test('each entry carries the hash of the one before', async t => {
    t.equal(chain[0]?.previous, chainStart)
    t.equal(chain[7]?.previous, hashEntry(chain[6]!, canonicalise))
    t.same(verifyChain(chain, canonicalise), {
      ok: true,
      place: { n: chain.length, head: hashEntry(chain.at(-1)!, canonicalise) }
    })
  })

  await t.test('a hash is over canonical JSON: the order of fields does not matter', async t => {
    const entry = chain[4]!
    const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as Entry
    t.equal(hashEntry(turned, canonicalise), hashEntry(entry, canonicalise))
  })

  await t.test('the first fault is named by its place', async t => {
    const changed = (n: number, changes: object) =>
      chain.map(entry => (entry.n === n ? { ...entry, ...changes } : entry))
    t.equal(faultOf(chain.filter(entry => entry.n !== 5)), 'entry-out-of-order 5', 'dropped')
    t.equal(faultOf(chain.slice(1)), 'entry-out-of-order 1', 'dropped at the beginning')
    t.equal(faultOf([...chain.slice(0, 5), chain[4], ...chain.slice(5)]), 'entry-out-of-order 6', 'doubled')
    t.equal(faultOf([chain[1], chain[0], ...chain.slice(2)]), 'entry-out-of-order 1', 'reordered')
    t.equal(faultOf(changed(5, { at: instantOf(30) })), 'link-broken 6', 'another time')
    t.equal(faultOf(changed(6, { data: { action: 'block', is: 'done' } })), 'link-broken 7', 'other data')
    t.equal(faultOf(changed(2, { commitment: null })), 'link-broken 3', 'another commitment')
    t.equal(faultOf(changed(2, { actor: 'p-9' })), 'link-broken 3', 'another actor')
    t.equal(faultOf(changed(6, { extra: 1 })), 'entry-malformed 6', 'a further field')
    t.equal(faultOf(changed(6, { data: { name: 'Canary' } })), 'entry-malformed 6', 'data that is not listed')
    t.equal(faultOf(changed(6, { kind: 'constructor' })), 'entry-malformed 6', 'an unknown kind')
    t.equal(faultOf([...chain.slice(0, 3), null]), 'entry-malformed 4', 'no entry at all')
    const other = chainOf([{ ...received, data: { ...received.data, request: 'r-2' } }, ...wholeLife.slice(1)])
    t.equal(faultOf([...chain.slice(0, 4), other[4], ...chain.slice(5)]), 'link-broken 5', 'from another chain')
  })
})

t.test('the derived end', async t => {
  const result = (changes: Partial<ActionResult> = {}): ActionResult => ({
    action: 'delete',
    expected: true,
    unreadable: false,
    outcome: { is: 'done' },
    confirmation: { is: 'gone', dueAt: null },
    ...changes
  })
  const later = (dueAt: string) => ({ is: 'later', dueAt }) as const
  const shortOf = (changes: Partial<ActionResult>) => {
    const end = deriveEnd([result(), result(changes)])
    return end.is === 'partially-completed' ? end.short[0]?.because : end.is
  }

  await t.test('only what was done, or was already absent, and is gone completes a request', async t => {
    t.equal(shortOf({}), 'completed')
    t.equal(shortOf({ outcome: { is: 'already-absent' } }), 'completed')
    t.equal(shortOf({ outcome: { is: 'never-existed' }, expected: false }), 'completed')
    t.equal(shortOf({ outcome: { is: 'never-existed' } }), 'never-existed')
    t.equal(shortOf({ outcome: { is: 'no-such-route' } }), 'no-such-route')
    t.equal(shortOf({ outcome: { is: 'no-such-route' }, expected: false, unreadable: true }), 'no-such-route')
    t.equal(shortOf({ outcome: null }), 'outcome-missing')
    t.equal(shortOf({ confirmation: null }), 'confirmation-missing')
    t.equal(shortOf({ confirmation: { is: 'still-there', dueAt: null } }), 'still-there')
    t.equal(shortOf({ confirmation: { is: 'still-there', dueAt: null }, unreadable: true }), 'still-there')
    t.equal(shortOf({ confirmation: { is: 'later', dueAt: null } }), 'cannot-tell', 'later without a date')
  })

  await t.test('where somebody else deleted, every row that was read must say so', async t => {
    const end = (...all: RowReading['is'][]) =>
      deriveEnd(
        [],
        all.map((is, at) => ({ row: `row-${at}`, is }))
      ).is
    t.equal(end(), 'partially-completed', 'nothing was shown to be gone')
    t.equal(end('gone', 'kept', 'later'), 'completed')
    t.equal(end('kept'), 'partially-completed')
    t.equal(end('gone', 'cannot-tell'), 'partially-completed')
    t.equal(end('gone', 'still-there'), 'partially-completed')
  })

  await t.test(
    'a row that should be gone keeps a request from its end; one that nobody could read does not',
    async t => {
      const end = (is: RowReading['is']) => deriveEnd([result()], [{ row: 'statements', is }])
      for (const is of ['gone', 'kept', 'cannot-tell', 'later'] as const) t.same(end(is), { is: 'completed' }, is)
      t.same(end('still-there'), {
        is: 'partially-completed',
        short: [{ action: 'statements', because: 'row-still-there' }]
      })
    }
  )

  await t.test('what cannot be told counts only where the plan said so beforehand', async t => {
    t.equal(shortOf({ confirmation: { is: 'cannot-tell', dueAt: null } }), 'cannot-tell')
    t.equal(shortOf({ confirmation: { is: 'cannot-tell', dueAt: null }, unreadable: true }), 'completed')
    t.equal(shortOf({ confirmation: later(instantOf(1)), unreadable: true }), 'completed')
  })

  await t.test('what the platform does later keeps it in confirming until the earliest date', async t => {
    const results = [
      result({ confirmation: later(instantOf(9)) }),
      result({ confirmation: later(instantOf(3)) }),
      result({ confirmation: { is: 'still-there', dueAt: null } })
    ]
    t.same(deriveEnd(results), { is: 'confirming', dueAt: instantOf(3) })
  })

  await t.test('nothing done is not completed', async t => {
    t.same(deriveEnd([]), { is: 'partially-completed', short: [] })
  })
})

t.test('certificates', async t => {
  const text = draw(wholeLife)

  await t.test('a drawn certificate verifies with nothing but its bytes and a trusted key', async t => {
    for (const file of [text, Buffer.from(text)]) {
      const verdict = verify(file, [stranger.publicKey, site.publicKey])
      if (!verdict.ok) return t.fail(verdict.code)
      const { certificate } = verdict
      t.equal(certificate.end, 'completed')
      t.equal(certificate.endedAt, instantOf(14))
      t.equal(certificate.subject, secret.commitment)
      t.equal(certificate.keys[0]?.destroyedAt, instantOf(16))
      t.equal(certificate.keys[1]?.destroyedAt, null)
      t.same(
        certificate.actions.map(row => [
          row.action,
          row.outcome?.is,
          row.confirmation?.is,
          row.expected,
          row.unreadable
        ]),
        [
          ['block', 'done', 'gone', true, false],
          ['delete', 'done', 'gone', true, false],
          ['tell', 'already-absent', 'cannot-tell', true, true]
        ]
      )
    }
    // A number can stand in a hash, a key or a signature by chance.
    t.notMatch(text.replaceAll(/"[\w-]{32,}"/g, '""'), /canary|4711/i, 'it names nobody')
  })

  await t.test('each row says what was last read of it, and nobody can say otherwise', async t => {
    const dueAt = instantOf(45)
    const read = (is: RowReading['is']): Step => ({
      kind: 'rows-read',
      data: describeRows([{ row: 'invoices', is, dueAt: is === 'later' ? dueAt : null, because: 'file-job' }])
    })
    const life = (...steps: readonly Step[]) => [...wholeLife.slice(0, -3), ...steps, ...wholeLife.slice(-3)]
    const file = draw(life(read('still-there'), read('later')))
    const drawn = new Draft(JSON.parse(file))
    t.equal(codeOf(file), 'ok')
    t.match(drawn.get('certificate', 'retained', 0, 'reading'), { is: 'later', dueAt, because: 'file-job' })
    t.throws(() => draw(life(read('still-there'))), { message: 'certificate-inconsistent: derived-state-wrong' })
    t.throws(() => draw([...wholeLife, read('gone')]), { message: 'certificate-inconsistent: entry-missing' })
    const edits: readonly ((file: Draft) => unknown)[] = [
      f => f.set('gone', 'certificate', 'retained', 0, 'reading', 'is'),
      f => f.set(null, 'certificate', 'retained', 0, 'reading'),
      f => f.set([], 'certificate', 'retained'),
      f => f.list('certificate', 'retained').push(f.get('certificate', 'retained', 0))
    ]
    for (const edit of edits) t.equal(codeOf(change(file, edit)), 'entry-differs')
    t.equal(JSON.parse(text).certificate.retained[0].reading, null, 'never read')
  })

  await t.test('whoever changes it without the key is found out, and where', async t => {
    const other = draw([{ ...received, data: { ...received.data, request: 'r-2' } }, ...wholeLife.slice(1)])
    const theirs = new Draft(JSON.parse(other))
    const edits: readonly [name: string, expected: string, edit: (file: Draft) => unknown][] = [
      ['another end', 'derived-state-wrong', f => f.set('partially-completed', 'certificate', 'end')],
      ['another outcome', 'entry-differs', f => f.set('done', ...action, 2, 'outcome', 'is')],
      ['an outcome that is none', 'derived-state-wrong', f => f.set('no-such-route', ...action, 1, 'outcome', 'is')],
      ['another outcome in the chain', 'chain-broken', f => f.set('already-absent', ...link, 7, 'data', 'is')],
      ['another time of receipt', 'entry-differs', f => f.set(instantOf(1), 'certificate', 'receivedAt')],
      ['another time of an entry', 'chain-broken', f => f.set(instantOf(9), ...link, 3, 'at')],
      ['another time of the last entry', 'chain-broken', f => f.set(instantOf(59), ...link, 16, 'at')],
      ['another time of an outcome', 'entry-differs', f => f.set(instantOf(9), ...action, 1, 'outcome', 'at')],
      ['another date of drawing', 'signature-wrong', f => f.set(instantOf(41), 'certificate', 'drawnAt')],
      ['copies unreadable sooner', 'signature-wrong', f => f.set(instantOf(1), ...key, 0, 'copiesUnreadableFrom')],
      ['another key destruction', 'entry-differs', f => f.set(instantOf(1), ...key, 0, 'destroyedAt')],
      ['another month of a dead key', 'entry-differs', f => f.set('2026-07', ...key, 0, 'kek')],
      ['a made-up key destruction', 'entry-missing', f => f.set(instantOf(1), ...key, 1, 'destroyedAt')],
      ['a compartment left out', 'entry-differs', f => f.list(...key).shift()],
      ['a compartment doubled', 'entry-differs', f => f.list(...key).push(f.get(...key, 1))],
      ['a retained row left out', 'signature-wrong', f => f.set([], 'certificate', 'retained')],
      ['an action left out', 'entry-differs', f => f.list(...action).pop()],
      ['an action doubled', 'entry-differs', f => f.list(...action).push(f.get(...action, 0))],
      ['actions reordered', 'entry-differs', f => f.list(...action).reverse()],
      ['an entry dropped', 'chain-broken', f => f.list(...link).splice(6, 1)],
      ['the last entry dropped', 'chain-broken', f => f.list(...link).pop()],
      ['the chain emptied', 'chain-broken', f => f.set([], ...link)],
      ['entries reordered', 'chain-broken', f => f.list(...link).reverse()],
      ['an entry doubled', 'chain-broken', f => f.list(...link).splice(6, 0, f.get(...link, 6))],
      ['an entry of another chain', 'chain-broken', f => f.set(theirs.get(...link, 6), ...link, 6)],
      ['the whole chain of another', 'chain-broken', f => f.set(theirs.get(...link), ...link)],
      ['another head', 'chain-broken', f => f.set('b'.repeat(64), 'certificate', 'head')],
      ['another commitment in the chain', 'chain-broken', f => f.set('b'.repeat(64), ...link, 1, 'commitment')],
      ['another subject', 'entry-differs', f => f.set('b'.repeat(64), 'certificate', 'subject')],
      ['no subject', 'entry-differs', f => f.set(null, 'certificate', 'subject')],
      ['another request', 'entry-differs', f => f.set('r-2', 'certificate', 'request')],
      ['another platform', 'entry-differs', f => f.set('openedx', 'certificate', 'kind')],
      ['another ground', 'entry-differs', f => f.set('a', 'certificate', 'letter')],
      ['another origin', 'entry-differs', f => f.set('lifecycle', 'certificate', 'origin')],
      ['a softer plan', 'entry-differs', f => f.set(true, ...action, 1, 'unreadable')],
      ['a further field', 'unknown-field', f => f.set(1, 'note')],
      ['a further field inside', 'unknown-field', f => f.set(1, 'certificate', 'note')],
      ['a further field of an action', 'unknown-field', f => f.set(1, ...action, 0, 'note')],
      ['a further field of a key', 'unknown-field', f => f.set(1, ...key, 0, 'note')],
      ['a further field of the signer', 'unknown-field', f => f.set(1, 'signedBy', 'note')],
      ['a field left out', 'field-missing', f => f.drop('certificate', 'drawnAt')],
      ['a field of another type', 'field-wrong', f => f.set('none', ...action)],
      ['an action that is none', 'field-wrong', f => f.set(null, ...action, 0)],
      ['a name for a code', 'field-wrong', f => f.set('Canary Subject', 'certificate', 'retained', 0, 'id')],
      ['another version', 'wrong-version', f => f.set(3, 'version')],
      ['no version', 'wrong-version', f => f.drop('version')],
      ['another kind of file', 'wrong-kind', f => f.set('receipt', 'lethe')],
      ['the signature of another', 'signature-wrong', f => f.set(theirs.get('signature'), 'signature')],
      ['the signature cut off', 'signature-wrong', f => f.set(String(f.get('signature')).slice(0, -1), 'signature')],
      ['the signature gone', 'signature-wrong', f => f.set('', 'signature')],
      ['the signature padded', 'signature-wrong', f => f.set(`${f.get('signature')}==`, 'signature')],
      ['another id of the key', 'signature-wrong', f => f.set(keyIdOf(stranger.publicKey), 'signedBy', 'keyId')],
      ['the key of a stranger', 'key-not-trusted', f => f.set(stranger.publicKey, 'signedBy', 'publicKey')]
    ]
    const texts: readonly [name: string, expected: string, file: string][] = [
      ['a key doubled', 'not-canonical', text.replace('"version":2', '"version":2,"version":2')],
      ['a key doubled, otherwise', 'not-canonical', text.replace('"version":2', '"version":3,"version":2')],
      ['a line end', 'not-canonical', `${text}\n`],
      ['a blank before', 'not-canonical', ` ${text}`],
      ['laid out anew', 'not-canonical', JSON.stringify(JSON.parse(text), null, 2)],
      ['a number spelt otherwise', 'not-canonical', text.replace('"version":2', '"version":2.0')],
      ['a letter spelt otherwise', 'not-canonical', text.replace('"lethe"', '"l\\u0065the"')],
      ['something behind', 'not-json', `${text}{}`],
      ['a zero behind', 'not-json', `${text}\0`],
      ['cut short', 'not-json', text.slice(0, -1)],
      ['a byte order mark', 'not-json', `\ufeff${text}`],
      ['nothing', 'not-json', ''],
      ['null', 'wrong-kind', 'null'],
      ['signed by a stranger as a whole', 'key-not-trusted', draw(wholeLife, stranger)]
    ]
    const attacks = [...edits.map(([name, code, edit]) => [name, code, change(text, edit)] as const), ...texts]
    for (const [name, expected, file] of attacks) {
      t.equal(codeOf(file), expected, name)
      t.equal(codeOf(Buffer.from(file)), expected, `${name}, as bytes`)
    }
    const broken = Buffer.from(text)
    broken[text.indexOf('completed')] = 0xff
    t.equal(codeOf(broken), 'not-json', 'no text')
    t.equal(codeOf(text, []), 'key-not-trusted', 'nobody trusted')
  })

  await t.test('the unused bits of a signature have one spelling', async t => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const { signature } = JSON.parse(text) as SignedCertificate
    const twin = signature.slice(0, -1) + letters[letters.indexOf(signature.at(-1)!) + 1]
    t.ok(Buffer.from(twin, 'base64url').equals(Buffer.from(signature, 'base64url')), 'the same bytes, leniently read')
    const twisted = change(text, f => f.set(twin, 'signature'))
    t.equal(codeOf(twisted), 'signature-wrong')
  })

  await t.test('not even the key makes a certificate that contradicts its chain', async t => {
    const forgeries: readonly [name: string, expected: string, edit: (certificate: Draft) => unknown][] = [
      ['unchanged', 'ok', () => {}],
      [
        'completed without a confirmation',
        'derived-state-wrong',
        c => [c.list('chain').splice(11, 1), c.set(null, 'actions', 1, 'confirmation')]
      ],
      ['completed with nothing done', 'derived-state-wrong', c => c.set([], 'actions')],
      ['an outcome without intent', 'entry-missing', c => c.list('chain').splice(6, 1)],
      ['an action without plan', 'entry-missing', c => c.list('chain', 2, 'data', 'actions').pop()],
      ['a plan without treatments', 'entry-missing', c => c.drop('chain', 2, 'data', 'treatments')],
      [
        'a plan written after the deed',
        'entry-missing',
        c => c.list('chain').splice(9, 0, ...c.list('chain').splice(2, 1))
      ],
      ['work after the end', 'entry-missing', c => c.list('chain').push(c.get('chain', 12))],
      ['no end in the chain', 'entry-missing', c => c.list('chain').splice(14, 1)],
      ['no receipt', 'entry-missing', c => c.list('chain').shift()],
      ['another entry for the receipt', 'entry-missing', c => c.set('demand-added', 'chain', 0, 'kind')],
      ['a receipt without origin', 'entry-missing', c => c.drop('chain', 0, 'data', 'origin')],
      ['a receipt that says nothing', 'entry-missing', c => c.set({}, 'chain', 0, 'data')],
      [
        'a softer plan in the chain alone',
        'entry-differs',
        c => c.list('chain', 2, 'data', 'unreadable').push('delete')
      ],
      ['another subject', 'entry-differs', c => c.set('c'.repeat(64), 'subject')],
      ['a refusal after a beginning', 'derived-state-wrong', c => c.set('refused', 'end')],
      [
        'a withdrawal after a loss',
        'derived-state-wrong',
        c => [c.set('withdrawn', 'end'), c.set('withdrawn', 'chain', 14, 'data', 'to')]
      ]
    ]
    for (const [name, expected, edit] of forgeries) t.equal(codeOf(forge(text, edit, true)), expected, name)
    const turned = forge(text, c => c.set('already-absent', 'chain', 7, 'data', 'is'))
    t.equal(codeOf(turned), 'chain-broken', 'a chain that was not linked anew')
    t.equal(codeOf(forge(text, () => {}, false, stranger)), 'key-not-trusted')
    const { signature: _, ...file } = JSON.parse(text) as SignedCertificate
    const misnamed = { ...file, signedBy: { ...file.signedBy, keyId: keyIdOf(stranger.publicKey) } }
    const signature = site.sign(Buffer.from(canonicalise(misnamed)!)).toString('base64url')
    t.equal(codeOf(canonicalise({ ...misnamed, signature })!), 'signature-wrong', 'the id of another key')
  })

  await t.test('any single byte changed is refused', async t => {
    const bytes = Buffer.from(text)
    const place = fc.integer({ min: 0, max: bytes.length - 1 })
    const property = fc.property(place, fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= flip
      return !verify(changed).ok
    })
    t.doesNotThrow(() => fc.assert(property, { numRuns: 600 }))
  })

  await t.test('whatever a file holds, verifying answers and never throws', async t => {
    const steps = ['certificate', 'chain', 'actions', 'keys', 'signedBy', 'data', 'end', 'kind', 0, 2]
    const places = fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 5 })
    const property = fc.property(places, fc.jsonValue(), fc.boolean(), (place, value, isSigned) => {
      const edit = (draft: Draft) => {
        let spot = draft.root
        for (const step of place) {
          const within = (spot as Record<string | number, unknown>)[step]
          if (typeof within !== 'object' || within === null) break
          spot = within
        }
        if (spot !== draft.root) Object.assign(spot as object, { [place.at(-1)!]: value })
      }
      return typeof verify(isSigned ? forge(text, edit) : change(text, edit)).ok === 'boolean'
    })
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }))
  })

  await t.test('what would not verify is not drawn', async t => {
    const partial = [...wholeLife.slice(0, -3), moved('confirming', 'partially-completed')]
    const refused = { code: 'certificate-inconsistent' }
    t.throws(() => draw(partial), { ...refused, where: 'derived-state-wrong' }, 'all is gone, so it is completed')
    t.throws(() => draw(wholeLife.slice(0, 8)), { ...refused, where: 'entry-missing' }, 'it has not ended')
    t.throws(() => draw(wholeLife.slice(0, 4)), { ...refused, where: 'entry-missing' }, 'erasing is no end')
    t.throws(() => draw([]), { ...refused, where: 'entry-missing' })
    t.throws(() => draw([received, moved('checking', 'completed')]), { ...refused, where: 'derived-state-wrong' })
  })

  await t.test('an end that is not whole says what became of each action', async t => {
    const steps = [
      ...wholeLife.slice(0, 6),
      { kind: 'failed', data: { action: 'delete', failure: 'refused', code: 'forbidden', status: 403 } } as Step,
      moved('erasing', 'stalled'),
      moved('stalled', 'partially-completed')
    ]
    const verdict = verify(draw(steps))
    if (!verdict.ok) return t.fail(verdict.code)
    t.same(
      verdict.certificate.actions.map(row => [row.action, row.outcome?.is ?? null, row.confirmation]),
      [
        ['block', 'done', null],
        ['delete', null, null],
        ['tell', null, null]
      ]
    )
  })

  await t.test('the last plan before the first intent counts, and supplementary ones beside it', async t => {
    const extra = planned('leave', { counts: { roles: 0 } })
    const steps = [
      received,
      resolved,
      planOf([planned('never-frozen')]),
      planOf([planned('delete')]),
      ...perform('delete'),
      planOf([planned('too-late')]),
      planOf([extra, planned('delete', { readBack: 'none' })], true),
      ...perform('leave', 'never-existed'),
      confirmed('delete', 'still-there'),
      confirmed('delete'),
      confirmed('leave'),
      moved('confirming', 'completed')
    ]
    const verdict = verify(draw(steps))
    if (!verdict.ok) return t.fail(verdict.code)
    t.same(
      verdict.certificate.actions.map(row => [row.action, row.supplementary, row.expected, row.confirmation?.is]),
      [
        ['delete', false, true, 'gone'],
        ['leave', true, false, 'gone']
      ]
    )
  })

  await t.test("several demands: the earliest receipt keeps the clock, the subject's own demand rules", async t => {
    const first: Step = { ...received, data: { ...received.data, origin: 'on-behalf', receivedAt: instantOf(5) } }
    const own: Step = {
      kind: 'demand-added',
      data: { ...demand, demand: 'd-2', letter: 'a', receivedAt: instantOf(2) }
    }
    const read = (...steps: readonly Step[]) => {
      const verdict = verify(draw([first, own, ...steps, moved('checking', 'refused')]))
      if (!verdict.ok) return verdict.code
      const { origin, letter, receivedAt, actions, subject } = verdict.certificate
      t.same([actions, subject], [[], null])
      return [origin, letter, receivedAt]
    }
    t.same(read(), ['self', 'a', instantOf(2)])
    t.same(read(planOf(plan)), ['self', 'a', instantOf(2)], 'a plan that was never begun is not told')
    const withdrawn: Step = { kind: 'demand-withdrawn', data: { demand: 'd-2' } }
    t.same(read(withdrawn), ['on-behalf', 'b', instantOf(2)])
    const late = verify(draw([first, own, moved('checking', 'refused'), withdrawn]))
    t.equal(late.ok && late.certificate.origin, 'self', 'withdrawn after the end')
  })

  await t.test('what is found afterwards is planned before it is done', async t => {
    const extra = [planOf([planned('leave')], true), ...perform('leave')]
    const end = [confirmed('delete'), confirmed('leave'), moved('confirming', 'completed')]
    const steps = (late: readonly Step[]) => [
      received,
      planOf([planned('delete')]),
      ...perform('delete'),
      ...late,
      ...end
    ]
    t.equal(codeOf(draw(steps(extra))), 'ok')
    const refused = { code: 'certificate-inconsistent', where: 'entry-missing' }
    t.throws(() => draw(steps([...extra.slice(1), ...extra.slice(0, 1)])), refused)
  })

  await t.test('what is said after the end changes nothing in it', async t => {
    const late: readonly Step[] = [
      { kind: 'demand-withdrawn', data: { demand: 'd-1' } },
      { kind: 'demand-added', data: { ...demand, demand: 'd-9', origin: 'on-behalf', receivedAt: instantOf(0) } },
      { kind: 'resolved', data: { found: 'none', count: 0 } },
      { kind: 'held', data: { hold: 'h-1' } }
    ]
    const verdict = verify(draw([...wholeLife, ...late]))
    if (!verdict.ok) return t.fail(verdict.code)
    const { origin, subject, end } = verdict.certificate
    t.same([origin, subject, end], ['self', secret.commitment, 'completed'])
  })

  await t.test('withdrawn while there was a way back', async t => {
    const steps = [...wholeLife.slice(0, 6), moved('erasing', 'withdrawn')]
    const verdict = verify(draw(steps))
    if (!verdict.ok) return t.fail(verdict.code)
    t.same(
      verdict.certificate.actions.map(row => row.action),
      ['block']
    )
  })

  await t.test('a call that certainly never arrived took nothing away, one that may have did', async t => {
    const called = (mayHaveHappened: boolean): readonly Step[] => [
      { kind: 'intent', data: { action: 'delete', try: 1, section: null } },
      { kind: 'failed', data: { action: 'delete', failure: 'unavailable', code: 'timed-out', mayHaveHappened } }
    ]
    const withdrawn = (...calls: readonly Step[]) =>
      draw([...wholeLife.slice(0, 6), ...calls, moved('erasing', 'withdrawn')])
    const wrong = { message: 'certificate-inconsistent: derived-state-wrong' }
    t.ok(verify(withdrawn(...called(false))).ok)
    t.throws(() => withdrawn(...called(false), ...called(true)), wrong)
    t.throws(() => withdrawn(...called(true), ...called(false)), wrong, 'what came before is not taken back')
  })

  await t.test('seen gone by reading alone needs no intent', async t => {
    const read: Step = {
      kind: 'outcome',
      data: { action: 'delete', is: 'already-absent', byReading: true, counts: {} }
    }
    const steps = [
      received,
      resolved,
      planOf([planned('delete')]),
      read,
      confirmed('delete'),
      moved('confirming', 'completed')
    ]
    t.equal(codeOf(draw(steps)), 'ok')
  })
})

t.test('since when a chain is anchored is what the published batch says, and never what the certificate says', t => {
  const canonicalise = serialise as unknown as Parameters<typeof hashAnchor>[1]
  const told = {
    at: '2026-03-02T09:00:00.000Z',
    kind: 'retention-over',
    actor: 'lethe',
    data: { row: 'booking-orders' }
  } as const
  const chain = appendEntry([], told as never, canonicalise)
  const head = hashEntry(chain[0]!, canonicalise)
  const anchor: Anchor = {
    number: 1,
    at: '2026-03-03T00:00:00.000Z',
    previous: chainStart,
    heads: [head],
    removed: []
  }
  const hash = hashAnchor(anchor, canonicalise)
  const published = new Map([[1, { anchor, hash }]])
  const check = (...named: readonly { n: number; at: string }[]) =>
    checkAnchoring(
      { chain, anchors: named.map(each => ({ number: 1, hash, ...each })) } as never,
      published,
      canonicalise
    )
  t.same(check({ n: 1, at: '2020-01-01T00:00:00.000Z' }), { ok: true, through: 1, at: anchor.at })
  t.same(
    check({ n: 2, at: anchor.at }),
    { ok: false, code: 'head-not-anchored', number: 1 },
    'an entry that is not there'
  )
  t.same(check({ n: 0, at: anchor.at }), { ok: false, code: 'head-not-anchored', number: 1 })
  t.end()
})
