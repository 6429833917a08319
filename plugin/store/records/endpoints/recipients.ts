import type { IdentifierKind } from '../../../../adapters/contract.ts'

/** An organisation to which a platform discloses data of its people, and how it is told to erase (Article 19 GDPR). */
export interface RecipientBody {
  readonly id: string
  /** Of the organisation, as it stands in the certificate: never a person. */
  readonly name: string
  /** One of both: a mail address, or the id of an endpoint. */
  readonly mail: string | null
  readonly endpoint: string | null
  readonly language: 'en' | 'de'
  /** By which names it knows people: no more than it was given. */
  readonly identifiers: readonly IdentifierKind[]
}
