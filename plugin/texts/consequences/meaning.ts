import type { Facts, Plan, PlatformKind } from '../../../adapters/contract.ts'
import { type TimeItTakes, timeItTakes } from '../../erasure/deadline/time-it-takes.ts'
import type { Copy } from '../../erasure/demand/demand.ts'
import type { Policy } from '../../erasure/policy.ts'
import type { Block } from '../mails/block.ts'

/** What a deletion means for one subject on one platform: all that its consequences are worded from. */
export interface Meaning {
  readonly kind: PlatformKind
  readonly platform: string
  /** Names of other sites on which the account serves too. */
  readonly otherSites: readonly string[]
  /** Where the platform shows the subject what they may fetch. */
  readonly address: string
  /** Null: the platform did not say. `named` may be fewer than `count`. */
  readonly certificates: {
    readonly count: number
    readonly named: readonly { readonly title: string; readonly url: string | null }[]
  } | null
  /** Until when something can be fetched, as it is written in the reader's language; null: not known yet. */
  readonly until: string | null
  readonly time: TimeItTakes
  /** Last day of the legal period; null before it runs. */
  readonly deadlineOn: string | null
  readonly copy: Copy
  readonly privacyContact: string | null
  readonly privacyPolicyUrl: string | null
}

/** Words one part of the consequences. */
export type Word = (meaning: Meaning) => readonly Block[]

/** The consequences in one language: what is lost, what can be fetched before, and what else there is to know. */
export interface Words {
  readonly losses: Word
  readonly fetchFirst: Word
  readonly rest: Word
}

/** What the consequences are drawn from: the platform as it is registered, who answers for it, and what was read. */
export interface MeaningParts {
  readonly site: {
    readonly kind: PlatformKind
    readonly name: string
    readonly baseUrl: string
    readonly gateway?: { readonly publicUrl: string } | null
  }
  readonly controller: { readonly privacyContact: string | null; readonly privacyPolicyUrl: string | null }
  readonly policy: Policy
  readonly facts: Facts
  readonly plan: Plan | null
  readonly isAskedByOthers: boolean
  readonly copy: Copy
  readonly until: string | null
  readonly deadlineOn: string | null
}

/** Links lead below the platform's own public address, whatever a path says. */
const certificatesOf = (facts: Facts, address: string): Meaning['certificates'] => {
  const known = facts.certificates
  if (known?.is !== 'known') return null
  const { count, named } = known.value
  const url = (path: string) => `${address.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`
  return { count, named: named.map(({ title, path }) => ({ title, url: path === null ? null : url(path) })) }
}

/** Puts together what a deletion means for one subject. */
export const meaningOf = (parts: MeaningParts): Meaning => {
  const { site, controller, policy, facts, plan, isAskedByOthers, copy, until, deadlineOn } = parts
  const address = site.gateway?.publicUrl ?? site.baseUrl
  return {
    kind: site.kind,
    platform: site.name,
    otherSites: policy.otherSites,
    address,
    certificates: certificatesOf(facts, address),
    until,
    time: timeItTakes(policy, plan, isAskedByOthers),
    deadlineOn,
    copy,
    privacyContact: controller.privacyContact,
    privacyPolicyUrl: controller.privacyPolicyUrl
  }
}
