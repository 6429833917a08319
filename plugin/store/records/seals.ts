/** What records need of the keys: exact keyed hashes for the index, and sealing of secrets and notes bound to a purpose. */
export interface Seals {
  /** Keyed hash of a value, for one purpose only; lower-case and safe as a file name or index key. */
  hashForIndex(purpose: string, value: string): string
  /** Seals a text; it opens under the same purpose only. */
  sealSecret(purpose: string, text: string): string
  openSecret(purpose: string, sealed: string): string
}

/** Seals what a person wrote about a request, so that it can lie in a signal until it is folded in. */
export const sealNote = (seals: Seals, request: string, note: string | undefined): string | null =>
  note === undefined ? null : seals.sealSecret(`note:${request}`, note)

/** Opens what `sealNote` sealed. */
export const openNote = (seals: Seals, request: string, sealed: string): string =>
  seals.openSecret(`note:${request}`, sealed)
