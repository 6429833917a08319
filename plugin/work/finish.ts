import { later } from '../erasure/decision.ts'
import type { Told } from '../erasure/fold.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { shelvedEntry, staysListedMs } from '../store/records/requests.ts'
import { destroy, type Sealed } from '../vault/sealing.ts'
import { type Also, commit, expiryOf, type HeldRequest } from './held-request.ts'
import { passOn } from './joining/pass-on.ts'
import { noticeTold, recipientTold } from './messages/message-told.ts'
import { sendDue } from './messages/outbox.ts'
import { postDue } from './messages/post-due.ts'
import { waitingIn } from './messages/waiting-messages.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'

/** Nobody can be told any more who was not told by now. */
const giveUp = (request: ErasureRequest): { readonly request: ErasureRequest; readonly told: readonly Told[] } => {
  const { outbox, posts = [] } = request
  const isLate = ({ state, kind }: { readonly state: string; readonly kind: string }) =>
    state === 'due' && !kind.startsWith('request.')
  const given = <Message extends { readonly state: string; readonly kind: string }>(message: Message): Message =>
    isLate(message) ? { ...message, state: 'given-up' } : message
  const told = [...outbox.filter(isLate).map(noticeTold), ...posts.filter(isLate).flatMap(recipientTold)]
  return {
    request: { ...request, outbox: outbox.map(given), ...(posts.length === 0 ? {} : { posts: posts.map(given) }) },
    told: told.map(each => ({ ...each, data: { ...each.data, state: 'given-up' } }))
  }
}

/** The request without its *work* compartment, and when it is looked at next. */
const withoutWork = (parts: WorkParts, request: ErasureRequest, sealed: Sealed): Also => {
  const late = giveUp(request)
  const destroyed = destroy(sealed, parts.clock)
  const { compartment, kek, destroyedAt: at } = destroyed.tombstone
  return {
    request: {
      ...late.request,
      vault: { ...request.vault, work: destroyed.sealed },
      keysDestroyed: [...request.keysDestroyed, { compartment, at }]
    },
    work: null,
    told: [...late.told, { kind: 'key-destroyed', actor: 'lethe', data: { compartment, kek } }],
    dueAt: waitingIn(request).events[0] ?? later(request.endedAt!, staysListedMs),
    release: true
  }
}

/**
 * What the commit of the end does with it where nobody is to be told anything that names the subject: the *work*
 * compartment is destroyed and the request let go. Null: messages wait for it.
 */
export const destroyAtOnce =
  (parts: WorkParts, { keepWorkMs }: HeldRequest) =>
  (request: ErasureRequest): Also | null =>
    waitingIn(request).all.length > 0
      ? null
      : withoutWork(parts, request, { ...request.vault.work!, expiresAt: expiryOf(request, keepWorkMs) })

/**
 * After the end: what is still in the outbox is sent, then the *work* compartment is destroyed, at the latest when it
 * expires; then the request goes to the shelf of its month. Signals that come now change nothing here.
 */
export const finish = async (
  parts: WorkParts,
  connected: ConnectedPlatform | null,
  ended: HeldRequest
): Promise<void> => {
  const heard = await passOn(parts, ended)
  const held = connected === null ? heard : await postDue(parts, connected, await sendDue(parts, connected, heard))
  const { request } = held
  const now = parts.clock.now().toISOString()
  const shelveAt = later(request.endedAt!, staysListedMs)
  if (held.work !== null) {
    const { expiresAt } = request.vault.work!
    const { personal, all } = waitingIn(request)
    if (personal.length === 0 || now >= expiresAt)
      return void (await commit(parts, held, withoutWork(parts, request, request.vault.work!)))
    const dueAt = [...all, expiresAt].sort()[0]!
    return void (await commit(parts, held, { request, told: [], dueAt, release: true }))
  }
  // Of a platform that was removed nobody is told any more.
  const events = connected === null ? [] : waitingIn(request).events
  if (now < shelveAt || events.length > 0) {
    const dueAt = events[0] ?? shelveAt
    return void (await commit(parts, held, { request, told: [], dueAt, release: true }))
  }
  const terms = { expected: held.revision, claim: held.claim.token, folded: held.folded }
  await parts.store.put('request', held.id, shelvedEntry(request), terms)
}
