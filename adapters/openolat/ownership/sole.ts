import type { OwnedObject, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isLiving } from '../accounts.ts'
import type { Rest } from '../rest.ts'
import { listOwners } from './categories.ts'
import { knownFromPlan } from './known.ts'
import { listOwned } from './owned.ts'

/** An object that the subject looks after, and who does so beside them. */
export interface Held {
  readonly object: OwnedObject
  readonly owners: readonly string[]
  /** Whether somebody who may log in looks after it beside the subject. */
  readonly isShared: boolean
}

/** Reads beside whom the subject looks after each object. */
export async function readHeld(
  rest: Rest,
  { id }: Pick<Subject, 'id'>,
  owned: readonly OwnedObject[],
  signal: AbortSignal
): Promise<Held[]> {
  const hasLiving = rememberLiving(rest, signal)
  const held: Held[] = []
  for (const object of owned) {
    const owners = (await listOwners(rest, object.category, object.key, signal)) ?? []
    held.push({ object, owners, isShared: await hasLiving(owners.filter(key => key !== id)) })
  }
  return held
}

/** Whether one of several accounts lives; each is asked once. */
export function rememberLiving(rest: Rest, signal: AbortSignal): (keys: readonly string[]) => Promise<boolean> {
  const known = new Map<string, boolean>()
  return async keys => {
    for (const key of keys) {
      if (!known.has(key)) known.set(key, await isLiving(rest, key, signal))
      if (known.get(key) === true) return true
    }
    return false
  }
}

/** What nobody else who lives owns: OpenOlat would give it to its own administrator, or to nobody (fact sheet 3.3). */
export function solelyOwned(held: readonly Held[]): OwnedObject[] {
  return held.filter(({ isShared }) => !isShared).map(({ object }) => object)
}

/**
 * Says no while somebody is the last living owner of anything: what came to them after the plan was made, or was given
 * to a successor who has left since, would go to OpenOlat's administrator or to nobody.
 * @throws PlatformError `refused` with `no-successor`
 */
export async function refuseOrphans(rest: Rest, plan: Plan, operation: string, signal: AbortSignal) {
  const owned = await listOwned(rest, plan.subject, knownFromPlan(plan), signal)
  const held = await readHeld(rest, plan.subject, owned, signal)
  if (solelyOwned(held).length > 0) {
    throw new PlatformError('refused', 'no-successor', { operation, mayHaveHappened: false })
  }
}
