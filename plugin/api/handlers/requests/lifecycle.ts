import type { AccountStage, PlatformLifecycle } from '../../../../adapters/contract.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { dayMs } from '../../../durations.ts'
import { Problem } from '../../../errors.ts'
import { aliasOf } from '../../../store/records/aliases.ts'
import {
  agreeToRun,
  changeLifecycle,
  getRun,
  type LifecycleBody,
  listRuns,
  type RunBody,
  readLifecycle,
  refuseAgreed
} from '../../../store/records/lifecycles.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { openRequestsNaming } from '../../../store/records/requests.ts'
import type { Document } from '../../../store/store.ts'
import { keepAskable } from '../../ask-right.ts'
import { type Call, type Handler, ok, taken } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { countPeople, peopleNeeded, refuseUnfit } from '../../separation.ts'
import { refuseUnlikely } from '../../unlikely-list.ts'

type Given = components['schemas']['LifecycleSettings']
type Settings = Required<Omit<Given, 'quiet'>> & Pick<Given, 'quiet'>
type Tab = 'deactivated' | 'ready' | 'without-activity'

/** What neither platform answers over its API for any account. */
const unknown = ['lastLoginAt', 'plannedAt', 'graceUntil'] as const

const runView = ({ id, body }: Document<RunBody>) => ({ id, ...body, candidates: body.candidates.length })

const rules = ['expiry', 'deactivation', 'deletion'] as const

/** A rule that was off before has not been looked at by anybody yet. */
const isWider = (before: LifecycleBody['settings'], after: NonNullable<LifecycleBody['settings']>): boolean =>
  rules.some(rule => after[rule].isOn && before?.[rule].isOn !== true)

/** OpenOlat's own time between deactivation and deletion, unless a site sets another (fact sheet 5). */
const usualDays = 180

/** How long after its deactivation an account is ready to be deleted, and who says so. */
interface ReadyAfter {
  readonly ms: number
  readonly by: 'query' | 'settings' | 'default'
}

/** The tab is for people too who delete by hand: the time that is set counts whether automatic deletion is on or not. */
const readyAfterOf = (olderThanDays: unknown, { settings }: LifecycleBody): ReadyAfter => {
  if (olderThanDays !== undefined) return { ms: Number(olderThanDays) * dayMs, by: 'query' }
  if (settings !== null) return { ms: settings.deletion.afterMs, by: 'settings' }
  return { ms: usualDays * dayMs, by: 'default' }
}

const readyAtOf = ({ stage, deactivatedAt }: AccountStage, { ms }: ReadyAfter): string | null => {
  if (stage !== 'deactivated' || deactivatedAt === null) return null
  return new Date(Date.parse(deactivatedAt) + ms).toISOString()
}

