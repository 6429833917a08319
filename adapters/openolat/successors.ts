import type { HandOver, OwnedObject, Subject, SuccessorRule } from '../contract.ts'
import { isLiving } from './accounts.ts'
import { findSubject } from './find.ts'
import type { Rest } from './rest.ts'

/** Says for each object who takes it over; the first rule that fits wins, and its account must be usable. */
export async function nameSuccessors(
  rest: Rest,
  subject: Subject,
  sole: readonly OwnedObject[],
  rules: readonly SuccessorRule[],
  signal: AbortSignal
): Promise<HandOver[]> {
  const handOvers: HandOver[] = []
  for (const object of sole) {
    const rule = rules.find(candidate => fits(candidate, object))
    const found = rule && (await findSubject(rest, { identifiers: [rule.successor] }, signal))
    if (found === undefined) handOvers.push({ object, successor: null, problem: 'none-named' })
    else if (
      found.is === 'one' &&
      found.subject.id !== subject.id &&
      (await isLiving(rest, found.subject.id, signal))
    ) {
      handOvers.push({ object, successor: found.subject, problem: null })
    } else handOvers.push({ object, successor: null, problem: 'not-living' })
  }
  return handOvers
}

function fits(rule: SuccessorRule, object: OwnedObject): boolean {
  const isCategory = rule.category === '*' || rule.category === object.category
  return isCategory && (rule.object === undefined || rule.object === object.key)
}
