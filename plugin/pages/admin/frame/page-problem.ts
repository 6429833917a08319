import type { components } from '../../../../openapi/types/lethe.ts'
import { type ProblemCode, problems } from '../../../errors.ts'

type Body = components['schemas']['Problem']

interface Fault {
  /** Where in the body, as a pointer: what is missing is named itself, and not what it is missing from. */
  readonly at: string
  readonly because: string
}

const missing = /^must have required property '(.+)'$/

const placeOf = ({ at, because }: Fault): Fault => {
  const [, name] = missing.exec(because) ?? []
  const inside = at === '/' ? '' : at
  return { at: name === undefined || at.endsWith(`/${name}`) ? at : `${inside}/${name}`, because }
}

/** A refusal of our API, as a page shows it; or of a page itself, in the same form. */
export class PageProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string
  /** Where in the body, as a pointer, and which rule; never the value. */
  readonly faults: readonly Fault[]
  /** The id of the call in the log. */
  readonly instance: string | null
  /** What fields say of the faults at them, by the fault: what stands above the page says it as they do. */
  readonly fields = new Map<Fault, { readonly name: string; readonly label: string; readonly says: string }>()

  constructor(body: Pick<Body, 'code' | 'status' | 'detail'> & Partial<Body>) {
    super(body.code)
    this.name = 'PageProblem'
    this.code = body.code as ProblemCode
    this.status = body.status
    this.detail = body.detail
    this.faults = (body.faults ?? []).map(placeOf)
    this.instance = body.instance ?? null
  }
}

/** A refusal of a page itself: what an address or a form names is not there. */
export const refuse = (code: ProblemCode): PageProblem => {
  const { status, whatToDo } = problems[code]
  return new PageProblem({ code, status, detail: whatToDo })
}
