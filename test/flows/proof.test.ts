import { spawnSync } from 'node:child_process'
import { createDecipheriv, createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import t from 'tap'
import { retention } from '../../adapters/openolat/retention/index.ts'
import { systemClock } from '../../plugin/clock.ts'
import { verifyAnchors } from '../../plugin/evidence/anchor.ts'
import { checkAnchoring } from '../../plugin/evidence/anchored.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import type { SignedCertificate } from '../../plugin/evidence/certificate.ts'
import { type Entry, hashEntry } from '../../plugin/evidence/entry.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import { drawCertificatePage } from '../../plugin/pages/certificate/draw.ts'
import type { Sealed } from '../../plugin/vault/sealing.ts'
import { listFences } from '../rules/documents.ts'
import { ROOT } from '../rules/sources.ts'
import { learner, openOpenolat } from './openolat-ground.ts'

// Every script runs in a process of its own.
t.setTimeout(300_000)

const canonicalise = canonicalize as unknown as Canonicalise
const hourMs = 60 * 60 * 1000

/** The machine's clock, ahead by what was added. */
const aheadClock = () => {
  const clock = systemClock()
  let aheadMs = 0
  return {
    now: () => new Date(clock.now().getTime() + aheadMs),
    sleep: clock.sleep,
    add: (ms: number) => {
      aheadMs += ms
    }
  }
}

/** A text that is sealed somewhere below a folder: what may hold its key, and what it is bound to. */
interface SealedText {
  readonly file: string
  readonly what: 'compartment' | 'note' | 'secret'
  readonly bytes: Buffer
  /** Additional data that it may be bound to. */
  readonly bound: readonly (readonly (string | number)[])[]
}

interface Envelope {
  readonly content: { readonly kind: string; readonly id: string; readonly body: Record<string, unknown> }
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry => join(entry.parentPath, entry.name))

/** Purposes that texts of a document may be bound to. */
const purposesOf = (id: string): readonly string[] => [
  `hold:${id}`,
  `hold-names:${id}`,
  `hold-lift:${id}`,
  `spool:${id}`,
  `note:${id}`,
  ...['spool', 'lifecycle', 'run', 'fact'].map(kind => `list:${kind}:${id}`)
]

const textsOf = (file: string): readonly SealedText[] => {
  const text = readFileSync(file, 'utf8')
  const { id, body } = (JSON.parse(text) as Envelope).content
  const vault = Object.values((body.vault ?? {}) as Record<string, Sealed | null>)
  const compartments = vault.flatMap(sealed =>
    sealed?.wrapped
      ? [
          {
            file,
            what: 'compartment' as const,
            bytes: Buffer.from(sealed.wrapped, 'base64url'),
            bound: [['lethe-data-key', 1, id, sealed.compartment, sealed.kek]]
          }
        ]
      : []
  )
  const notes = [...text.matchAll(/"([0-9]{4}-[0-9]{2})\.([\w-]{38,})"/g)].map(([, kek, box]) => ({
    file,
    what: 'note' as const,
    bytes: Buffer.from(box!, 'base64url'),
    bound: purposesOf(id).map(purpose => ['lethe-note', 1, purpose, kek!])
  }))
  return [...compartments, ...notes]
}

const isOpenedBy = (key: Buffer, { bytes, bound }: SealedText): boolean =>
  bound.some(list => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(JSON.stringify(list))).setAuthTag(bytes.subarray(12, 28))
      decipher.update(bytes.subarray(28))
      decipher.final()
      return true
    } catch {
      return false
    }
  })

/** What of a copy can be opened with any of the keys in a folder. */
const openable = (copy: string, keysFolder: string): readonly SealedText[] => {
  const keys = readdirSync(keysFolder)
    .filter(name => name.endsWith('.key'))
    .map(name => readFileSync(join(keysFolder, name)))
    .filter(key => key.length === 32)
  const texts = filesBelow(copy).flatMap(textsOf)
  return texts.filter(text => keys.some(key => isOpenedBy(key, text)))
}

/** The script of the README, in a file of its own; answers what it says of a certificate. */
const scriptOfReadme = (folder: string) => {
  const text = readFileSync(`${ROOT}README.md`, 'utf8')
  const script = listFences({ path: 'README.md', text }).find(fence => fence.language === 'js')!.text
  writeFileSync(join(folder, 'verify.mjs'), script)
  return (certificate: string, publicKey: string) => {
    writeFileSync(join(folder, 'certificate.json'), certificate)
    const run = spawnSync(process.execPath, ['verify.mjs', 'certificate.json', publicKey], { cwd: folder })
    return { code: run.status, said: run.stdout.toString().trim() }
  }
}

