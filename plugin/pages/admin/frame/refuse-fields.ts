import { problems } from '../../../errors.ts'
import { PageProblem } from './page-problem.ts'

/**
 * A refusal of a page itself about fields of its form, said as the API would: by the place of each and the rule that it
 * breaks, in the words of the document (`must have required property 'note'`).
 */
export const refuseFields = (faults: Readonly<Record<string, string>>): PageProblem => {
  const { status, whatToDo } = problems['body-invalid']
  return new PageProblem({
    code: 'body-invalid',
    status,
    detail: whatToDo,
    faults: Object.entries(faults).map(([at, because]) => ({ at, because }))
  })
}
