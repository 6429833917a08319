import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount, subjectHash } from '../../store/records/aliases.ts'
import { openRequestOf, type RequestDocument } from '../../store/records/requests.ts'
import { isFormOf } from '../form-token.ts'
import type { PageCaller, Visit } from './frame/page.ts'

/** Whoever pressed a button on a page that they opened themselves; null: nobody of whom we know it. */
export const callerWithForm = async (visit: Visit): Promise<PageCaller | null> => {
  const caller = await visit.caller()
  const form = visit.form.get('form') ?? ''
  return caller !== null && isFormOf(visit.parts, visit.site.platform, caller, form) ? caller : null
}

/** The open request about somebody's account, if there is one. */
export const openOf = async (
  { parts, site }: Visit,
  { subject }: Pick<PageCaller, 'subject'>
): Promise<RequestDocument | null> => {
  const id = await openRequestOf(parts.store, subjectHash(parts.keys, site.platform, subject), '')
  return id === null ? null : parts.store.get<ErasureRequest>('request', id)
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
