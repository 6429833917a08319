import type { Asking, GatewayCall, Interception } from '../../../adapters/contract.ts'
import type { Incoming, SaidDemand } from '../../erasure/incoming.ts'
import { actorOfAccount, aliasOf, sessionHash } from '../../store/records/aliases.ts'
import type { Site } from '../../store/records/platforms/sites.ts'
import type { Language } from '../../texts/language.ts'
import type { GatewayParts } from './parts.ts'
import { languageOfCall } from './speak.ts'

type Demanding = Extract<Asking, { is: 'erasure' }>

/** What a demand through the gateway is taken with. */
export interface Taking {
  readonly parts: GatewayParts
  readonly site: Site
  readonly interception: Interception
  readonly call: GatewayCall
  readonly asking: Demanding
  readonly signal: AbortSignal
  /** The sidecar is about to stop: nobody waits any longer. */
  readonly closing: AbortSignal
}

/** The language in which whoever asks is answered. */
export const languageOfCaller = ({ call, asking }: Taking): Language =>
  languageOfCall(call, asking.caller.subject.language)

/** An opaque id of whoever called: the same for the same account, whatever it is called. */
export const actorOf = ({ keys }: GatewayParts, { platform }: Site, { caller }: Demanding): string =>
  actorOfAccount(keys, platform, caller.subject)

/** As it is stored: the session says who calls, which alone proves nothing. */
export const demandOf = ({ origin, acknowledged }: Demanding, at: string): SaidDemand => ({
  origin,
  ground: { article: '17(1)', letter: 'b' },
  saidAt: null,
  proof: origin === 'self' ? { kind: 'lms-session', at } : null,
  // Whoever may delete the account there has the institution's standing permission.
  mandate: origin === 'self' ? null : { kind: 'standing-rule', expiresAt: null, standing: true },
  acknowledged
})

const askedIn = ({ parts, site, asking }: Taking): Pick<SaidDemand, 'askedIn'> => {
  const { session } = asking.caller
  return session === null ? {} : { askedIn: sessionHash(parts.keys, site.platform, session) }
}

/** Whoever asks for another by an account may agree here by another name: the account tells. */
const askedAs = ({ parts: { keys }, site, asking: { origin, caller } }: Taking): Pick<SaidDemand, 'askedAs'> =>
  origin === 'self' ? {} : { askedAs: aliasOf(keys, site.platform, { kind: 'platform-id', value: caller.subject.id }) }

/** The demand as every way in hands it on. */
export const incomingOf = (taking: Taking, at: string, settlesAt?: string): Incoming => {
  const { parts, site, asking } = taking
  const { caller, subject } = asking
  return {
    type: 'account.deletion.requested',
    by: actorOf(parts, site, asking),
    deliveryKey: null,
    platform: site.platform,
    identifiers: [
      { kind: 'platform-id', value: subject.id },
      { kind: 'username', value: subject.username }
    ],
    demand: { ...demandOf(asking, at), ...askedIn(taking), ...askedAs(taking) },
    way: 'gateway',
    ...(asking.origin === 'self' ? { asCaller: { at, facts: caller.facts } } : {}),
    ...(settlesAt === undefined ? {} : { settlesAt }),
    notes: [],
    instants: {}
  }
}
