import { PageProblem } from '../frame/page-problem.ts'

const missing = /^must have required property '(.+)'$/

/** A place in the body as the fields of a form know it: below `inside`, and at what is missing instead of around it. */
const placeOf = ({ at, because }: { readonly at: string; readonly because: string }, inside: string) => {
  const own = at === `/${inside}` ? '/' : at.startsWith(`/${inside}/`) ? at.slice(inside.length + 1) : at
  const absent = missing.exec(because)?.[1]
  return { at: absent === undefined ? own : `${own === '/' ? '' : own}/${absent}`, because }
}

/** Calls, and has what is wrong with the body lie at the fields that it was typed into. */
export const withFaultsAt = async <T>(inside: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error
    throw new PageProblem({
      code: error.code,
      status: error.status,
      detail: error.detail,
      faults: error.faults.map(fault => placeOf(fault, inside)),
      ...(error.instance === null ? {} : { instance: error.instance })
    })
  }
}
