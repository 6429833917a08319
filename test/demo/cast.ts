import type { PlatformKind } from '../../adapters/contract.ts'
import type { Seed as OpenedxSeed } from '../../adapters/openedx/sandbox/index.ts'
import type { Seed as OpenolatSeed } from '../../adapters/openolat/sandbox/index.ts'

/** A platform of the cast: how its sandbox starts, and how it is registered. Addresses are added when it runs. */
export interface CastPlatform {
  readonly name: string
  readonly kind: PlatformKind
  /** Everybody and everything that is no part of the cast. */
  readonly seed: OpenedxSeed | OpenolatSeed
  readonly options: Readonly<Record<string, unknown>>
  readonly declarations: Readonly<Record<string, unknown>>
  readonly policy: Readonly<Record<string, unknown>>
}

/** Who may send webhooks for which platform; the other fields are those of the API. */
export interface CastSource {
  readonly name: string
  readonly platform: string
  readonly [field: string]: unknown
}

/** One signed demand; what is left out makes it a proven demand of the subject. */
export interface CastDemand {
  readonly source: string
  readonly origin?: string
  readonly proof?: 'fresh-sign-in' | 'lms-password' | 'mail-code' | 'lms-session' | null
  readonly mandate?: Readonly<Record<string, unknown>>
  readonly acknowledged?: boolean
}

/** What somebody of the cast holds in the sandbox at the end: fields of a membership, or course and role. */
export interface CastHolding {
  readonly person: number
  readonly of: number | string
  readonly role: string
}

/** How it must end. */
export interface CastExpected {
  /** Of the sandbox: gone with the right tombstone, or as it was before in every field. */
  readonly ends: 'erased' | 'untouched'
  /** First and last name in the sandbox after an erasure. */
  readonly names?: 'kept' | 'removed'
  /** Who holds in the sandbox what the person held alone. */
  readonly holds?: readonly CastHolding[]
  /** States of the requests, in alphabetical order; none where nobody demands. */
  readonly states: readonly string[]
  /** Codes of what stands in the way, in alphabetical order. */
  readonly blockers?: readonly string[]
  /** How many mails arrive for the person. */
  readonly mails: number
}

/** One of the cast. */
export interface CastPerson {
  readonly id: string
  readonly story: string
  readonly platform: string
  /** Entry of the sandbox's seed. */
  readonly account: Readonly<Record<string, unknown>>
  readonly demands: readonly CastDemand[]
  /** A legal hold is placed before the demand. */
  readonly hold?: true
  /** A second person agrees, by fingerprint, when asked. */
  readonly approve?: true
  /** The source takes its demand back as soon as the cool-off runs. */
  readonly withdraw?: true
  readonly expected: CastExpected
}

/** A whole cast file. */
export interface Cast {
  readonly platforms: readonly CastPlatform[]
  readonly sources: readonly CastSource[]
  readonly people: readonly CastPerson[]
}

/** The platform's id of an account: `key` on OpenOlat, `id` on Open edX. */
export const accountId = ({ account }: CastPerson): string => String(account.key ?? account.id)

/** The two identifiers of different kinds by which a demand names somebody. */
export function identifiersOf({ account }: CastPerson): readonly { kind: string; value: string }[] {
  const profile = account.profile as { email?: string } | undefined
  return [
    { kind: 'username', value: String(account.login ?? account.username) },
    { kind: 'email', value: String(profile?.email ?? account.email) }
  ]
}
