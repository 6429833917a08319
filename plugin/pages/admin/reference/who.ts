import type { Role } from '../../../store/records/bodies.ts'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { referenceTexts } from '../../../texts/admin/reference.ts'
import type { Operation as OperationId } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import type { Operation } from './document.ts'

const roles: readonly Role[] = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor']

/** Who may call an operation, in words: by the roles that the server lets call it, or by what it asks for instead. */
export const whoMay = (visit: Visit, { id, security, isDelivery }: Operation): string => {
  const texts = referenceTexts[visit.language]
  if (isDelivery) return texts.delivery
  const schemes = security?.flatMap(each => Object.keys(each))
  if (schemes?.includes('signature')) return texts.signed
  if (schemes?.includes('sourceToken')) return texts.holdsToken
  const permitted = roles.filter(role => visit.may(id as OperationId, [role]))
  if (schemes?.length === 0) return permitted.length === 0 ? texts.knowsSecret : texts.everybody
  return permitted.map(role => frameTexts[visit.language].roles[role]).join(', ')
}
