import type { Identifier } from '../../../../adapters/contract.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { leadingDemand } from '../../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { Problem } from '../../../errors.ts'
import { aliasOf } from '../../../store/records/aliases.ts'
import { getKnown } from '../../../store/records/change.ts'
import { isBoundToAccount } from '../../../store/records/people/people.ts'
import { keepsBack, stopsOfAll } from '../../../store/records/platforms/keeps-back.ts'
import { findPlatform, getPlatform, listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { aliasKey } from '../../../store/records/requests.ts'
import type { Document } from '../../../store/store.ts'
import { keepVisible, refuseForeign, refuseForeignRequest } from '../../ask-right.ts'
import type { Caller } from '../../authentication.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { incomingOf } from '../../demand.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { mayReveal } from '../../permissions.ts'
import { boardOf } from '../../queue/board.ts'
import { countLines } from '../../queue/counts.ts'
import { streamCsv } from '../../queue/export.ts'
import { filterOf, type PageAsked, readEveryLine, readPage } from '../../request-page.ts'
import { createCountDays, createCountLineDays } from '../../views/clock-view.ts'
import { type Covers, dryRunView, historyView, requestView, summaryView } from '../../views/request-view.ts'

type DemandData = components['schemas']['DemandData']
type Search = components['schemas']['Search']

/** Operations that make, find and show requests. */
export const requestHandlers = (parts: ApiParts) => {
  const { store, keys, clock, requests, accept } = parts
  const get = (id: string): Promise<Document<ErasureRequest>> => getKnown(store, 'request', id, 'request-unknown')
  const getVisible = async (id: string, { person }: Caller, signal: AbortSignal): Promise<Document<ErasureRequest>> => {
    const request = await get(id)
    await refuseForeignRequest(parts, person, request, signal)
    return request
  }
  /** Nothing where the platform cannot be connected to: what a page can do without. */
  const coversOf = async (platform: string): Promise<Covers> => {
    const { actions = [] } = await parts.platformOf(platform).catch(() => ({ actions: [] }))
    return new Map(actions.map(({ id, covers }) => [id, covers]))
  }

  const pageAsked = ({ query, caller: { person }, signal }: Call): PageAsked => ({
    query,
    caller: person.id,
    keepVisible: found => keepVisible(parts, person, found, signal),
    seesAll: !isBoundToAccount(person.body)
  })

  return {
    listRequests: async call => ok(await readPage(parts, pageAsked(call))),

    countRequests: async ({ query, caller: { person } }) => {
      const sifting = { filter: filterOf(query, person.id), stops: await stopsOfAll(store), now: clock.now() }
      const counts = countLines(await boardOf(store).placed(), sifting, person.id)
      return ok({ ...counts, hasMail: parts.hasMail })
    },

    exportRequests: async call => {
      const names = new Map((await listPlatforms(store)).map(({ id, body }) => [id, body.name]))
      const lines = readEveryLine(parts, pageAsked(call))
      const body = streamCsv(lines, {
        platformName: id => names.get(id) ?? id,
        countDays: await createCountLineDays(parts),
        now: clock.now()
      })
      return { status: 200, body, type: 'text/csv; charset=utf-8' }
    },

    searchRequests: async ({ body, caller, signal }: Call<Search>) => {
      const platform = await getPlatform(store, body.platform)
      const { id } = platform
      const key = aliasKey(aliasOf(keys, id, body.identifier as Identifier))
      const found = await store.query<ErasureRequest>('request', { key })
      const ended = body.ended === true ? await requests.erasedBefore(id, body.identifier as Identifier) : []
      const visible = await keepVisible(parts, caller.person, [...found, ...ended], signal)
      const countDays = await createCountDays(parts)
      const stop = await keepsBack(store, platform)
      return ok({ items: visible.map(({ body: request }) => summaryView(request, countDays, stop)), next: null })
    },

    createRequest: async ({ body, caller, signal }: Call<DemandData>) => {
      const platform = await findPlatform(store, body.platform)
      if (platform === null) throw new Problem('platform-unknown')
      // A system that brings many is a source: its brake, cap and dry run count there, and nothing counts a person.
      const isOnBehalf = (body.origin ?? 'on-behalf') === 'on-behalf'
      if (caller.token.body.kind === 'machine' && !isOnBehalf) throw new Problem('origin-not-allowed')
      const incoming = incomingOf(body, caller.person, platform.id)
      const reference = { identifiers: body.subject.identifiers as readonly Identifier[] }
      await refuseForeign(parts, caller.person.body, platform.id, reference, signal)
      return accept(incoming)
    },

    showRequest: async ({ params, query, caller, signal }) => {
      const request = await getVisible(params.request!, caller, signal)
      const stored = await getPlatform(store, request.body.platform)
      const platform = stored.body
      const { invitationMs } = resolvePolicy(platform.kind, platform.policy, leadingDemand(request.body).origin)
      const view = requestView(request, requests.knownOf(request), {
        invitationMs,
        countDays: await createCountDays(parts),
        now: clock.now().toISOString(),
        covers: await coversOf(request.body.platform),
        stop: await keepsBack(store, stored)
      })
      if (query.reveal === undefined) return ok(view)
      if (!caller.person.body.roles.some(role => mayReveal.includes(role))) throw new Problem('role-missing')
      const subject = requests.namesOf(request)
      await govern(parts, caller, 'subject-revealed', { kind: 'request', id: request.id })
      return ok(subject === null ? view : { ...view, subject })
    },

    planRequest: async ({ params, caller, signal }) => {
      const request = await getVisible(params.request!, caller, signal)
      return ok(dryRunView(await requests.dryRun(request, signal), await coversOf(request.body.platform)))
    },

    listHistory: async ({ params, caller, signal }) => {
      const { body } = await getVisible(params.request!, caller, signal)
      return ok({ entries: body.evidence.map(historyView) })
    },

    certificateOfRequest: async ({ params, query, accept: wanted }) => {
      const request = await get(params.request!)
      if (wanted.includes('text/html')) {
        const page = await requests.certificatePageOf(request, query.language === 'de' ? 'de' : 'en')
        if (page === null) throw new Problem('certificate-not-yet')
        return { status: 200, body: page, type: 'text/html; charset=utf-8' }
      }
      const certificate = await requests.certificateOf(request)
      if (certificate === null) throw new Problem('certificate-not-yet')
      return ok(certificate)
    }
  } satisfies Record<string, Handler>
}
