/** What records need of the keys: exact keyed hashes for the index, and sealing of secrets and notes bound to a purpose. */
export interface Seals {
  /** Keyed hash of a value, for one purpose only; lower-case and safe as a file name or index key. */
  hashForIndex(purpose: string, value: string): string
  /** Seals a secret of the site; it opens under the same purpose only. */
  sealSecret(purpose: string, text: string): string
  openSecret(purpose: string, sealed: string): string
  /** Seals free text of people under the key of the month, so that copies of it die with that key. */
  sealNote(purpose: string, text: string): string
  openNote(purpose: string, sealed: string): string
}

const ofRequest = (request: string): string => `note:${request}`

/** Seals what a person wrote about a request, so that it can lie in a signal until it is folded in. */
export const sealRequestNote = (seals: Seals, request: string, note: string | undefined): string | null =>
  note === undefined ? null : seals.sealNote(ofRequest(request), note)

/** Opens what `sealRequestNote` sealed. Throws `vault-key-missing` once the key of its month is retired. */
export const openRequestNote = (seals: Pick<Seals, 'openNote'>, request: string, sealed: string): string =>
  seals.openNote(ofRequest(request), sealed)
