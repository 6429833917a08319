import type { IdentifierKind } from '../../../../adapters/contract.ts'
import type { Ground } from '../../../erasure/demand/demand.ts'
import type { HeldItem } from '../../../erasure/held.ts'
import type { Role } from '../bodies.ts'

/** Who answers for a hold: a named person, or whoever has a role. */
export type HoldOwner = { readonly person: string } | { readonly role: Role }

/** What the platform said when it was asked who is meant. */
export interface HoldLookup {
  /**
   * `found`: the accounts that were named are held by every alias of theirs. `nobody`, `several`: the hold stands on what
   * was said. `not-yet`: the platform could not be asked; everything destructive there waits until it could.
   */
  readonly is: 'found' | 'nobody' | 'several' | 'not-yet'
  readonly accounts: number
  readonly at: string
  /** Code of why it could not be asked, else null. */
  readonly because: string | null
}

/** That somebody asked for a hold to be lifted, and why. */
export interface HoldLift {
  readonly askedBy: string
  readonly askedAt: string
  readonly sealedNote: string | null
}

/**
 * A legal ground that suspends erasure. Keyed by hashes of every identifier of the subject that is known. What a hold
 * from before has not: items (the whole account), an owner (whoever placed it), a lookup (it stands on what was said).
 */
export interface HoldBody {
  readonly platform: string
  readonly aliases: readonly string[]
  readonly identifierKinds: readonly IdentifierKind[]
  readonly items?: readonly HeldItem[]
  readonly ground: Ground
  readonly owner?: HoldOwner
  readonly by: string
  readonly placedAt: string
  readonly reviewAt: string | null
  /** Who looked at it last, and when. */
  readonly reviewed?: { readonly by: string; readonly at: string } | null
  /** For which review date the owner was reminded. */
  readonly remindedOf?: string | null
  readonly sealedNote: string | null
  /** Who is meant, sealed, until the platform has said which account that is. */
  readonly sealedIdentifiers?: string | null
  readonly lookup?: HoldLookup
  readonly lift?: HoldLift | null
  readonly releasedAt: string | null
  /** Who agreed to the lifting, or lifted it alone where the site has set the number to one. */
  readonly releasedBy: string | null
}

/** What it suspends. */
export const itemsOf = ({ items }: HoldBody): readonly HeldItem[] =>
  items === undefined || items.length === 0 ? [{ kind: 'account' }] : items

/** Who answers for it. */
export const ownerOf = ({ owner, by }: HoldBody): HoldOwner => owner ?? { person: by }

/** Nothing that a resolved account has would be found by it: an id of another system alone. */
const isBlind = ({ identifierKinds }: HoldBody): boolean => identifierKinds.every(kind => kind === 'external-id')

/** Whether nobody can say yet whom it protects: it may be anybody on its platform. */
export const isIncomplete = (body: HoldBody): boolean =>
  body.lookup !== undefined && (body.lookup.is === 'not-yet' || (body.lookup.is !== 'found' && isBlind(body)))

/** Whether the review of a hold in force is past. @param now ISO 8601 */
export const isDueForReview = ({ reviewAt, releasedAt }: HoldBody, now: string): boolean =>
  releasedAt === null && reviewAt !== null && reviewAt <= now
