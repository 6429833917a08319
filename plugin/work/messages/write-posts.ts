import { type EventKind, eventOf, type Post } from '../../erasure/post.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { State } from '../../erasure/states.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { listEndpoints } from '../../store/records/endpoints/endpoints.ts'
import type { WorkParts } from '../parts.ts'

/** One move of a request. */
export interface Moved {
  readonly from: State
  readonly to: State
  readonly because: string
}

/** Another look in between is nothing new: nobody is told twice in a row that a request stands where it stood. */
const isKnown = (posts: readonly Post[], endpoint: string, kind: EventKind, because: string): boolean => {
  const last = posts.findLast(post => post.endpoint === endpoint && post.kind !== 'partner.erasure')
  return last?.kind === kind && last.about.because === because
}

/** Whom a post goes to, and what of. */
type Addressed = Pick<Post, 'kind' | 'endpoint' | 'recipient' | 'about'>

const eventsOf = async (
  { store }: WorkParts,
  { from, to, because }: Moved,
  request: ErasureRequest
): Promise<readonly Addressed[]> => {
  const kind = eventOf(from, to)
  if (kind === null) return []
  const isFor = (source: string | null) => source === null || request.demands.some(({ by }) => by === source)
  return (await listEndpoints(store))
    .filter(({ body }) => body.disabled === null && body.events.includes(kind))
    .filter(({ body }) => body.platforms.length === 0 || body.platforms.includes(request.platform))
    .filter(({ body }) => isFor(body.source))
    .filter(({ id }) => !isKnown(request.posts ?? [], id, kind, because))
    .map(({ id }) => ({ kind, endpoint: id, about: { state: to, because, joinedTo: request.joinedTo } }))
}

const partnersOf = async ({ store }: WorkParts, request: ErasureRequest): Promise<readonly Addressed[]> => {
  const { state, because, joinedTo, platform } = request
  if (state !== 'completed' && state !== 'partially-completed') return []
  const recipients = (await store.get<PlatformBody>('platform', platform))?.body.recipients ?? []
  return recipients.map(({ id, name, endpoint }) => ({
    kind: 'partner.erasure',
    endpoint,
    recipient: { id, name },
    about: { state, because, joinedTo }
  }))
}

/**
 * What the moves of one commit tell organisations: the endpoints that asked for it, and at the end the recipients of the
 * subject's data. Written in the same commit; nothing where nothing moved.
 */
export const writePosts = async (
  parts: WorkParts,
  moves: readonly Moved[],
  request: ErasureRequest,
  now: string
): Promise<readonly Post[]> => {
  if (parts.deliver === undefined || moves.length === 0) return []
  const events = await Promise.all(moves.map(moved => eventsOf(parts, moved, request)))
  return [...events.flat(), ...(await partnersOf(parts, request))].map(addressed => ({
    ...addressed,
    id: parts.random.uuid(),
    state: 'due',
    createdAt: now,
    tries: 0,
    nextAt: now,
    sentAt: null,
    failure: null
  }))
}
