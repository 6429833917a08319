import type { BacklogRow } from '../../adapters/contract.ts'

type TakenOver = { readonly requests: readonly string[]; readonly left: number }

/** Taking a platform's backlog over from whatever drove it before. */
export interface TakeOverVerbs {
  /** Reads only; the rows name people. */
  look(
    platform: string,
    signal: AbortSignal
  ): Promise<{
    readonly lookedAt: string
    readonly foreignMoves: number
    readonly isDrivenElsewhere: boolean
    readonly rows: readonly (BacklogRow & { readonly takeable: boolean })[]
  }>
  /** Answers the requests that were made, and how many rows can still be taken over. Throws `another-driver`. */
  adopt(platform: string, take: number, person: string, signal: AbortSignal): Promise<TakenOver>
}
