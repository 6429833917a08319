import { PlatformError } from '../../adapters/errors.ts'
import { hourMs } from '../durations.ts'
import { clockWakesAt } from '../erasure/deadline/near-deadline.ts'
import { decide } from '../erasure/decide.ts'
import { type Decision, later, type View } from '../erasure/decision.ts'
import { noteInvitationOver } from '../erasure/demand/invitation.ts'
import { leadingDemand } from '../erasure/demand/leading-demand.ts'
import { defaultPolicy, type Policy, resolvePolicy } from '../erasure/policy.ts'
import type { ErasureRequest, Reading } from '../erasure/request.ts'
import { isBeforeErasing, isEnd } from '../erasure/states.ts'
import { cancelWaits } from '../erasure/steps/leaving.ts'
import { subjectHash } from '../store/records/aliases.ts'
import { heldAliasesOf } from '../store/records/holds/in-force.ts'
import type { Claimed, Document, StoredSignal } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { confirmAction, confirmActions } from './actions/confirm-action.ts'
import { performActions, stepBackFrom, takeAsDone } from './actions/perform-actions.ts'
import { releasePlatform } from './actions/release-platform.ts'
import { keepBack } from './brake/keep-back.ts'
import { finish } from './finish.ts'
import { hear } from './hear.ts'
import { asStored, commit, type HeldRequest, openHeld, save } from './held-request.ts'
import { yieldSubject } from './joining/subject-taken.ts'
import { alert } from './messages/alert.ts'
import { sendDue } from './messages/outbox.ts'
import { postDue } from './messages/post-due.ts'
import { waitingIn } from './messages/waiting-messages.ts'
import { move } from './move.ts'
import { answerObjections } from './objections.ts'
import { endAsTold } from './own-restore/end-as-told.ts'
import { planKnowledge } from './ownership/plan-knowledge.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'
import { askProviders } from './reading/ask-providers.ts'
import { look } from './reading/look.ts'
import { readPlatform } from './reading/read-platform.ts'
import { readRowsBack } from './reading/read-rows.ts'
import { nextTry } from './retry.ts'
import type { Turn } from './turn.ts'

/** `draining`: begin nothing new. `calling`: break off what is under way; its intent is left to the resume rule. */
export interface Stopping {
  readonly draining: AbortSignal
  readonly calling: AbortSignal
}

/** A request whose platform was removed waits, in case it comes back. */
const removedPlatformMs = hourMs

const policyOf = ({ body }: ConnectedPlatform, request: ErasureRequest): Policy =>
  resolvePolicy(body.kind, body.policy, leadingDemand(request).origin)

const foldSignals = async (
  parts: WorkParts,
  held: HeldRequest,
  connected: ConnectedPlatform,
  signals: readonly StoredSignal[]
): Promise<HeldRequest> => {
  if (held.work === null) return held
  const folded = await hear(parts, connected, { id: held.id, request: held.request, work: held.work }, signals)
  const now = parts.clock.now().toISOString()
  const answered = answerObjections({ parts }, held.request, folded.request, now)
  const { invitationMs } = policyOf(connected, answered)
  return {
    ...held,
    request: noteInvitationOver(answered, invitationMs, now),
    work: folded.work,
    folded: signals.at(-1)?.n ?? held.folded,
    told: [...held.told, ...folded.happenings]
  }
}

/** What others have said since the last fold, also while an action was under way; and the deadline as it now is. */
const listen = async (parts: WorkParts, held: HeldRequest, connected: ConnectedPlatform): Promise<HeldRequest> => {
  const said = await parts.store.signals('request', held.id)
  const unheard = said.filter(({ n }) => n > held.folded)
  return foldSignals(parts, held, connected, unheard)
}

const read = async (
  { parts, connected, signal }: Turn,
  held: HeldRequest,
  view: View
): Promise<[HeldRequest, Reading]> => {
  const { reading, subject } = await readPlatform(
    connected.platform,
    held.work!,
    view.policy,
    leadingDemand(held.request).origin,
    view.now,
    await planKnowledge(parts, connected.id),
    signal
  )
  const known = subject === null ? [] : heldAliasesOf(parts.keys, connected.id, subject)
  const request = {
    ...held.request,
    aliases: [...new Set([...held.request.aliases, ...known])],
    subject: subject === null ? held.request.subject : subjectHash(parts.keys, connected.id, subject)
  }
  const work = { ...held.work!, subject, reading }
  const told = await askProviders(parts, connected, { id: held.id, request, work }, reading, signal)
  return [{ ...held, request, work: { ...work, reading: told } }, told]
}

const wait = async ({ parts }: Turn, held: HeldRequest, until: string | null): Promise<void> => {
  const clockAt = clockWakesAt(held.request, parts.clock.now().toISOString())
  const dueAt = [until, clockAt, ...waitingIn(held.request).all].filter(at => at !== null).sort()[0] ?? null
  // While actions are carried out, how often one has failed is forgotten only when it has an outcome; and who has to
  // cancel at the platform stays on view until somebody has.
  const isKept = !isBeforeErasing(held.request.state) || held.request.waiting?.code === cancelWaits
  const waiting = isKept ? held.request.waiting : null
  await commit(parts, held, { request: { ...held.request, asked: null, waiting }, told: [], dueAt, release: true })
}

