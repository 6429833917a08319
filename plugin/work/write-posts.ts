import { type EventKind, eventOf, type Post } from '../erasure/post.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { listEndpoints } from '../store/records/endpoints.ts'
import type { WorkParts } from './parts.ts'

type Before = Pick<ErasureRequest, 'state'>

/** Another look in between is nothing new: nobody is told twice in a row that a request stands where it stood. */
const isKnown = ({ posts = [], because }: ErasureRequest, endpoint: string, kind: EventKind): boolean => {
  const last = posts.findLast(post => post.endpoint === endpoint && post.kind !== 'partner.erasure')
  return last?.kind === kind && last.about.because === because
}

const eventsOf = async (
  { store }: WorkParts,
  before: Before,
  request: ErasureRequest
): Promise<readonly Pick<Post, 'kind' | 'endpoint'>[]> => {
  const kind = eventOf(before.state, request.state)
  if (kind === null) return []
  const isFor = (source: string | null) => source === null || request.demands.some(({ by }) => by === source)
  return (await listEndpoints(store))
    .filter(({ body }) => body.disabled === null && body.events.includes(kind))
    .filter(({ body }) => body.platforms.length === 0 || body.platforms.includes(request.platform))
    .filter(({ body }) => isFor(body.source))
    .filter(({ id }) => !isKnown(request, id, kind))
    .map(({ id }) => ({ kind, endpoint: id }))
}

const partnersOf = async (
  { store }: WorkParts,
  { state, platform }: ErasureRequest
): Promise<readonly Pick<Post, 'kind' | 'endpoint' | 'recipient'>[]> => {
  if (state !== 'completed' && state !== 'partially-completed') return []
  const recipients = (await store.get<PlatformBody>('platform', platform))?.body.recipients ?? []
  return recipients.map(({ id, name, endpoint }) => ({
    kind: 'partner.erasure',
    endpoint,
    recipient: { id, name }
  }))
}

/**
 * What a move tells organisations: the endpoints that asked for it, and at the end the recipients of the subject's
 * data. Written with the move, in the same commit; nothing where nothing moved.
 */
export const writePosts = async (
  parts: WorkParts,
  before: Before,
  request: ErasureRequest,
  now: string
): Promise<readonly Post[]> => {
  if (parts.deliver === undefined || before.state === request.state) return []
  const { state, because, joinedTo } = request
  return [...(await eventsOf(parts, before, request)), ...(await partnersOf(parts, request))].map(written => ({
    ...written,
    id: parts.random.uuid(),
    about: { state, because, joinedTo },
    state: 'due',
    createdAt: now,
    tries: 0,
    nextAt: now,
    sentAt: null,
    failure: null
  }))
}
