import type { Confirmation, OutcomeKind, PlatformKind, RetentionRow, Treatment } from '../../adapters/contract.ts'
import { type Canonicalise, type Hash, writeCanonical } from './canonical.ts'
import { findInconsistency } from './consistency.ts'
import { type Entry, hashEntry } from './entry.ts'
import { EvidenceError } from './errors.ts'
import { readChain } from './read-chain.ts'
import { findMalformation } from './shape.ts'
import { keyIdOf, type Signer } from './signing.ts'

/** The ends a certificate can be drawn of. The first two are derived from the actions. */
export type CertifiedEnd = 'completed' | 'partially-completed' | 'withdrawn' | 'refused' | 'expired' | 'joined'

/** One action of the frozen plan and what became of it, as the chain has it. Times ISO 8601. */
export interface CertifiedAction {
  readonly action: string
  readonly treatment: Treatment
  readonly supplementary: boolean
  /** Whether the plan expected the thing, could not have it read back, and could not have it undone. */
  readonly expected: boolean
  readonly unreadable: boolean
  readonly irreversible: boolean
  readonly outcome: { readonly is: OutcomeKind; readonly at: string } | null
  /** `later` of an unreadable action means: later, not checkable. */
  readonly confirmation: {
    readonly is: Confirmation['is']
    readonly at: string
    readonly dueAt: string | null
    readonly because: string | null
  } | null
}

/** What is kept: on which ground, from when, until when. Nulls where the platform's keeping is not ours to end. */
export interface RetainedRow {
  readonly id: string
  readonly outcome: RetentionRow['outcome']
  readonly check: RetentionRow['check']
  readonly article: string | null
  readonly letter: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
}

/** When a compartment of the vault dies: in the live store, and in copies that backups hold. */
export interface KeyDestruction {
  readonly compartment: 'work' | 'replay' | 'block'
  readonly kek: string
  readonly expiresAt: string
  /** Null while its term still runs. */
  readonly destroyedAt: string | null
  /** From this date on no copy in a backup can be opened: the key-encryption key is retired. */
  readonly copiesUnreadableFrom: string | null
}

/** What is signed. It names the request, never the subject. */
export interface Certificate {
  readonly request: string
  readonly platform: string
  readonly kind: PlatformKind
  readonly origin: string
  readonly article: string
  readonly letter: string | null
  readonly receivedAt: string
  readonly endedAt: string
  readonly end: CertifiedEnd
  /** Commitment of the chain's last `resolved` entry; whoever holds its opening can show whose certificate it is. */
  readonly subject: Hash | null
  readonly actions: readonly CertifiedAction[]
  readonly retained: readonly RetainedRow[]
  readonly keys: readonly KeyDestruction[]
  /** The whole chain from its first entry, and the hash of the last. */
  readonly chain: readonly Entry[]
  readonly head: Hash
  readonly drawnAt: string
}

/** A certificate as it lies in a file. The signature is over the canonical JSON of everything but itself. */
export interface SignedCertificate {
  readonly lethe: 'certificate'
  readonly version: 1
  readonly certificate: Certificate
  readonly signedBy: { readonly keyId: string; readonly publicKey: string }
  /** Ed25519, 64 bytes, base64url. */
  readonly signature: string
}

/** What a chain does not show: what is kept, and the terms of the vault. */
export interface Drawing {
  readonly chain: readonly Entry[]
  readonly retained: readonly RetainedRow[]
  readonly keys: readonly Omit<KeyDestruction, 'destroyedAt'>[]
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
  const { chain, retained, drawnAt } = drawing
  const read = readChain(chain)
  if (!read.ok) throw inconsistent('entry-missing')
  const keys = drawing.keys.map(key => ({ ...key, destroyedAt: findDestroyedAt(chain, key.compartment) }))
  const head = hashEntry(chain.at(-1)!, canonicalise)
  const unsigned = {
    lethe: 'certificate' as const,
    version: 1 as const,
    certificate: { ...read.facts, retained, keys, chain, head, drawnAt },
    signedBy: { keyId: keyIdOf(signer.publicKey), publicKey: signer.publicKey }
  }
  const fault =
    findMalformation({ ...unsigned, signature: '' }) ?? findInconsistency(unsigned.certificate, canonicalise)
  if (fault !== null) throw inconsistent(fault.code)
  const signature = signer.sign(Buffer.from(writeCanonical(unsigned, canonicalise))).toString('base64url')
  const signed: SignedCertificate = { ...unsigned, signature }
  return writeCanonical(signed, canonicalise)
}
