import type { Happening } from '../../evidence/chain.ts'
import type { Demand } from '../demand/demand.ts'
import type { Asked, ErasureRequest, Work } from '../request.ts'
import type { Signal } from '../signals.ts'

/** What a fold tells the evidence; its instant is that of the commit. */
export type Told = Omit<Happening, 'at'>

/** A request with what others said folded in. */
export interface Folded {
  readonly request: ErasureRequest
  readonly work: Work
  readonly happenings: readonly Told[]
}

/** Folds one kind of signal; `openNote` opens free text that came sealed. */
export type Fold<Kind extends Signal['kind']> = (
  signal: Extract<Signal, { kind: Kind }>,
  before: Folded,
  openNote: (sealed: string) => string
) => Folded

/** Adds free text of people to what lies sealed. */
export const withNote = (work: Work, about: string, at: string, text: string | null): Work =>
  text === null ? work : { ...work, notes: [...work.notes, { about, at, text }] }

/** What was folded, and what it tells the evidence. */
export const happened = (
  { happenings, request, work }: Folded,
  changes: { request?: Partial<ErasureRequest>; work?: Work },
  happening: Told
): Folded => ({
  request: { ...request, ...changes.request },
  work: changes.work ?? work,
  happenings: [...happenings, happening]
})

/** Whether this was already asked, answered or said by the same person at the same instant. */
export const isKnown = <Said extends object>(known: readonly Said[], said: Said): boolean =>
  known.some(one => Object.entries(said).every(([field, value]) => one[field as keyof Said] === value))

/** A refusal stands above everything, and a wish for another look below. */
const outranks = (what: Asked['what'], before: Asked | null): boolean =>
  before === null || what === 'refuse' || (before.what !== 'refuse' && what !== 'recheck')

/** Notes what a person asked, unless more weighty was asked before. */
export const asking = (before: Folded, asked: Asked, work: Work = before.work): Folded => {
  const { what, by, at } = asked
  if (before.request.asked !== null && isKnown([before.request.asked], { what, by, at })) return before
  const request = outranks(asked.what, before.request.asked) ? { asked } : {}
  return happened(before, { request, work }, { kind: 'signal', actor: asked.by, data: { kind: asked.what } })
}

/** Folds a wish that says nothing else. */
export const ask =
  (what: Asked['what']) =>
  ({ by, at }: { readonly by: string; readonly at: string }, before: Folded) =>
    asking(before, { what, by, at })

/** Folds the wish that one action, or every one that stands open, is tried again. */
export const retry: Fold<'retry'> = ({ by, at, action }, before) =>
  asking(before, { what: 'retry', by, at, ...(action !== undefined && { action }) })

/** A change of one demand, and what the evidence says of it. */
export const changeDemand = (before: Folded, id: string, changes: Partial<Demand>, happening: Told): Folded => {
  const demands = before.request.demands.map(each => (each.id === id ? { ...each, ...changes } : each))
  return happened(before, { request: { demands } }, happening)
}

/** A demand by its id, unless it was taken back. */
export const findDemand = ({ request }: Folded, id: string): Demand | undefined =>
  request.demands.find(each => each.id === id && each.withdrawnAt === null)

/** A message that has just been put into the outbox. */
export const notSent = (at: string) => ({ state: 'due', tries: 0, nextAt: at, sentAt: null }) as const
