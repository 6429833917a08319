import { met, type Precondition, unmet } from './precondition.ts'

/** A provider that nobody declared as the institution's own counts as social. */
export const socialAccountsUnlinked: Precondition = {
  id: 'social-accounts-unlinked',
  question: 'Is no social login still linked to the account?',
  wants: ['linked-logins'],
  waivable: true,
  nearDeadline: 'resolve-on-behalf',
  ask({ facts, declarations }) {
    const links = facts['linked-logins']
    if (links?.is !== 'known') return unmet('adapter', 'linked-logins-unknown', 'administrator')
    const social = links.value.filter(link => !declarations.institutionProviders.includes(link.provider))
    return social.length === 0 ? met('adapter') : unmet('adapter', 'social-account-linked', 'subject', social.length)
  }
}
