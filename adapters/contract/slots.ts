/** The slots of an address that several processes share. Instants in epoch milliseconds. */
export interface SlotShare {
  /**
   * Says how many calls run here, and how many would if there were room; none wanted gives everything back. Answers how
   * many may run, and until when.
   */
  take(running: number, wanted: number): Promise<{ readonly slots: number; readonly untilMs: number }>
  /** When the next call may start, so long after the one before, whoever made it. */
  nextStart(paceMs: number): Promise<number>
}
