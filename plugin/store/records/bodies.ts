import type { GatewaySite, PlatformKind, Registration } from '../../../adapters/contract.ts'
import type { Ground, Origin } from '../../erasure/demand/demand.ts'
import type { PlatformPolicy } from '../../erasure/policy.ts'
import type { HashedPassword } from '../../vault/passwords.ts'
import type { RecipientBody } from './endpoints/recipients.ts'

/** A registered LMS instance. */
export interface PlatformBody {
  readonly kind: PlatformKind
  /** Said by the administrator; shown to people. */
  readonly name: string
  /** A stand-in with made-up people, and no site. Absent: a site. */
  readonly practice?: boolean
  readonly baseUrl: string
  /** Adapter options without their secrets, and the secrets (JSON of the options marked `writeOnly`), sealed. */
  readonly options: Readonly<Record<string, unknown>>
  readonly sealedSecrets: string
  readonly policy: PlatformPolicy
  /** Who lately let fewer people agree, and how many it had been by origin: theirs still need as many. */
  readonly lowered?: readonly LoweredApprovals[]
  /** How the platform's own page and clients reach Lethe; absent or null: no route leads here. */
  readonly gateway?: GatewayBody | null
  /** The secret address at which unsigned messages are taken as hints; absent or null: none. */
  readonly hints?: HintsBody | null
  /** To whom the platform discloses data of its people: told at the end of each erasure. Absent: nobody. */
  readonly recipients?: readonly RecipientBody[]
  /** Everything destructive is kept back while set. */
  readonly paused: { readonly at: string; readonly by: string; readonly because: string } | null
  /** Surprises of the last hour, by request: three from different requests stop the platform. */
  readonly surprises: readonly { readonly request: string; readonly at: string; readonly code: string }[]
  readonly registration: Registration
  readonly registeredAt: string
}

/** That somebody lowered how many must approve. */
export interface LoweredApprovals {
  readonly by: string
  readonly at: string
  readonly was: Readonly<Partial<Record<Origin, number>>>
}

/** A route of the operator's reverse proxy to Lethe. */
export interface GatewayBody extends GatewaySite {
  /** Keyed hash of the secret that the route sets in `X-Lethe-Route`. */
  readonly routeSecretHash: string
}

/** The secret of the address for hints, as a keyed hash, and who made it when. */
export interface HintsBody {
  readonly secretHash: string
  readonly madeAt: string
  readonly by: string
}

/** Who may send webhooks. */
export interface SourceBody {
  readonly name: string
  readonly types: readonly string[]
  readonly platforms: readonly string[]
  readonly origins: readonly Origin[]
  /** The source has a standing mandate (an identity manager): its demands need no mandate of their own. */
  readonly standingMandate: boolean
  readonly dailyCap: number
  /** Over this many in an hour, further requests are kept `accepted` until released. */
  readonly brakePerHour: number
  /** As much of the accounts known of a platform, and so many times the usual hour of the source, if that is less. */
  readonly brakePercent?: number
  readonly brakeTimesUsual?: number
  /** How many people must agree to release an hour, where that is more than the site asks for everywhere. */
  readonly releasersNeeded?: number
  /** Hours in which the brake kept something back, and whether somebody was told; the oldest go first. */
  readonly trips?: readonly BrakeTrip[]
  /** Since when demands of origin `identity-manager` are carried out; null or absent: they are only looked at. */
  readonly liveSince?: string | null
  /** What it may do by SCIM; null or absent: nothing. */
  readonly scim?: ScimTerms | null
  readonly brakeReleases: readonly { readonly by: string; readonly at: string; readonly hour: string }[]
  /** Several live secrets for rotation; sealed, shown once when made. */
  readonly secrets: readonly {
    readonly id: string
    readonly sealed: string
    readonly createdAt: string
    readonly expiresAt: string | null
  }[]
  /** Who added it and who made it a new secret or token: they could send by it. Absent: nobody wrote down who added it. */
  readonly addedBy?: string
  readonly rotatedBy?: readonly string[]
  readonly createdAt: string
}

