import type { components } from '../../openapi/types/lethe.ts'

/** What is asked of the institution's identity provider. */
export interface SignInVerbs {
  /** Whether nobody on the way can read what is sent to an address. */
  isSafeWay(url: string): boolean
  /** Where the provider sends people back to. */
  redirectUri(): string
  /** What it says of itself. Throws `identity-provider-not-set`, `…-refuses`, `…-unavailable`. */
  test(): Promise<components['schemas']['ProviderReport']>
}
