// Loaded before everything else: the process lives at another time, from the instant that LETHE_PICTURE_AT names. A picture
// shows the same days whenever it is taken, and every part of the process agrees on them.
const from = Date.parse(process.env.LETHE_PICTURE_AT ?? '')
const shiftMs = Number.isNaN(from) ? 0 : from - Date.now()
const RealDate = Date

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(ShiftedDate.now())
    else super(...(given as [number]))
  }

  static override now(): number {
    return RealDate.now() + shiftMs
  }
}

globalThis.Date = ShiftedDate as DateConstructor
