import type { HttpDoor, Platform } from '../../contract.ts'
import type { OpenolatOptions } from '../options.ts'
import type { Rest } from '../rest.ts'
import { identifyCaller } from './identify.ts'
import { openPassage } from './passage.ts'
import { interceptRestCalls } from './rest-calls.ts'

/** What the gateway takes in OpenOlat's place, and how it finds out who calls; nothing is sent before the first call. */
export function openGateway(
  options: OpenolatOptions,
  http: HttpDoor,
  rest: Rest
): Pick<Platform, 'interceptions' | 'identify' | 'ownPages'> {
  const passage = openPassage(options, http, rest)
  return {
    interceptions: [interceptRestCalls(passage)],
    // The entry of the site signs in; it has no address to come back from, nor one of its own for the account.
    ownPages: ({ publicUrl }) => ({
      signIn: publicUrl,
      account: publicUrl,
      // All of it lies in the personal menu, which has no address that is the same for everybody.
      keepsakes: (['certificates', 'badges', 'portfolio', 'own-content'] as const).map(what => ({
        what,
        url: publicUrl
      }))
    }),
    identify: (headers, site, signal) => identifyCaller(passage, headers, site, signal)
  }
}
