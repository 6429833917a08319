import { PageProblem } from '../frame/page-problem.ts'

/** A place in the body as the fields of a form know it: below `inside`. */
const placeBelow = (at: string, inside: string): string =>
  at === `/${inside}` ? '/' : at.startsWith(`/${inside}/`) ? at.slice(inside.length + 1) : at

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
      faults: error.faults.map(({ at, because }) => ({ at: placeBelow(at, inside), because })),
      ...(error.instance === null ? {} : { instance: error.instance })
    })
  }
}
