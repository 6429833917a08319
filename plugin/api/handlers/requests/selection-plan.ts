import type { Identifier, Platform, Subject } from '../../../../adapters/contract.ts'
import { PlatformError } from '../../../../adapters/errors.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import { toCsv } from '../../../reports/csv.ts'
import { aliasesOf, aliasOf } from '../../../store/records/aliases.ts'
import { heldAliasesOf, holdAliasesOf, holdsOn, unknownHolds } from '../../../store/records/holds/in-force.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { openRequestsNaming } from '../../../store/records/requests.ts'
import { pickedSoFar, type SelectionDocument } from '../../../store/records/selections.ts'
import { keepAskable } from '../../ask-right.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { getVisibleSelection } from '../../selection-reach.ts'
import { itemViews } from '../../views/selection-view.ts'

type List = components['schemas']['AccountList']
type Row = components['schemas']['LookedUpAccounts']['rows'][number]
type Planned = components['schemas']['SelectionPlan']['items'][number]

/** So many calls of one list are under way at a platform. */
const atOnce = 8

const columns = ['key', 'outcome', 'overBrake', 'request', 'state', 'because', 'blockers'] as const

const kinds = { key: 'platform-id', login: 'username', email: 'email' } as const

const isKey = (text: string): boolean => /^[0-9]{1,19}$/.test(text)

/** Does something with each, some at a time; what a call's time did not suffice for, begun or not, is `late`. */
const eachOf = async <Item, Result>(
  items: readonly Item[],
  signal: AbortSignal,
  late: (item: Item) => Result,
  act: (item: Item) => Promise<Result>
): Promise<readonly Result[]> => {
  const actInTime = (item: Item) =>
    act(item).catch(error => {
      if (error instanceof PlatformError && signal.aborted) return late(item)
      throw error
    })
  const results: Result[] = []
  for (let at = 0; at < items.length; at += atOnce) {
    const some = items.slice(at, at + atOnce)
    results.push(...(await Promise.all(some.map(item => (signal.aborted ? late(item) : actInTime(item))))))
  }
  return results
}

