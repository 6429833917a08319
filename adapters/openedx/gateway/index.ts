import type { HttpDoor, Platform } from '../../contract.ts'
import type { Connection } from '../connection.ts'
import type { Passage } from './ask-as-caller.ts'
import { createCrossOrigin } from './cross-origin.ts'
import { interceptDeactivateLogout } from './deactivate-logout.ts'
import { identifyCaller } from './identify.ts'

/** What the gateway takes in the LMS's place, and how it finds out who calls; nothing is sent before the first call. */
export function openGateway(
  connection: Connection,
  http: HttpDoor
): Pick<Platform, 'interceptions' | 'identify' | 'ownPages'> {
  const passage: Passage = { connection, http, crossOrigin: createCrossOrigin() }
  return {
    interceptions: [interceptDeactivateLogout(passage)],
    ownPages: ({ publicUrl }) => ({
      signIn: new URL('/login?next=%2Flethe%2F', publicUrl).href,
      // The LMS leads on to the account page, wherever the site has it.
      account: new URL('/account/settings', publicUrl).href,
      // The list of one's courses, each with its certificate and with what was handed in there.
      keepsakes: [
        { what: 'certificates', url: new URL('/dashboard', publicUrl).href },
        { what: 'own-content', url: new URL('/dashboard', publicUrl).href },
        // Shown by the service that gave them; the LMS has no list.
        { what: 'badges', url: null }
      ]
    }),
    identify: (headers, site, signal) => identifyCaller(passage, headers, site, signal)
  }
}
