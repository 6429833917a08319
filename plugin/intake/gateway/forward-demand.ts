import type { FactName, Facts, Forwarded, GatewayAnswer, Saying } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { isBegunAtPlatform } from '../../erasure/begun-at-platform.ts'
import { later } from '../../erasure/decision.ts'
import type { Foreseen } from '../../erasure/foreseen.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { mayBegin, noteSwitchedOff, switchedOff } from '../../store/records/platforms/platforms.ts'
import { tellRequests } from '../../store/records/requests.ts'
import type { Language } from '../../texts/language.ts'
import { sayBlocked, sayRefused, sayUnavailable } from './speak.ts'
import { type Stopped, stoppedSince } from './stopped-since.ts'
import { actorOf, incomingOf, languageOfCaller, type Taking } from './taking.ts'

/** How long a stored demand is left to the call that is being passed on; then the platform is read by the worker. */
const settleMs = 120_000

/** A demand that is stored, while its call is passed on. */
interface Asked {
  readonly request: string
  readonly tell: (say: (demand: string, by: string, at: string) => Signal) => Promise<void>
}

/** What the platform may no longer tell of an account that it has locked. */
const knownBefore = ({ 'solely-owned': owned }: Facts): Facts =>
  owned?.is === 'known' ? { 'solely-owned': owned } : {}

/** What is said to the caller instead of the platform's answer, in their language and in the form of their page. */
const answerWith = (taking: Taking, say: (language: Language) => Saying): GatewayAnswer => {
  const { interception, call, site } = taking
  return interception.say(say(languageOfCaller(taking)), call, site.gateway)
}

const storeAsked = async (taking: Taking, foreseen: Foreseen, at: string): Promise<Asked> => {
  const { parts, site, asking } = taking
  const incoming = incomingOf(taking, at, later(at, settleMs))
  const facts = { ...incoming.asCaller?.facts, ...knownBefore(foreseen.facts) }
  const request = (await parts.accept({ ...incoming, asCaller: { at, facts } })).body.request!
  const by = actorOf(parts, site, asking)
  return {
    request,
    tell: async say => {
      const stored = (await parts.store.get<ErasureRequest>('request', request))!.body
      const signal = say(stored.demands[0]!.id, by, parts.clock.now().toISOString())
      // Woken early, by a hint or a hold, it may have joined another open request of the subject, and its demand with it.
      await tellRequests(parts.store, [stored.joinedTo ?? request], signal)
    }
  }
}

/** What is left of the call when the platform has answered, or has not. The password goes in any case. */
const passOn = async ({ interception, call, site, signal }: Taking): Promise<Forwarded | PlatformError> => {
  try {
    return await interception.forward(call, site.gateway, signal)
  } catch (error) {
    if (error instanceof PlatformError) return error
    throw error
  } finally {
    call.body.fill(0)
  }
}

/**
 * One fact as it is after the call. It begins with finding the account, as every look does: what was read before the
 * call may not count any more.
 */
const readAfter = async ({ parts, site, asking, signal }: Taking, name: FactName): Promise<Facts> => {
  try {
    const platform = (await parts.connect(site.platform))!
    const { id, bornAt } = asking.subject
    const found = await platform.find({ identifiers: [{ kind: 'platform-id', value: id }] }, signal)
    if (found.is !== 'one' || found.subject.bornAt !== bornAt) return {}
    return await platform.gather(found.subject, [name], signal)
  } catch (error) {
    if (error instanceof PlatformError) return {}
    throw error
  }
}

const hasBegun = async (taking: Taking): Promise<boolean | null> => {
  const facts = await readAfter(taking, 'begun-at-platform')
  return facts['begun-at-platform']?.is === 'known' ? isBegunAtPlatform(facts) : null
}

/** Whether the platform's no comes of an account without a password of its own: its page would say "wrong password". */
const lacksPassword = async (taking: Taking): Promise<boolean> => {
  const usable = (await readAfter(taking, 'password-usable'))['password-usable']
  return usable?.is === 'known' && !usable.value
}

const noPassword = {
  because: 'no-usable-password',
  verdicts: []
}

/**
 * The platform refuses everybody. Where Lethe may begin, the demand stays and is confirmed by a link; else it ends, and
 * the page of reasons says why.
 */
