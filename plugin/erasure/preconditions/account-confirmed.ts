import { met, type Precondition, unmet } from './precondition.ts'

/** Only the account page of Open edX asks this; its API does not. */
export const accountConfirmed: Precondition = {
  id: 'account-confirmed',
  question: 'Is the account activated?',
  wants: ['account-activated'],
  waivable: true,
  nearDeadline: 'resolve-on-behalf',
  ask({ facts }) {
    const activated = facts['account-activated']
    if (activated?.is !== 'known') return unmet('adapter', 'activation-unknown', 'administrator')
    return activated.value ? met('adapter') : unmet('adapter', 'account-not-activated', 'subject')
  }
}
