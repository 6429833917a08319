import type { AccountStage, Platform, Subject } from '../../../adapters/contract.ts'
import type { Accept } from '../../erasure/incoming.ts'
import type { WarningKind } from '../../texts/mails/warnings.ts'
import type { WorkParts } from '../parts.ts'

/** Which accounts a fact provider says are without activity; a code when nobody knows. */
export type AskInactive = (
  platform: { readonly id: string; readonly name: string },
  signal: AbortSignal
) => Promise<
  { readonly is: 'known'; readonly keys: readonly string[] } | { readonly is: 'unknown'; readonly because: string }
>

/** Tells somebody what is about to happen to their account; resolves when the mail server took it. */
export type Warn = (
  kind: WarningKind,
  subject: Subject,
  about: { readonly platform: string; readonly at: string | null; readonly id: string }
) => Promise<void>

/** What runs work with. */
export type LifecycleParts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'random' | 'platforms' | 'log'> & {
  readonly accept: Accept
  readonly askInactive: AskInactive
  /** Null where no mail is configured: then nobody can be warned, and nobody is deactivated who must be. */
  readonly warn: Warn | null
}

/** What is done with one account needs besides the parts. */
export interface Touching {
  readonly parts: LifecycleParts
  /** Id of the run. */
  readonly run: string
  readonly platform: Platform
  readonly platformId: string
  readonly platformName: string
  readonly account: AccountStage
  readonly signal: AbortSignal
}
