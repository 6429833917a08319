import type { Facts, Identifier, PlanKnowledge, Platform, Reference, Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { isBegunAtPlatform } from '../../erasure/begun-at-platform.ts'
import { withCallersFacts, withCallersRoles } from '../../erasure/demand/as-caller.ts'
import type { Origin } from '../../erasure/demand/demand.ts'
import { factsWanted } from '../../erasure/evaluate.ts'
import type { Policy } from '../../erasure/policy.ts'
import type { Reading, Work } from '../../erasure/request.ts'

const referenceOf = (work: Work): Reference => ({
  identifiers:
    work.subject === null ? work.identifiers : [{ kind: 'platform-id', value: work.subject.id } satisfies Identifier]
})

/**
 * A number that was given to somebody else after a restore is not the subject any more. Of an account that was deleted
 * before we heard of it nobody knows the birth: if the number lives again, a person must look.
 */
const isSame = (known: Subject | null, found: Subject): boolean =>
  known === null || known.bornAt === '' || known.bornAt === found.bornAt

/**
 * Who was meant stays; where they are written to is what the platform says now, until its own deletion or ours begins:
 * after that it says nothing true of it any more. An address that was given up may be somebody else's by then.
 */
const keepKnown = ({ subject: known, plan }: Work, { email, language, ...found }: Subject, facts: Facts): Subject => {
  if (known === null) return { ...found, email, language }
  const isOver = plan !== null || email === null || isBegunAtPlatform(facts)
  return isOver ? known : { ...known, email, language }
}

/** What was read, and who was meant. */
export interface Read {
  readonly reading: Reading
  readonly subject: Subject | null
}

/**
 * Asks the platform who is meant, what must be known, and what a deletion would do: reads only. A refusal or a
 * surprise becomes the reading's `problem`; *unavailable* is thrown, because it says nothing about the subject.
 */
export const readPlatform = async (
  platform: Platform,
  work: Work,
  policy: Policy,
  origin: Origin,
  now: string,
  known: PlanKnowledge,
  signal: AbortSignal
): Promise<Read> => {
  const nothing = { at: now, facts: {}, plan: null }
  try {
    const found = await platform.find(referenceOf(work), signal)
    if (found.is !== 'one') return { reading: { ...nothing, found: found.is, problem: null }, subject: work.subject }
    if (!isSame(work.subject, found.subject))
      return { reading: { ...nothing, found: 'none', problem: null }, subject: work.subject }
    const { subject } = found
    const asked = await platform.gather(subject, factsWanted(platform.kind, policy, origin), signal, known, 'plan')
    const facts = withCallersFacts(asked, work.asCaller, policy, now)
    const drawn = await platform.plan(subject, policy, signal, known)
    const plan = withCallersRoles(drawn, work.asCaller)
    return { reading: { at: now, found: 'one', facts, plan, problem: null }, subject: keepKnown(work, subject, facts) }
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    return { reading: { ...nothing, found: 'none', problem: `platform-${error.code}` }, subject: work.subject }
  }
}
