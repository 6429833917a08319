import type { Reference } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { PersonBody } from '../../store/records/bodies.ts'
import { isBoundToAccount } from '../../store/records/people/people.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'

/** Whether somebody may ask for an account; `not-linked`: nobody has said which account is their own there. */
export type MayAsk = 'yes' | 'no' | 'not-linked'

const idOf = async (
  { platform }: ConnectedPlatform,
  about: string | Reference,
  signal: AbortSignal
): Promise<string | null> => {
  if (typeof about === 'string') return about
  const found = await platform.find(about, signal)
  return found.is === 'one' ? found.subject.id : null
}

/**
 * Whether a person may ask for the deletion of each of these accounts, named by the platform's id or as a sender names
 * them: as many answers, in the same order. Only who is bound to an account of their own is asked about; a platform
 * without rules of its own lets everybody ask. Unknown, and nobody of that name, are no. Throws `PlatformError`
 * *unavailable* when the platform cannot be asked now.
 */
export const mayAsk = async (
  { platforms }: Pick<WorkParts, 'platforms'>,
  id: string,
  person: PersonBody,
  about: readonly (string | Reference)[],
  signal: AbortSignal
): Promise<readonly MayAsk[]> => {
  const all = (is: MayAsk) => about.map(() => is)
  if (!isBoundToAccount(person)) return all('yes')
  const connected = await platforms.get(id)
  if (connected === null) return all('no')
  if (connected.platform.mayAsk === undefined) return all('yes')
  const account = person.accounts?.find(({ platform }) => platform === id)?.id
  if (account === undefined) {
    const { kind, policy } = connected.body
    return all(resolvePolicy(kind, policy, 'on-behalf').letUnlinkedAsk ? 'yes' : 'not-linked')
  }
  try {
    const ids = await Promise.all(about.map(one => idOf(connected, one, signal)))
    const rights = await connected.platform.mayAsk(
      account,
      ids.flatMap(known => known ?? []),
      signal
    )
    let next = 0
    return ids.map(known => (known !== null && rights[next++]?.is === 'yes' ? 'yes' : 'no'))
  } catch (error) {
    if (error instanceof PlatformError && error.failure !== 'unavailable') return all('no')
    throw error
  }
}
