import { createPublicKey, verify } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import serialise from 'canonicalize'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { appendEntry } from '../../plugin/evidence/chain.ts'
import { drawCertificate } from '../../plugin/evidence/draw.ts'
import type { Entry } from '../../plugin/evidence/entry.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import { systemRandom } from '../../plugin/random.ts'
import { openList, sealList } from '../../plugin/store/records/lists/sealed-list.ts'
import { type Keys, openKeys } from '../../plugin/vault/keys.ts'
import { type Compartment, destroy, open, reseal, rewrap, type Sealed, seal } from '../../plugin/vault/sealing.ts'

const random = systemRandom()

const clockAt = (instant: string) => {
  let now = new Date(instant)
  return {
    now: () => now,
    set: (next: string) => {
      now = new Date(next)
    }
  }
}

const makeSite = (t: Test, instant = '2026-08-15T10:00:00.000Z') => {
  const root = mkdtempSync(join(tmpdir(), 'lethe-vault-'))
  t.teardown(() => rmSync(root, { recursive: true, force: true }))
  const [folder, dataFolder] = [join(root, 'keys'), join(root, 'data')]
  const clock = clockAt(instant)
  const openAgain = () => openKeys({ folder, dataFolder, clock, random })
  return { root, folder, dataFolder, clock, keys: openAgain(), openAgain }
}

const content = { identifiers: [{ kind: 'email', value: 'canary@campus.example' }], note: 'Canary Ä 🐦' }
const expiresAt = '2026-09-01T00:00:00.000Z'

const sealWork = (keys: Keys, request = 'r-1', compartment: Compartment = 'work') =>
  seal({ request, compartment, expiresAt }, content, { keys, random })

t.test('compartments', async t => {
  const { keys } = makeSite(t)
  const sealing = { keys, random }

  await t.test('what was sealed is opened again, and nothing of it shows', async t => {
    const sealed = sealWork(keys)
    t.same(open(sealed, 'r-1', keys), content)
    t.match(sealed, { schema: 1, compartment: 'work', kek: '2026-08', expiresAt })
    t.notMatch(JSON.stringify(sealed), /canary/i)
    for (const text of [sealed.wrapped, sealed.iv, sealed.tag, sealed.box]) t.match(text, /^[\w-]+$/)
    t.same(open(JSON.parse(JSON.stringify(sealed)), 'r-1', keys), content, 'after a restart')
  })

  await t.test('each has a key and an iv of its own', async t => {
    const [one, two] = [sealWork(keys), sealWork(keys)]
    t.not(one.wrapped, two.wrapped)
    t.not(one.iv, two.iv)
    t.not(one.box, two.box)
    const crossed = { ...one, iv: two.iv, tag: two.tag, box: two.box }
    t.throws(() => open(crossed, 'r-1', keys), { code: 'vault-opened-wrong' }, 'even of the same request')
  })

  await t.test('under another request, compartment or month it cannot be opened', async t => {
    const sealed = sealWork(keys)
    const wrong = { code: 'vault-opened-wrong' }
    for (const request of ['r-2', '', 'r-1 ', 'R-1', 'r-1","work']) {
      t.throws(() => open(sealed, request, keys), wrong, request)
      t.throws(() => rewrap(sealed, request, sealing), wrong)
      t.throws(() => reseal(sealed, request, {}, sealing), wrong)
    }
    t.throws(() => open({ ...sealed, compartment: 'replay' }, 'r-1', keys), wrong)
    for (const kek of ['2026-07', '../index', 'index', '2026-08/..', '']) {
      t.throws(() => open({ ...sealed, kek }, 'r-1', keys), { code: 'vault-key-missing' }, kek)
    }
    const request = fc.string().filter(id => id !== 'r-1')
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(request, id => {
          try {
            open(sealed, id, keys)
            return false
          } catch (error) {
            return (error as { code: string }).code === 'vault-opened-wrong' && !String(error).includes('anary')
          }
        })
      )
    )
  })

  await t.test('a bit turned anywhere is noticed, and so is a tag cut short', async t => {
    const sealed = sealWork(keys)
    const turn = (text: string, at: number, bit: number) => {
      const bytes = Buffer.from(text, 'base64url')
      bytes[at % bytes.length]! ^= 1 << bit
      return bytes.toString('base64url')
    }
    const field = fc.constantFrom('wrapped', 'iv', 'tag', 'box')
    const property = fc.property(field, fc.nat(500), fc.nat(7), (field, at, bit) => {
      const turned: Sealed = { ...sealed, [field]: turn(sealed[field as 'box'], at, bit) }
      try {
        open(turned, 'r-1', keys)
        return false
      } catch (error) {
        return (error as { code: string }).code === 'vault-opened-wrong'
      }
    })
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }))
    for (const field of ['wrapped', 'iv', 'tag', 'box'] as const) {
      for (const text of ['', 'AAAA', sealed[field]!.slice(0, 8)]) {
        t.throws(() => open({ ...sealed, [field]: text }, 'r-1', keys), { code: 'vault-opened-wrong' }, field)
      }
    }
  })

  await t.test('sealed again it keeps its key and its date, never its iv', async t => {
    const sealed = sealWork(keys)
    const again = reseal(sealed, 'r-1', { other: 1 }, sealing)
    t.same(open(again, 'r-1', keys), { other: 1 })
    t.equal(again.expiresAt, expiresAt)
    t.not(again.iv, sealed.iv)
    t.equal(again.wrapped, sealed.wrapped, 'in the month of its key nothing is wrapped anew')
    const box = { iv: again.iv, tag: again.tag, box: again.box }
    t.same(open({ ...sealed, ...box }, 'r-1', keys), { other: 1 }, 'the former wrapped key opens the new box')
  })

  await t.test('destroyed it leaves a tombstone and can be opened by nobody', async t => {
    const sealed = sealWork(keys)
    const clock = clockAt('2026-09-02T00:00:00.000Z')
    const dead = destroy(sealed, clock)
    t.same(dead.tombstone, { compartment: 'work', kek: '2026-08', destroyedAt: '2026-09-02T00:00:00.000Z' })
    t.equal(dead.sealed.wrapped, null)
    t.notMatch(JSON.stringify(dead), sealed.wrapped!)
    const gone = { code: 'vault-destroyed' }
    t.throws(() => open(dead.sealed, 'r-1', keys), gone)
    t.throws(() => reseal(dead.sealed, 'r-1', {}, sealing), gone)
    t.throws(() => rewrap(dead.sealed, 'r-1', sealing), gone)
    t.throws(() => destroy(dead.sealed, clock), gone)
  })
})

