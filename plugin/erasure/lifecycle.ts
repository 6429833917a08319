import type { AccountStage } from '../../adapters/contract.ts'
import type { Ground } from './demand/demand.ts'

/** What a site has decided about accounts that nobody needs any more. Off until somebody sets it. Durations in milliseconds. */
export interface LifecycleSettings {
  readonly isOn: boolean
  /** How often a run looks at every account. */
  readonly everyMs: number
  /** Accounts whose date has passed are deactivated; `warnMs` before it they are told, null: never. */
  readonly expiry: { readonly isOn: boolean; readonly warnMs: number | null }
  /** Accounts without activity are told, and deactivated that long afterwards. */
  readonly deactivation: { readonly isOn: boolean; readonly warnMs: number | null }
  /** Accounts that have been deactivated for so long are erased, each by a request that tells them first. */
  readonly deletion: { readonly isOn: boolean; readonly afterMs: number }
  /** A run that would touch this share of all accounts, or more, touches none until others agree. */
  readonly brakePercent: number
  readonly releasersNeeded: number
  /** Whether a run goes on although somebody else deactivates or deletes there. */
  readonly goesOnBesideOthers: boolean
  /** In which no run begins, because the platform's own job is at work; null: whenever it is due. Absent: the usual. */
  readonly quiet?: QuietHours | null
  readonly ground: Ground
}

/** A part of the day in the time zone of the site, as `HH:MM`; it may go over midnight. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

/** OpenOlat's own job begins at 01:25 (fact sheet 5). */
export const usualQuiet: QuietHours = { from: '01:00', to: '02:30' }

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** When a run may begin that is due now: at once, or when the quiet hours are over. ISO 8601. */
export const afterQuiet = (quiet: QuietHours | null, timeZone: string, now: string): string => {
  if (quiet === null) return now
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const minute = minutesOf(clock.format(new Date(now)))
  const dayMinutes = 24 * 60
  const since = (minute - minutesOf(quiet.from) + dayMinutes) % dayMinutes
  const length = (minutesOf(quiet.to) - minutesOf(quiet.from) + dayMinutes) % dayMinutes
  return since < length ? new Date(Date.parse(now) + (length - since) * 60_000).toISOString() : now
}

/** What is remembered of an account between two runs: keys only, nothing that names anybody. */
export interface Remembered {
  readonly stage: AccountStage['stage']
  readonly bornAt: string
  readonly expiresAt: string | null
  /** When it was told that it is to be deactivated, and about which of the two. */
  readonly warned: { readonly of: 'expiry' | 'deactivation'; readonly at: string } | null
  /** Whether we changed its stage since the last run. */
  readonly isOurs: boolean
}

/** What a run does with one account: one thing, once. */
export type LifecycleStep = 'none' | 'warn-expiry' | 'warn-deactivation' | 'deactivate' | 'delete'

interface At {
  readonly settings: LifecycleSettings
  readonly remembered: Remembered | null
  readonly isInactive: boolean
  readonly now: string
}

const isPast = (at: string, ms: number, now: string): boolean => Date.parse(at) + ms <= Date.parse(now)

const stepOfExpiring = (expiresAt: string, { settings, remembered, now }: At): LifecycleStep => {
  const { warnMs } = settings.expiry
  if (isPast(expiresAt, 0, now)) return 'deactivate'
  const isDue = warnMs !== null && isPast(expiresAt, -warnMs, now)
  return isDue && remembered?.warned?.of !== 'expiry' ? 'warn-expiry' : 'none'
}

const stepOfInactive = ({ settings, remembered, now }: At): LifecycleStep => {
  const { warnMs } = settings.deactivation
  if (warnMs === null) return 'deactivate'
  const warned = remembered?.warned
  if (warned?.of !== 'deactivation') return 'warn-deactivation'
  return isPast(warned.at, warnMs, now) ? 'deactivate' : 'none'
}

/** The one step of an account in a run. Whom the platform protects, and whoever no rule speaks of, is left alone. */
export const lifecycleStep = (account: AccountStage, at: At): LifecycleStep => {
  const { settings, isInactive, now } = at
  const { stage, expiresAt, deactivatedAt } = account
  if (stage === 'permanent') return 'none'
  if (stage === 'deactivated') {
    const isReady = deactivatedAt !== null && isPast(deactivatedAt, settings.deletion.afterMs, now)
    return settings.deletion.isOn && isReady ? 'delete' : 'none'
  }
  const expiring = settings.expiry.isOn && expiresAt !== null ? stepOfExpiring(expiresAt, at) : 'none'
  if (expiring !== 'none') return expiring
  return settings.deactivation.isOn && isInactive ? stepOfInactive(at) : 'none'
}

/** Whether a run would touch too many: warnings touch nobody. */
export const isBrakedRun = (touched: number, accounts: number, brakePercent: number): boolean =>
  touched > 0 && (accounts === 0 || (touched * 100) / accounts >= brakePercent)

/** What happened to accounts since the last run without us. */
export interface Elsewhere {
  readonly deactivated: readonly string[]
  /** Deactivated because their date had passed, which the platform may do at any time. */
  readonly expired: readonly string[]
  readonly gone: readonly string[]
}

/** Compares two complete looks. `now` holds every account that is there; what we did ourselves is not counted. */
export const changedElsewhere = (
  before: Readonly<Record<string, Remembered>>,
  accounts: ReadonlyMap<string, AccountStage>,
  now: string
): Elsewhere => {
  const known = Object.entries(before)
  const isOther = (key: string, { bornAt }: Remembered): boolean => accounts.get(key)?.bornAt !== bornAt
  const left = known.filter(([key, one]) => !isOther(key, one) && !one.isOurs && one.stage !== 'deactivated')
  const out = left.filter(([key]) => accounts.get(key)?.stage === 'deactivated')
  // The date may have been set since the last run.
  const hasExpired = ([key, one]: readonly [string, Remembered]): boolean => {
    const expiresAt = accounts.get(key)?.expiresAt ?? one.expiresAt
    return expiresAt !== null && isPast(expiresAt, 0, now)
  }
  return {
    deactivated: out.filter(one => !hasExpired(one)).map(([key]) => key),
    expired: out.filter(hasExpired).map(([key]) => key),
    gone: known.filter(([key, one]) => isOther(key, one)).map(([key]) => key)
  }
}
