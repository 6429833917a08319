import type { Asking, GatewayAnswer, Saying } from '../../../adapters/contract.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import { heldAliasesOf, holdsOn, unknownHolds } from '../../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../../store/records/holds/section.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import { languageOfCall, sayRefused } from './speak.ts'
import { takeDemand } from './take-demand.ts'
import type { Taking } from './taking.ts'

type Call = Omit<Taking, 'asking'>

/** What forbids a change of an account meanwhile; null: nothing. */
const standsOn = async (
  { parts, site }: Call,
  { subject }: Extract<Asking, { is: 'change' }>
): Promise<string | null> => {
  const { store, keys } = parts
  const aliases = heldAliasesOf(keys, site.platform, subject)
  if ((await holdsOn(store, site.platform, aliases)).length > 0) return 'legal-hold'
  const open = await openRequestOf(store, subjectHash(keys, site.platform, subject), '')
  if (open !== null) return 'account-under-erasure'
  return (await unknownHolds(store, site.platform)) === null ? null : 'legal-hold-unknown'
}

/** How long a call waits for a hold that is being placed on somebody of the platform, and how often it looks. */
const completeWithinMs = 2000
const lookEveryMs = 50

/** The platform is asked whom a new hold means, which is over in a moment: nobody else is turned away for it. */
const untilHoldsAreComplete = async ({ parts, site, signal }: Call): Promise<void> => {
  const { store, clock } = parts
  for (let leftMs = completeWithinMs; leftMs > 0 && !signal.aborted; leftMs -= lookEveryMs) {
    if ((await unknownHolds(store, site.platform)) !== 'hold-incomplete') return
    await clock.sleep(lookEveryMs, signal).catch(() => {})
  }
}

/**
 * Takes a call of the platform's own page or client: finds out who calls and what for, and passes it on, keeps it, or
 * says no in the caller's own form.
 * @throws PlatformError, StoreError
 */
export const takeCall = async (taking: Call): Promise<GatewayAnswer> => {
  const { site, interception, call, signal } = taking
  const say = (saying: Saying) => interception.say(saying, call, site.gateway)
  const pass = async () => (await interception.forward(call, site.gateway, signal)).answer
  const asking = await interception.read(call, site.gateway, signal)
  const language = languageOfCall(call)
  switch (asking.is) {
    case 'erasure':
      return takeDemand({ ...taking, asking })
    case 'done':
      return say({ is: 'done' })
    case 'refused':
      return say(sayRefused(asking.because, asking.status, language))
    case 'other':
      return pass()
    case 'change': {
      const { store, keys } = taking.parts
      await untilHoldsAreComplete(taking)
      // A hold that is placed while the call is passed on waits for its answer: nothing is stored that could be told.
      return exclusiveOnSubject(store, heldAliasesOf(keys, site.platform, asking.subject), async () => {
        const because = await standsOn(taking, asking)
        return because === null ? pass() : say(sayRefused(because, 409, language))
      })
    }
  }
}
