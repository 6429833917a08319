import type { Reference } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import type { WorkParts } from './parts.ts'

/**
 * Whether the platform would let an account delete whoever is named. A platform without such rules lets everybody ask;
 * unknown, and nobody of that name, are no. Throws `PlatformError` *unavailable* when it cannot be asked now.
 * @param account the platform's id of whoever asks; null: they have none there
 */
export const mayAsk = async (
  { platforms }: Pick<WorkParts, 'platforms'>,
  id: string,
  account: string | null,
  reference: Reference,
  signal: AbortSignal
): Promise<boolean> => {
  const platform = (await platforms.get(id))?.platform
  if (platform === undefined) return false
  if (platform.mayAsk === undefined) return true
  if (account === null) return false
  try {
    const found = await platform.find(reference, signal)
    if (found.is !== 'one') return false
    return (await platform.mayAsk(account, found.subject, signal)).is === 'yes'
  } catch (error) {
    if (error instanceof PlatformError && error.failure !== 'unavailable') return false
    throw error
  }
}
