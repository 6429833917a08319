import { readFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import t from 'tap'
import { startPractice } from '../../adapters/openolat/sandbox/practice.ts'
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
const commands = fences.filter(({ language }) => language === 'sh').map(fence => fence.text)

t.test('the first example: a signed delivery, an erased account, a certificate that verifies', async t => {
  const profile = { firstName: 'Marta', lastName: 'Rossi', email: 'marta.rossi@uni.example' }
  const scene = await openOpenolat({ learner: { login: 'mrossi', profile } })
  t.teardown(scene.close)
  const example = commands.find(one => one.includes('cat > demand.json'))!
  const written = /<<END\n([\s\S]*)\nEND\n/.exec(example)![1]!.replaceAll('$now', new Date().toISOString())
  const { type, data } = JSON.parse(written) as { type: string; data: object }
  const id = (await sendSigned(scene.address(), scene.source, type, data)) ?? ''
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

t.test('the practice platform of the first demand is the one that the command starts', async t => {
  const { options, people, close } = await startPractice(0)
  t.teardown(close)
  const add = commands.find(one => one.includes('platform add campus'))!
  const { secret, username, settleMs } = options
  t.match(add, new RegExp(`^printf %s ${secret} \\| .*--option username=${username} `, 'ms'))
  t.match(add, `--option settleMs=${settleMs} --secret secret=-`)
  const port = /sandbox openolat --port (\d+)/.exec(text)![1]
  t.match(add, `--base-url http://127.0.0.1:${port} `)
  const { email } = people.find(({ username: name }) => name === 'mrossi')!
  t.ok(commands.some(one => one.includes(`"value": "${email}"`)))
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
