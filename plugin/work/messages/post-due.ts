import { dayMs } from '../../durations.ts'
import { later } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import type { Post } from '../../erasure/post.ts'
import { keepDeadLetter } from '../../store/records/endpoints/dead-letters.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'
import { afterFailure, codeOf, paceOfEndpoints } from './after-try.ts'
import { recipientTold } from './message-told.ts'

/** Longest that a receiver's `Retry-After` is kept to. */
const longestAskedMs = dayMs

const tryOne = async (
  parts: WorkParts,
  { body }: ConnectedPlatform,
  { request, work }: HeldRequest,
  post: Post,
  now: string
): Promise<Post> => {
  try {
    await parts.deliver!(post, request, work, body)
    return { ...post, state: 'sent', sentAt: now, tries: post.tries + 1, failure: null }
  } catch (error) {
    const after = afterFailure({ ...post, failure: codeOf(error) }, error, paceOfEndpoints, parts.random, now)
    const latest = later(now, longestAskedMs)
    return after.nextAt > latest ? { ...after, nextAt: latest } : after
  }
}

/** What could not be sent waits as a dead letter; a partner notice does not, since it would name the subject. */
const bury = async (parts: WorkParts, { id, request }: HeldRequest, posts: readonly Post[], now: string) => {
  for (const post of posts) {
    if (post.state !== 'given-up') continue
    parts.log.error(
      { request: id, message: post.kind, code: post.failure ?? 'not-taken', endpoint: post.endpoint },
      'a message to an organisation was given up'
    )
    if (post.kind === 'partner.erasure' || post.endpoint === null || post.failure === 'endpoint-removed') continue
    const letter = { endpoint: post.endpoint, request: id, platform: request.platform, post, failedAt: now }
    await keepDeadLetter(parts.store, letter)
  }
}

/** A recipient of the subject's data that was not told is put before people: the law wants it told (Article 19 GDPR). */
const missedTold = ({ state, recipient }: Post): readonly Told[] =>
  recipient === undefined || state !== 'given-up'
    ? []
    : [{ kind: 'finding', actor: 'lethe', data: { code: 'message-not-delivered', precondition: null } }]

/**
 * Sends what is due to endpoints and recipients, each receiver once and all side by side, within one time-out: who is
 * slow or down keeps nobody waiting. One commit holds what came of it.
 */
export const postDue = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  held: HeldRequest
): Promise<HeldRequest> => {
  const now = parts.clock.now().toISOString()
  const posts = held.request.posts ?? []
  const due = posts.filter(({ state, nextAt }) => state === 'due' && nextAt <= now)
  if (due.length === 0 || parts.deliver === undefined) return held
  const done = await Promise.all(due.map(post => tryOne(parts, connected, held, post, now)))
  await bury(parts, held, done, now)
  const after = new Map(done.map(post => [post.id, post]))
  return commit(parts, held, {
    request: { ...held.request, posts: posts.map(post => after.get(post.id) ?? post) },
    told: done.flatMap(post => (post.state === 'due' ? [] : [...recipientTold(post), ...missedTold(post)]))
  })
}
