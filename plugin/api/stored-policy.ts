import type { components } from '../../openapi/types/lethe.ts'
import { knownRegion } from '../calendar/holidays.ts'
import { isTimeZone } from '../erasure/deadline/deadline.ts'
import { Problem } from '../errors.ts'
import type { PlatformBody } from '../store/records/bodies.ts'

/** A policy as it is stored: both of its parts, empty where nothing was said. */
export const storedPolicy = (policy: components['schemas']['PlatformPolicy'] | undefined): PlatformBody['policy'] =>
  ({ all: policy?.all ?? {}, byOrigin: policy?.byOrigin ?? {} }) as PlatformBody['policy']

/** Throws for a region or time zone by which no day can be counted: an unknown one would count wrongly and say nothing. */
export const checkCalendar = async ({ all, byOrigin }: PlatformBody['policy']): Promise<void> => {
  for (const { region, timeZone } of [all, ...Object.values(byOrigin)]) {
    if (timeZone !== undefined && !isTimeZone(timeZone)) throw new Problem('time-zone-unknown')
    if (typeof region === 'string' && !(await knownRegion(region))) throw new Problem('region-unknown')
  }
}