/** Whoever takes messages may be slow: what was learned is stored before. */
const sendAll = async ({ parts, connected }: Turn, held: HeldRequest): Promise<HeldRequest> => {
  const now = parts.clock.now().toISOString()
  const isDue = waitingIn(held.request).all.some(at => at <= now)
  const saved = isDue ? await save(parts, held) : held
  return postDue(parts, connected, await sendDue(parts, connected, saved))
}

/** The platform could not be asked: nothing is known and nothing is lost; the pace slows down. */
const postponeReading = async ({ parts, connected }: Turn, held: HeldRequest, error: PlatformError): Promise<void> => {
  const policy = policyOf(connected, held.request)
  const now = parts.clock.now().toISOString()
  const waiting = nextTry(held.request.waiting, error.code, policy, error.retryAfterMs, parts.random, now)
  parts.log.info({ request: held.id, code: error.code, tries: waiting.tries }, 'platform unavailable')
  await commit(parts, held, { request: { ...held.request, waiting }, told: [], dueAt: waiting.nextAt, release: true })
}

/** Outcomes that are stored nowhere yet. */
const unsavedOutcomes = ({ request, stored }: HeldRequest): readonly string[] =>
  request.actions.flatMap(({ action, outcome }) => {
    const before = stored.actions.find(each => each.action === action)
    return outcome !== null && before?.outcome == null ? [action] : []
  })

/**
 * Whether what was learned may still wait for the next commit. Moves and intents write it with their own; readings change
 * nothing, and what they wait for is read again where it got lost, unless that would put it before people.
 */
const mayWait = ({ connected }: Turn, held: HeldRequest, { do: next }: Decision): boolean => {
  if (next === 'move' || next === 'perform') return true
  if (next !== 'confirm-all' && next !== 'read-rows') return false
  const { actions } = connected.platform
  return unsavedOutcomes(held).every(id => actions.find(action => action.id === id)?.repeat !== 'never')
}

/** Does what was decided; answers the request as it now is, or null when it was let go. */
const carryOut = async (turn: Turn, held: HeldRequest, view: View, decision: Decision): Promise<HeldRequest | null> => {
  switch (decision.do) {
    case 'move':
      return move(turn, held, view, decision)
    case 'perform':
      return performActions(turn, held, view, decision.actions)
    case 'take-as-done':
      return takeAsDone(turn, held, view, decision.action)
    case 'step-back':
      return stepBackFrom(turn, held, view, decision.action)
    case 'confirm':
      return confirmAction(turn, held, view, decision.action)
    case 'confirm-all':
      return confirmActions(turn, held, view, decision.actions)
    case 'read-rows':
      return readRowsBack(turn, held, view)
    case 'alert':
      return alert(turn, held, view, decision)
    case 'keep-back':
      return keepBack(turn, held, decision.because)
    case 'release':
      return releasePlatform(turn, held)
    default:
      return held
  }
}

/**
 * Carries one claimed request on as far as it goes now: fold what others said, decide, do, commit, and again. A
 * restart in the middle decides again from what was committed.
 */
export const advance = async (parts: WorkParts, claimed: Claimed, stopping: Stopping): Promise<void> => {
  const document = claimed.document as Document<ErasureRequest>
  const connected = await parts.platforms.get(document.body.platform)
  const { keepWorkMs } = connected === null ? defaultPolicy : policyOf(connected, document.body)
  const opened = openHeld(parts, document, claimed.claim, keepWorkMs)
  const told = isEnd(opened.request.state) ? null : (parts.knownEnds?.endOf(opened.id) ?? null)
  if (told !== null) return finish(parts, connected, await endAsTold(parts, opened, told))
  if (isEnd(opened.request.state)) {
    const isJoined = opened.request.joinedTo !== null
    return finish(parts, connected, isJoined ? opened : { ...opened, folded: document.signals.at(-1)?.n ?? 0 })
  }
  if (connected === null) {
    const dueAt = later(parts.clock.now().toISOString(), removedPlatformMs)
    return void (await commit(parts, opened, { request: opened.request, told: [], dueAt, release: true }))
  }
  let turn: Turn = { parts, connected, signal: stopping.calling, draining: stopping.draining }
  let held = opened
  let reading: Reading | null = null
  try {
    while (!isEnd(held.request.state)) {
      // A pause and a new policy hold from the next action on.
      turn = { ...turn, connected: (await parts.platforms.get(connected.id)) ?? turn.connected }
      held = await sendAll(turn, held)
      if (stopping.draining.aborted) {
        held = await save(parts, held)
        return await parts.store.release('request', held.id, claimed.claim.token)
      }
      held = await listen(parts, held, turn.connected)
      const view = await look(parts, turn.connected, held.id, held.request, held.work!, reading)
      const decision = decide(view)
      if (decision.do === 'wait') return await wait(turn, held, decision.until)
      if (held.unsaved === 'outcome' && !mayWait(turn, held, decision)) held = await save(parts, held)
      if (decision.do === 'read') {
        ;[held, reading] = await read(turn, held, view)
        continue
      }
      const after = await carryOut(turn, held, view, decision)
      if (after === null) return
      held = after
    }
    await finish(parts, turn.connected, held)
  } catch (error) {
    if (error instanceof PlatformError) return postponeReading(turn, held, error)
    if (error instanceof StoreError && error.code === 'duplicate-key') {
      const before = held.unsaved === undefined ? held : await listen(parts, asStored(held), turn.connected)
      const joined = await yieldSubject(turn, before, held.request.subject!, policyOf(turn.connected, before.request))
      return joined === null ? undefined : finish(parts, turn.connected, joined)
    }
    throw error
  }
}
