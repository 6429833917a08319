/** With these a system refuses to begin a change: no room, no right or no handle at the moment, which can pass. */
const passing = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE'])

/** The disk took nothing of a write: everything lies as it was, and the next one may pass. */
export class DiskRefusal extends Error {
  override readonly name = 'DiskRefusal'
}

/**
 * Runs what leaves everything as it was where the system refuses it. A failed sync is never among it: the kernel tells of a
 * lost page once.
 * @throws DiskRefusal instead of an error that can pass
 */
export async function tellRefusal(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (cause) {
    throw passing.has(String((cause as NodeJS.ErrnoException).code)) ? new DiskRefusal('refused', { cause }) : cause
  }
}
