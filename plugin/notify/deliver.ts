import type { Post } from '../erasure/post.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import { Undelivered } from '../erasure/undelivered.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { readController } from '../store/records/controller.ts'
import type { EndpointBody } from '../store/records/endpoints/endpoints.ts'
import type { RecipientBody } from '../store/records/endpoints/recipients.ts'
import type { Document } from '../store/store.ts'
import type { PartnerContext } from '../texts/mails/partner.ts'
import { eventPayload, identifiersFor, partnerPayload } from './webhooks-out/payload.ts'
import { tellEndpoint, type WebhookParts } from './webhooks-out/send.ts'

/** What delivering works with. */
export interface DeliverParts extends WebhookParts {
  /** Asks a recipient by mail; null where no mail is configured. */
  readonly tellPartner:
    | ((address: string, language: RecipientBody['language'], id: string, about: PartnerContext) => Promise<void>)
    | null
}

/** What an endpoint that is switched off misses waits as a dead letter; whoever must be told (`mustKnow`) is tried on. */
const openEndpoint = async (
  { store }: DeliverParts,
  id: string,
  { mustKnow }: { readonly mustKnow: boolean }
): Promise<Document<EndpointBody>> => {
  const endpoint = await store.get<EndpointBody>('endpoint', id)
  if (endpoint === null) throw new Undelivered('endpoint-removed', { isFinal: true })
  if (endpoint.body.disabled !== null) throw new Undelivered('endpoint-disabled', { isFinal: !mustKnow })
  return endpoint
}

/** The id under which the source of an endpoint sent its demand; null for other endpoints, and once it is forgotten. */
const messageOf = ({ body }: Document<EndpointBody>, { demands }: ErasureRequest, work: Work | null): string | null => {
  const own = demands.filter(({ by }) => body.source !== null && by === body.source).map(({ id }) => id)
  return work?.messageIds?.find(({ demand }) => own.includes(demand))?.id ?? null
}

const tellRecipient = async (
  parts: DeliverParts,
  post: Post,
  request: ErasureRequest,
  work: Work | null,
  platform: PlatformBody
): Promise<void> => {
  const recipient = platform.recipients?.find(({ id }) => id === post.recipient?.id)
  if (recipient === undefined) throw new Undelivered('recipient-removed', { isFinal: true })
  // What names the subject is gone with its compartment: nobody can be told any more.
  if (work === null) throw new Undelivered('subject-forgotten', { isFinal: true })
  const identifiers = identifiersFor(recipient, work)
  if (identifiers.length === 0) throw new Undelivered('identifier-missing', { isFinal: true })
  if (recipient.endpoint !== null) {
    const endpoint = await openEndpoint(parts, recipient.endpoint, { mustKnow: true })
    return tellEndpoint(parts, endpoint, post.id, partnerPayload(post, request, platform, identifiers))
  }
  if (parts.tellPartner === null || recipient.mail === null) throw new Undelivered('mail-not-set')
  const controller = (await readController(parts.store)).name
  const about = { platform: platform.name, controller, identifiers, request: request.id }
  await parts.tellPartner(recipient.mail, recipient.language, post.id, about)
}

/** Sends one message to an organisation. Resolves when it was taken; throws `Undelivered`. */
export const deliver = async (
  parts: DeliverParts,
  post: Post,
  request: ErasureRequest,
  work: Work | null,
  platform: PlatformBody
): Promise<void> => {
  if (post.kind === 'partner.erasure') return tellRecipient(parts, post, request, work, platform)
  const endpoint = await openEndpoint(parts, post.endpoint!, { mustKnow: false })
  const of = { request: request.id, platform: request.platform, message: messageOf(endpoint, request, work) }
  await tellEndpoint(parts, endpoint, post.id, eventPayload(post, of))
}
