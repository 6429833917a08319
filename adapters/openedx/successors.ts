import type { HandOver, OwnedObject, PlanKnowledge, Subject, SuccessorRule } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { findSubject } from './find.ts'
import { readAccountOf } from './reading/accounts.ts'
import { readRowOf } from './reading/retirement.ts'

/** Says for each object who takes it over; the first rule that fits wins, and its account must be usable. */
export async function nameSuccessors(
  connection: Connection,
  leaving: Subject,
  objects: readonly OwnedObject[],
  rules: readonly SuccessorRule[],
  signal: AbortSignal,
  known?: PlanKnowledge
): Promise<readonly HandOver[]> {
  const named = new Map<SuccessorRule, Subject | null>()
  const handOvers: HandOver[] = []
  for (const object of objects) {
    const rule = rules.find(each => isFitting(each, object))
    if (rule === undefined) {
      handOvers.push({ object, successor: null, problem: 'none-named' })
      continue
    }
    if (!named.has(rule)) named.set(rule, await findLiving(connection, leaving, rule, signal, known))
    const successor = named.get(rule) ?? null
    handOvers.push({ object, successor, problem: successor === null ? 'not-living' : null })
  }
  return handOvers
}

// Open edX tells neither organisations nor who else could take over: a rule for those fits nothing here.
function isFitting({ category, object, organisation }: SuccessorRule, owned: OwnedObject): boolean {
  const isCategory = category === '*' || category === owned.category
  return isCategory && organisation === undefined && (object === undefined || object === owned.key)
}

async function findLiving(
  connection: Connection,
  leaving: Subject,
  { successor }: SuccessorRule,
  signal: AbortSignal,
  known?: PlanKnowledge
): Promise<Subject | null> {
  if (!('kind' in successor)) return null
  const found = await findSubject(connection, { identifiers: [successor] }, signal).catch(readAsNone)
  if (found.is !== 'one' || found.subject.id === leaving.id) return null
  const account = await readAccountOf(connection, found.subject, signal)
  // Asked for in the platform, or with us and not begun there yet.
  const isLeaving =
    (await readRowOf(connection, found.subject, signal)) !== null || (await known?.isDeparting(found.subject)) === true
  return account?.is_active && !isLeaving ? found.subject : null
}

/** A successor named by an identifier that the platform does not know is nobody; other failures stay failures. */
function readAsNone(error: unknown) {
  if (error instanceof PlatformError && error.code === 'identifier-not-supported') return { is: 'none' } as const
  throw error
}
