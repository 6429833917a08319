import type { Identifier, Platform, Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import type { HoldLookup } from '../../store/records/holds/body.ts'
import { getHold, type HoldAndRequests, holdNamesPurpose, noteLookup } from '../../store/records/holds/change.ts'
import { heldAliasesOf } from '../../store/records/holds/in-force.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms'>

type Answer = Omit<HoldLookup, 'at'> & { readonly subjects: readonly Subject[] }

/** The platform has no such kind of identifier, so nobody there can have it. */
const isNotKnownThere = (error: PlatformError): boolean => error.code === 'identifier-not-supported'

const findOne = async (platform: Platform, identifier: Identifier, signal: AbortSignal) => {
  try {
    return await platform.find({ identifiers: [identifier] }, signal)
  } catch (error) {
    if (error instanceof PlatformError && isNotKnownThere(error)) return { is: 'none' } as const
    throw error
  }
}

/**
 * Asks the platform for every identifier by itself: whoever one of them finds is held, because holding one too many is
 * mended by a word and one too few by nothing.
 */
const askPlatform = async (
  platform: Platform,
  identifiers: readonly Identifier[],
  signal: AbortSignal
): Promise<Answer> => {
  const subjects = new Map<string, Subject>()
  let isSeveral = false
  try {
    for (const identifier of identifiers) {
      const found = await findOne(platform, identifier, signal)
      if (found.is === 'one') subjects.set(found.subject.id, found.subject)
      if (found.is === 'several') isSeveral = true
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return { is: 'not-yet', accounts: 0, because: error.code, subjects: [...subjects.values()] }
  }
  const found = [...subjects.values()]
  if (isSeveral) return { is: 'several', accounts: found.length, because: null, subjects: found }
  return { is: found.length > 0 ? 'found' : 'nobody', accounts: found.length, because: null, subjects: found }
}

/**
 * Asks the platform whom a hold means and holds them by every alias of theirs, also by one that they get later: the
 * account's number stays. What could not be asked is asked again by the watch over holds. Throws `hold-unknown`.
 */
export const completeHold = async (parts: Parts, id: string, signal: AbortSignal): Promise<HoldAndRequests | null> => {
  const { store, keys, clock, platforms } = parts
  const { body } = await getHold(store, id)
  if (body.releasedAt !== null || body.sealedIdentifiers == null) return null
  const identifiers = JSON.parse(keys.openNote(holdNamesPurpose(id), body.sealedIdentifiers)) as Identifier[]
  const connected = await platforms.get(body.platform)
  const answer: Answer =
    connected === null
      ? { is: 'not-yet', accounts: 0, because: 'platform-unknown', subjects: [] }
      : await askPlatform(connected.platform, identifiers, signal)
  const { subjects, ...said } = answer
  const aliases = subjects.flatMap(subject => heldAliasesOf(keys, body.platform, subject))
  return noteLookup(store, id, { ...said, at: clock.now().toISOString() }, aliases)
}
