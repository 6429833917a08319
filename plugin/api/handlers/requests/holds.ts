import type { Identifier } from '../../../../adapters/contract.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { HeldItem } from '../../../erasure/held.ts'
import { Problem } from '../../../errors.ts'
import { readInstantOrNull } from '../../../instant.ts'
import { recordAct } from '../../../store/records/governance.ts'
import { type HoldBody, type HoldLift, type HoldOwner, isIncomplete } from '../../../store/records/holds/body.ts'
import {
  askLift,
  changeHold,
  getHold,
  type HoldAndRequests,
  holdNamesPurpose,
  holdNotePurpose,
  liftNotePurpose,
  openRequestsOf,
  placeHold,
  releaseHold
} from '../../../store/records/holds/change.ts'
import { holdAliasesOf, listHolds } from '../../../store/records/holds/in-force.ts'
import { askToSettle, readHoldRegister, settleLost } from '../../../store/records/holds/register.ts'
import { getPerson } from '../../../store/records/people/people.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { openOn, tellRequests } from '../../../store/records/requests.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { peopleNeeded, refuseMachine, refuseUnfit } from '../../separation.ts'
import { viewHold } from '../../views/hold-view.ts'

type NewHold = components['schemas']['NewHold']

/** Where a hold stands in the order of reviews: those without one come last. */
const placeByReview = ({ id, body: { reviewAt } }: Document<HoldBody>): string => `${reviewAt ?? 'without'}.${id}`

