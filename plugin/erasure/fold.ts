import type { Facts } from '../../adapters/contract.ts'
import type { Happening } from '../evidence/chain.ts'
import type { Demand } from './demand.ts'
import { isCoveredBy } from './fingerprint.ts'
import type { Attestation } from './preconditions/precondition.ts'
import type { Asked, ErasureRequest, OutboxMessage, Work } from './request.ts'
import type { Signal } from './signals.ts'

/** What a fold tells the evidence; its instant is that of the commit. */
export type Told = Omit<Happening, 'at'>

/** A request with what others said folded in. */
export interface Folded {
  readonly request: ErasureRequest
  readonly work: Work
  readonly happenings: readonly Told[]
}

type Fold<Kind extends Signal['kind']> = (
  signal: Extract<Signal, { kind: Kind }>,
  before: Folded,
  openNote: (sealed: string) => string
) => Folded

const withNote = (work: Work, about: string, at: string, text: string | null): Work =>
  text === null ? work : { ...work, notes: [...work.notes, { about, at, text }] }

const happened = (
  { happenings, request, work }: Folded,
  changes: { request?: Partial<ErasureRequest>; work?: Work },
  happening: Told
): Folded => ({
  request: { ...request, ...changes.request },
  work: changes.work ?? work,
  happenings: [...happenings, happening]
})

/** Whether this was already asked, answered or said by the same person at the same instant. */
const isKnown = <Said extends object>(known: readonly Said[], said: Said): boolean =>
  known.some(one => Object.entries(said).every(([field, value]) => one[field as keyof Said] === value))

/** A refusal stands above everything, and a wish for another look below. */
const outranks = (what: Asked['what'], before: Asked | null): boolean =>
  before === null || what === 'refuse' || (before.what !== 'refuse' && what !== 'recheck')

const asking = (before: Folded, asked: Asked, work: Work = before.work): Folded => {
  if (before.request.asked !== null && isKnown([before.request.asked], asked)) return before
  const request = outranks(asked.what, before.request.asked) ? { asked } : {}
  return happened(before, { request, work }, { kind: 'signal', actor: asked.by, data: { kind: asked.what } })
}

const ask =
  (what: Asked['what']) =>
  ({ by, at }: { readonly by: string; readonly at: string }, before: Folded) =>
    asking(before, { what, by, at })

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

const demand: Fold<'demand'> = (signal, before, openNote) => {
  const { request } = before
  if (request.demands.some(known => known.id === signal.demand.id)) return before
  const note = signal.sealedNote === null ? null : openNote(signal.sealedNote)
  const { id, by, origin, ground, receivedAt, acceptedAt } = signal.demand
  const said = signal.sealedFacts === undefined ? null : readFacts(openNote(signal.sealedFacts))
  const work = said === null ? before.work : withCallersWord(before.work, acceptedAt, said)
  return happened(
    before,
    {
      request: { demands: [...request.demands, signal.demand] },
      work: withNote(work, `demand ${id}`, acceptedAt, note)
    },
    {
      kind: 'demand-added',
      actor: by,
      data: { demand: id, origin, article: ground.article, letter: ground.letter, receivedAt }
    }
  )
}

