/** Why the vault or the keys folder said no. Stable, explained in `plugin/guides/start-and-commands.md`. */
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
  /** A key that this data was sealed with is not in the folder: put the folder back, new keys open nothing. */
  | 'keys-missing'
  /** The key is not the one that this data was sealed with. */
  | 'keys-foreign'
  /** A month that is not over cannot be retired: new requests are still wrapped by its key. */
  | 'key-still-current'
  /** Notes in signals lie under it that no step has folded in: its end would lose them. */
  | 'notes-not-folded'

const advice: Readonly<Partial<Record<VaultErrorCode, string>>> = {
  'keys-inside-data':
    'the keys folder lies in the data folder; set LETHE_KEYS to a folder outside of it and of its backups',
  'keys-too-open': 'nobody but the user of the sidecar may read the keys folder (chmod -R go= on it)',
  'keys-damaged': 'put this file of the keys folder back as it was',
  'keys-missing': 'put the keys folder of this data back: new keys would find no hold and open nothing',
  'keys-foreign': 'the keys folder belongs to other data: set LETHE_KEYS and LETHE_DATA to two that belong together'
}

/** Thrown by `vault`. `about` is a file name, month or compartment; never content. */
export class VaultError extends Error {
  readonly code: VaultErrorCode
  readonly about: string

  constructor(code: VaultErrorCode, about: string) {
    super([`${code}: ${about}`, advice[code]].filter(Boolean).join(': '))
    this.name = 'VaultError'
    this.code = code
    this.about = about
  }
}
