import { ownerOf } from '../../store/records/holds/body.ts'
import { getPerson } from '../../store/records/people/people.ts'
import { getPlatform } from '../../store/records/platforms/platforms.ts'
import { writeInstant } from '../../texts/instants.ts'
import type { HoldReviewContext } from '../../texts/mails/hold-review.ts'
import { alertAddress } from '../messages/alert-address.ts'
import type { WorkParts } from '../parts.ts'
import type { RemindOfReview } from './watch.ts'

/** Sends a reminder to the staff; resolves when the next hop took it. */
export type SendReview = (
  address: string,
  language: 'en' | 'de',
  about: Omit<HoldReviewContext, 'page'>
) => Promise<void>

/**
 * Reminds of a review by mail: whoever is named to answer for it, at the privacy contact of the controller, since Lethe
 * keeps no addresses of its staff. Without such an address nobody is told by mail.
 */
export const remindByMail =
  ({ store }: Pick<WorkParts, 'store'>, send: SendReview): RemindOfReview =>
  async ({ id, body }) => {
    const to = await alertAddress(store)
    if (to === null) return
    const owner = ownerOf(body)
    const name = 'person' in owner ? (await getPerson(store, owner.person)).body.name : owner.role
    const platform = (await getPlatform(store, body.platform)).body.name
    const reviewAt = writeInstant(body.reviewAt!, to.language, 'UTC')
    await send(to.address, to.language, { hold: id, platform, owner: name, reviewAt })
  }
