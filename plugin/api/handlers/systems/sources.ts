import type { components } from '../../../../openapi/types/lethe.ts'
import { leadingDemand } from '../../../erasure/demand/leading-demand.ts'
import { Problem } from '../../../errors.ts'
import type { SourceBody } from '../../../store/records/bodies.ts'
import { getKnown } from '../../../store/records/change.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { requestsBy, requestsKept, tellRequests } from '../../../store/records/requests.ts'
import { makeSecret } from '../../../store/records/sources/live-secrets.ts'
import { makeScimToken } from '../../../store/records/sources/scim-tokens.ts'
import {
  addSource,
  agreeToRelease,
  getSource,
  goLive,
  isReleased,
  listSources,
  removeSource,
  rotateSource
} from '../../../store/records/sources/sources.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine, refuseUnfit } from '../../separation.ts'
import { keptView, newestOf, scimAddress, sourceView } from '../../views/source-view.ts'

type Given = components['schemas']['NewSource']
type Optional = 'brakePercent' | 'brakeTimesUsual' | 'releasersNeeded' | 'scim'
type NewSource = Required<Omit<Given, Optional>> & Pick<Given, Optional>

const scimOf = ({ scim, platforms }: NewSource): Pick<SourceBody, 'scim'> => {
  if (scim === undefined) return {}
  if (platforms.length !== 1) throw new Problem('scim-needs-one-platform')
  const { deactivation = 'ignore', namedBy = 'username' } = scim
  const { article, letter } = scim.ground ?? { article: '17(1)', letter: 'a' }
  return {
    scim: { deactivation, namedBy, ground: { article, letter: letter ?? null }, tokens: [] }
  }
}

/** Operations on who may send webhooks, and speak SCIM. A secret is in the answer that makes it, and nowhere else. */
export const sourceHandlers = (parts: ApiParts) => {
  const { store, keys: seals, random, clock } = parts
  const now = () => clock.now().toISOString()
  const about = (id: string) => ({ kind: 'source', id })
  const getAny = (id: string) => getKnown<SourceBody>(store, 'source', id, 'source-unknown')
  const withSecret = async (id: string, secret: string, oldLivesMs: number) => {
    const token = await makeScimToken({ store, seals, random, at: now() }, id, oldLivesMs)
    return {
      source: await sourceView(store, await getSource(store, id), now()),
      secret,
      address: `/webhooks/${id}`,
      ...(token === null ? {} : { scim: { token, address: scimAddress(id) } })
    }
  }
  /** Has those that wait look again at once. */
  const wake = async (id: string, by: string, isMeant: (hour: string) => boolean): Promise<void> => {
    const kept = await requestsKept(store, id)
    const meant = kept.filter(({ body }) => isMeant(leadingDemand(body).acceptedAt.slice(0, 13)))
    const ids = meant.map(request => request.id)
    await tellRequests(store, ids, { kind: 'recheck', by, at: now() })
  }
  /** Ends what waits without a word: nobody was ever told of it. */
  const drop = async (id: string, by: string): Promise<void> => {
    for (const { id: request, body } of await requestsBy(store, 'state:accepted')) {
      const theirs = body.demands.filter(demand => demand.by === id && demand.origin === 'identity-manager')
      for (const { id: demand } of theirs)
        await tellRequests(store, [request], { kind: 'lapse', demand, by, at: now(), because: 'dry-run-dropped' })
    }
  }

  return {
    listSources: async () =>
      ok(await Promise.all((await listSources(store)).map(one => sourceView(store, one, now())))),

    addSource: async ({ body, caller }: Call<NewSource>) => {
      for (const platform of body.platforms) await getPlatform(store, platform)
      const { scim: _, ...said } = body
      const terms = { ...said, ...scimOf(body), addedBy: caller.person.id }
      const { types, platforms, origins, standingMandate } = body
      const id = random.uuid()
      await govern(parts, caller, 'source-added', about(id), { after: { types, platforms, origins, standingMandate } })
      const secret = makeSecret(random)
      await addSource({ store, seals, random, at: now() }, terms, { id, secret })
      return made(await withSecret(id, secret, 0))
    },

    rotateSource: async ({ params, body, caller }: Call<{ oldLivesMs: number }>) => {
      const { id } = await getSource(store, params.source!)
      const by = caller.person.id
      const { oldLivesMs } = body
      await govern(parts, caller, 'source-rotated', about(id), { after: { oldLivesMs } })
      const secret = await rotateSource({ store, seals, random, at: now() }, id, { by, oldLivesMs })
      return ok(await withSecret(id, secret, oldLivesMs))
    },

    removeSource: async ({ params, caller }) => {
      const { id } = await getSource(store, params.source!)
      await govern(parts, caller, 'source-removed', about(id))
      return ok(await sourceView(store, await removeSource(store, id, now()), now()))
    },

    showKept: async ({ params, query }) => {
      const source = await getAny(params.source!)
      const page = { limit: Number(query.limit), ...(query.after === undefined ? {} : { after: String(query.after) }) }
      return ok(await keptView(store, source, await requestsKept(store, source.id, page), page.limit))
    },

    goLive: async ({ params, body, caller }: Call<{ kept: 'go-on' | 'drop' }>) => {
      refuseMachine(caller)
      const { id } = await getSource(store, params.source!)
      const by = caller.person.id
      await govern(parts, caller, 'source-went-live', about(id), { after: { kept: body.kept } })
      if (body.kept === 'drop') await drop(id, by)
      const live = await goLive(store, id, now())
      if (body.kept === 'go-on') await wake(id, by, () => true)
      return ok(await sourceView(store, live, now()))
    },

    releaseBrake: async ({ params, body, caller }: Call<{ hour: string }>) => {
      // Whoever could send by the source may be one of those who agree: where two are asked, never the only one.
      await refuseUnfit(parts, caller, { involved: [], as: 'release' })
      const by = caller.person.id
      const { id } = await getAny(params.source!)
      await govern(parts, caller, 'brake-released', about(id), { after: { hour: body.hour } })
      const kept = await requestsKept(store, params.source!)
      const newest = newestOf(kept, body.hour)
      const source = await agreeToRelease(store, id, { by, at: now(), hour: body.hour }, newest)
      if (await isReleased(store, source.body, body.hour, '')) await wake(source.id, by, hour => hour === body.hour)
      return ok(await sourceView(store, source, now()))
    }
  } satisfies Record<string, Handler>
}
