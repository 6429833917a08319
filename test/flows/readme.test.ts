import { readFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import t from 'tap'
import { settings } from '../../plugin/config.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import type { SignedCertificate } from '../../plugin/evidence/certificate.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import { sendSigned } from '../demo/client.ts'
import { listFences } from '../rules/documents.ts'
import { ROOT } from '../rules/sources.ts'
import { learnerKey, openOpenolat } from './openolat-ground.ts'
import { drawMoves } from './picture.ts'

const text = readFileSync(`${ROOT}README.md`, 'utf8')
const fences = listFences({ path: 'README.md', text })

t.test('the first example: a signed delivery, an erased account, a certificate that verifies', async t => {
  const profile = { firstName: 'Marta', lastName: 'Rossi', email: 'marta.rossi@uni.example' }
  const scene = await openOpenolat({ learner: { login: 'mrossi', profile } })
  t.teardown(scene.close)
  const example = fences.find(({ schema }) => schema === 'AccountDeletionRequested')!
  const { type, data } = JSON.parse(example.text) as { type: string; data: { proof: object } }
  const now = new Date().toISOString()
  const today = { ...data, receivedAt: now, proof: { ...data.proof, at: now } }
  const id = (await sendSigned(scene.address(), scene.source, type, today)) ?? ''
  await scene.untilState(id, 'completed')
  t.equal(scene.box.world.identities.find(({ key }) => String(key) === learnerKey)?.status, 199)
  t.equal(scene.box.journal.count('delete', learnerKey), 1)
  const signed = await scene.call<SignedCertificate>('GET', `/requests/${id}/certificate`)
  const trust = { trustedKeys: [signed.signedBy.publicKey] }
  const canonicalise = canonicalize as unknown as Canonicalise
  const verify = (certificate: string) => verifyCertificate(certificate, trust, canonicalise).ok
  t.equal(verify(JSON.stringify(signed)), true)
  t.equal(verify(JSON.stringify(signed).replace('"end":"completed"', '"end":"withdrawn"')), false)
  t.notMatch(JSON.stringify(signed), /mrossi|rossi@/i, 'it names nobody')
})

t.test('the picture is the table of moves', async t => {
  t.equal(fences.find(({ language }) => language === 'mermaid')?.text, drawMoves())
})

t.test('the settings are those that there are, on a page that the README leads to', async t => {
  const page = 'plugin/guides/settings.md'
  t.ok(text.includes(`(${page})`))
  const rows = settings.map(({ name, default: usual, meaning }) => {
    return `| \`${name}\` | ${usual === null ? '' : `\`${usual}\``} | ${meaning} |`
  })
  t.same(
    readFileSync(`${ROOT}${page}`, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `LETHE_')),
    rows
  )
})
