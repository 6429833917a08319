/** The middle of several measurements, and how far they lie apart. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly values: readonly number[]
}

/** Rounds to three digits after the point: a bench knows no more. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** The middle value; the mean of the two middle ones of an even number. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Median with spread. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: rounded(medianOf(values)),
  least: rounded(Math.min(...values)),
  most: rounded(Math.max(...values)),
  values: values.map(rounded)
})
