import type { components } from '../../../../openapi/types/lethe.ts'
import { type ProblemCode, problems } from '../../../errors.ts'

type Body = components['schemas']['Problem']

/** A refusal of our API, as a page shows it; or of a page itself, in the same form. */
export class PageProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string
  /** Where in the body, as a pointer, and which rule; never the value. */
  readonly faults: readonly { readonly at: string; readonly because: string }[]
  /** The id of the call in the log. */
  readonly instance: string | null
  /** Fields that drew a fault of theirs, by its place: what stands above the page calls it as they do. */
  readonly fields = new Map<string, { readonly name: string; readonly label: string; readonly hint?: string }>()

  constructor(body: Pick<Body, 'code' | 'status' | 'detail'> & Partial<Body>) {
    super(body.code)
    this.name = 'PageProblem'
    this.code = body.code as ProblemCode
    this.status = body.status
    this.detail = body.detail
    this.faults = body.faults ?? []
    this.instance = body.instance ?? null
  }
}

/** A refusal of a page itself: what an address or a form names is not there. */
export const refuse = (code: ProblemCode): PageProblem => {
  const { status, whatToDo } = problems[code]
  return new PageProblem({ code, status, detail: whatToDo })
}
