import { dayMs, hourMs } from '../durations.ts'
import type { Language } from './language.ts'
import { localeOf } from './locale.ts'

const units = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', 60 * 1000],
  ['second', 1000]
] as const

/** A duration (ms) as a person reads it: in the largest unit that it fills, rounded up, so that nothing ends sooner. */
export const writeDuration = (ms: number, language: Language): string => {
  const [unit, length] = units.find(([, each]) => ms >= each) ?? units[3]
  return new Intl.NumberFormat(localeOf[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(ms / length)
  )
}
