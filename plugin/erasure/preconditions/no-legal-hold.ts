import { met, type Precondition, unmet } from './precondition.ts'

/** Article 17(3)(b) and (e): what must be kept is kept, whoever asks. Never waived; released by who placed it. */
export const noLegalHold: Precondition = {
  id: 'no-legal-hold',
  question: 'Is there no hold on this subject or an alias of theirs?',
  wants: [],
  waivable: false,
  nearDeadline: 'refuse-with-notice',
  ask({ holds }) {
    return holds === 0 ? met('request') : unmet('request', 'legal-hold', 'privacy-officer', holds)
  }
}
