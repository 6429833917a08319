import type { Hint } from '../../../adapters/contract.ts'
import { isBeforeErasing } from '../../erasure/states.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { aliasKey, type RequestDocument, requestsBy, tellRequests } from '../../store/records/requests.ts'
import { findHinted } from '../../store/records/sources/hint-secrets.ts'
import type { WatchParts } from '../watch/parts.ts'
import { createHintLimits } from './limits.ts'
import { readHintBody } from './read-body.ts'

/** An unsigned message as it came in. */
export interface RawHint {
  readonly contentType: string
  readonly body: Buffer
}

/** The way in for hints. */
export interface Hints {
  /** Whether a platform has this secret. Takes the same time whether or not. */
  isKnown(secret: string): Promise<boolean>
  /** What to answer; what follows from it is done afterwards. Null when no platform has this secret. */
  receive(secret: string, hint: RawHint): Promise<'nothing' | 'empty-object' | null>
  /** Resolves when nothing of what was answered is left to be done. */
  stop(): Promise<void>
}

const openRequestsOf = async ({ store, keys }: WatchParts, platform: string, { reference }: Hint) => {
  const aliases = reference.identifiers.map(identifier => aliasOf(keys, platform, identifier))
  const [first] = aliases
  const known: readonly RequestDocument[] = first === undefined ? [] : await requestsBy(store, aliasKey(first))
  return known.filter(({ body }) => isBeforeErasing(body.state) && aliases.every(alias => body.aliases.includes(alias)))
}

/**
 * Takes hints in. Whoever knows the address may send anything, so a hint can do one thing only: make open requests of
 * the account look again, and each of them no oftener than once a minute. It is answered before anything is done,
 * because a learner waits; nothing of it is stored or logged.
 */
export const createHints = (parts: WatchParts): Hints => {
  const { store, keys, clock, platforms, log } = parts
  const stopping = new AbortController()
  const limits = createHintLimits(clock, stopping.signal)
  const underWay = new Set<Promise<void>>()

  const recheck = async (platform: string, hints: readonly Hint[]): Promise<void> => {
    const ids = new Set<string>()
    for (const hint of hints) for (const { id } of await openRequestsOf(parts, platform, hint)) ids.add(id)
    for (const id of ids) {
      await limits.spaceOut(id, () =>
        tellRequests(store, [id], { kind: 'recheck', by: `hints-${platform}`, at: clock.now().toISOString() })
      )
    }
  }

  const follow = (platform: string, hints: readonly Hint[]): void => {
    if (hints.length === 0 || stopping.signal.aborted) return
    const done = recheck(platform, hints)
      .catch(() => log.error({ platform, code: 'hint-not-followed' }, 'a hint could not be followed'))
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  return {
    isKnown: async secret => (await findHinted({ store, seals: keys }, secret)) !== null,
    async receive(secret, { contentType, body }) {
      const platform = await findHinted({ store, seals: keys }, secret)
      const connected = platform === null ? null : await platforms.get(platform)
      if (connected === null) return null
      const heard = connected.platform.translate(readHintBody(contentType, body))
      const isToBeFollowed = !limits.isKnown(heard.id) && limits.hasRoom(connected.id)
      if (isToBeFollowed) follow(connected.id, heard.hints)
      return heard.answer
    },
    async stop() {
      stopping.abort()
      await Promise.all(underWay)
      await limits.settled()
    }
  }
}
