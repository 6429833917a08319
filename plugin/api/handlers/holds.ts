import type { Identifier } from '../../../adapters/contract.ts'
import type { components } from '../../../openapi/types/lethe.ts'
import { readInstantOrNull } from '../../instant.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import type { HoldBody } from '../../store/records/bodies.ts'
import { holdNotePurpose, listHolds, openRequestsOf, placeHold, releaseHold } from '../../store/records/holds.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import { type Call, type Handler, made, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'

type NewHold = components['schemas']['NewHold']

const view = (id: string, { aliases: _, sealedNote: __, ...body }: HoldBody, requests: readonly string[]) => ({
  id,
  ...body,
  requests
})

/** Operations on legal holds. Who is meant is kept as keyed hashes until the release. */
export const holdHandlers = ({ store, keys, random, clock }: ApiParts) =>
  ({
    listHolds: async ({ query }) => {
      const limit = Number(query.limit)
      const page = query.after === undefined ? { limit } : { limit, after: String(query.after) }
      const found = await listHolds(store, page)
      const items = await Promise.all(
        found.map(async ({ id, body }) => view(id, body, await openRequestsOf(store, body.aliases)))
      )
      return ok({ items, next: found.length === limit ? (found.at(-1)?.id ?? null) : null })
    },

    placeHold: async ({ body, caller }: Call<NewHold>) => {
      const { id: platform } = await getPlatform(store, body.platform)
      const id = random.uuid()
      const { hold, requests } = await placeHold(store, id, {
        platform,
        aliases: body.identifiers.map(one => aliasOf(keys, platform, one as Identifier)),
        identifierKinds: [...new Set(body.identifiers.map(({ kind }) => kind))],
        ground: { article: body.ground.article, letter: body.ground.letter ?? null },
        by: caller.person.id,
        placedAt: clock.now().toISOString(),
        reviewAt: readInstantOrNull(body.reviewAt),
        sealedNote: body.note === undefined ? null : keys.sealNote(holdNotePurpose(id), body.note),
        releasedAt: null,
        releasedBy: null
      })
      return made(view(hold.id, hold.body, requests))
    },

    releaseHold: async ({ params, caller }: Call) => {
      const { hold, requests } = await releaseHold(store, params.hold!, caller.person.id, clock.now().toISOString())
      return ok(view(hold.id, hold.body, requests))
    }
  }) satisfies Record<string, Handler>
