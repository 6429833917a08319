import { leadingDemand } from '../erasure/demand/leading-demand.ts'
import { groundOfRefusal } from '../erasure/demand/refusal-grounds.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'

/** What became of the readings of a request's actions, in numbers. `not-read`: nobody has read it yet, or will. */
export type ReadBack = Readonly<Record<'gone' | 'cannot-tell' | 'later' | 'still-there' | 'not-read', number>>

/** What reports need of one request: codes, instants and numbers. It names nobody, not even the request. */
export interface Counted {
  readonly platform: string
  readonly origin: string
  readonly receivedAt: string
  readonly deadlineAt: string
  /** Null while it is open. */
  readonly endedAt: string | null
  readonly state: string
  readonly because: string
  /** Article and letter of a refusal. */
  readonly ground: string | null
  readonly readBack: ReadBack
  /** Codes of what was found, each as often as it was. */
  readonly findings: readonly string[]
}

const spellGround = ({ refusal, state, because }: ErasureRequest): string | null => {
  if (state !== 'refused') return null
  const { article, letter } = refusal ?? groundOfRefusal(because)
  return letter === null ? article : `${article} ${letter}`
}

const countReadings = ({ actions }: ErasureRequest): ReadBack => {
  const count: Record<keyof ReadBack, number> = { gone: 0, 'cannot-tell': 0, later: 0, 'still-there': 0, 'not-read': 0 }
  for (const { confirmation } of actions) count[confirmation?.is ?? 'not-read'] += 1
  return count
}

/** Draws from a request what reports need of it. Times ISO 8601. */
export const countOf = (request: ErasureRequest): Counted => ({
  platform: request.platform,
  origin: leadingDemand(request).origin,
  receivedAt: request.demands.map(({ receivedAt }) => receivedAt).sort()[0]!,
  deadlineAt: request.deadlineAt,
  endedAt: isEnd(request.state) ? request.endedAt : null,
  state: request.state,
  because: request.because,
  ground: spellGround(request),
  readBack: countReadings(request),
  findings: request.evidence.flatMap(({ kind, data }) => (kind === 'finding' ? [String(data.code)] : []))
})
