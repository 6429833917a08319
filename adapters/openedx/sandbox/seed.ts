import type { Release } from './releases.ts'
import type { Settings } from './settings.ts'

/** One account as a seed file gives it; what is left out gets an ordinary learner's value. */
export interface PersonSeed {
  readonly id?: number
  readonly username: string
  readonly email?: string
  readonly name?: string
  /** Null: an unusable one. */
  readonly password?: string | null
  readonly isActive?: boolean
  readonly isStaff?: boolean
  readonly isSuperuser?: boolean
  /** May read `/support/*` without being staff. */
  readonly isSupport?: boolean
  /** Holds the Django permission that cancelling needs of staff. */
  readonly mayCancel?: boolean
  /** ISO 8601. */
  readonly dateJoined?: string
  readonly language?: string
  readonly hasImage?: boolean
  /** Roles that are bound to no course: of an organisation, or of the whole site where that is null. */
  readonly wideRoles?: readonly { readonly org: string | null; readonly role: string }[]
  readonly links?: readonly { readonly provider: string; readonly providerId: string; readonly uid: string }[]
  readonly recoveryEmail?: string
  /** ISO 8601; null: never signed in. */
  readonly lastLogin?: string | null
  readonly proctoredAttempts?: number
  /** Licences assigned in the licence manager, and whether it has a user of that name. */
  readonly licences?: number
  readonly hasLicenceUser?: boolean
  /** Whether Credentials knows the account. */
  readonly hasCredentials?: boolean
  /** OAuth applications that the account owns. */
  readonly applications?: readonly string[]
  readonly enrolments?: readonly { readonly course: string; readonly mode?: string; readonly active?: boolean }[]
  readonly certificates?: readonly { readonly course: string }[]
  readonly notes?: number
  readonly wikiRevisions?: number
  /** Bodies of forum posts; null: the forum does not know the account. */
  readonly posts?: readonly string[] | null
}

/** One course run as a seed file gives it. */
export interface CourseSeed {
  readonly id: string
  readonly name?: string
  /** Usernames. */
  readonly instructors?: readonly string[]
  readonly staff?: readonly string[]
  /** The course was deleted; its enrolments are not seen by unenrol. */
  readonly deleted?: boolean
}

/** One content library as a seed file gives it: its team lives in authz (7). */
export interface LibrarySeed {
  /** Such as `lib:Lake:L1`. */
  readonly id: string
  /** Usernames of `library_admin`. */
  readonly admins?: readonly string[]
}

/** One OAuth application as a seed file gives it. */
export interface ClientSeed {
  readonly id: string
  readonly secret: string
  readonly owner: string
  readonly grant: 'client_credentials' | 'password'
}

/** What a sandbox starts with. */
export interface Seed {
  /** What differs between releases (9); single settings go before it. */
  readonly release?: Release
  readonly settings?: Partial<Settings>
  readonly people: readonly PersonSeed[]
  readonly courses?: readonly CourseSeed[]
  readonly libraries?: readonly LibrarySeed[]
  readonly clients?: readonly ClientSeed[]
}
