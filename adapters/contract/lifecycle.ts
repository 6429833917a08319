import type { Outcome } from './action.ts'

/** By what people look for an account. `authentication`: the exact name at one provider of logins. */
export type SearchQuery =
  | { readonly by: 'login' | 'name' | 'external-id' | 'email'; readonly value: string }
  | { readonly by: 'authentication'; readonly provider: string; readonly value: string }

/** Where an account stands in its life, as far as the platform says it. Instants ISO 8601. */
export interface AccountStage {
  readonly id: string
  readonly bornAt: string
  readonly username: string | null
  readonly displayName: string | null
  readonly stage: 'permanent' | 'active' | 'login-denied' | 'pending' | 'deactivated'
  readonly expiresAt: string | null
  readonly deactivatedAt: string | null
}

/** A way in which the platform itself deactivates or deletes, beside us. */
export interface OwnLifecycle {
  readonly id: string
  /** What it does, in one sentence. */
  readonly does: string
  /** The platform's own setting that ends it, as it is written there; null: it cannot be ended. */
  readonly closedBy: string | null
}

/** The stages that accounts go through before they are deleted. */
export interface PlatformLifecycle {
  /** Complete, or it throws; deleted accounts and those that are not ours to manage are left out. */
  accounts(which: 'all' | 'deactivated', signal: AbortSignal): AsyncIterable<AccountStage>
  /**
   * Takes the account out of use; it can be put back. `already-absent`: it was so. Throws `refused` with
   * `stage-changed` when the account is not at the stage any more that it was seen at.
   */
  deactivate(account: AccountStage, signal: AbortSignal): Promise<Outcome>
  readonly own: readonly OwnLifecycle[]
}
