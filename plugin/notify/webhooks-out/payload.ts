import type { Identifier } from '../../../adapters/contract.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { Post } from '../../erasure/post.ts'
import type { ErasureRequest, Work } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { RecipientBody } from '../../store/records/endpoints/recipients.ts'
import type { Payload } from './send.ts'

/** An event: opaque ids and states. `message`: the id under which its own source sent the demand, while it is known. */
export const eventPayload = (
  { kind, createdAt, about }: Post,
  of: { readonly request: string; readonly platform: string; readonly message: string | null }
): Payload => ({ type: kind, timestamp: createdAt, data: { ...of, ...about } })

/** The names of the subject that a recipient needs to find them, and no others. */
export const identifiersFor = ({ identifiers }: RecipientBody, work: Work): readonly Identifier[] => {
  const { subject } = work
  const known: readonly (Identifier | null)[] =
    subject === null
      ? []
      : [
          { kind: 'platform-id', value: subject.id },
          { kind: 'username', value: subject.username },
          subject.email === null ? null : { kind: 'email', value: subject.email }
        ]
  const said = work.identifiers.filter(({ kind }) => !known.some(each => each?.kind === kind))
  return [...known, ...said].filter(each => each !== null && identifiers.includes(each.kind)) as Identifier[]
}

/** That somebody's data is to be erased where it was disclosed to (Article 19 GDPR). */
export const partnerPayload = (
  post: Post,
  request: ErasureRequest,
  platform: PlatformBody,
  identifiers: readonly Identifier[]
): Payload => ({
  type: post.kind,
  timestamp: post.createdAt,
  data: {
    request: request.id,
    platform: platform.name,
    ground: leadingDemand(request).ground,
    subject: { identifiers }
  }
})
