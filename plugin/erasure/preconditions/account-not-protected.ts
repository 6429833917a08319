import { met, type Precondition, unmet } from './precondition.ts'

/** Permanent accounts and our own are never erased; privileged ones only after somebody else agreed. */
export const accountNotProtected: Precondition = {
  id: 'account-not-protected',
  question: 'Is this neither a permanent nor a service account, nor a privileged one without approval?',
  wants: ['protection'],
  waivable: false,
  nearDeadline: 'escalate',
  ask({ facts, approved }) {
    const protection = facts.protection
    if (protection?.is !== 'known') return unmet('adapter', 'protection-unknown', 'administrator')
    if (protection.value.ours) return unmet('adapter', 'account-is-ours', 'administrator')
    if (protection.value.permanent) return unmet('adapter', 'account-permanent', 'administrator')
    const privileged = protection.value.privilegedRoles.length
    if (privileged === 0 || approved) return met('adapter')
    return {
      is: 'unmet',
      source: 'adapter',
      blockers: [{ code: 'privileged-account', severity: 'approval', whoCanFix: 'privacy-officer', count: privileged }]
    }
  }
}
