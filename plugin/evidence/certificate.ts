import type {
  Confirmation,
  OutcomeKind,
  PlatformKind,
  RetentionRow,
  RowReading,
  Treatment
} from '../../adapters/contract.ts'
import type { Hash } from './canonical.ts'
import type { Entry } from './entry.ts'

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
  /** How many of each kind the last outcome says; empty where nobody counts. Not in version 1. */
  readonly counts?: Readonly<Record<string, number>>
  readonly outcome: { readonly is: OutcomeKind; readonly at: string } | null
  /** `later` of an unreadable action means: later, not checkable. */
  readonly confirmation: {
    readonly is: Confirmation['is']
    readonly at: string
    readonly dueAt: string | null
    readonly because: string | null
  } | null
}

/** What was read of a row, as the chain has it. Times ISO 8601. */
export interface CertifiedReading {
  readonly is: RowReading['is']
  readonly at: string
  /** When the platform does what it does `later`. */
  readonly dueAt: string | null
  readonly because: string | null
}

/**
 * A row of what is deleted and kept: on which ground, from when, until when. Nulls where the platform's keeping is not
 * ours to end.
 */
export interface RetainedRow {
  readonly id: string
  /** Its number in the platform's own table. */
  readonly number: number | null
  readonly outcome: RetentionRow['outcome']
  readonly check: RetentionRow['check']
  /** How many the plan counted; null where that cannot be counted. Not in version 1. */
  readonly count?: number | null
  readonly article: string | null
  readonly letter: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  /** Null: it was not read, because it cannot be, or there was nothing of it. */
  readonly reading: CertifiedReading | null
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

/** A published batch of heads in which the chain stood, up to its entry `n`. */
export interface NamedAnchor {
  readonly number: number
  /** ISO 8601. */
  readonly at: string
  readonly hash: Hash
  readonly n: number
}

/** An organisation that received data of the subject, and whether it was told to erase it. */
export interface CertifiedRecipient {
  readonly id: string
  /** As it was registered; organisations, no persons. */
  readonly name: string
  readonly told: 'told' | 'given-up' | 'waiting'
  /** ISO 8601; null while it waits. */
  readonly at: string | null
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
  /** In the order of their numbers. Not in version 1. */
  readonly anchors?: readonly NamedAnchor[]
  /** To whom the data had been disclosed (Article 19 GDPR). Not in version 1, and absent where there is nobody. */
  readonly recipients?: readonly CertifiedRecipient[]
  /** The whole chain from its first entry, and the hash of the last. */
  readonly chain: readonly Entry[]
  readonly head: Hash
  readonly drawnAt: string
}

/** A certificate as it lies in a file. The signature is over the canonical JSON of everything but itself. */
export interface SignedCertificate {
  readonly lethe: 'certificate'
  /** 1 states no counts and names no batches; it goes on being verified. */
  readonly version: 1 | 2
  readonly certificate: Certificate
  readonly signedBy: { readonly keyId: string; readonly publicKey: string }
  /** Ed25519, 64 bytes, base64url. */
  readonly signature: string
}
