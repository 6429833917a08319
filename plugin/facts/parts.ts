import type { HttpDoor, IdentifierKind } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Store } from '../store/store.ts'

/** What asking works with. */
export interface FactParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly random: Random
  /** A door that reaches this address and no other, closed by whoever opened it. */
  openDoor(url: string, timeoutMs: number): HttpDoor
}

/** One name of whoever is asked about. */
export interface Named {
  readonly kind: IdentifierKind
  readonly value: string
}