/** Operations on the life of accounts: the tabs, the settings, and the runs. */
export const lifecycleHandlers = (parts: ApiParts) => {
  const { store, keys, clock, platformOf, lifecycles } = parts
  const now = () => clock.now().toISOString()

  const lifecycleOf = async (id: string): Promise<PlatformLifecycle> => {
    await getPlatform(store, id)
    const { lifecycle } = await platformOf(id)
    if (lifecycle === undefined) throw new Problem('lifecycle-not-there')
    return lifecycle
  }

  const view = async (platform: string) => {
    const { own } = await lifecycleOf(platform)
    const { settings, setBy, nextRunAt, liveSince = null, inactive, remembered } = await readLifecycle(parts, platform)
    const list = inactive === null ? null : { count: inactive.keys.length, at: inactive.at, by: inactive.by }
    return {
      platform,
      settings,
      setBy,
      nextRunAt,
      liveSince,
      inactive: list,
      remembered: Object.keys(remembered).length,
      own
    }
  }

  const openRequest = async (platform: string, key: string): Promise<string | null> => {
    const alias = aliasOf(keys, platform, { kind: 'platform-id', value: key })
    return (await openRequestsNaming(store, [alias]))[0]?.id ?? null
  }

  const accountsOf = async (id: string, tab: Tab, after: ReadyAfter, signal: AbortSignal) => {
    const lifecycle = await lifecycleOf(id)
    const inactive = tab === 'without-activity' ? await lifecycles.inactiveKeys(id, signal) : new Set<string>()
    const isWanted = (account: AccountStage): boolean => {
      if (tab === 'without-activity') return account.stage !== 'deactivated' && inactive.has(account.id)
      const readyAt = readyAtOf(account, after)
      return tab === 'deactivated' || (readyAt !== null && readyAt <= now())
    }
    const found: AccountStage[] = []
    for await (const account of lifecycle.accounts(tab === 'without-activity' ? 'all' : 'deactivated', signal))
      if (isWanted(account)) found.push(account)
    return found.sort((one, other) => (one.id < other.id ? -1 : 1))
  }

  return {
    listLifecycleTab: async ({ params, query, caller, signal }) => {
      const id = params.platform!
      const readyAfter = readyAfterOf(query.olderThanDays, await readLifecycle(parts, id))
      const found = await accountsOf(id, query.tab as Tab, readyAfter, signal)
      const all = await keepAskable(parts, caller.person.body, id, found, ({ id: key }) => key, signal)
      const limit = Number(query.limit)
      const from = query.after === undefined ? all : all.filter(account => account.id > String(query.after))
      const page = from.slice(0, limit)
      const items = await Promise.all(
        page.map(async ({ id: key, ...account }) => ({
          key,
          ...account,
          readyAt: readyAtOf({ id: key, ...account }, readyAfter),
          lastLoginAt: null,
          plannedAt: null,
          graceUntil: null,
          request: await openRequest(id, key)
        }))
      )
      return ok({ items, next: from.length > limit ? (page.at(-1)?.id ?? null) : null, unknown, readyAfter })
    },

    showLifecycle: async ({ params }) => ok(await view(params.platform!)),

    setLifecycle: async ({ params, body, caller }: Call<Settings>) => {
      const id = params.platform!
      await lifecycleOf(id)
      const settings = { ...body, ground: { article: body.ground.article, letter: body.ground.letter ?? null } }
      const setBy = caller.person.id
      const { isOn, brakePercent, releasersNeeded } = settings
      await govern(
        parts,
        caller,
        'lifecycle-set',
        { kind: 'platform', id },
        { after: { isOn, brakePercent, releasersNeeded } }
      )
      const first = new Date(clock.now().getTime() + settings.everyMs).toISOString()
      await changeLifecycle(parts, id, before => ({
        ...before,
        settings,
        setBy,
        ...(isWider(before.settings, settings) ? { liveSince: null, released: null } : {}),
        nextRunAt: settings.isOn ? (before.nextRunAt ?? first) : null
      }))
      return ok(await view(id))
    },

    setInactiveKeys: async ({ params, body, caller }: Call<{ keys: readonly string[]; isMeant?: boolean }>) => {
      const id = params.platform!
      await lifecycleOf(id)
      const before = (await readLifecycle(parts, id)).inactive?.keys.length ?? 0
      const given = { platform: id, count: body.keys.length, before, isMeant: body.isMeant ?? false }
      await refuseUnlikely({ store }, given)
      const inactive = { keys: body.keys, at: now(), by: caller.person.id }
      await changeLifecycle(parts, id, known => ({ ...known, inactive }))
      return ok(await view(id))
    },

    planLifecycleRun: async ({ params, signal }) => {
      await lifecycleOf(params.platform!)
      const plan = await lifecycles.plan(params.platform!, signal)
      if (plan === null) throw new Problem('lifecycle-not-set')
      return ok(plan)
    },

    listLifecycleRuns: async ({ params }) => {
      await getPlatform(store, params.platform!)
      return ok((await listRuns(parts, params.platform!)).map(runView))
    },

    runLifecycleNow: async ({ params }) => {
      const id = params.platform!
      await lifecycleOf(id)
      const { settings } = await readLifecycle(parts, id)
      if (settings?.isOn !== true) throw new Problem('lifecycle-not-set')
      await changeLifecycle(parts, id, before => ({ ...before, nextRunAt: now() }))
      return taken(await view(id))
    },

    releaseLifecycleRun: async ({ params, caller }: Call) => {
      const { id, body } = await getRun(parts, params.run!)
      const { settings, setBy, inactive } = await readLifecycle(parts, body.platform)
      // Who is touched follows from the settings and from the list.
      const involved = [setBy, inactive?.by ?? null].filter(by => by !== null)
      const subjects = [{ platform: body.platform, ids: body.candidates }]
      await refuseUnfit(parts, caller, { involved, subjects, as: 'release' })
      refuseAgreed(body, caller.person.id)
      await govern(parts, caller, 'run-released', { kind: 'run', id })
      const run = await agreeToRun(parts, id, { by: caller.person.id, at: now() })
      const agreed = run.body.releases.map(({ by }) => by)
      if ((await countPeople(store, agreed)) >= (await peopleNeeded(parts, settings?.releasersNeeded ?? 2))) {
        const released = run.body.candidates
        await changeLifecycle(parts, body.platform, before => ({
          ...before,
          released,
          liveSince: before.liveSince ?? now(),
          nextRunAt: now()
        }))
      }
      return ok(runView(run))
    }
  } satisfies Record<string, Handler>
}
