import type { ErasureRequest } from '../../erasure/request.ts'
import { isSelectionReleased, type SelectionDocument, type Taken } from '../../store/records/selections.ts'
import type { Store } from '../../store/store.ts'
import type { Language } from '../../texts/language.ts'

const requestOf = async (store: Store, item: Taken | null): Promise<ErasureRequest | null> =>
  item?.request == null ? null : ((await store.get<ErasureRequest>('request', item.request))?.body ?? null)

const countBy = (texts: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}

/** A selection in numbers; it names nobody. `language`: of what was told of a draft. */
export const selectionView = async (store: Store, { id, body }: SelectionDocument, language: Language = 'en') => {
  const { platform, by, at, state, demand, digest, items, releases, confirmedAt, endedAt, forgetAt } = body
  const taken = items.filter(item => item !== null)
  const requests = await Promise.all(taken.map(item => requestOf(store, item)))
  const having = (is: Taken['is']): number => taken.filter(item => item.is === is).length
  return {
    id,
    platform,
    by,
    at,
    state,
    origin: demand.origin,
    digest,
    consequences: state === 'draft' ? (body.told?.[language] ?? []) : [],
    total: items.length,
    taken: taken.length,
    outcomes: {
      requested: having('requested'),
      'already-open': having('already-open'),
      'not-yours-to-ask': having('not-yours-to-ask')
    },
    overBrake: taken.filter(({ overBrake }) => overBrake).length,
    states: countBy(requests.flatMap(request => request?.state ?? [])),
    brake: { ...body.brake, isReleased: await isSelectionReleased(store, body) },
    releases,
    confirmedAt,
    endedAt,
    forgetAt
  }
}

/** What became of each person of a part of a selection, with the key while it is known. */
export const itemViews = (
  store: Store,
  { body }: SelectionDocument,
  keys: readonly string[] | null,
  from: number,
  limit: number
) =>
  Promise.all(
    body.items.slice(from, from + limit).map(async (item, index) => {
      const request = await requestOf(store, item)
      return {
        key: keys?.[from + index] ?? null,
        outcome: item?.is ?? null,
        overBrake: item?.overBrake ?? false,
        request: item?.request ?? null,
        state: request?.state ?? null,
        because: request?.because ?? null,
        blockers: (request?.verdicts ?? []).flatMap(({ blockers }) => blockers.map(({ code }) => code))
      }
    })
  )