t.test('the keys folder', async t => {
  await t.test('is made for its owner alone, and opened again with the same keys', async t => {
    const { folder, keys, openAgain } = makeSite(t)
    keys.currentWrapping()
    t.equal(statSync(folder).mode & 0o777, 0o700)
    t.same(readdirSync(folder).sort(), [
      '2026-08.key',
      'certificate.key',
      'certificate.pub',
      'index.key',
      'secrets.key',
      'token.key'
    ])
    for (const name of readdirSync(folder)) t.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name)
    const again = openAgain()
    t.ok(again.tokenSecret.equals(keys.tokenSecret))
    t.equal(again.tokenSecret.length, 32)
    t.equal(again.certificate.publicKey, keys.certificate.publicKey)
    t.equal(again.hashForIndex('alias', 'value'), keys.hashForIndex('alias', 'value'))
    t.same(open(sealWork(keys), 'r-1', again), content)
  })

  await t.test('is refused in the data folder, by whatever way it leads there', async t => {
    const { root, dataFolder, clock } = makeSite(t)
    mkdirSync(dataFolder)
    symlinkSync(dataFolder, join(root, 'elsewhere'))
    const openIn = (folder: string) => () => openKeys({ folder, dataFolder, clock, random })
    for (const folder of [
      dataFolder,
      join(dataFolder, 'keys'),
      join(dataFolder, 'a', 'b'),
      join(root, 'elsewhere', 'keys'),
      join(root, 'keys', '..', 'data', 'keys')
    ]) {
      t.throws(openIn(folder), { code: 'keys-inside-data' }, folder.slice(root.length))
    }
    t.same(readdirSync(dataFolder), [], 'and nothing was made there')
    for (const folder of ['data-keys', '..data']) t.doesNotThrow(openIn(join(root, folder)), folder)
  })

  await t.test('is refused when others may read it', async t => {
    const { folder, keys, openAgain } = makeSite(t)
    const tooOpen = { code: 'keys-too-open' }
    for (const mode of [0o710, 0o750, 0o701, 0o777]) {
      chmodSync(folder, mode)
      t.throws(openAgain, tooOpen, mode.toString(8))
    }
    chmodSync(folder, 0o700)
    keys.currentWrapping()
    for (const name of readdirSync(folder)) {
      chmodSync(join(folder, name), 0o640)
      t.throws(openAgain, { ...tooOpen, about: name }, name)
      chmodSync(join(folder, name), 0o600)
    }
    chmodSync(join(folder, '2026-08.key'), 0o604)
    t.throws(() => keys.currentWrapping(), tooOpen, 'opened up while it is in use')
  })

  await t.test('a damaged key is named, never worked with or replaced', async t => {
    const { folder, keys, openAgain } = makeSite(t)
    const sealed = sealWork(keys)
    for (const name of readdirSync(folder)) {
      const whole = readFileSync(join(folder, name))
      writeFileSync(join(folder, name), whole.subarray(0, 9))
      t.throws(() => open(sealed, 'r-1', openAgain()), { code: 'keys-damaged', about: name }, name)
      t.equal(readFileSync(join(folder, name)).length, 9)
      writeFileSync(join(folder, name), whole)
    }
    t.same(open(sealed, 'r-1', openAgain()), content)
  })

  await t.test("two processes that need the month's key at once agree on one", async t => {
    const { folder, keys, openAgain } = makeSite(t)
    const second = openAgain()
    const [one, two] = [sealWork(keys), sealWork(second)]
    t.same(open(one, 'r-1', second), content)
    t.same(open(two, 'r-1', keys), content)
    // The second looked before the first had written: it must take what stands there then.
    const racing = openKeys({
      folder,
      dataFolder: join(folder, '..', 'data'),
      clock: clockAt('2026-09-01T00:00:00.000Z'),
      random: {
        ...random,
        bytes: count => {
          if (!existsSync(join(folder, '2026-09.key')))
            writeFileSync(join(folder, '2026-09.key'), Buffer.alloc(32, 7), { mode: 0o600 })
          return random.bytes(count)
        }
      }
    })
    t.same(Buffer.from(racing.currentWrapping().key), Buffer.alloc(32, 7))
    t.same(
      readdirSync(folder).filter(name => name.endsWith('.new')),
      []
    )
  })

  await t.test('index hashes are keyed, exact, and apart by purpose', async t => {
    const { keys } = makeSite(t)
    const hash = keys.hashForIndex('alias', 'canary@campus.example')
    t.match(hash, /^[0-9a-f]{64}$/)
    t.not(hash, keys.hashForIndex('alias', 'Canary@campus.example'))
    t.not(hash, keys.hashForIndex('hold', 'canary@campus.example'))
    t.not(keys.hashForIndex('a', 'bc'), keys.hashForIndex('ab', 'c'), 'no two pairs run together')
    t.not(hash, makeSite(t).keys.hashForIndex('alias', 'canary@campus.example'), 'another site, another hash')
  })

  await t.test('secrets of the site are bound to their purpose', async t => {
    const { keys, openAgain } = makeSite(t)
    const sealed = keys.sealSecret('platform:p-1', 'canary-secret')
    t.not(sealed, keys.sealSecret('platform:p-1', 'canary-secret'))
    t.notMatch(sealed, /canary/)
    t.equal(openAgain().openSecret('platform:p-1', sealed), 'canary-secret')
    const wrong = { code: 'vault-opened-wrong', message: /^[^/]*$/ }
    t.throws(() => keys.openSecret('platform:p-2', sealed), wrong)
    t.throws(() => makeSite(t).keys.openSecret('platform:p-1', sealed), wrong)
    for (const text of ['', 'AAAA', sealed.slice(0, -4), `A${sealed.slice(1)}`, sealed.slice(0, 38)]) {
      if (text !== sealed) t.throws(() => keys.openSecret('platform:p-1', text), wrong)
    }
  })

  await t.test('notes of people are bound to their purpose and die with their month', async t => {
    const { clock, keys, openAgain } = makeSite(t)
    const sealed = keys.sealNote('hold:h-1', 'Canary is being sued')
    t.match(sealed, /^2026-08\.[\w-]+$/)
    t.equal(openAgain().openNote('hold:h-1', sealed), 'Canary is being sued')
    t.throws(() => keys.openNote('hold:h-2', sealed), { code: 'vault-opened-wrong' })
    for (const text of ['', '2026-08', `2026-07${sealed.slice(7)}`, sealed.slice(8)]) {
      t.throws(() => keys.openNote('hold:h-1', text), { code: /^vault-(opened-wrong|key-missing)$/ }, text)
    }
    clock.set('2026-09-20T10:00:00.000Z')
    await keys.retire('2026-08', async () => 0)
    t.throws(() => keys.openNote('hold:h-1', sealed), { code: 'vault-key-missing' })
  })

  await t.test(
    'a list of accounts shows nothing, opens in its own document only, and is none without its key',
    async t => {
      const { clock, keys } = makeSite(t)
      const list = [{ id: '7740915523' }]
      const sealed = sealList(keys, 'spool', 'watch-a', list)
      t.match(sealed, /^2026-08\.[\w-]+$/)
      for (const shown of [sealed, Buffer.from(sealed.slice(8), 'base64url').toString('latin1')])
        t.notMatch(shown, /7740915523/)
      t.same(openList(keys, 'spool', 'watch-a', sealed), list)
      t.equal(openList(keys, 'spool', 'watch-b', sealed), null, 'that of another platform is none')
      t.equal(openList(keys, 'lifecycle', 'watch-a', sealed), null)
      clock.set('2026-09-20T10:00:00.000Z')
      await keys.retire('2026-08', async () => 0)
      t.equal(openList(keys, 'spool', 'watch-a', sealed), null)
      const broken = {
        ...keys,
        openNote: () => {
          throw new Error('the disk is gone')
        }
      }
      t.throws(
        () => openList(broken, 'spool', 'watch-a', sealed),
        /the disk is gone/,
        'a disk that fails is no lost key'
      )
    }
  )

  await t.test('the certificate key signs what its public half verifies', async t => {
    const { folder, keys } = makeSite(t)
    const { publicKey } = keys.certificate
    t.equal(readFileSync(join(folder, 'certificate.pub'), 'utf8'), `${publicKey}\n`)
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    const bytes = Buffer.from('certificate')
    t.ok(verify(null, bytes, key, keys.certificate.sign(bytes)))
    const demand = { request: 'r-1', platform: 'p-1', kind: 'openedx', origin: 'self', article: '17(1)' }
    const at = '2026-08-15T10:00:00.000Z'
    const happenings = [
      { at, actor: 'lethe', kind: 'received', data: { ...demand, receivedAt: at } },
      { at, actor: 'lethe', kind: 'moved', data: { from: 'accepted', to: 'withdrawn', because: 'withdrawn' } }
    ] as const
    const chain = happenings.reduce<readonly Entry[]>(
      (entries, happening) => appendEntry(entries, happening, serialise),
      []
    )
    const text = drawCertificate(
      { chain, retained: [], keys: [], anchors: [], drawnAt: at },
      keys.certificate,
      serialise
    )
    t.ok(verifyCertificate(text, { trustedKeys: [publicKey] }, serialise).ok)
  })
})

