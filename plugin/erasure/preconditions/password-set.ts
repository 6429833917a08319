import { hasFreshProof } from './identity-proven.ts'
import { met, type Precondition, unmet } from './precondition.ts'

/**
 * Open edX asks for a password of the person's own and never says that there is none. Whoever proved to be the
 * subject in another way just now needs none: demanding one would be a hurdle without a purpose.
 */
export const passwordSet: Precondition = {
  id: 'password-set',
  question: 'Has the person a usable password, or proved freshly who they are?',
  wants: ['password-usable'],
  waivable: true,
  nearDeadline: 'resolve-on-behalf',
  ask(inquiry) {
    if (hasFreshProof(inquiry)) return met('demand')
    const usable = inquiry.facts['password-usable']
    if (usable?.is !== 'known') return unmet('adapter', 'password-unknown', 'administrator')
    return usable.value ? met('adapter') : unmet('adapter', 'no-usable-password', 'subject')
  }
}