/** Operations on legal holds. Who is meant is kept as keyed hashes until the release. */
export const holdHandlers = (parts: ApiParts) => {
  const { store, keys, random, clock } = parts
  const now = () => clock.now().toISOString()
  const show = ({ hold, requests }: HoldAndRequests) => viewHold(hold.id, hold.body, requests, now())
  const showNow = async ({ id, body }: HoldAndRequests['hold']) =>
    viewHold(id, body, await openRequestsOf(store, body.aliases), now())

  const readByReview = async (limit: number, after?: string): Promise<readonly Document<HoldBody>[]> => {
    const placed = (await listHolds(store)).map(hold => ({ hold, place: placeByReview(hold) }))
    const left = placed.filter(({ place }) => after === undefined || place > after)
    return left
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .slice(0, limit)
      .map(({ hold }) => hold)
  }

  /** What is left of a note; nothing once the key of its month is retired. */
  const readNote = (purpose: string, sealed: string | null | undefined): string | null => {
    if (sealed == null) return null
    try {
      return keys.openNote(purpose, sealed)
    } catch {
      return null
    }
  }

  const lostHold = async (id: string) => {
    const { lost } = await readHoldRegister(store)
    // The id comes from whoever calls: `constructor` is no hold.
    return Object.hasOwn(lost, id) ? lost[id] : undefined
  }

  const settle = async (id: string, platform: string, askedBy: string, by: string) => {
    await writeDown(id, by, askedBy, null)
    await settleLost(store, id, { askedBy, agreedBy: by, at: now() })
    await tellRequests(store, await openOn(store, platform), {
      kind: 'hold-released',
      hold: id,
      at: now(),
      askedBy,
      agreedBy: by
    })
    return ok({ id, is: 'lifted', hold: null })
  }

  /** Who lifts what, for the record that outlives the hold's own documents: what cannot be written down stands. */
  const writeDown = (id: string, by: string, askedBy: string, ground: string | null) =>
    recordAct(parts, {
      at: now(),
      by,
      act: 'hold-lifted',
      about: { kind: 'hold', id },
      before: { askedBy, ground },
      after: {}
    })

  const lift = async ({ id, body: { ground } }: Document<HoldBody>, by: string, asked: HoldLift) => {
    await writeDown(id, by, asked.askedBy, `${ground.article} ${ground.letter ?? ''}`.trim())
    const released = await releaseHold(store, id, by, now(), asked)
    return ok({ id, is: 'lifted', hold: show(released) })
  }

  return {
    listHolds: async ({ query }) => {
      const limit = Number(query.limit)
      const page = query.after === undefined ? { limit } : { limit, after: String(query.after) }
      const isByReview = query.order === 'review'
      const found = isByReview ? await readByReview(limit, page.after) : await listHolds(store, page)
      const last = found.at(-1)
      const { lost } = await readHoldRegister(store)
      return ok({
        items: await Promise.all(found.map(showNow)),
        lost: Object.entries(lost).map(([id, one]) => ({ id, ...one })),
        next: found.length < limit || last === undefined ? null : isByReview ? placeByReview(last) : last.id
      })
    },

    showHold: async ({ params }) => {
      const hold = await getHold(store, params.hold!)
      const { id, body } = hold
      return ok({
        hold: await showNow(hold),
        note: readNote(holdNotePurpose(id), body.sealedNote),
        liftNote: readNote(liftNotePurpose(id), body.lift?.sealedNote)
      })
    },

    placeHold: async ({ body, caller, signal }: Call<NewHold>) => {
      const { id: platform } = await getPlatform(store, body.platform)
      const owner = (body.owner ?? { person: caller.person.id }) as HoldOwner
      if ('person' in owner) await getPerson(store, owner.person)
      const id = random.uuid()
      const identifiers = body.identifiers as readonly Identifier[]
      const at = now()
      // Stored before the platform is asked: it protects by what was said from here on.
      await placeHold(store, id, {
        platform,
        aliases: identifiers.flatMap(one => holdAliasesOf(keys, platform, one)),
        identifierKinds: [...new Set(identifiers.map(({ kind }) => kind))],
        items: (body.items ?? [{ kind: 'account' }]) as readonly HeldItem[],
        ground: { article: body.ground.article, letter: body.ground.letter ?? null },
        owner,
        by: caller.person.id,
        placedAt: at,
        reviewAt: readInstantOrNull(body.reviewAt),
        sealedNote: body.note === undefined ? null : keys.sealNote(holdNotePurpose(id), body.note),
        sealedIdentifiers: keys.sealNote(holdNamesPurpose(id), JSON.stringify(identifiers)),
        lookup: { is: 'not-yet', accounts: 0, at, because: null },
        releasedAt: null,
        releasedBy: null
      })
      const completed = (await parts.completeHold(id, signal))!
      if (isIncomplete(completed.hold.body) && completed.hold.body.lookup?.is !== 'not-yet') {
        await releaseHold(store, id, caller.person.id, now())
        throw new Problem('hold-finds-nobody')
      }
      return made(show(completed))
    },

    reviewHold: async ({ params, body, caller }: Call<{ reviewAt: string }>) => {
      const reviewed = { by: caller.person.id, at: now() }
      const reviewAt = readInstantOrNull(body.reviewAt)!
      if (reviewAt <= reviewed.at) throw new Problem('review-not-ahead')
      const change = (before: HoldBody): HoldBody => ({ ...before, reviewAt, reviewed, lift: null })
      return ok(await showNow(await changeHold(store, params.hold!, change)))
    },

    liftHold: async ({ params, body, caller }: Call<{ note: string }>) => {
      const id = params.hold!
      const by = caller.person.id
      const lost = await lostHold(id)
      const alone = (await peopleNeeded(parts, 2)) === 1
      if (lost !== undefined) {
        refuseMachine(caller)
        if (alone) return settle(id, lost.platform, by, by)
        await askToSettle(store, id, by)
        return ok({ id, is: 'asked', hold: null })
      }
      const { body: held } = await getHold(store, id)
      const subjects = [{ platform: held.platform, aliases: held.aliases }]
      await refuseUnfit(parts, caller, { involved: [], subjects, as: 'release' })
      const sealedNote = keys.sealNote(liftNotePurpose(id), body.note)
      const asked = await askLift(store, id, { askedBy: by, askedAt: now(), sealedNote })
      return alone ? lift(asked, by, asked.body.lift!) : ok({ id, is: 'asked', hold: await showNow(asked) })
    },

    agreeToLiftHold: async ({ params, caller }: Call) => {
      const id = params.hold!
      const by = caller.person.id
      const lost = await lostHold(id)
      if (lost !== undefined) {
        if (lost.askedBy === null) throw new Problem('lift-not-asked')
        await refuseUnfit(parts, caller, { involved: [lost.askedBy], as: 'release' })
        return settle(id, lost.platform, lost.askedBy, by)
      }
      const hold = await getHold(store, id)
      const { body: held } = hold
      if (held.releasedAt !== null) throw new Problem('hold-released')
      if (held.lift == null) throw new Problem('lift-not-asked')
      const subjects = [{ platform: held.platform, aliases: held.aliases }]
      await refuseUnfit(parts, caller, { involved: [held.lift.askedBy], subjects, as: 'release' })
      return lift(hold, by, held.lift)
    }
  } satisfies Record<string, Handler>
}
