import type { Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { later } from '../../erasure/decision.ts'
import type { LifecycleSettings, LifecycleStep } from '../../erasure/lifecycle.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { heldAliasesOf, holdsOn, unknownHolds } from '../../store/records/holds/in-force.ts'
import { standingRegister } from '../../store/records/holds/register.ts'
import { exclusiveOnSubject } from '../../store/records/holds/section.ts'
import { demandUnchanged } from '../../store/records/lifecycles.ts'
import { openRequestsNaming } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import type { Touching } from './parts.ts'

/** What became of an account in a run: what was done, or the code of why it was left. */
export type Touched =
  | 'warned'
  | 'deactivated'
  | 'requested'
  | 'left'
  | 'protected'
  | 'requested-already'
  | 'held'
  | 'not-warned'
  | 'changed'

const findSubject = async ({ platform, account, signal }: Touching): Promise<Subject | null> => {
  const found = await platform.find({ identifiers: [{ kind: 'platform-id', value: account.id }] }, signal)
  return found.is === 'one' && found.subject.bornAt === account.bornAt ? found.subject : null
}

const isRequestedAlready = async ({ parts, platformId, account }: Touching): Promise<boolean> => {
  const alias = aliasOf(parts.keys, platformId, { kind: 'platform-id', value: account.id })
  return (await openRequestsNaming(parts.store, [alias])).length > 0
}

/** Whom a run never deactivates: our own account, and whoever has a role. Unknown is never yes. */
const isProtected = async ({ platform, signal }: Touching, subject: Subject): Promise<boolean> => {
  const { protection } = await platform.gather(subject, ['protection'], signal)
  if (protection?.is !== 'known') return true
  return protection.value.ours || protection.value.permanent || protection.value.privilegedRoles.length > 0
}

const warn = async (touching: Touching, step: LifecycleStep, settings: LifecycleSettings): Promise<Touched> => {
  const { parts, platformId, platformName, account } = touching
  const subject = await findSubject(touching)
  if (subject === null) return 'changed'
  if (parts.warn === null || subject.email === null) return 'not-warned'
  if (await isProtected(touching, subject)) return 'protected'
  const isExpiry = step === 'warn-expiry'
  const at = isExpiry ? account.expiresAt : later(parts.clock.now().toISOString(), settings.deactivation.warnMs ?? 0)
  // The same warning keeps its id, so that a mail server can drop a second copy.
  const about = JSON.stringify([platformId, account.id, step, account.expiresAt])
  const id = parts.keys.hashForIndex('warning', about)
  const sent = parts.warn(isExpiry ? 'expiry' : 'deactivation', subject, { platform: platformName, at, id })
  return sent.then(
    () => 'warned',
    () => 'not-warned'
  )
}

const deactivateNow = async (touching: Touching): Promise<Touched> => {
  try {
    const { is } = await touching.platform.lifecycle!.deactivate(touching.account, touching.signal)
    return is === 'done' ? 'deactivated' : 'changed'
  } catch (error) {
    // Somebody else was there since the look at the beginning of the run.
    if (error instanceof PlatformError && error.failure === 'refused') return 'changed'
    throw error
  }
}

/**
 * Whether a hold keeps an account as it is. A no is one of the store's own: that no hold was placed while they were read is
 * asked of it last, because the section that keeps them out may have been lost meanwhile.
 */
const isHeld = async ({ parts, platformId, run }: Touching, aliases: readonly string[]): Promise<boolean> => {
  for (;;) {
    const { kind, id, revision } = await standingRegister(parts.store)
    if ((await holdsOn(parts.store, platformId, aliases)).length > 0) return true
    // Whom an unreadable hold protects is not known: it may be this one.
    if ((await unknownHolds(parts.store, platformId)) !== null) return true
    try {
      await demandUnchanged(parts, run, { kind, id, revision })
      return false
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'expectation-failed')) throw error
    }
  }
}

/** Deactivating is the first step towards a deletion: whoever is held is left as they are. */
const deactivate = async (touching: Touching): Promise<Touched> => {
  if (await isRequestedAlready(touching)) return 'requested-already'
  const subject = await findSubject(touching)
  if (subject === null) return 'changed'
  if (await isProtected(touching, subject)) return 'protected'
  const { parts, platformId } = touching
  const aliases = heldAliasesOf(parts.keys, platformId, subject)
  return exclusiveOnSubject(parts.store, aliases, async () =>
    (await isHeld(touching, aliases)) ? 'held' : deactivateNow(touching)
  )
}

/**
 * A request of its own, named by account and deactivation: somebody whose request was withdrawn or refused is not asked
 * for again, unless they were put back and deactivated anew.
 */
const request = async (touching: Touching, settings: LifecycleSettings, by: string): Promise<Touched> => {
  const { parts, platformId, account } = touching
  if (await isRequestedAlready(touching)) return 'requested-already'
  const about = [platformId, account.id, account.bornAt, account.deactivatedAt]
  const deliveryKey = parts.keys.hashForIndex('lifecycle', JSON.stringify(about))
  await parts.accept({
    type: 'account.deletion.requested',
    by,
    deliveryKey,
    way: 'lifecycle',
    platform: platformId,
    identifiers: [{ kind: 'platform-id', value: account.id }],
    demand: {
      origin: 'lifecycle',
      ground: settings.ground,
      saidAt: null,
      proof: null,
      mandate: { kind: 'standing-rule', expiresAt: null, standing: true },
      acknowledged: false
    },
    notes: [],
    instants: {}
  })
  return 'requested'
}

/** Does the one step of an account. What the platform refuses for this account leaves it; *unavailable* is thrown. */
export const touch = (
  touching: Touching,
  step: LifecycleStep,
  settings: LifecycleSettings,
  by: string
): Promise<Touched> => {
  if (step === 'deactivate') return deactivate(touching)
  if (step === 'delete') return request(touching, settings, by)
  return step === 'none' ? Promise.resolve('left') : warn(touching, step, settings)
}
