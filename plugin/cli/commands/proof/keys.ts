import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable, plain } from '../../output.ts'

type Schemas = components['schemas']
type KeyMonth = Schemas['KeyMonth']
type CertificateKey = Schemas['CertificateKey']

const drawCertificateKey = ({ keyId, publicKey, since, until }: CertificateKey): readonly unknown[] => [
  keyId,
  publicKey,
  since ?? 'the first start',
  until ?? 'now'
]

const drawMonth = ({ month, is, living, retirableSince }: KeyMonth): readonly unknown[] => [
  month,
  is,
  living,
  retirableSince?.slice(0, 10)
]

/** `lethe keys …`: what lives under each month's key, its end, and the keys of certificates. */
export const addKeysCommand = (program: Command, act: Act): void => {
  const keys = program.command('keys').description('the keys that seal what names somebody, and that sign certificates')

  keys
    .command('list')
    .description('what lives under the key of each month, and which copies it can open')
    .action(
      act(async ({ io, client }) => {
        const { keys: months } = await client.call<Schemas['KeyMonths']>('GET', '/keys')
        const says = months.map(({ month, says }) => `${month}: ${plain(says)}\n`).join('')
        return {
          value: months,
          draw: () => `${drawTable(io, ['MONTH', 'IS', 'LIVING', 'RETIRABLE SINCE'], months.map(drawMonth))}\n${says}`
        }
      })
    )

  keys
    .command('retire <month>')
    .description('wrap anew what still lives under the key of a month, and destroy that key')
    .action(
      act(async ({ io, client }, command) => {
        const month = command.args[0]!
        const done = await client.call<Schemas['RetiredKey']>('POST', `/keys/${encodeURIComponent(month)}/retire`)
        return {
          value: done,
          draw: () =>
            drawPairs(io, [
              ['month', done.month],
              ['wrapped anew', done.rewrapped],
              ['destroyed', done.at],
              ['copies', 'what older copies hold under this key cannot be opened from now on']
            ])
        }
      })
    )

  keys
    .command('public')
    .description('the public keys that certificates are verified with, past ones too')
    .action(
      act(async ({ io, client }) => {
        const listed = await client.call<Schemas['CertificateKeys']>('GET', '/certificate-keys')
        const headings = ['KEY ID', 'PUBLIC KEY', 'SINCE', 'UNTIL']
        return { value: listed, draw: () => drawTable(io, headings, listed.keys.map(drawCertificateKey)) }
      })
    )

  keys
    .command('rotate-certificate')
    .description('sign certificates with a new key from now on; the past one stays published')
    .action(
      act(async ({ io, client }) => {
        const key = await client.call<CertificateKey>('POST', '/certificate-keys/rotate')
        const shown = {
          value: key,
          draw: () =>
            drawPairs(io, [
              ['signs from now on', key.keyId],
              ['public key', key.publicKey]
            ])
        }
        return withNext(shown, 'publish it beside the past ones: lethe keys public')
      })
    )
}
