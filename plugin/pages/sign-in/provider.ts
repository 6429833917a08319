/** The institution's identity provider. */
export interface IdentityProvider {
  readonly isThere: boolean
}
