import type { OwnPages } from '../../../../adapters/contract.ts'
import { type Foreseen, isClear } from '../../../erasure/foreseen.ts'
import type { SaidDemand } from '../../../erasure/incoming.ts'
import { type Policy, resolvePolicy } from '../../../erasure/policy.ts'
import { lastStepOf, type Reason, reasonsOf } from '../../../erasure/reasons.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { type ControllerBody, readController } from '../../../store/records/controller.ts'
import { isSwitchedOff, switchedOff } from '../../../store/records/platforms/platforms.ts'
import type { RequestDocument } from '../../../store/records/requests.ts'
import { type Meaning, meaningOf } from '../../../texts/consequences/meaning.ts'
import type { Language } from '../../../texts/language.ts'
import { makeFormToken } from '../../form-token.ts'
import type { PageCaller, Visit } from '../frame/page.ts'
import { actorOf, openOf } from '../pressed.ts'

/** All that the page of a subject is drawn from. */
export interface Help {
  readonly visit: Visit
  readonly caller: PageCaller
  readonly language: Language
  readonly own: OwnPages
  /** What would become of a demand, right now. */
  readonly foreseen: Foreseen
  /** What stops it; in the order in which it is to be settled. */
  readonly reasons: readonly Reason[]
  /** The open request about the account, if there is one. */
  readonly open: RequestDocument | null
  readonly by: string
  readonly controller: ControllerBody
  readonly policy: Policy
  readonly meaning: Meaning
  /** What shows that a form on the page was opened by the caller. */
  readonly form: string
}

/** The platform was removed meanwhile. */
const unknown: Foreseen = {
  to: 'blocked',
  because: 'platform-unknown',
  verdicts: [],
  facts: {},
  plan: null,
  isBegun: false,
  open: null
}

/** As if the one missing step were taken, the platform's own or ours: the page is about everything else. */
const asIfProven = ({ site }: Visit, at: string): SaidDemand => ({
  origin: 'self',
  ground: { article: '17(1)', letter: 'b' },
  saidAt: null,
  proof: { kind: site.gateway.mode === 'forward' ? 'lms-password' : 'fresh-sign-in', at },
  mandate: null,
  acknowledged: true
})

/** Why it would not go on, if it would not: never nothing. */
const stoppedBy = ({ site }: Visit, { to, because, verdicts, plan }: Foreseen): readonly Reason[] => {
  const reasons = reasonsOf(verdicts, lastStepOf({ way: 'gateway', proof: null }, site.gateway.mode), plan)
  if (site.gateway.mode === 'forward' && isSwitchedOff(site.body))
    return [{ code: switchedOff, whoCanFix: 'administrator', objects: [] }, ...reasons]
  if (reasons.length > 0 || isClear({ to })) return reasons
  return [{ code: because, whoCanFix: 'administrator', objects: [] }]
}

/** What was looked ahead of, or one that is kept back, which nobody has looked at yet and no look finds. */
const openFor = async (visit: Visit, caller: PageCaller, { open }: Foreseen): Promise<RequestDocument | null> => {
  if (open !== null) return visit.parts.store.get<ErasureRequest>('request', open)
  const covering = await openOf(visit, caller)
  return covering?.body.subject === null ? covering : null
}

/**
 * Looks ahead for whoever opens the page.
 * @throws PlatformError
 */
export const readHelp = async (visit: Visit, caller: PageCaller): Promise<Help> => {
  const { parts, site, signal } = visit
  const { subject, facts } = caller
  const by = actorOf(visit, caller)
  const demand = asIfProven(visit, parts.clock.now().toISOString())
  const foreseen = (await parts.foresee({ platform: site.platform, subject, facts, by, demand }, signal)) ?? unknown
  const policy = resolvePolicy(site.body.kind, site.body.policy, 'self')
  const controller = await readController(parts.store)
  const rest = { copy: 'not-said', until: null, deadlineOn: null, isAskedByOthers: false } as const
  return {
    visit,
    caller,
    language: visit.languageFor(subject),
    own: (await parts.connect(site.platform))!.ownPages(site.gateway),
    foreseen,
    reasons: stoppedBy(visit, foreseen),
    open: await openFor(visit, caller, foreseen),
    by,
    controller,
    policy,
    meaning: meaningOf({ site: site.body, controller, policy, facts: foreseen.facts, plan: foreseen.plan, ...rest }),
    form: makeFormToken(parts, site.platform, caller)
  }
}
