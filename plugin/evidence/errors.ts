/** Why an entry or a certificate could not be made. Each is a fault of the caller; nothing was written. */
export type EvidenceErrorCode =
  | 'evidence-kind-unknown'
  | 'evidence-field-not-allowed'
  | 'evidence-value-not-allowed'
  | 'evidence-not-canonical'
  | 'evidence-salt-wrong'
  | 'certificate-inconsistent'

/** Thrown by `evidence`. `where` names a kind and field, or a fault code; never a value, which could be a name. */
export class EvidenceError extends Error {
  readonly code: EvidenceErrorCode
  readonly where: string

  constructor(code: EvidenceErrorCode, where: string) {
    super(`${code}: ${where}`)
    this.name = 'EvidenceError'
    this.code = code
    this.where = where
  }
}
