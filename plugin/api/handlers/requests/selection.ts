import { createHash } from 'node:crypto'
import type { SearchQuery, Subject } from '../../../../adapters/contract.ts'
import { PlatformError } from '../../../../adapters/errors.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { dayMs } from '../../../durations.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import { Problem } from '../../../errors.ts'
import { aliasesOf } from '../../../store/records/aliases.ts'
import type { PlatformBody } from '../../../store/records/bodies.ts'
import { createSpool } from '../../../store/records/lists/spool.ts'
import { readMandate } from '../../../store/records/mandates.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { openRequestsNaming, tellRequests } from '../../../store/records/requests.ts'
import {
  addSelection,
  agreeToSelection,
  changeSelection,
  confirmSelection,
  getSelection,
  isSelectionReleased,
  listSelections,
  type SelectionBody,
  type SelectionDocument,
  selectionList
} from '../../../store/records/selections.ts'
import type { Document } from '../../../store/store.ts'
import { type Consequence, consequencesOf } from '../../../texts/consequences/of-selection.ts'
import type { Language } from '../../../texts/language.ts'
import { keepAskable, refuseUnlinked } from '../../ask-right.ts'
import type { Caller } from '../../authentication.ts'
import { type Call, type Handler, made, ok, taken } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { getVisibleSelection, isVisible } from '../../selection-reach.ts'
import { refuseUnfit } from '../../separation.ts'
import { refuseUnlikely } from '../../unlikely-list.ts'
import { itemViews, selectionView } from '../../views/selection-view.ts'

type NewSelection = components['schemas']['NewSelection']

const mostFound = 50
/** A draft that nobody confirms is forgotten after a day; outcomes are kept beyond every legal period. */
const draftLivesMs = dayMs
const keptMs = 60 * dayMs

/** Stands for the list and for what was told of it: another list or another consequence has another one. */
const digestOf = (keys: readonly string[], body: NewSelection, consequences: readonly Consequence[]): string => {
  const { platform, origin, ground, mandate } = body
  const told = JSON.stringify([platform, origin, ground, mandate, [...keys].sort(), consequences])
  return createHash('sha256').update(told).digest('hex').slice(0, 16)
}

