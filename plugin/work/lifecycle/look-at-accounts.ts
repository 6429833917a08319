import type { AccountStage, PlatformLifecycle } from '../../../adapters/contract.ts'
import { dayMs } from '../../durations.ts'
import { changedElsewhere, type LifecycleSettings, type LifecycleStep, lifecycleStep } from '../../erasure/lifecycle.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import type { LifecycleBody, RunBody } from '../../store/records/lifecycles.ts'
import { erasedBy } from '../../store/records/requests.ts'
import { everyRequest } from '../every-request.ts'
import type { ConnectedPlatform } from '../parts.ts'
import type { LifecycleParts } from './parts.ts'

/** What a run found before it does anything. */
export interface Looked {
  readonly accounts: ReadonlyMap<string, AccountStage>
  readonly steps: readonly { readonly account: AccountStage; readonly step: LifecycleStep }[]
  readonly findings: RunBody['findings']
  /** Whether somebody else deactivates or deletes there. */
  readonly isBesideOthers: boolean
  readonly now: string
}

const monthMs = 30 * dayMs

/** Who vanished without a request of ours; those of origin `platform` only tell what others did. */
const goneWithoutUs = async (
  parts: LifecycleParts,
  platform: string,
  { remembered }: LifecycleBody,
  gone: readonly string[]
): Promise<number> => {
  if (gone.length === 0) return 0
  const ours = new Set<string>()
  for await (const request of everyRequest(parts)) {
    if (request.body.demands.every(({ origin }) => origin === 'platform')) continue
    const erased = erasedBy(parts.keys, request)
    const subject = erased === null ? request.body.subject : subjectHash(parts.keys, platform, erased)
    if (subject !== null && request.body.platform === platform) ours.add(subject)
  }
  const hashOf = (key: string) => subjectHash(parts.keys, platform, { id: key, bornAt: remembered[key]!.bornAt })
  return gone.filter(key => !ours.has(hashOf(key))).length
}

/** Accounts without activity: by the list that was given, and by the fact provider. Unknown adds nobody. */
export const inactiveKeys = async (
  parts: LifecycleParts,
  { id, body: platform }: ConnectedPlatform,
  { inactive }: LifecycleBody,
  signal: AbortSignal
): Promise<{ readonly keys: ReadonlySet<string>; readonly unknown: string | null }> => {
  const listed =
    inactive !== null && Date.parse(inactive.at) + monthMs > parts.clock.now().getTime() ? inactive.keys : []
  const asked = await parts.askInactive({ id, name: platform.name }, signal)
  const told = asked.is === 'known' ? asked.keys : []
  const isUnknown = asked.is === 'unknown' && !(asked.because === 'no-provider' && listed.length > 0)
  return { keys: new Set([...listed, ...told]), unknown: isUnknown ? asked.because : null }
}

/** Reads every account, compares with the last run, and decides what would be done. Changes nothing. */
export const lookAtAccounts = async (
  parts: LifecycleParts,
  connected: ConnectedPlatform & { readonly platform: { readonly lifecycle?: PlatformLifecycle } },
  body: LifecycleBody,
  settings: LifecycleSettings,
  signal: AbortSignal
): Promise<Looked> => {
  const accounts = new Map<string, AccountStage>()
  for await (const account of connected.platform.lifecycle!.accounts('all', signal)) accounts.set(account.id, account)
  const now = parts.clock.now().toISOString()
  const { keys, unknown } = settings.deactivation.isOn
    ? await inactiveKeys(parts, connected, body, signal)
    : { keys: new Set<string>(), unknown: null }
  const elsewhere = changedElsewhere(body.remembered, accounts, now)
  const gone = await goneWithoutUs(parts, connected.id, body, elsewhere.gone)
  const findings = [
    { code: 'deactivated-without-us', count: elsewhere.deactivated.length },
    { code: 'deleted-without-us', count: gone },
    { code: 'expired-without-us', count: elsewhere.expired.length },
    { code: 'activity-unknown', count: unknown === null ? 0 : 1 }
  ].filter(({ count }) => count > 0)
  const steps = [...accounts.values()].map(account => {
    const known = body.remembered[account.id]
    const remembered = known?.bornAt === account.bornAt ? known : null
    return { account, step: lifecycleStep(account, { settings, remembered, isInactive: keys.has(account.id), now }) }
  })
  return { accounts, steps, findings, isBesideOthers: elsewhere.deactivated.length + gone > 0, now }
}
