import { type Answer, type Inquiry, met, type Precondition, unmet } from './precondition.ts'

const askObjection = ({ objection }: Inquiry): Answer | null => {
  if (objection === null) return null
  if (objection === 'stops') return unmet('demand', 'subject-objected', 'requester')
  const blocker = {
    code: 'objection-undecided',
    severity: 'approval',
    whoCanFix: 'privacy-officer',
    count: null
  } as const
  return { is: 'unmet', source: 'demand', blockers: [blocker] }
}

/**
 * A manager's word is not the subject's: who asks for somebody else says on what authority, invites the subject to ask
 * themselves or says why that cannot be, and hears what the subject says against it.
 */
export const mandateRecorded: Precondition = {
  id: 'mandate-recorded',
  question: 'May this person ask for the subject, and why can the subject not ask?',
  wants: [],
  waivable: false,
  nearDeadline: 'refuse-with-notice',
  ask(inquiry) {
    const { demand, invitation, now } = inquiry
    if (demand.mandate === null) return unmet('demand', 'mandate-missing', 'requester')
    if (demand.mandate.expiresAt !== null && demand.mandate.expiresAt <= now)
      return unmet('demand', 'mandate-expired', 'requester')
    const objected = askObjection(inquiry)
    if (objected !== null) return objected
    if (invitation.is === 'not-sent') return unmet('request', 'invitation-not-sent', 'requester')
    if (invitation.is === 'running') return unmet('request', 'invitation-running', 'subject')
    return met('demand')
  }
}
