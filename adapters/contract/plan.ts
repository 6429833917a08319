import type { OwnedObject } from './facts.ts'
import type { PlannedRow, Treatment } from './rows.ts'
import type { Identifier, Subject } from './subject.ts'

/** Who can take over by what they are to the object already, where the platform tells. */
export type SuccessorRole = 'co-owner' | 'coach' | 'organisation-manager'

/** Who takes over: one account, whoever has a role for the object, or one of several, in turn. */
export type SuccessorChoice = Identifier | { readonly role: SuccessorRole } | { readonly pool: readonly Identifier[] }

/** Names the account that takes over. The first rule that fits the object and names somebody who can wins. */
export interface SuccessorRule {
  /** Category of the object, or `*`. */
  readonly category: string
  /** Key of one object; absent: every object of the category. */
  readonly object?: string
  /** Key of the organisation that the object belongs to; absent: whichever. */
  readonly organisation?: string
  readonly successor: SuccessorChoice
}

/** What a site has decided about the deletion itself. */
export interface PlanPolicy {
  readonly successors: readonly SuccessorRule[]
  /** Where the platform keeps names of people with certain roles: `keep-name` leaves that to it. */
  readonly names: 'keep-name' | 'remove-name'
  /** Treatment per category where the platform leaves a choice. */
  readonly treatments: Readonly<Record<string, Treatment>>
}

/** A sole ownership and who takes it over. */
export interface HandOver {
  readonly object: OwnedObject
  /** Null with the problem: nobody is named; the one named is gone, blocked or leaving; no call of the release assigns. */
  readonly successor: Subject | null
  readonly problem: 'none-named' | 'not-living' | 'by-hand-only' | null
  /** Once the platform has begun to delete the account no call hands it over any more. */
  readonly beforeLock?: true
}

/** One row of the pipeline as it will run for this subject. */
export interface PlannedAction {
  readonly action: string
  readonly treatment: Treatment
  /** Counts per kind of thing, for people who approve. */
  readonly counts: Readonly<Record<string, number>>
  /** Whether a withdrawal after this action still has a way back on this platform as it is set up. */
  readonly reversible: boolean
  /** Whether the end of it can be read back; `cannot-tell` said beforehand does not make a request partial. */
  readonly readBack: 'independent' | 'same-service' | 'none'
  /** The action begins only this long after the outcome of each action named here. */
  readonly waits: readonly { readonly after: string; readonly ms: number }[]
}

/** What a withdrawal can still do after an action, told beforehand. */
export interface WayBack {
  readonly after: string
  readonly way: 'restored' | 'platform-cancel' | 'stays' | 'none'
}

/** What will be done for one subject: what people approve, and what every action is given. */
export interface Plan {
  readonly subject: Subject
  readonly names: 'keep-name' | 'remove-name'
  readonly actions: readonly PlannedAction[]
  readonly handOvers: readonly HandOver[]
  readonly privilegedRoles: readonly string[]
  readonly retained: readonly PlannedRow[]
  readonly wayBack: readonly WayBack[]
  /** What must be known to put things back or to read them back later (former status, states of the site). JSON. */
  readonly before: Readonly<Record<string, string | number | boolean | null>>
  /** How ownership was looked for: age of the list that was used beside live readings, and what nobody can list. */
  readonly ownership?: { readonly snapshotAt: string | null; readonly notDiscoverable: readonly string[] }
}
