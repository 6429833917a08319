import { listActs } from '../../../store/records/governance.ts'
import { type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

/** Reading what was decided about who may do what. */
export const governanceHandlers = ({ store, clock }: ApiParts) =>
  ({
    listGovernanceActs: async ({ query }) => {
      const limit = Number(query.limit)
      const month = String(query.month ?? clock.now().toISOString().slice(0, 7))
      const page = query.after === undefined ? { limit } : { limit, after: String(query.after) }
      const wanted = Object.fromEntries(
        ['act', 'by', 'about'].flatMap(name => (query[name] ? [[name, query[name]]] : []))
      )
      const found = await listActs(store, month, page, wanted)
      const items = found.map(({ id, body }) => ({ id, ...body }))
      return ok({ items, next: found.length === limit ? (found.at(-1)?.id ?? null) : null })
    }
  }) satisfies Record<string, Handler>