interface Months {
  readonly keys: readonly {
    readonly month: string
    readonly is: string
    readonly living: number
    readonly copiesOpenableSince: string | null
    readonly copiesUnreadableSince: string | null
    readonly says: string
  }[]
}

t.test('a copy taken mid-way dies with the key of its month, and Lethe says so before and after', async t => {
  const clock = aheadClock()
  const scene = await openOpenolat({ clock, policy: { coolOffMs: 24 * hourMs } })
  t.teardown(scene.close)
  const { call, folder, platform } = scene
  const month = clock.now().toISOString().slice(0, 7)
  const id = await scene.demand(learner)
  await scene.untilState(id, 'cooling-off')
  const other = { kind: 'username', value: 'leo.lang' }
  await call('POST', '/holds', {
    platform,
    identifiers: [other],
    ground: { article: '17(3)', letter: 'e' },
    note: 'Leo Lang is being heard before a court'
  })
  const copy = join(folder, 'copy')
  cpSync(join(folder, 'data'), copy, { recursive: true })
  const keysFolder = join(folder, 'keys')
  const months = async () => (await call<Months>('GET', '/keys')).keys
  const [now] = await months()
  t.match(now, { month, is: 'current', copiesOpenableSince: `${month}-01T00:00:00.000Z`, copiesUnreadableSince: null })
  const sealed = filesBelow(copy).flatMap(textsOf)
  t.ok(sealed.length >= 2 && sealed.some(({ what }) => what === 'note'), `${sealed.length} sealed texts in the copy`)
  t.equal(openable(copy, keysFolder).length, sealed.length, 'with the keys of today all of it can be opened')
  for (const file of filesBelow(copy)) {
    t.notMatch(readFileSync(file, 'utf8'), /mia\.berg|leo\.lang|court/i, 'nothing of it lies in the open')
  }

  clock.add(25 * hourMs)
  await call('POST', `/requests/${id}/recheck`, {})
  await scene.untilState(id, 'completed')
  clock.add(32 * 24 * hourMs)
  const before = (await months()).find(each => each.month === month)!
  t.equal(before.is, 'over')
  t.match(
    before.says,
    new RegExp(`Copies in backups taken since ${month}-01 can be opened with this key until you ret`)
  )
  t.equal(openable(copy, keysFolder).length, sealed.length, 'and that is true')
  await call('POST', `/keys/${month}/retire`)
  t.same(openable(copy, keysFolder), [], 'no key that is left opens anything in the copy')
  const after = (await months()).find(each => each.month === month)!
  t.match(after, { is: 'retired', living: 0, copiesOpenableSince: null })
  t.equal(after.says, `No copy of what this key sealed can be opened since ${after.copiesUnreadableSince}.`)
  const living = filesBelow(join(folder, 'data')).flatMap(textsOf)
  t.ok(living.length >= 2, 'what still lives in the store goes on')
  t.equal(openable(join(folder, 'data'), keysFolder).length, living.length)
  const certificate = await call<SignedCertificate>('GET', `/requests/${id}/certificate`)
  const work = certificate.certificate.keys.find(({ compartment }) => compartment === 'work')!
  t.equal(work.copiesUnreadableFrom, after.copiesUnreadableSince, 'the certificate says from when')
})

