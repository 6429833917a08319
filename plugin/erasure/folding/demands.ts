import type { Facts } from '../../../adapters/contract.ts'
import { type Demand, type MandateDetails, needsInvitation } from '../demand/demand.ts'
import type { OutboxMessage, Work } from '../request.ts'
import { endSuspension } from './clock.ts'
import { asking, changeDemand, type Fold, findDemand, happened, notSent, type Told, withNote } from './parts.ts'

/** Nothing, once the key of what was sealed is retired. */
const readFacts = (text: string): Facts => {
  try {
    return JSON.parse(text) as Facts
  } catch {
    return {}
  }
}

/** Each answer carries its own time: what is not said again stays what it was. */
const withCallersWord = (work: Work, at: string, facts: Facts): Work => {
  const known = work.asCaller?.facts ?? {}
  return { ...work, asCaller: { at, facts: { ...known, ...facts } } }
}

/** Nothing, once the key of what was sealed is retired. */
const withMandate = (work: Work, demand: string, text: string): Work => {
  try {
    const details = JSON.parse(text) as MandateDetails
    return { ...work, mandates: [...(work.mandates ?? []), { demand, ...details }] }
  } catch {
    return work
  }
}

/** A further demand for the same subject. */
export const demand: Fold<'demand'> = (signal, before, openNote) => {
  const { request } = before
  if (request.demands.some(known => known.id === signal.demand.id)) return before
  const note = signal.sealedNote === null ? null : openNote(signal.sealedNote)
  const { id, by, origin, ground, receivedAt, acceptedAt, mandate, copy } = signal.demand
  const said = signal.sealedFacts === undefined ? null : readFacts(openNote(signal.sealedFacts))
  const asked = said === null ? before.work : withCallersWord(before.work, acceptedAt, said)
  const work = signal.sealedMandate === undefined ? asked : withMandate(asked, id, openNote(signal.sealedMandate))
  return happened(
    before,
    {
      request: { demands: [...request.demands, signal.demand] },
      work: withNote(work, `demand ${id}`, acceptedAt, note)
    },
    {
      kind: 'demand-added',
      actor: by,
      data: {
        demand: id,
        origin,
        article: ground.article,
        letter: ground.letter,
        receivedAt,
        mandate: mandate?.kind ?? null,
        cannotAsk: mandate?.cannotAsk === true,
        copy: copy ?? 'not-said'
      }
    }
  )
}

/** Ends the withdrawer's own demand, or all. */
export const withdraw: Fold<'withdraw'> = (signal, before, openNote) => {
  const ends = (demand: Demand) =>
    demand.withdrawnAt === null && (signal.demand === null || demand.id === signal.demand)
  if (!before.request.demands.some(ends)) return before
  const demands = before.request.demands.map(demand => (ends(demand) ? { ...demand, withdrawnAt: signal.at } : demand))
  const told = before.request.demands
    .filter(ends)
    .map((demand): Told => ({ kind: 'demand-withdrawn', actor: signal.by, data: { demand: demand.id } }))
  const note = signal.sealedNote == null ? null : openNote(signal.sealedNote)
  const work = withNote(before.work, 'withdrawal', signal.at, note)
  return { request: { ...before.request, demands }, work, happenings: [...before.happenings, ...told] }
}

/** The subject has proven to be the one who asks. */
export const prove: Fold<'prove'> = ({ demand: id, by, proof }, before) => {
  const known = findDemand(before, id)
  if (known === undefined || known.proof?.answersDemand) return before
  const data = { demand: id, proof: proof.kind }
  const proven = changeDemand(before, id, { proof }, { kind: 'proven', actor: by, data })
  return endSuspension(proven, by, proof.at, 'proven')
}

/** Nobody meant it, or nobody could prove it: it counts as withdrawn. */
export const lapse: Fold<'lapse'> = ({ demand: id, by, at, because }, before) => {
  if (findDemand(before, id) === undefined) return before
  const data = { demand: id, because }
  return changeDemand(before, id, { withdrawnAt: at, lapsed: because }, { kind: 'lapsed', actor: by, data })
}

/** How soon another mail with a link may follow the one before. */
const confirmAgainMs = 10 * 60 * 1000

/** The subject asked again: another look, and another mail with a link where the last one is old. */
export const askedAgain: Fold<'asked-again'> = (signal, before, openNote) => {
  const { by, at, message, sealedFacts } = signal
  const { outbox } = before.request
  const last = outbox.findLast(({ kind }) => kind === 'confirm')
  const isDue = last !== undefined && Date.parse(at) - Date.parse(last.createdAt) > confirmAgainMs
  const again: OutboxMessage[] = isDue ? [{ ...last, id: message, createdAt: at, ...notSent(at) }] : []
  const work = withCallersWord(before.work, at, readFacts(openNote(sealedFacts)))
  const asked = asking(before, { what: 'recheck', by, at }, work)
  return { ...asked, request: { ...asked.request, outbox: [...outbox, ...again] } }
}

/** Somebody says why the subject cannot be asked: every demand that waits for an answer opens. */
export const cannotAsk: Fold<'cannot-ask'> = ({ by, at, sealedNote }, before, openNote) => {
  const { demands } = before.request
  const opened = demands.filter(each => each.withdrawnAt === null && needsInvitation(each))
  let folded = before
  for (const each of opened) {
    const mandate = { ...each.mandate!, cannotAsk: true } as const
    const work = withNote(folded.work, `cannot-ask ${each.id}`, at, openNote(sealedNote))
    const told: Told = { kind: 'cannot-ask', actor: by, data: { demand: each.id } }
    folded = changeDemand({ ...folded, work }, each.id, { mandate }, told)
  }
  return folded
}