/** An hour (`YYYY-MM-DDTHH`, UTC) in which the brake of a source kept something back. */
export interface BrakeTrip {
  readonly hour: string
  readonly at: string
  /** Over how many. */
  readonly limit: number
  /** When the alarm went out by mail; null: it did not, or no mail is set up. */
  readonly toldAt: string | null
}

/** How an identity manager speaks SCIM to us. */
export interface ScimTerms {
  /** What `active: false` means: deactivating is not deleting, unless somebody says that here it is. */
  readonly deactivation: 'erase' | 'ignore'
  /** What the identity manager calls a user by: the name on the platform, or the address there. */
  readonly namedBy: 'username' | 'email'
  /** What its demands rest on; a source says it once, because SCIM cannot. */
  readonly ground: Ground
  /** Keyed hashes of its bearer secrets, for rotation; each is shown once when made. */
  readonly tokens: readonly {
    readonly id: string
    readonly hash: string
    readonly createdAt: string
    readonly expiresAt: string | null
  }[]
}

/** What a person may do; the table is `plugin/api/permissions.ts`. */
export type Role = 'user-manager' | 'administrator' | 'system-administrator' | 'privacy-officer' | 'auditor'

/** What a token may be made for: a role of its person, or, without any, only to read the figures for a monitor. */
export type Scope = Role | 'metrics'

/** A named person who works with Lethe. The name lies here and nowhere else; evidence holds the id. */
export interface PersonBody {
  readonly name: string
  readonly roles: readonly Role[]
  /** Their own accounts on the platforms, by the platforms' ids; absent: none is known. */
  readonly accounts?: readonly { readonly platform: string; readonly id: string }[]
  /** Platforms on which they said to have no account. */
  readonly withoutAccount?: readonly string[]
  /** Who let them in; null: they were there at the first start; absent: nobody wrote it down. */
  readonly addedBy?: string | null
  /** Who said that this is a human being of their own, other than who let them in. */
  readonly vouchedBy?: readonly { readonly by: string; readonly at: string }[]
  /** Who gave them a way in (a password, an account of the identity provider) in their place, and when: the last of each. */
  readonly letInBy?: readonly { readonly by: string; readonly at: string }[]
  /** What they sign in with here; absent: they have no password. The name is in lower case and one person's. */
  readonly password?: {
    readonly signInName: string
    readonly hash: HashedPassword
    /** Who set it last: the person, or somebody in their place. */
    readonly by: string
    readonly at: string
  }
  /** Whom the institution's identity provider calls them: keyed hash of issuer and subject; absent: nobody. */
  readonly identity?: { readonly hash: string; readonly at: string }
  /** No human being: acts for a file of the installation and agrees to nothing. */
  readonly isSystem?: true
  readonly createdAt: string
  readonly disabledAt: string | null
}

/** What a person acts by: an API token, or a session of the pages. What they carry is its id, checked against this. */
export interface TokenBody {
  readonly person: string
  readonly label: string
  /**
   * Whether a human being acts by it, or a system in their name, which agrees to nothing; absent: a human being. A
   * `session` is a human being at the pages, and no API token.
   */
  readonly kind?: 'person' | 'machine' | 'session'
  /** The roles that it has of its person's, and `metrics`: it reads the figures; absent: all that they have. */
  readonly scopes?: readonly Scope[]
  /** When a session was last used, to the minute. */
  readonly usedAt?: string
  /** Who made it, and so has had it in hand; absent: nobody wrote it down. */
  readonly madeBy?: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
}

/** What a named administrator states of a site, with an expiry. */
export interface DeclarationBody {
  readonly platform: string
  readonly about: 'invoices' | 'graders' | 'institution-providers' | 'course-teams'
  /** Invoices: whether any are issued. Providers: names. Graders, owners of courses: keyed hashes of identifiers. */
  readonly value: {
    readonly invoicesIssued?: boolean
    readonly providers?: readonly string[]
    readonly graderAliases?: readonly string[]
    readonly courseOwnerAliases?: readonly string[]
  }
  readonly by: string
  readonly at: string
  readonly expiresAt: string | null
}

/** A signed call that made no request: remembered so that a replay gets the same answer. */
export interface DeliveryBody {
  readonly source: string
  readonly type: string
  readonly at: string
  readonly answer: { readonly status: number; readonly body: Readonly<Record<string, unknown>> }
}
