import { met, type Precondition, unmet } from './precondition.ts'

/**
 * Whoever asks themselves has agreed in the platform's dialogue or on our page; everybody else is told by mail, and
 * has the notice period to object. The worker sends the notice; this only counts the days.
 */
export const consequencesTold: Precondition = {
  id: 'consequences-told',
  question: 'Does the subject know that it is permanent, what is lost, and how long it takes?',
  wants: [],
  waivable: true,
  nearDeadline: 'escalate',
  ask({ demand, noticeSentAt, noticeMs, now }) {
    if (demand.origin === 'self' && demand.acknowledged) return met('demand')
    if (demand.origin === 'self') return unmet('demand', 'consequences-not-acknowledged', 'subject')
    if (noticeSentAt === null) return unmet('request', 'notice-not-sent', 'administrator')
    const over = Date.parse(noticeSentAt) + noticeMs
    return Date.parse(now) >= over ? met('request') : unmet('request', 'notice-period-running', 'subject')
  }
}
