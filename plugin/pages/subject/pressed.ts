import { isWithdrawn } from '../../erasure/demand/leading-demand.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount, subjectHash } from '../../store/records/aliases.ts'
import { findCovering } from '../../store/records/covering-request.ts'
import { openRequestOf, type RequestDocument } from '../../store/records/requests.ts'
import { isFormOf } from '../form-token.ts'
import type { PageCaller, Visit } from './frame/page.ts'

/** Whoever pressed a button on a page that they opened themselves; null: nobody of whom we know it. */
export const callerWithForm = async (visit: Visit): Promise<PageCaller | null> => {
  const caller = await visit.caller()
  const form = visit.form.get('form') ?? ''
  return caller !== null && isFormOf(visit.parts, visit.site.platform, caller, form) ? caller : null
}

/** The open request about somebody's account, if there is one; also one that is kept back and was not looked at yet. */
export const openOf = async (
  { parts, site }: Visit,
  { subject }: Pick<PageCaller, 'subject'>
): Promise<RequestDocument | null> => {
  const { store, keys } = parts
  const id = await openRequestOf(store, subjectHash(keys, site.platform, subject), '')
  if (id !== null) return store.get<ErasureRequest>('request', id)
  const covering = await findCovering(parts, site.platform, subject)
  return covering === null || covering.body.subject !== null || isWithdrawn(covering.body) ? null : covering
}

/** Who acts, as it stands in requests. */
export const actorOf = ({ parts, site }: Visit, { subject }: Pick<PageCaller, 'subject'>): string =>
  actorOfAccount(parts.keys, site.platform, subject)

/** A button about an open request of whoever pressed it. */
export const pressed = async (visit: Visit) => {
  const caller = await callerWithForm(visit)
  const document = caller === null ? null : await openOf(visit, caller)
  return caller === null || document === null ? null : { caller, document, by: actorOf(visit, caller) }
}
