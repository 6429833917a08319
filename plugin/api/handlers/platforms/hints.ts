import { Problem } from '../../../errors.ts'
import { changePlatform } from '../../../store/records/platforms/platforms.ts'
import { makeHintSecret, setHintSecret } from '../../../store/records/sources/hint-secrets.ts'
import { type Handler, heard, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { viewPlatform } from '../../views/platform-view.ts'

const headerOf = (rawHeaders: readonly string[], name: string): string =>
  rawHeaders.find((_, at) => at % 2 === 1 && rawHeaders[at - 1]!.toLowerCase() === name) ?? ''

/** Operations on unsigned messages of a platform. The secret is in the answer that makes it, and nowhere else. */
export const hintHandlers = (parts: ApiParts) => {
  const { store, keys: seals, random, clock, hints } = parts
  return {
    receiveHint: async ({ params, delivery }) => {
      const contentType = headerOf(delivery.rawHeaders, 'content-type')
      const answer = await hints.receive(params.secret!, { contentType, body: delivery.body })
      if (answer === null) throw new Problem('route-unknown')
      return answer === 'nothing' ? heard() : ok({})
    },

    setHints: async ({ params, caller }) => {
      const secret = makeHintSecret(random)
      const made = { by: caller.person.id, at: clock.now().toISOString() }
      const { id } = await setHintSecret({ store, seals }, params.platform!, secret, made)
      return ok({ platform: id, secret, address: `/hints/${secret}` })
    },

    removeHints: async ({ params }) =>
      ok(await viewPlatform(parts, await changePlatform(store, params.platform!, body => ({ ...body, hints: null }))))
  } satisfies Record<string, Handler>
}
