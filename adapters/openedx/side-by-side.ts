/**
 * Waits for all of them and answers in their order; then throws the first failure, so that none of them goes on behind
 * the back of whoever heard of it.
 */
export async function sideBySide<const Readings extends readonly unknown[]>(
  readings: Readings
): Promise<{ -readonly [At in keyof Readings]: Awaited<Readings[At]> }> {
  await Promise.allSettled(readings)
  return Promise.all(readings)
}