/** Operations that look at people before anything is made of them. */
export const selectionPlanHandlers = (parts: ApiParts) => {
  const { store, keys, clock, platformOf, readSelected, foresee } = parts

  const openRequest = async (aliases: readonly string[]): Promise<string | null> =>
    (await openRequestsNaming(store, aliases))[0]?.id ?? null

  const findOne = async (connected: Platform, identifier: Identifier, signal: AbortSignal): Promise<Subject | null> => {
    const found = await connected.find({ identifiers: [identifier] }, signal)
    return found.is === 'one' ? found.subject : null
  }

  const totalsOf = async ({ body: { platform, brake } }: SelectionDocument, picked: readonly string[]) => {
    const concerned = await Promise.all(
      picked.map(async value => {
        const identifier = { kind: 'platform-id', value } as const
        const [open, holds] = await Promise.all([
          openRequest([aliasOf(keys, platform, identifier)]),
          holdsOn(store, platform, holdAliasesOf(keys, platform, identifier))
        ])
        return { isOpen: open !== null, isHeld: holds.length > 0 }
      })
    )
    const alreadyOpen = concerned.filter(({ isOpen }) => isOpen).length
    const before = await pickedSoFar(store, platform, clock.now())
    return {
      people: picked.length,
      alreadyOpen,
      held: concerned.filter(({ isHeld }) => isHeld).length,
      holdsUnknown: await unknownHolds(store, platform),
      overBrake: Math.min(
        picked.length - alreadyOpen,
        Math.max(0, before + picked.length - alreadyOpen - brake.perHour)
      )
    }
  }

  const planned = (key: string, is: Planned['is'], more: Partial<Planned> = {}): Planned => ({
    key,
    is,
    username: null,
    displayName: null,
    isHeld: false,
    next: null,
    because: null,
    blockers: [],
    open: null,
    ...more
  })

  const planOne = async (
    { body: { platform, by, demand } }: SelectionDocument,
    key: string,
    signal: AbortSignal
  ): Promise<Planned> => {
    const subject = await findOne(await platformOf(platform), { kind: 'platform-id', value: key }, signal)
    if (subject === null) return planned(key, 'not-there')
    const { username, displayName } = subject
    const aliases = heldAliasesOf(keys, platform, subject)
    const isHeld = (await holdsOn(store, platform, aliases)).length > 0
    const open = await openRequest(aliasesOf(keys, platform, subject))
    if (open !== null) return planned(key, 'already-open', { username, displayName, isHeld, open })
    const foreseen = await foresee({ platform, subject, by, demand, facts: {} }, signal)
    const blockers = (foreseen?.verdicts ?? []).flatMap(verdict => verdict.blockers.map(({ code }) => code))
    const { to: next = null, because = null } = foreseen ?? {}
    return planned(key, 'would-be-requested', { username, displayName, isHeld, next, because, blockers })
  }

  return {
    lookUpAccounts: async ({ params, body, caller, signal }: Call<List>) => {
      const { id } = await getPlatform(store, params.platform!)
      const connected = await platformOf(id)
      const wrong = (is: Row['is']): Row => ({ is, key: null, request: null, isHeld: false })
      const look = async (value: string): Promise<Row> => {
        if (body.by === 'key' && !isKey(value)) return wrong('not-a-key')
        const found = await connected.find({ identifiers: [{ kind: kinds[body.by], value }] }, signal)
        if (found.is !== 'one') return wrong(found.is === 'none' ? 'nobody' : 'several')
        const { subject } = found
        const [request, holds] = await Promise.all([
          openRequest(aliasesOf(keys, id, subject)),
          holdsOn(store, id, heldAliasesOf(keys, id, subject))
        ])
        return { is: 'found', key: subject.id, request, isHeld: holds.length > 0 }
      }
      const rows = await eachOf(body.rows, signal, () => wrong('not-asked'), look)
      const known = [...new Set(rows.flatMap(({ key }) => key ?? []))]
      const theirs = new Set(await keepAskable(parts, caller.person.body, id, known, key => key, signal))
      return ok({
        rows: rows.map(row => (row.key === null || theirs.has(row.key) ? row : wrong('not-yours-to-ask')))
      })
    },

    planSelection: async ({ params, query, caller, signal }) => {
      const selection = await getVisibleSelection(store, params.selection!, caller)
      if (selection.body.state !== 'draft') throw new Problem('selection-started')
      const picked = (await readSelected(selection))?.keys ?? []
      const from = query.after === undefined ? 0 : Number(query.after)
      const page = picked.slice(from, from + Number(query.limit))
      const { platform } = selection.body
      const theirs = new Set(await keepAskable(parts, caller.person.body, platform, page, key => key, signal))
      const items = await eachOf(
        page,
        signal,
        key => planned(key, 'not-asked'),
        async key => (theirs.has(key) ? planOne(selection, key, signal) : planned(key, 'not-yours-to-ask'))
      )
      const next = from + page.length < picked.length ? String(from + page.length) : null
      return ok({ totals: await totalsOf(selection, picked), items, next })
    },

    showSelectionAsCsv: async ({ params, caller }) => {
      const selection = await getVisibleSelection(store, params.selection!, caller)
      const picked = (await readSelected(selection))?.keys ?? null
      const items = await itemViews(store, selection, picked, 0, selection.body.items.length)
      const rows = items.map(({ blockers, overBrake, ...item }) => ({
        ...item,
        overBrake: overBrake ? 'yes' : 'no',
        blockers: blockers.join(' ')
      }))
      return { ...ok(toCsv({ columns, rows })), type: 'text/csv; charset=utf-8' }
    }
  } satisfies Record<string, Handler>
}
