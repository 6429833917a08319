import type { SeenBefore } from '../../adapters/contract.ts'

/** A watch that begins: everything that has ended since its instant is new. */
export const nothingSeen: SeenBefore = { at: '2020-01-01T00:00:00.000Z', rows: [] }
