import { type HoldBody, isDueForReview, itemsOf, ownerOf } from '../../store/records/holds/body.ts'

/** A hold without the hashes of whom it means and without its notes. */
export const viewHold = (id: string, body: HoldBody, requests: readonly string[], now: string) => ({
  id,
  platform: body.platform,
  identifierKinds: body.identifierKinds,
  items: itemsOf(body),
  ground: body.ground,
  owner: ownerOf(body),
  by: body.by,
  placedAt: body.placedAt,
  reviewAt: body.reviewAt,
  reviewed: body.reviewed ?? null,
  isDue: isDueForReview(body, now),
  lookup: body.lookup ?? null,
  lift: body.lift == null ? null : { askedBy: body.lift.askedBy, askedAt: body.lift.askedAt },
  releasedAt: body.releasedAt,
  releasedBy: body.releasedBy,
  requests
})
