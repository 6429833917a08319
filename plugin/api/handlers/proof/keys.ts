import { Problem } from '../../../errors.ts'
import { keyIdOf } from '../../../evidence/signing.ts'
import type { PublishedKey } from '../../../vault/certificate-key.ts'
import { VaultError } from '../../../vault/errors.ts'
import { cacheable, type Handler, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'

const maxAgeSeconds = 3600

const view = ({ publicKey, since, until }: PublishedKey) => ({
  keyId: keyIdOf(publicKey),
  algorithm: 'Ed25519',
  publicKey,
  since,
  until
})

/** Operations on the keys that wrap what is sealed, and on those that certificates are verified with. */
export const keyHandlers = (parts: ApiParts) => {
  const { keys, clock, evidence } = parts
  return {
    listKeys: async () => ok({ keys: await evidence.keyMonths() }),

    retireKeys: async ({ params, caller }) => {
      const at = clock.now().toISOString()
      const month = params.month!
      if (month >= at.slice(0, 7)) throw new Problem('key-in-use')
      await govern(parts, caller, 'key-retired', null, { after: { month } })
      const rewrapped = await keys.retire(month).catch(error => {
        if (error instanceof VaultError && error.code === 'vault-key-missing') throw new Problem('key-unknown')
        throw error
      })
      return ok({ month, rewrapped, at })
    },

    listCertificateKeys: async () => cacheable({ keys: keys.certificate.published().map(view) }, maxAgeSeconds),

    rotateCertificateKey: async ({ caller }) => {
      const before = { key: keyIdOf(keys.certificate.publicKey) }
      await govern(parts, caller, 'certificate-key-rotated', null, { before })
      return ok(view(keys.certificate.rotate()))
    }
  } satisfies Record<string, Handler>
}
