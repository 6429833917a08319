import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import {
  agreeToReplay,
  announceReplay,
  type DropReason,
  dropReplay,
  getReplay,
  letReplayRun,
  listReplays,
  lookAgain,
  mayBeDropped,
  type ReplayDocument
} from '../../../store/records/replays.ts'
import { type Call, type Handler, ok, taken } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { countPeople, peopleNeeded, refuseMachine, refuseUnfit } from '../../separation.ts'

type Restored = components['schemas']['Restored']

/** Where Lethe asks for two. */
const wished = 2

const countRows = ({ body }: ReplayDocument): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { is } of body.rows) counts[is] = (counts[is] ?? 0) + 1
  return counts
}

/** Operations on restores of a platform: announce, see who came back, agree, drop. */
export const replayHandlers = (parts: ApiParts) => {
  const { store, keys, clock } = parts
  const now = () => clock.now().toISOString()
  const view = async (replay: ReplayDocument) => ({
    id: replay.id,
    ...replay.body,
    releasersNeeded: await peopleNeeded(parts, wished),
    counts: countRows(replay)
  })

  return {
    announceRestore: async ({ params, body, caller }: Call<Restored>) => {
      const { id } = await getPlatform(store, params.platform!)
      const at = now()
      const said = {
        platform: id,
        by: caller.person.id,
        snapshotAt: body.snapshotAt,
        restoredAt: body.restoredAt ?? at
      }
      return taken(await view(await announceReplay(store, keys, said, at)))
    },

    listReplays: async () => ok(await Promise.all((await listReplays(store)).map(view))),

    showReplay: async ({ params }) => ok(await view(await getReplay(store, params.replay!))),

    releaseReplay: async ({ params, caller }: Call) => {
      const replay = await getReplay(store, params.replay!)
      const { platform, by } = replay.body
      const ids = await parts.replays.accountsOf(replay)
      await refuseUnfit(parts, caller, { involved: [by], subjects: [{ platform, ids }], as: 'release' })
      await govern(parts, caller, 'replay-released', { kind: 'replay', id: replay.id })
      const agreed = await agreeToReplay(store, replay.id, { by: caller.person.id, at: now() })
      const people = await countPeople(
        store,
        agreed.body.releases.map(release => release.by)
      )
      const isReleased = people >= (await peopleNeeded(parts, wished))
      return ok(await view(isReleased ? await letReplayRun(store, replay.id) : agreed))
    },

    dropReplay: async ({ params, body, caller }: Call<{ because: DropReason }>) => {
      refuseMachine(caller)
      const replay = await getReplay(store, params.replay!)
      const { because } = body
      if (!mayBeDropped(replay)) throw new Problem('replay-not-waiting')
      const { 'came-back': cameBack = 0 } = countRows(replay)
      const before = { announcedBy: replay.body.by, state: replay.body.state, cameBack }
      await govern(parts, caller, 'replay-dropped', { kind: 'replay', id: replay.id }, { before, after: { because } })
      return ok(await view(await dropReplay(store, replay.id, { by: caller.person.id, because, at: now() })))
    },

    lookAtReplay: async ({ params }) => taken(await view(await lookAgain(store, params.replay!)))
  } satisfies Record<string, Handler>
}
