import { needsInvitation } from '../../../erasure/demand/demand.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import type { Signal } from '../../../erasure/signals.ts'
import { isBeforeErasing, isEnd, type State } from '../../../erasure/states.ts'
import { Problem } from '../../../errors.ts'
import { getKnown } from '../../../store/records/change.ts'
import { sealRequestNote } from '../../../store/records/seals.ts'
import { refuseForeignRequest } from '../../ask-right.ts'
import { type Call, type Handler, type Reply, taken } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

type Noted = Call<{ note: string }>

const isByOthers = ({ demands }: ErasureRequest): boolean =>
  demands.some(({ withdrawnAt, origin }) => withdrawnAt === null && origin !== 'self')

const waitsForAnswer = ({ demands }: ErasureRequest): boolean =>
  demands.some(demand => demand.withdrawnAt === null && needsInvitation(demand))

/** What is recorded for a subject who cannot use the link of a mail: that they object, or why they cannot be asked. */
export const objectionHandlers = (parts: ApiParts) => {
  const { store, keys, clock, random } = parts
  const record = async (
    { params, caller, body: { note }, signal }: Noted,
    {
      may,
      needs,
      otherwise
    }: {
      readonly may: (state: State) => boolean
      readonly needs: (request: ErasureRequest) => boolean
      readonly otherwise: 'nothing-to-object' | 'nobody-is-asked'
    },
    compose: (who: { readonly by: string; readonly at: string; readonly sealedNote: string }) => Signal
  ): Promise<Reply> => {
    const request = await getKnown<ErasureRequest>(store, 'request', params.request!, 'request-unknown')
    await refuseForeignRequest(parts, caller.person, request, signal)
    const { id, body } = request
    if (!may(body.state)) throw new Problem('state-forbids')
    if (!needs(body)) throw new Problem(otherwise)
    const sealedNote = sealRequestNote(keys, id, note)!
    await store.signal('request', id, compose({ by: caller.person.id, at: clock.now().toISOString(), sealedNote }))
    return taken({ request: id, state: body.state })
  }

  return {
    objectToRequest: (call: Noted) =>
      record(call, { may: state => !isEnd(state), needs: isByOthers, otherwise: 'nothing-to-object' }, who => ({
        kind: 'object',
        id: random.uuid(),
        ...who
      })),

    sayCannotAsk: (call: Noted) =>
      record(call, { may: isBeforeErasing, needs: waitsForAnswer, otherwise: 'nobody-is-asked' }, who => ({
        kind: 'cannot-ask',
        ...who
      }))
  } satisfies Record<string, Handler>
}
