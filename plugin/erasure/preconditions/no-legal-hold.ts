import { type Blocker, met, type Precondition } from './precondition.ts'

const blockersOf = (codes: readonly string[]): readonly Blocker[] =>
  [...new Set(codes)].map(code => ({
    code,
    severity: 'stops',
    whoCanFix: 'privacy-officer',
    count: codes.filter(one => one === code).length
  }))

/** Article 17(3)(b) and (e): what must be kept is kept, whoever asks. Never waived; released by who placed it. */
export const noLegalHold: Precondition = {
  id: 'no-legal-hold',
  question: 'Is there no hold on this subject or an alias of theirs?',
  wants: [],
  waivable: false,
  nearDeadline: 'refuse-with-notice',
  ask({ holds, holdCodes = Array.from({ length: holds }, () => 'legal-hold') }) {
    return holds === 0 ? met('request') : { is: 'unmet', source: 'request', blockers: blockersOf(holdCodes) }
  }
}