t.test('certificates verify without Lethe, and evidence that was anchored cannot be changed', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  const { call, folder } = scene
  const script = scriptOfReadme(folder)
  const id = await scene.demand(learner)
  await scene.untilState(id, 'completed')
  await scene.until(
    () => scene.show(id),
    ({ vault }) => vault.every(({ compartment, state }) => compartment !== 'work' || state === 'destroyed')
  )
  const published = async () =>
    (await call<{ keys: { publicKey: string; until: string | null }[] }>('GET', '/certificate-keys')).keys
  const [first] = await published()
  const drawn = JSON.stringify(await call<SignedCertificate>('GET', `/requests/${id}/certificate`))
  t.match(script(drawn, first!.publicKey), { code: 0, said: /^VERIFIED: request .* as completed/ })
  t.same(JSON.parse(drawn).certificate.anchors, [], 'no batch yet')
  t.same((await call<{ findings: [] }>('POST', '/evidence/check')).findings, [], 'and nothing is missed')

  const token = readFileSync(join(folder, 'token'), 'utf8').trim()
  const headers = { authorization: `Bearer ${token}`, accept: 'text/html' }
  for (const [language, words] of [
    ['en', ['Certificate of erasure', 'The account was deleted', 'Category', 'name, address and login: key destroyed']],
    ['de', ['Bescheinigung der Löschung', 'Das Konto wurde gelöscht', 'Kategorie', 'Schlüssel vernichtet']]
  ] as const) {
    const answer = await fetch(`${scene.address()}/requests/${id}/certificate?language=${language}`, { headers })
    const page = await answer.text()
    t.match(answer.headers.get('content-type'), /^text\/html/)
    for (const word of words) t.ok(page.includes(word), word)
    t.ok(page.includes('@media print') && !page.includes('<script'), 'for paper, and without scripts')
    t.notMatch(page, /mia\.berg/i)
  }

  const batch = await call<{ number: number; heads: number }>('POST', '/anchors/now')
  t.match(batch, { number: 1, heads: 1 })
  t.match(await call('POST', '/anchors/now'), { number: null }, 'nothing has changed since')
  const anchored = await call<SignedCertificate>('GET', `/requests/${id}/certificate`)
  const { certificate } = anchored
  t.match(certificate.anchors, [{ number: 1, n: certificate.chain.length }])
  const { items } = (await (await fetch(`${scene.address()}/anchors`)).json()) as { items: unknown[] }
  const trustedKeys = (await published()).map(({ publicKey }) => publicKey)
  const batches = verifyAnchors(items, trustedKeys, canonicalise)
  if (!batches.ok) return t.fail(batches.code)
  t.match(checkAnchoring(certificate, batches.anchors, canonicalise), { ok: true, through: certificate.chain.length })
  t.match(await call('POST', '/evidence/check'), { chains: 1, anchors: 1, findings: [] })

  await call('POST', '/certificate-keys/rotate')
  const [past, present] = await published()
  t.ok(past!.until !== null && present!.until === null)
  t.notOk(existsSync(join(folder, 'keys', 'certificate.key')), 'the private half is gone')
  t.match(script(drawn, past!.publicKey), { code: 0 }, 'what the past key signed goes on being verified')
  const redrawn = JSON.stringify(await call<SignedCertificate>('GET', `/requests/${id}/certificate`))
  t.match(script(redrawn, present!.publicKey), { code: 0 })
  t.match(script(redrawn, past!.publicKey), { code: 1, said: 'REFUSED: not a certificate of this key' })
  const trust = { trustedKeys: [past!.publicKey, present!.publicKey] }
  t.ok(verifyCertificate(drawn, trust, canonicalise).ok && verifyCertificate(redrawn, trust, canonicalise).ok)

  const edits: readonly (readonly [string, string])[] = [
    ['"end":"completed"', '"end":"withdrawn"'],
    ['"is":"done"', '"is":"gone"'],
    ['"kind":"received"', '"kind":"proven"'],
    [`"head":"${certificate.head.slice(0, 4)}`, '"head":"0000'],
    [certificate.endedAt, certificate.receivedAt],
    [`"request":"${id}"`, '"request":"r-2"'],
    ['"version":2', '"version":2.0'],
    ['{"certificate"', '{"note":"","certificate"'],
    ['"lethe":"certificate"', '"lethe":"receipt"']
  ]
  for (const [from, to] of edits) {
    t.ok(redrawn.includes(from), from)
    t.equal(script(redrawn.replace(from, to), present!.publicKey).code, 1, `${from} to ${to}`)
  }
  t.equal(script(`${redrawn}\n`, present!.publicKey).code, 1, 'a byte more')
  t.equal(script(redrawn.slice(0, -1), present!.publicKey).code, 1, 'a byte less')

  // Whoever can write the data folder knows how a chain and a checksum are made: both come out right.
  const file = filesBelow(join(folder, 'data', 'request')).find(path => path.includes(id))!
  const { content } = JSON.parse(readFileSync(file, 'utf8')) as { content: { body: { evidence: Entry[] } } }
  let previous = ''
  content.body.evidence = content.body.evidence.map((entry, at) => {
    const changed: Entry = { ...entry, ...(at === 0 ? { at: '2020-01-01T00:00:00.000Z' } : { previous }) }
    previous = hashEntry(changed, canonicalise)
    return changed
  })
  const json = JSON.stringify(content)
  const sum = createHash('sha256').update(json).digest('hex')
  writeFileSync(file, `{"format":1,"sha256":"${sum}","content":${json}}\n`)
  t.match(await call('POST', '/evidence/check'), { findings: [{ code: 'chain-changed', request: id, anchor: 1 }] })
  await t.rejects(call('GET', `/requests/${id}/certificate`), /evidence-altered/, 'and nothing is signed over it')
  rmSync(file)
  await scene.restart()
  t.match(await call('POST', '/evidence/check'), { findings: [{ code: 'chain-missing', request: id }] })
  rmSync(join(folder, 'data', 'anchor'), { recursive: true })
  await scene.restart()
  t.match(await call('POST', '/evidence/check'), { findings: [{ code: 'anchors-rolled-back', anchor: 1 }] })
})

