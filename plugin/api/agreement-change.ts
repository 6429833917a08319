import type { components } from '../../openapi/types/lethe.ts'
import { dayMs } from '../durations.ts'
import { Problem } from '../errors.ts'
import { type Agreement, type AgreementWish, type ControllerBody, readController } from '../store/records/controller.ts'
import type { Caller } from './authentication.ts'
import { govern } from './govern.ts'
import type { ApiParts } from './parts.ts'
import { countWith, refuseMachine, refuseUnfit } from './separation.ts'

type AgreementChange = components['schemas']['AgreementChange']

/** What is to be stored of a change: the agreement that then stands, or a wish that waits for a second person. */
export type AgreementChanges = Pick<ControllerBody, 'wish'> & Partial<Pick<ControllerBody, 'agreement'>>

/** How long a wish waits for the second person who says the same. */
const wishLivesMs = 7 * dayMs

const untilOf = ({ at }: AgreementWish): string => new Date(Date.parse(at) + wishLivesMs).toISOString()

const isSame = (one: Agreement, other: AgreementChange): boolean =>
  one.people === other.people && one.countsWhoWasLetIn === other.countsWhoWasLetIn

const asksLess = (before: Agreement, wished: AgreementChange): boolean =>
  wished.people < before.people || (wished.countsWhoWasLetIn && !before.countsWhoWasLetIn)

/** The wish that still waits; null where there is none, or its week is over. */
const waitingWish = ({ wish = null }: ControllerBody, now: string): AgreementWish | null =>
  wish === null || now > untilOf(wish) ? null : wish

/** What the API shows of the controller: `waiting` with its code where less agreement waits for a second person. */
export const viewController = ({ wish: _, ...said }: ControllerBody, now: string) => {
  const wish = waitingWish({ ...said, wish: _ ?? null }, now)
  return { ...said, waiting: wish && { code: 'agreement-waits', ...wish, until: untilOf(wish) } }
}

/**
 * Judges and records a change of how many must agree. Less than before is said knowingly, and by two different people
 * wherever two could agree: the first word is kept as a wish for a week, the second makes it stand. An officer can only
 * say that second word. Throws `agreement-not-knowing`, `role-missing`, and what `refuseUnfit` throws.
 */
export const judgeAgreementChange = async (
  parts: ApiParts,
  caller: Caller,
  wished: AgreementChange
): Promise<AgreementChanges> => {
  refuseMachine(caller)
  const at = parts.clock.now().toISOString()
  const by = caller.person.id
  const controller = await readController(parts.store)
  const { agreement: before } = controller
  const agreement: Agreement = { people: wished.people as 1 | 2, countsWhoWasLetIn: wished.countsWhoWasLetIn }
  const about = { kind: 'ledger', id: 'controller' }
  const isLess = asksLess(before, wished)
  if (isLess && wished.knowingly !== true) throw new Problem('agreement-not-knowing')
  const waiting = waitingWish(controller, at)
  const answered = isLess && waiting !== null && isSame(waiting, wished) ? waiting : null
  if (answered === null && !caller.person.body.roles.includes('administrator')) throw new Problem('role-missing')
  if (isLess && (await countWith(parts, ['administrator', 'privacy-officer'])) > 1) {
    await refuseUnfit(parts, caller, { involved: answered === null ? [] : [answered.by] })
    if (answered === null) {
      await govern(parts, caller, 'agreement-asked', about, { before: { ...before }, after: { ...agreement } })
      return { wish: { ...agreement, by, at } }
    }
  }
  const askedBy = answered === null ? {} : { askedBy: answered.by }
  await govern(parts, caller, 'agreement-set', about, { before: { ...before }, after: { ...agreement, ...askedBy } })
  return { agreement, wish: null }
}