/** Operations on people picked from lists: search, draft, confirm, progress, release. */
export const selectionHandlers = (parts: ApiParts) => {
  const { store, keys: seals, random, clock, hasMail, platformOf, readSelected } = parts
  const now = () => clock.now().toISOString()

  const openRequest = async (platform: string, subject: Subject): Promise<string | null> =>
    (await openRequestsNaming(store, aliasesOf(seals, platform, subject)))[0]?.id ?? null

  const consequencesFor = (platform: Document<PlatformBody>, count: number, said: NewSelection) => {
    const { kind, name, policy } = platform.body
    const { noticeMs, invitationMs, coolOffMs, brakePerHour, releasersNeeded } = resolvePolicy(
      kind,
      policy,
      said.origin ?? 'on-behalf'
    )
    const terms = { brakePerHour, releasersNeeded }
    const isInvited = said.mandate.cannotAsk === undefined
    const days = {
      noticeDays: Math.ceil(noticeMs / dayMs),
      invitationDays: isInvited ? Math.ceil(invitationMs / dayMs) : null,
      coolOffDays: Math.ceil(coolOffMs / dayMs)
    }
    const picked = { count, platform: name, kind, hasMail, ...days, ...terms }
    const told = { en: consequencesOf(picked, 'en'), de: consequencesOf(picked, 'de') }
    return { told, brake: { perHour: brakePerHour, releasersNeeded } }
  }

  const getVisible = (id: string, caller: Caller) => getVisibleSelection(store, id, caller)

  return {
    searchPlatform: async ({ params, body, caller, signal }: Call<SearchQuery>) => {
      const { id } = await getPlatform(store, params.platform!)
      const found = await (await platformOf(id)).search(body, signal).catch(error => {
        if (error instanceof PlatformError && error.code === 'not-supported') throw new Problem('search-not-there')
        throw error
      })
      const { body: person } = caller.person
      const theirs = await keepAskable(parts, person, id, found, ({ id: key }) => key, signal)
      const items = await Promise.all(
        theirs.map(async subject => ({
          key: subject.id,
          username: subject.username,
          displayName: subject.displayName,
          email: subject.email,
          bornAt: subject.bornAt,
          request: await openRequest(id, subject)
        }))
      )
      return ok({ items, isCut: found.length >= mostFound })
    },

    listSelections: async ({ caller }) => {
      const visible = (await listSelections(store)).filter(selection => isVisible(selection, caller))
      return ok(await Promise.all(visible.map(one => selectionView(store, one))))
    },

    makeSelection: async ({ body, caller, signal }: Call<NewSelection>) => {
      const platform = await getPlatform(store, body.platform)
      const isAdministrator = caller.person.body.roles.includes('administrator')
      if (body.origin === 'lifecycle' && !isAdministrator) throw new Problem('origin-not-allowed')
      const keys = [...new Set(body.keys)]
      const given = { platform: platform.id, count: keys.length, before: 0, isMeant: body.isMeant ?? false }
      await refuseUnlikely({ store }, given)
      await refuseUnlinked(parts, caller.person.body, platform.id, keys, signal)
      const { told, brake } = consequencesFor(platform, keys.length, body)
      const language = body.language ?? 'en'
      const id = random.uuid()
      const at = now()
      const { ground } = body
      const { mandate, details } = readMandate(body.mandate)
      const selection: SelectionBody = {
        platform: platform.id,
        by: caller.person.id,
        at,
        state: 'draft',
        demand: {
          origin: body.origin ?? 'on-behalf',
          ground: { article: ground.article, letter: ground.letter ?? null },
          saidAt: null,
          proof: null,
          mandate,
          acknowledged: false
        },
        digest: digestOf(keys, body, told[language]),
        told,
        brake,
        items: keys.map(() => null),
        releases: [],
        confirmedAt: null,
        endedAt: null,
        forgetAt: new Date(Date.parse(at) + draftLivesMs).toISOString()
      }
      // The list first: a draft never stands without the people that it is about.
      const content = { keys, mandate: details }
      await createSpool({ store, keys: seals, clock }, platform.id).keep(selectionList, [{ key: id, content }])
      await addSelection(store, id, selection)
      return made(await selectionView(store, await getSelection(store, id), language))
    },

    showSelection: async ({ params, query, caller }) =>
      ok(await selectionView(store, await getVisible(params.selection!, caller), query.language as Language)),

    listSelectionItems: async ({ params, query, caller }) => {
      const selection = await getVisible(params.selection!, caller)
      const from = query.after === undefined ? 0 : Number(query.after)
      const limit = Number(query.limit)
      const selected = await readSelected(selection)
      const items = await itemViews(store, selection, selected?.keys ?? null, from, limit)
      const next = from + items.length < selection.body.items.length ? String(from + items.length) : null
      return ok({ items, next })
    },

    confirmSelection: async ({ params, body, caller }: Call<{ digest: string }>) => {
      const before = await getSelection(store, params.selection!)
      if (before.body.by !== caller.person.id) throw new Problem('demand-not-yours')
      const at = now()
      await confirmSelection(store, before.id, body.digest, at)
      const forgetAt = new Date(Date.parse(at) + keptMs).toISOString()
      const running = await changeSelection(store, before.id, selection => ({ ...selection, forgetAt }))
      return taken(await selectionView(store, running))
    },

    releaseSelection: async ({ params, caller }: Call) => {
      const agreed = { by: caller.person.id, at: now() }
      const { id, body } = await getSelection(store, params.selection!)
      const kept = body.items.flatMap(item => (item?.overBrake ? (item.request ?? []) : []))
      const { platform } = body
      const ids = (await readSelected({ id, body } as SelectionDocument))?.keys ?? []
      await refuseUnfit(parts, caller, { involved: [body.by], subjects: [{ platform, ids }], as: 'release' })
      await govern(parts, caller, 'selection-released', { kind: 'selection', id })
      const selection = await agreeToSelection(store, id, agreed)
      if (await isSelectionReleased(store, selection.body)) {
        await tellRequests(store, kept, { kind: 'recheck', ...agreed })
      }
      return ok(await selectionView(store, selection))
    }
  } satisfies Record<string, Handler>
}
