import type { FactAnswer, FactName, Facts, FactValues, OwnershipSnapshot, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { knownFromSnapshot } from '../ownership/known.ts'
import { listOwned } from '../ownership/owned.ts'
import { readHeld, solelyOwned } from '../ownership/sole.ts'
import type { Rest } from '../rest.ts'
import { gatherCertificates } from './certificates.ts'
import { gatherGrading } from './grading.ts'
import { gatherLogins } from './logins.ts'
import { NotAnswerable, NotKnown } from './not-answerable.ts'
import { gatherRecords } from './records.ts'
import { gatherActivation, gatherProtection, gatherState } from './state.ts'

type Gatherers = {
  readonly [Name in FactName]?: (
    rest: Rest,
    subject: Subject,
    signal: AbortSignal,
    ownership: OwnershipSnapshot | null
  ) => Promise<FactValues[Name]>
}

/** What OpenOlat can be asked; to-dos and invoices have no REST, and who has a password of their own needs none here. */
const gatherers = {
  'linked-logins': gatherLogins,
  protection: gatherProtection,
  'open-grading-orders': gatherGrading,
  'solely-owned': async (rest, subject, signal, ownership) => {
    const owned = await listOwned(rest, subject, knownFromSnapshot(ownership), signal)
    return solelyOwned(await readHeld(rest, subject, owned, signal))
  },
  'destroyed-records': gatherRecords,
  'account-state': gatherState,
  'account-activated': gatherActivation,
  certificates: gatherCertificates
} as const satisfies Gatherers

/** The facts that `supports` declares. */
export const factNames = Object.keys(gatherers) as (keyof typeof gatherers)[]

/**
 * Answers what is wanted. A refusal or a broken answer makes one fact unknown; an unavailable platform throws, for then
 * nothing can be said at all.
 */
export async function gatherFacts(
  rest: Rest,
  subject: Subject,
  wanted: readonly FactName[],
  ownership: OwnershipSnapshot | null,
  signal: AbortSignal
): Promise<Facts> {
  const facts: Partial<Record<FactName, FactAnswer<FactName>>> = {}
  for (const name of wanted) facts[name] = await gatherOne(name, rest, subject, ownership, signal)
  return facts as Facts
}

async function gatherOne(
  name: FactName,
  rest: Rest,
  subject: Subject,
  ownership: OwnershipSnapshot | null,
  signal: AbortSignal
): Promise<FactAnswer<FactName>> {
  const at = rest.now().toISOString()
  const gather = (gatherers as Gatherers)[name]
  if (gather === undefined) return { is: 'not-answerable-here', because: 'no-rest', at }
  try {
    return { is: 'known', value: await gather(rest, subject, signal, ownership), at }
  } catch (error) {
    if (error instanceof NotAnswerable) return { is: 'not-answerable-here', because: error.because, at }
    if (error instanceof NotKnown) return { is: 'unknown', because: error.because, at }
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    return { is: 'unknown', because: error.code, at }
  }
}
