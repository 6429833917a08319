import type { HandOver, Plan } from '../../adapters/contract.ts'
import { type Demand, isProvenHere } from './demand/demand.ts'
import type { Blocker, Verdict, WhoCanFix } from './preconditions/precondition.ts'

/** One reason that stops a demand, for its subject to read. */
export interface Reason {
  readonly code: string
  readonly whoCanFix: WhoCanFix
  /** Titles of what it is about, where they are known. */
  readonly objects: readonly string[]
}

/**
 * What the last step of a demand is: the platform's own button with its password, or a link or fresh sign-in, which need
 * none.
 */
export type LastStep = 'password' | 'link'

/** The last step of the subject's own demand by this way in. */
export const lastStepOf = ({ way, proof }: Pick<Demand, 'way' | 'proof'>, mode: string | undefined): LastStep =>
  way === 'gateway' && mode === 'forward' && !isProvenHere({ proof }) ? 'password' : 'link'

const isAbout: Readonly<Record<string, HandOver['problem']>> = {
  'successor-not-named': 'none-named',
  'successor-not-living': 'not-living',
  'hand-over-by-hand': 'by-hand-only'
}

const objectsOf = (code: string, plan: Plan | null): readonly string[] =>
  (plan?.handOvers ?? [])
    .filter(({ problem, beforeLock }) =>
      code === 'hand-over-before-request' ? beforeLock : problem !== null && problem === isAbout[code]
    )
    .map(({ object }) => object.title || object.key)

/** The step that every demand ends with is no reason, and neither is a password that is not asked for. */
const isReason = (codes: readonly string[], step: LastStep, { code }: Blocker): boolean => {
  if (code === 'identity-not-proven' || code === 'password-unknown') return false
  // Whoever unlinks without a password has no way in any more.
  return code !== 'no-usable-password' || step === 'password' || codes.includes('social-account-linked')
}

/** Reasons in the order in which they are to be settled: the password before the unlinking. Each code once. */
export const reasonsOf = (verdicts: readonly Verdict[], step: LastStep, plan: Plan | null): readonly Reason[] => {
  const blockers = verdicts.flatMap(verdict => verdict.blockers)
  const codes = blockers.map(({ code }) => code)
  return blockers
    .filter((blocker, at) => isReason(codes, step, blocker) && codes.indexOf(blocker.code) === at)
    .map(({ code, whoCanFix }) => ({ code, whoCanFix, objects: objectsOf(code, plan) }))
}