t.test("retiring a month's key", async t => {
  const inSeptember = '2026-09-20T10:00:00.000Z'
  const nobody = async () => 0

  await t.test('what lives goes on, what died cannot be opened from any older copy', async t => {
    const { root, folder, dataFolder, clock, keys, openAgain } = makeSite(t)
    const live = new Map([
      ['r-1', sealWork(keys)],
      ['r-2', sealWork(keys, 'r-2')]
    ])
    mkdirSync(dataFolder)
    writeFileSync(join(dataFolder, 'backup.json'), JSON.stringify([...live]))
    live.set('r-1', destroy(live.get('r-1')!, clock).sealed)
    clock.set(inSeptember)
    const retirement = await keys.retire('2026-08', async kek => {
      t.ok(existsSync(join(folder, '2026-08.key')), 'the key lives until all is re-wrapped')
      const under = [...live].filter(([, sealed]) => sealed.kek === kek && sealed.wrapped !== null)
      for (const [id, sealed] of under) live.set(id, rewrap(sealed, id, { keys, random }))
      return under.length
    })
    t.same(retirement, { kek: '2026-08', retiredAt: inSeptember, rewrapped: 1 })
    t.same(keys.months(), ['2026-09'])
    t.match(live.get('r-2'), { kek: '2026-09', expiresAt })
    for (const process of [keys, openAgain()]) {
      t.same(open(live.get('r-2')!, 'r-2', process), content, 'still alive')
      for (const [id, copy] of JSON.parse(readFileSync(join(dataFolder, 'backup.json'), 'utf8'))) {
        t.throws(() => open(copy, id, process), { code: 'vault-key-missing' }, `copy of ${id}`)
      }
    }
    const later = join(root, 'later')
    cpSync(folder, later, { recursive: true })
    chmodSync(later, 0o700)
    const restored = openKeys({ folder: later, dataFolder, clock, random })
    const [, copy] = JSON.parse(readFileSync(join(dataFolder, 'backup.json'), 'utf8'))[0]
    t.throws(() => open(copy, 'r-1', restored), { code: 'vault-key-missing' }, "with a copy of today's keys neither")
  })

  await t.test('sealing again already leaves the old key behind', async t => {
    const { clock, keys } = makeSite(t)
    const sealed = sealWork(keys)
    clock.set(inSeptember)
    const again = reseal(sealed, 'r-1', content, { keys, random })
    t.equal(again.kek, '2026-09')
    await keys.retire('2026-08', nobody)
    t.same(open(again, 'r-1', keys), content)
  })

  await t.test('a key that another process removed opens nothing here either', async t => {
    const { folder, keys } = makeSite(t)
    const [, sealed] = [sealWork(keys), sealWork(keys)]
    t.same(open(sealed, 'r-1', keys), content)
    rmSync(join(folder, '2026-08.key'))
    t.throws(() => open(sealed, 'r-1', keys), { code: 'vault-key-missing' })
  })

  await t.test('a re-wrapping that fails leaves the key alive', async t => {
    const { clock, keys } = makeSite(t)
    const sealed = sealWork(keys)
    clock.set(inSeptember)
    await t.rejects(
      keys.retire('2026-08', async () => {
        throw new Error('read-only')
      }),
      { message: 'read-only' }
    )
    t.same(open(sealed, 'r-1', keys), content)
    t.match(await keys.retire('2026-08', nobody), { rewrapped: 0 }, 'and it can be tried again')
  })

  await t.test('a crash after the stone was set is made good by retiring again', async t => {
    const { folder, clock, keys } = makeSite(t)
    const sealed = sealWork(keys)
    clock.set(inSeptember)
    writeFileSync(join(folder, '2026-08.retired'), '2026-09-19T00:00:00.000Z', { mode: 0o600 })
    const leftOver = join(folder, '2026-08.key.0000.new')
    writeFileSync(leftOver, readFileSync(join(folder, '2026-08.key')), { mode: 0o600 })
    const { retiredAt } = await keys.retire('2026-08', nobody)
    t.equal(retiredAt, '2026-09-19T00:00:00.000Z', 'the first date stands')
    t.notOk(existsSync(leftOver), 'no unfinished copy of the key outlives it')
    t.throws(() => open(sealed, 'r-1', keys), { code: 'vault-key-missing' })
  })

  await t.test('a running month, a month to come, and one without a key are refused', async t => {
    const { clock, keys } = makeSite(t)
    sealWork(keys)
    await t.rejects(keys.retire('2026-08', nobody), { code: 'key-still-current' })
    await t.rejects(keys.retire('2027-01', nobody), { code: 'key-still-current' })
    await t.rejects(keys.retire('2026-07', nobody), { code: 'vault-key-missing' })
    for (const name of ['../index', '', '2026']) {
      await t.rejects(keys.retire(name, nobody), { code: 'vault-key-missing' }, name)
    }
    clock.set(inSeptember)
    await keys.retire('2026-08', nobody)
    await t.rejects(keys.retire('2026-08', nobody), { code: 'vault-key-missing' }, 'a second time')
  })

  await t.test('a clock that goes back does not bring a retired month back', async t => {
    const { clock, keys } = makeSite(t)
    sealWork(keys)
    clock.set(inSeptember)
    sealWork(keys)
    await keys.retire('2026-08', nobody)
    clock.set('2026-08-20T10:00:00.000Z')
    const sealed = sealWork(keys)
    t.equal(sealed.kek, '2026-09')
    t.same(open(sealed, 'r-1', keys), content)
  })
})