interface Kept {
  readonly items: readonly { readonly row: string; readonly is: string; readonly account: string | null }[]
}

t.test(
  'what a site keeps for a term ends when it is over, and a keyed hash tells that somebody was erased',
  async t => {
    const clock = aheadClock()
    const dayMs = 24 * hourMs
    const policy = {
      keepBlockMs: 60 * dayMs,
      retainMs: { 'booking-orders': 30 * dayMs, certificates: dayMs },
      retainGrounds: { identity: { article: '6(1)', letter: 'f' } }
    }
    const scene = await openOpenolat({ clock, policy })
    t.teardown(scene.close)
    const { call, platform } = scene
    const retained = async () => (await call<Kept>('GET', '/retained')).items
    const named = { platform, identifier: { kind: 'username', value: learner[0] } }
    const found = async (search: object) => (await call<{ items: object[] }>('POST', '/requests/search', search)).items
    /** Shelves and terms are looked at when the sidecar starts, and every six hours. */
    const restartTwice = async () => {
      await scene.restart()
      await scene.until(
        () => found({ ...named, ended: true }),
        items => items.length > 0
      )
      await scene.restart()
    }

    const id = await scene.demand(learner)
    await scene.untilState(id, 'completed')
    const rows = async () =>
      (await call<SignedCertificate>('GET', `/requests/${id}/certificate`)).certificate.retained.filter(
        ({ endsAt }) => endsAt !== null
      )
    const [orders, ...others] = await rows()
    t.same(others, [], 'what is not there has no term, and what the policy does not name is not ours to end')
    t.match(orders, { id: 'booking-orders', article: '17(3)', letter: 'b' })
    const signedAtEnd = await call<SignedCertificate>('GET', `/requests/${id}/certificate`)
    const ofRow = (row: string) => signedAtEnd.certificate.retained.find(each => each.id === row)
    t.match(ofRow('identity'), { article: '6(1)', letter: 'f' }, 'the ground that the site has named')
    t.match(ofRow('log-tables'), { outcome: 'retain', article: null, letter: null })
    for (const [language, named, none] of [
      ['en', 'Article 6(1)(f) GDPR', 'no ground of the law is named'],
      ['de', 'Artikel 6(1) Buchstabe f DSGVO', 'keine Rechtsgrundlage genannt']
    ] as const) {
      const page = drawCertificatePage(signedAtEnd, {
        language,
        platformName: 'Lake',
        timeZone: 'UTC',
        rows: retention,
        actions: [{ id: 'delete', covers: 'Your account is deleted for good.' }],
        fileUrl: null
      })
      t.match(page, named)
      t.match(page, language === 'en' ? 'Your account is deleted for good.' : 'endgültig gelöscht', 'in words')
      t.match(page, none, 'and where nobody has named one the page says so')
    }
    t.equal(Date.parse(orders!.endsAt!) - Date.parse(orders!.startsAt!), 30 * dayMs)
    t.same(await found(named), [], 'an ended request is not found by a name')

    clock.add(2 * dayMs)
    await restartTwice()
    t.equal((await found({ ...named, ended: true })).length, 1, 'but a keyed hash tells')
    t.same(await found({ ...named, identifier: { kind: 'username', value: 'leo.lang' }, ended: true }), [])
    t.match(await retained(), [{ row: 'booking-orders', is: 'running' }])
    await t.rejects(call('POST', `/requests/${id}/retained/booking-orders/settle`), /kept-row-not-due/)

    clock.add(29 * dayMs)
    await scene.restart()
    const due = await scene.until(retained, ([row]) => row?.is === 'due')
    t.match(due, [{ row: 'booking-orders', is: 'due', account: '2001' }], 'whoever must delete it learns of whom')
    t.ok(scene.logged.some(line => line.includes('kept-row-due')))
    await call('POST', `/requests/${id}/retained/booking-orders/settle`)
    t.match(await retained(), [{ is: 'settled' }])
    const signed = await call<SignedCertificate>('GET', `/requests/${id}/certificate`)
    const kinds = signed.certificate.chain.map(({ kind }) => kind)
    t.same(kinds.slice(-2), ['retention-over', 'retention-settled'], 'the chain has gone on after the end')
    const trust = { trustedKeys: [signed.signedBy.publicKey] }
    t.ok(verifyCertificate(JSON.stringify(signed), trust, canonicalise).ok)

    clock.add(30 * dayMs)
    await scene.restart()
    await scene.until(
      () => found({ ...named, ended: true }),
      items => items.length === 0
    )
    t.pass('and nothing tells once the keyed hash is gone')
  }
)