const withdraw: Fold<'withdraw'> = (signal, before, openNote) => {
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

const changeDemand = (before: Folded, id: string, changes: Partial<Demand>, happening: Told): Folded => {
  const demands = before.request.demands.map(each => (each.id === id ? { ...each, ...changes } : each))
  return happened(before, { request: { demands } }, happening)
}

const findDemand = ({ request }: Folded, id: string): Demand | undefined =>
  request.demands.find(each => each.id === id && each.withdrawnAt === null)

const prove: Fold<'prove'> = ({ demand: id, by, proof }, before) => {
  const known = findDemand(before, id)
  if (known === undefined || known.proof?.answersDemand) return before
  return changeDemand(before, id, { proof }, { kind: 'proven', actor: by, data: { demand: id, proof: proof.kind } })
}

const lapse: Fold<'lapse'> = ({ demand: id, by, at, because }, before) => {
  if (findDemand(before, id) === undefined) return before
  const data = { demand: id, because }
  return changeDemand(before, id, { withdrawnAt: at, lapsed: because }, { kind: 'lapsed', actor: by, data })
}

/** How soon another mail with a link may follow the one before. */
const confirmAgainMs = 10 * 60 * 1000

const askedAgain: Fold<'asked-again'> = (signal, before, openNote) => {
  const { by, at, message, sealedFacts } = signal
  const { outbox } = before.request
  const last = outbox.findLast(({ kind }) => kind === 'confirm')
  const isDue = last !== undefined && Date.parse(at) - Date.parse(last.createdAt) > confirmAgainMs
  const again: OutboxMessage[] = isDue ? [{ ...last, id: message, createdAt: at, ...notSent(at) }] : []
  const work = withCallersWord(before.work, at, readFacts(openNote(sealedFacts)))
  const asked = asking(before, { what: 'recheck', by, at }, work)
  return { ...asked, request: { ...asked.request, outbox: [...outbox, ...again] } }
}

const notSent = (at: string) => ({ state: 'due', tries: 0, nextAt: at, sentAt: null }) as const

const approve: Fold<'approve'> = (signal, before) => {
  const { request } = before
  const { by, at, fingerprint } = signal
  const approval = { by, at, fingerprint }
  if (isKnown(request.approvals, approval)) return before
  // An approval of something else than what is planned now is kept in the evidence and counts for nothing.
  if (fingerprint !== request.fingerprint) {
    return happened(
      before,
      {},
      { kind: 'finding', actor: by, data: { code: 'approval-of-another-plan', precondition: null } }
    )
  }
  // What covered more than is planned now stays given; what covered less or other things falls.
  const stays = isCoveredBy(before.work.decidedSet, before.work.approvedSet)
  const approvals = [...request.approvals.filter(given => stays && given.by !== by), approval]
  const work = { ...before.work, approvedSet: before.work.decidedSet }
  return happened(before, { request: { approvals }, work }, { kind: 'approved', actor: by, data: { fingerprint } })
}

const refuse: Fold<'refuse'> = (signal, before, openNote) => {
  const { by, at, sealedNote } = signal
  const work = withNote(before.work, 'refusal', at, sealedNote === null ? null : openNote(sealedNote))
  return asking(before, { what: 'refuse', by, at }, work)
}

const attest: Fold<'attest'> = (signal, before, openNote) => {
  const { precondition, answer, by, at, sealedNote } = signal
  const attestation: Attestation = { precondition, answer, by, at }
  if (isKnown(before.request.attestations, attestation)) return before
  const work = withNote(
    before.work,
    `attestation ${precondition}`,
    at,
    sealedNote === null ? null : openNote(sealedNote)
  )
  return happened(
    before,
    { request: { attestations: [...before.request.attestations, attestation] }, work },
    { kind: 'attested', actor: by, data: { precondition, answer } }
  )
}

const waive: Fold<'waive'> = (signal, before, openNote) => {
  const { precondition, by, at, sealedNote } = signal
  if (isKnown(before.request.waivers, { precondition, by, at })) return before
  const work = withNote(before.work, `waiver ${precondition}`, at, sealedNote === null ? null : openNote(sealedNote))
  return happened(
    before,
    { request: { waivers: [...before.request.waivers, { precondition, by, at }] }, work },
    { kind: 'waived', actor: by, data: { precondition } }
  )
}

const hold = (kind: 'held' | 'released') => (signal: { readonly hold: string }, before: Folded) =>
  happened(before, {}, { kind, actor: 'lethe', data: { hold: signal.hold } })

const folds: { readonly [Kind in Signal['kind']]: Fold<Kind> } = {
  demand,
  withdraw,
  prove,
  lapse,
  'asked-again': askedAgain,
  approve,
  refuse,
  attest,
  waive,
  recheck: ask('recheck'),
  retry: ask('retry'),
  'look-again': ask('look-again'),
  close: ask('close'),
  'hold-placed': hold('held'),
  'hold-released': hold('released')
}

/**
 * Folds what others said into the request and its sealed work, in order. Folding the same signal twice changes nothing more in either.
 * `openNote` opens free text that came sealed.
 */
export const fold = (
  request: ErasureRequest,
  work: Work,
  signals: readonly Signal[],
  openNote: (sealed: string) => string
): Folded =>
  signals.reduce<Folded>(
    (before, signal) => (folds[signal.kind] as Fold<Signal['kind']>)(signal as never, before, openNote),
    { request, work, happenings: [] }
  )