const settleSwitchedOff = async (taking: Taking, asked: Asked): Promise<GatewayAnswer> => {
  const { parts, site } = taking
  await noteSwitchedOff(parts.store, site.platform)
  await asked.tell((demand, by, at) =>
    mayBegin(site.body) ? { kind: 'recheck', by, at } : { kind: 'lapse', demand, by, at, because: switchedOff }
  )
  const stopped = { because: switchedOff, verdicts: [] }
  return answerWith(taking, language => sayBlocked(site, asked.request, stopped, language))
}

const settleRefusal = async (taking: Taking, asked: Asked, { answer, instead }: Forwarded): Promise<GatewayAnswer> => {
  if (instead === switchedOff) return settleSwitchedOff(taking, asked)
  // Pressed twice at once: the first call has taken the password or the session away, and the demand with it.
  const begun = [401, 403].includes(answer.status) ? await hasBegun(taking) : null
  if (begun === true) {
    await asked.tell((demand, by, at) => ({ kind: 'lapse', demand, by, at, because: 'platform-refused-call' }))
    return answerWith(taking, () => ({ is: 'done' }))
  }
  if (begun === false && (await lacksPassword(taking))) {
    await asked.tell((_, by, at) => ({ kind: 'recheck', by, at }))
    return answerWith(taking, language => sayBlocked(taking.site, asked.request, noPassword, language))
  }
  await asked.tell((demand, by, at) => ({ kind: 'lapse', demand, by, at, because: 'platform-refused-call' }))
  if (instead === undefined) return answer
  return answerWith(taking, language => sayRefused(instead, answer.status, language))
}

/** Nothing is passed on: the demand waits for what stops it, or is to be made again when the pause is over. */
const stayBack = async (taking: Taking, asked: Asked, { because, waits }: Stopped): Promise<GatewayAnswer> => {
  taking.call.body.fill(0)
  if (!waits) {
    await asked.tell((demand, by, at) => ({ kind: 'lapse', demand, by, at, because }))
    return answerWith(taking, language => sayUnavailable(because, language))
  }
  await asked.tell((_, by, at) => ({ kind: 'recheck', by, at }))
  return answerWith(taking, language => sayBlocked(taking.site, asked.request, { because, verdicts: [] }, language))
}

/** A broken or doubtful answer is followed by reading, never by repeating. */
const settleDoubt = async (taking: Taking, asked: Asked, answer: GatewayAnswer | null): Promise<GatewayAnswer> => {
  if (await hasBegun(taking)) {
    await prove(asked)
    return answerWith(taking, () => ({ is: 'done' }))
  }
  // It may still be at work: the demand stays stored, and the worker reads again.
  return answer ?? answerWith(taking, language => sayUnavailable('answer-lost', language))
}

const prove = (asked: Asked): Promise<void> =>
  asked.tell((demand, by, at) => ({
    kind: 'prove',
    demand,
    by,
    proof: { kind: 'lms-password', at, answersDemand: true }
  }))

/**
 * Passes a demand on to the platform, which takes the password and begins. Stored before, so that nothing that the
 * platform begins is unknown here, and told afterwards what became of it.
 * @throws StoreError when it could not be stored: nothing was passed on
 */
export const forwardDemand = async (taking: Taking, foreseen: Foreseen, at: string): Promise<GatewayAnswer> => {
  const asked = await storeAsked(taking, foreseen, at)
  const stopped = await stoppedSince(taking, foreseen)
  if (stopped !== null) return stayBack(taking, asked, stopped)
  const forwarded = await passOn(taking)
  if (forwarded instanceof PlatformError) {
    if (forwarded.mayHaveHappened) return settleDoubt(taking, asked, null)
    await asked.tell((demand, by, now) => ({ kind: 'lapse', demand, by, at: now, because: 'platform-not-reached' }))
    return answerWith(taking, language => sayUnavailable('platform-down', language))
  }
  if (forwarded.means === 'cannot-tell') return settleDoubt(taking, asked, forwarded.answer)
  if (forwarded.means === 'not-done') return settleRefusal(taking, asked, forwarded)
  await prove(asked)
  return forwarded.answer
}
