import { applyMove } from '../../erasure/changes.ts'
import type { Signal } from '../../erasure/signals.ts'
import { sealRequestNote } from '../../store/records/seals.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import type { Turn } from '../turn.ts'
import { counts, whileOpen } from './one-subject.ts'

const joins = { do: 'move', to: 'joined', because: 'same-subject' } as const

const join = async ({ parts }: Turn, held: HeldRequest, other: string): Promise<HeldRequest> => {
  const demands = held.request.demands.filter(({ withdrawnAt }) => withdrawnAt === null)
  const notes = held.work!.notes.map(note => note.text).join('\n')
  for (const demand of demands) {
    const sealedNote = notes === '' ? null : sealRequestNote(parts.keys, other, notes)
    const facts = held.work!.asCaller?.facts
    const sealedFacts = facts === undefined ? null : sealRequestNote(parts.keys, other, JSON.stringify(facts))
    const mandate = held.work!.mandates?.find(each => each.demand === demand.id)
    const sealedMandate = mandate === undefined ? null : sealRequestNote(parts.keys, other, JSON.stringify(mandate))
    const signal: Signal = {
      kind: 'demand',
      demand,
      sealedNote,
      ...(sealedFacts === null ? {} : { sealedFacts }),
      ...(sealedMandate === null ? {} : { sealedMandate })
    }
    await parts.store.signal('request', other, signal)
  }
  if (
    !(await counts(
      parts,
      other,
      demands.map(({ id }) => id)
    ))
  )
    return held
  const { state } = held.request
  return commit(parts, held, {
    request: { ...applyMove(held.request, joins, null, parts.clock.now().toISOString()), joinedTo: other },
    told: [{ kind: 'moved', actor: 'lethe', data: { from: state, to: joins.to, because: joins.because } }]
  })
}

/**
 * Adds the demands of a request to the open one of the same subject, then ends it. In this order: a crash between the
 * two says the same thing twice, and a demand that is known already changes nothing. Is the other not open any more, or
 * has it ended without having heard, the request is given back as it was.
 */
export const joinOther = (turn: Turn, held: HeldRequest, other: string): Promise<HeldRequest> =>
  whileOpen(turn.parts, held, other, () => join(turn, held, other))
