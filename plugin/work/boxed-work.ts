import type { Work } from '../erasure/request.ts'

/**
 * What is sealed of `work`: once a plan is followed, what it was read from does not hold it a second time. A box is
 * written with each commit, and plans are the most of it.
 */
export const boxedWork = (work: Work): Work => {
  const { plan, reading } = work
  return plan === null || reading === null || reading.plan === null
    ? work
    : { ...work, reading: { ...reading, plan: null } }
}
