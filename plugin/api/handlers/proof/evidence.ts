import { listAnchors } from '../../../store/records/anchors.ts'
import { cacheable, type Handler, ok, taken } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { mayReveal } from '../../permissions.ts'

const maxAgeSeconds = 300
const mostAnchors = 200

/** Operations on the signed batches of heads, and on what they say of the stored chains. */
export const evidenceHandlers = ({ store, evidence }: ApiParts) =>
  ({
    listAnchors: async ({ query }) => {
      const limit = Number(query.limit ?? mostAnchors)
      const found = await listAnchors(store, Number(query.after ?? 0), limit)
      const items = found.map(({ body }) => body.signed)
      const next = items.length < limit ? null : items.at(-1)!.anchor.number
      return cacheable({ items, next }, maxAgeSeconds)
    },

    anchorEvidence: async () => {
      const drawn = await evidence.anchorNow()
      if (drawn === null) return ok({ number: null, at: null, heads: 0, hash: null })
      const { number, at, heads } = drawn.signed.anchor
      return ok({ number, at, heads: heads.length, hash: drawn.hash })
    },

    checkEvidence: async () => ok(await evidence.check()),

    beginEvidenceCheck: async () => taken(await evidence.beginCheck()),

    showEvidenceCheck: async () => ok(await evidence.showCheck()),

    listRetained: async ({ caller }) => {
      const mayKnow = caller.person.body.roles.some(role => mayReveal.includes(role))
      const rows = await evidence.keptRows()
      return ok({ items: rows.map(row => (mayKnow ? row : { ...row, account: null })) })
    },

    settleRetained: async ({ params, caller }) =>
      ok(await evidence.settleKeptRow(params.request!, params.row!, caller.person.id))
  }) satisfies Record<string, Handler>
