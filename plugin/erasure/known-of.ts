import type { FactAnswer, FactName } from '../../adapters/contract.ts'
import type { wayBackNow } from './demand/withdrawal.ts'

/** What is known of the subject of a request, without any of the answers: which question, where it was asked, how old. */
export interface KnownOf {
  readonly facts: readonly {
    readonly fact: string
    /** `platform`, or `fact-provider-` with its id. */
    readonly source: string
    readonly is: FactAnswer<FactName>['is']
    readonly at: string
    readonly because: string | null
  }[]
  /** What a withdrawal would do right now; null once the request has ended, or before there is a plan. */
  readonly wayBack: ReturnType<typeof wayBackNow> | null
}
