// Loaded before a process (`--import`): its own clock is wrong by so much, as that of a machine that nobody set.
const aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0)
const now = Date.now.bind(Date)
const RealDate = Date

class AheadDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [now() + aheadMs] : given) as [number]))
  }
  static override now(): number {
    return now() + aheadMs
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === '[object Date]'
  }
}
globalThis.Date = AheadDate as DateConstructor
