import type { GatewayAnswer, Saying } from '../../../adapters/contract.ts'
import type { Demand } from '../../erasure/demand/demand.ts'
import { type Foreseen, isClear } from '../../erasure/foreseen.ts'
import type { SaidDemand } from '../../erasure/incoming.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { findCovering } from '../../store/records/covering-request.ts'
import { pausedBy } from '../../store/records/pause.ts'
import type { RequestDocument } from '../../store/records/requests.ts'
import { sealRequestNote } from '../../store/records/seals.ts'
import { forwardDemand } from './forward-demand.ts'
import { sayBlocked, sayKept, sayUnavailable } from './speak.ts'
import { actorOf, demandOf, incomingOf, languageOfCaller, type Taking } from './taking.ts'
import { waitForEnd } from './wait-for-end.ts'

/** As it will be once the password is taken or the link is followed. */
const provenOf = (demand: SaidDemand, at: string): SaidDemand =>
  demand.origin === 'self' ? { ...demand, proof: { kind: 'lms-password', at } } : demand

/** Whether a withdrawal of a demand lies there that nobody has folded in yet: what is asked after it is a new demand. */
const isTakenBack = ({ signals }: RequestDocument, { id }: Demand): boolean =>
  (signals as readonly { readonly signal: Signal }[]).some(
    ({ signal }) => signal.kind === 'withdraw' && (signal.demand === null || signal.demand === id)
  )

/** Tells the open request of the subject that they asked again, or stores a new one; answers its id. */
const keep = async (taking: Taking, open: string | null, at: string): Promise<string> => {
  const { parts, site, asking } = taking
  const document = open === null ? null : await parts.store.get<ErasureRequest>('request', open)
  const by = actorOf(parts, site, asking)
  const stands = (demand: Demand): boolean =>
    demand.by === by && demand.withdrawnAt === null && !isTakenBack(document!, demand)
  if (document?.body.demands.some(stands)) {
    // What a manager may read of themselves says nothing of whom they ask for.
    const facts = asking.origin === 'self' ? asking.caller.facts : {}
    const sealedFacts = sealRequestNote(parts.keys, document.id, JSON.stringify(facts))!
    const message = parts.random.uuid()
    await parts.store.signal('request', document.id, { kind: 'asked-again', by, at, message, sealedFacts })
    return document.id
  }
  return (await parts.accept(incomingOf(taking, at))).body.request!
}

/** Whether the last mail that asked whether it is them could not be sent. */
const isMailFailing = async ({ parts }: Taking, open: string | null): Promise<boolean> => {
  const document = open === null ? null : await parts.store.get<ErasureRequest>('request', open)
  const last = document?.body.outbox.findLast(({ kind }) => kind === 'confirm')
  return last !== undefined && (last.state === 'given-up' || (last.state === 'due' && last.tries > 0))
}

/** Why nobody could ask the subject whether it is them, once the page has said good-bye; null: they are asked by mail. */
const cannotBeAsked = async (taking: Taking, { open, isBegun }: Foreseen): Promise<string | null> => {
  const { parts, site, asking } = taking
  if (site.gateway.mode !== 'defer' || asking.origin !== 'self' || isBegun) return null
  if (!parts.hasMail) return 'no-mail-here'
  if (asking.subject.email === null) return 'no-address'
  return (await isMailFailing(taking, open)) ? 'mail-failing' : null
}

const keepAndSay = async (taking: Taking, foreseen: Foreseen, at: string): Promise<Saying> => {
  const { parts, site, asking } = taking
  // One that nobody has taken up yet is not resolved: it covers the subject all the same.
  const open = foreseen.open ?? (await findCovering(parts, site.platform, asking.subject))?.id ?? null
  const request = await keep(taking, open, at)
  const language = languageOfCaller(taking)
  if (!isClear(foreseen)) return sayBlocked(site, request, foreseen, language)
  return site.gateway.mode === 'wait' ? waitForEnd(taking, request) : sayKept(site, request, language)
}

/**
 * Takes a demand: looks what would become of it, and passes it on, keeps it, or stores it as blocked with every reason
 * told. Nothing is passed on before it is stored.
 * @throws PlatformError, StoreError
 */
export const takeDemand = async (taking: Taking): Promise<GatewayAnswer> => {
  const { parts, site, interception, call, asking, signal } = taking
  const say = (saying: Saying) => interception.say(saying, call, site.gateway)
  const language = languageOfCaller(taking)
  const paused = await pausedBy(parts.store, site.body)
  if (paused !== null) return say(sayUnavailable(paused, language))
  const at = parts.clock.now().toISOString()
  const foreseen = await parts.foresee(
    {
      platform: site.platform,
      subject: asking.subject,
      facts: asking.origin === 'self' ? asking.caller.facts : {},
      by: actorOf(parts, site, asking),
      demand: provenOf(demandOf(asking, at), at)
    },
    signal
  )
  if (foreseen === null) return say(sayUnavailable('platform-down', language))
  // Asked again with a session that outlived the lock: the platform would call the password wrong.
  const isForwarded = site.gateway.mode === 'forward' && !foreseen.isBegun
  if (isClear(foreseen) && isForwarded) return forwardDemand(taking, foreseen, at)
  const unasked = isClear(foreseen) ? await cannotBeAsked(taking, foreseen) : null
  if (unasked !== null) return say(sayUnavailable(unasked, language))
  return say(await keepAndSay(taking, foreseen, at))
}
