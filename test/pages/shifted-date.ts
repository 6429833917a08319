// Loaded before everything else, in every process whose pages are pictured: it lives at another time. A picture shows the
// same days whenever it is taken, and every part of the process agrees on them.
const shiftMs = Date.parse('2026-03-02T08:40:00.000Z') - Date.now()
const RealDate = Date

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [ShiftedDate.now()] : given) as [number]))
  }

  static override now(): number {
    return RealDate.now() + shiftMs
  }
}

globalThis.Date = ShiftedDate as DateConstructor
