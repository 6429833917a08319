/** Why the vault or the keys folder said no. Stable, documented in the errors guide. */
export type VaultErrorCode =
  /** The key-encryption key that wraps it is retired, or was never in this folder. */
  | 'vault-key-missing'
  /** Another request, compartment, schema or purpose than it was sealed for; or tampered with. */
  | 'vault-opened-wrong'
  /** Its wrapped key was dropped on its stated date. */
  | 'vault-destroyed'
  /** The keys folder lies in the data folder (or is it): one backup would hold both. */
  | 'keys-inside-data'
  /** Somebody else than the owner may read the folder or a file in it. */
  | 'keys-too-open'
  /** A key file does not hold what it should. */
  | 'keys-damaged'
  /** A month that is not over cannot be retired: new requests are still wrapped by its key. */
  | 'key-still-current'

/** Thrown by `vault`. `about` is a file name, month or compartment; never content. */
export class VaultError extends Error {
  readonly code: VaultErrorCode
  readonly about: string

  constructor(code: VaultErrorCode, about: string) {
    super(`${code}: ${about}`)
    this.name = 'VaultError'
    this.code = code
    this.about = about
  }
}
