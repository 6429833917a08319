import { problems } from './problems.ts'

export { type ProblemKind, problems } from './problems.ts'

/** The code of a refusal. */
export type ProblemCode = keyof typeof problems

/** Where a body or parameter breaks the document. Never the value. */
export interface Fault {
  readonly at: string
  readonly because: string
}

/** A refusal. `detail` is what to do; never a body or personal data. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string
  readonly faults: readonly Fault[]
  readonly retryAfterMs: number | null

  constructor(
    code: ProblemCode,
    more: { detail?: string; faults?: readonly Fault[]; retryAfterMs?: number; cause?: unknown } = {}
  ) {
    super(`${code}: ${problems[code].title}`, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.status = problems[code].status
    this.detail = more.detail ?? problems[code].whatToDo
    this.faults = more.faults ?? []
    this.retryAfterMs = more.retryAfterMs ?? null
  }
}
