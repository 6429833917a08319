/** When a secret ends, ISO 8601; null: not before it is replaced. */
interface Ending {
  readonly expiresAt: string | null
}

/** Whether a secret still counts. */
export const isLive = ({ expiresAt }: Ending, at: string): boolean => expiresAt === null || expiresAt > at

/** What stands beside a new secret: the live ones before it, which end `oldLivesMs` from now at the latest. */
export const endOlder = <Secret extends Ending>(
  secrets: readonly Secret[],
  at: string,
  oldLivesMs: number
): readonly Secret[] => {
  const ends = new Date(Date.parse(at) + oldLivesMs).toISOString()
  return secrets
    .filter(secret => isLive(secret, at))
    .map(one => ({ ...one, expiresAt: one.expiresAt !== null && one.expiresAt < ends ? one.expiresAt : ends }))
}
