import { dayMs } from '../durations.ts'
import { isDueForReview, isIncomplete } from '../store/records/holds/body.ts'
import { listHolds } from '../store/records/holds/in-force.ts'
import type { ReportParts } from './collect.ts'
import { groupBy, type Table } from './table.ts'

/** Ages of holds in days, from the youngest; whatever is older is in the last. */
const ages: readonly (readonly [number, string])[] = [
  [30, 'up to 30 days'],
  [90, 'up to 90 days'],
  [365, 'up to a year'],
  [Number.POSITIVE_INFINITY, 'over a year']
]

/** The holds in force now, by platform and age; how many of them are past their review or protect nobody yet. */
export const holdsReport = async ({ store, clock }: ReportParts): Promise<Table> => {
  const now = clock.now()
  const holds = (await listHolds(store)).map(({ body }) => body)
  const ageOf = (placedAt: string) => {
    const days = (now.getTime() - Date.parse(placedAt)) / dayMs
    return ages.findIndex(([most]) => days <= most)
  }
  return {
    columns: ['platform', 'age', 'holds', 'reviewDue', 'incomplete'],
    counts: ['holds', 'reviewDue', 'incomplete'],
    rows: groupBy(holds, ({ platform, placedAt }) => [platform, String(ageOf(placedAt))]).map(
      ([[platform, age], found]) => ({
        platform: platform!,
        age: ages[Number(age)]![1],
        holds: found.length,
        reviewDue: found.filter(body => isDueForReview(body, now.toISOString())).length,
        incomplete: found.filter(isIncomplete).length
      })
    )
  }
}
