import { type Canonicalise, writeCanonical } from './canonical.ts'
import type { CertifiedRecipient, KeyDestruction, NamedAnchor, RetainedRow, SignedCertificate } from './certificate.ts'
import { findInconsistency } from './consistency.ts'
import { type Entry, hashEntry } from './entry.ts'
import { EvidenceError } from './errors.ts'
import { readChain } from './read-chain.ts'
import { readRowCounts, readRows } from './read-rows.ts'
import { readRecipients } from './recipients.ts'
import { findMalformation } from './shape.ts'
import { keyIdOf, type Signer } from './signing.ts'

/** What a chain does not show: what is kept, the terms of the vault, and where its heads were published. */
export interface Drawing {
  readonly chain: readonly Entry[]
  readonly retained: readonly Omit<RetainedRow, 'reading' | 'count'>[]
  readonly keys: readonly Omit<KeyDestruction, 'destroyedAt'>[]
  readonly anchors: readonly NamedAnchor[]
  /** Absent: nobody received anything. */
  readonly recipients?: readonly Pick<CertifiedRecipient, 'id' | 'name'>[]
  readonly drawnAt: string
}

const findDestroyedAt = (chain: readonly Entry[], compartment: KeyDestruction['compartment']): string | null =>
  chain.find(entry => entry.kind === 'key-destroyed' && entry.data.compartment === compartment)?.at ?? null

const inconsistent = (code: string) => new EvidenceError('certificate-inconsistent', code)

/**
 * Draws a certificate from a whole chain that has reached an end: the exact bytes of the file, canonical JSON without
 * a line end. Throws `certificate-inconsistent` with the code that `verifyCertificate` would give, so none is ever
 * drawn that does not verify.
 */
export const drawCertificate = (drawing: Drawing, signer: Signer, canonicalise: Canonicalise): string => {
  const { chain, anchors, drawnAt } = drawing
  const read = readChain(chain)
  if (!read.ok) throw inconsistent('entry-missing')
  const readings = readRows(chain)
  const counts = readRowCounts(chain)
  const retained = drawing.retained.map(row => ({
    ...row,
    count: counts.get(row.id) ?? null,
    reading: readings.get(row.id) ?? null
  }))
  const keys = drawing.keys.map(key => ({ ...key, destroyedAt: findDestroyedAt(chain, key.compartment) }))
  const told = readRecipients(chain)
  const recipients = (drawing.recipients ?? []).map(one => ({
    ...one,
    ...(told.get(one.id) ?? { told: 'waiting' as const, at: null })
  }))
  const head = hashEntry(chain.at(-1)!, canonicalise)
  const unsigned = {
    lethe: 'certificate' as const,
    version: 2 as const,
    certificate: {
      ...read.facts,
      retained,
      keys,
      anchors,
      ...(recipients.length === 0 ? {} : { recipients }),
      chain,
      head,
      drawnAt
    },
    signedBy: { keyId: keyIdOf(signer.publicKey), publicKey: signer.publicKey }
  }
  const fault =
    findMalformation({ ...unsigned, signature: '' }) ?? findInconsistency(unsigned.certificate, canonicalise)
  if (fault !== null) throw inconsistent(fault.code)
  const signature = signer.sign(Buffer.from(writeCanonical(unsigned, canonicalise))).toString('base64url')
  const signed: SignedCertificate = { ...unsigned, signature }
  return writeCanonical(signed, canonicalise)
}
