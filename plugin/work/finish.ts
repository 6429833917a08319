import { later } from '../erasure/decision.ts'
import { shelvedEntry } from '../store/records/requests.ts'
import { destroy } from '../vault/sealing.ts'
import { commit, type HeldRequest } from './held-request.ts'
import { sendDue } from './outbox.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'

/** An ended request stays in the lists for a day, then it is found on its shelf. */
const staysListedMs = 24 * 60 * 60 * 1000

const destroyWork = (parts: WorkParts, held: HeldRequest, dueAt: string): Promise<HeldRequest> => {
  const { sealed, tombstone } = destroy(held.request.vault.work!, parts.clock)
  const { compartment, kek, destroyedAt: at } = tombstone
  return commit(parts, held, {
    request: {
      ...held.request,
      vault: { ...held.request.vault, work: sealed },
      keysDestroyed: [...held.request.keysDestroyed, { compartment, at }]
    },
    work: null,
    told: [{ kind: 'key-destroyed', actor: 'lethe', data: { compartment, kek } }],
    dueAt,
    release: true
  })
}

/**
 * After the end: what is still in the outbox is sent, then the *work* compartment is destroyed, at the latest when it
 * expires; then the request goes to the shelf of its month. Signals that come now change nothing.
 */
export const finish = async (
  parts: WorkParts,
  connected: ConnectedPlatform | null,
  ended: HeldRequest
): Promise<void> => {
  const held = connected === null ? ended : await sendDue(parts, connected, ended)
  const { request } = held
  const now = parts.clock.now().toISOString()
  const shelveAt = later(request.endedAt!, staysListedMs)
  if (held.work !== null) {
    const { expiresAt } = request.vault.work!
    const waiting = request.outbox.filter(({ state }) => state === 'due').map(({ nextAt }) => nextAt)
    if (waiting.length === 0 || now >= expiresAt) return void (await destroyWork(parts, held, shelveAt))
    const dueAt = [...waiting, expiresAt].sort()[0]!
    return void (await commit(parts, held, { request, told: [], dueAt, release: true }))
  }
  if (now < shelveAt) return void (await commit(parts, held, { request, told: [], dueAt: shelveAt, release: true }))
  const terms = { expected: held.revision, claim: held.claim.token, folded: held.folded }
  await parts.store.put('request', held.id, shelvedEntry(request), terms)
}
