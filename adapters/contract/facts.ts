/** An object (course, group, resource …) that only the subject owns. `title` is shown to people, never logged. */
export interface OwnedObject {
  readonly category: string
  readonly key: string
  readonly title: string
  /** Another system keeps this object and may undo what is changed here. */
  readonly managed?: boolean
}

/** What can be asked of a platform about a subject, and the shape of the answer. */
export interface FactValues {
  /** Login links at other providers, by the platform's own provider names. */
  'linked-logins': readonly { readonly provider: string }[]
  'password-usable': boolean
  'account-activated': boolean
  /** Open grading orders anywhere on the platform; the platform does not say whose. */
  'open-grading-orders': { readonly openAnywhere: number }
  /** Objects without another living owner. */
  'solely-owned': readonly OwnedObject[]
  /** Every object of which the subject sees themselves as an owner: not whether somebody else is one too. */
  'owner-roles': readonly OwnedObject[]
  /** `permanent`: the platform refuses. `ours`: an account that Lethe itself works with. */
  protection: { readonly permanent: boolean; readonly ours: boolean; readonly privilegedRoles: readonly string[] }
  'open-todos': { readonly count: number }
  /** Exam results, statements and the like that the deletion destroys, counted per kind. */
  'destroyed-records': Readonly<Record<string, number>>
  /** The platform's own account state, in the platform's words: `active`, `login-denied`, `pending-retirement`, … */
  'account-state': string
  /** When the platform's own deletion of this account was begun, by whomever; null: it was not. */
  'begun-at-platform': { readonly at: string } | null
  /** Certificates that the account has on the platform, with what it says of each; `count` may be more than are named. */
  certificates: { readonly count: number; readonly named: readonly Certified[] }
}

/** Something that a learner may want to fetch before it goes. `title` is shown to its owner alone, never logged. */
export interface Certified {
  readonly title: string
  /** Where it is shown, below the platform's own address; null where the platform does not say. */
  readonly path: string | null
}

/** The questions by name. */
export type FactName = keyof FactValues

/** Unknown is never yes: what could not be read says so, and why (a code, never a response body). */
export type FactAnswer<Name extends FactName> =
  | { readonly is: 'known'; readonly value: FactValues[Name]; readonly at: string }
  | { readonly is: 'unknown'; readonly because: string; readonly at: string }
  | { readonly is: 'not-answerable-here'; readonly because: string; readonly at: string }

/** What is known of one subject, as far as it was asked. */
export type Facts = { readonly [Name in FactName]?: FactAnswer<Name> }
