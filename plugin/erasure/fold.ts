import type { Happening } from '../evidence/chain.ts'
import type { Asked, Attestation, Demand, ErasureRequest, Work } from './request.ts'
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

const ask =
  (what: Asked['what']) =>
  ({ by, at }: { readonly by: string; readonly at: string }, before: Folded) =>
    happened(before, { request: { asked: { what, by, at } } }, { kind: 'signal', actor: by, data: { kind: what } })

const demand: Fold<'demand'> = (signal, before, openNote) => {
  const { request, work } = before
  if (request.demands.some(known => known.id === signal.demand.id)) return before
  const note = signal.sealedNote === null ? null : openNote(signal.sealedNote)
  const { id, by, origin, ground, receivedAt, acceptedAt } = signal.demand
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

const withdraw: Fold<'withdraw'> = (signal, before) => {
  const ends = (demand: Demand) =>
    demand.withdrawnAt === null && (signal.demand === null || demand.id === signal.demand)
  if (!before.request.demands.some(ends)) return before
  const demands = before.request.demands.map(demand => (ends(demand) ? { ...demand, withdrawnAt: signal.at } : demand))
  const told = before.request.demands
    .filter(ends)
    .map((demand): Told => ({ kind: 'demand-withdrawn', actor: signal.by, data: { demand: demand.id } }))
  return { ...before, request: { ...before.request, demands }, happenings: [...before.happenings, ...told] }
}

const approve: Fold<'approve'> = (signal, before) => {
  const { request } = before
  const { by, at, fingerprint } = signal
  // An approval of something else than what is planned now is kept in the evidence and counts for nothing.
  if (fingerprint !== request.fingerprint) {
    return happened(
      before,
      {},
      { kind: 'finding', actor: by, data: { code: 'approval-of-another-plan', precondition: null } }
    )
  }
  const approvals = [
    ...request.approvals.filter(given => given.by !== by && given.fingerprint === fingerprint),
    { by, at, fingerprint }
  ]
  const work = { ...before.work, approvedSet: before.work.decidedSet }
  return happened(before, { request: { approvals }, work }, { kind: 'approved', actor: by, data: { fingerprint } })
}

const refuse: Fold<'refuse'> = (signal, before, openNote) => {
  const { by, at, sealedNote } = signal
  const work = withNote(before.work, 'refusal', at, sealedNote === null ? null : openNote(sealedNote))
  return happened(
    before,
    { request: { asked: { what: 'refuse', by, at } }, work },
    { kind: 'signal', actor: by, data: { kind: 'refuse' } }
  )
}

const attest: Fold<'attest'> = (signal, before, openNote) => {
  const { precondition, answer, by, at, sealedNote } = signal
  const attestation: Attestation = { precondition, answer, by, at }
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
 * Folds what others said into the request, in order. Folding the same signal twice changes nothing more.
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
