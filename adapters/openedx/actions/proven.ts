import type { Operation } from '../../contract.ts'
import type { Connection } from '../connection.ts'

/** As long as a site counts as unchanged. */
const provenMs = 600_000
const proofs = new WeakMap<Connection, Map<string, number>>()

/**
 * Whether the site was seen a short while ago to have done what it answered yes to. Then a yes is enough to go through
 * the exclusive section, in which everybody else waits for each call; what became of it is read back outside.
 */
export function isProven(connection: Connection, { id }: Operation): boolean {
  const at = proofs.get(connection)?.get(id)
  return at !== undefined && connection.now().getTime() - at < provenMs
}

/** Notes that a yes of this call was followed by its effect. */
export function noteProof(connection: Connection, { id }: Operation): void {
  const known = proofs.get(connection) ?? new Map<string, number>()
  proofs.set(connection, known.set(id, connection.now().getTime()))
}

/** A yes without its effect: from here on each is read where it was said. */
export function forgetProofs(connection: Connection): void {
  proofs.delete(connection)
}
