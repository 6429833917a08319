import type { Plan } from '../../adapters/contract.ts'
import type { ActionResult } from '../evidence/derive.ts'
import { isExpected } from '../evidence/describe-plan.ts'
import type { ActionProgress } from './request.ts'

/** What the end is derived from: each action beside what the frozen plan said of it beforehand. */
export const toResults = (plan: Plan | null, actions: readonly ActionProgress[]): readonly ActionResult[] =>
  actions.map(({ action, outcome, confirmation }) => {
    const planned = plan?.actions.find(row => row.action === action)
    return {
      action,
      expected: planned === undefined || isExpected(planned),
      unreadable: planned?.readBack === 'none',
      outcome,
      confirmation
    }
  })
