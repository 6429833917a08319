import { createHash } from 'node:crypto'
import type {
  Found,
  HandOver,
  Identifier,
  OwnedObject,
  PlanKnowledge,
  Subject,
  SuccessorRole,
  SuccessorRule
} from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { isStaying, readMe } from './accounts.ts'
import { findSubject } from './find.ts'
import { findOrganisations, isEntry, listOrganisations, type Organisation } from './ownership/organisations.ts'
import type { Rest } from './rest.ts'
import { listCandidates } from './successor-roles.ts'

/**
 * Says for each object who takes it over. Rules are tried in order: the first that fits the object and names somebody
 * who can wins. Nobody who is gone, blocked, about to leave or Lethe itself can.
 */
export async function nameSuccessors(
  rest: Rest,
  subject: Subject,
  sole: readonly OwnedObject[],
  rules: readonly SuccessorRule[],
  known: PlanKnowledge,
  signal: AbortSignal
): Promise<HandOver[]> {
  if (sole.length === 0) return []
  const chooser = createChooser(rest, subject, rules, known, signal)
  const handOvers: HandOver[] = []
  for (const object of sole) handOvers.push(await chooser(object))
  return handOvers
}

function createChooser(
  rest: Rest,
  subject: Subject,
  rules: readonly SuccessorRule[],
  known: PlanKnowledge,
  signal: AbortSignal
): (object: OwnedObject) => Promise<HandOver> {
  const able = new Map<string, Promise<Subject | null>>()
  const turns = new Map<SuccessorRule, number>()
  const once = <Value>(read: () => Promise<Value>) => {
    let value: Promise<Value> | undefined
    return () => (value ??= read())
  }
  const organisations = once(async () => (await listOrganisations(rest, signal)) ?? [])
  const homeOf = once(async () => findOrganisations(rest, await organisations(), known.ownership?.rows ?? [], signal))
  const ourKey = once(async () => (await readMe(rest, signal)).key)

  const isAble = async (found: Subject): Promise<boolean> =>
    found.id !== subject.id && (await isStaying(rest, found.id, signal)) && !(await known.isDeparting(found))

  const resolve = (identifier: Identifier): Promise<Subject | null> => {
    const name = `${identifier.kind}:${identifier.value}`
    const asked = able.get(name) ?? resolveOnce(identifier)
    able.set(name, asked)
    return asked
  }
  const resolveOnce = async (identifier: Identifier): Promise<Subject | null> => {
    const found = await findSubject(rest, { identifiers: [identifier] }, signal).catch(readAsNone)
    return found.is === 'one' && (await isAble(found.subject)) ? found.subject : null
  }

  const findHome = async ({ category, key }: OwnedObject): Promise<string | null> =>
    isEntry(category) ? (await homeOf())(key) : null

  const choose = async (rule: SuccessorRule, object: OwnedObject): Promise<Subject | null> => {
    const { successor } = rule
    if ('kind' in successor) return resolve(successor)
    if ('pool' in successor) return chooseFromPool(rule, successor.pool)
    return chooseByRole(successor.role, object, await organisations())
  }

  // Everybody in turn, and different people begin: one who owned much does not fill one successor's list.
  const chooseFromPool = async (rule: SuccessorRule, pool: readonly Identifier[]): Promise<Subject | null> => {
    const members = (await Promise.all(pool.map(resolve))).filter(member => member !== null)
    const turn = turns.get(rule) ?? createHash('sha256').update(subject.id).digest().readUInt32BE()
    turns.set(rule, turn + 1)
    return members[turn % Math.max(1, members.length)] ?? null
  }

  const chooseByRole = async (role: SuccessorRole, object: OwnedObject, all: readonly Organisation[]) => {
    const home = role === 'organisation-manager' ? await findHome(object) : null
    const us = await ourKey()
    for (const value of await listCandidates(rest, role, object, home, all, signal)) {
      const found = value === us ? null : await resolve({ kind: 'platform-id', value })
      if (found !== null) return found
    }
    return null
  }

  return async object => {
    let isNamed = false
    for (const rule of rules) {
      if (!fits(rule, object)) continue
      if (rule.organisation !== undefined && rule.organisation !== (await findHome(object))) continue
      isNamed = true
      const successor = await choose(rule, object)
      if (successor !== null) return { object, successor, problem: null }
    }
    return { object, successor: null, problem: isNamed ? 'not-living' : 'none-named' }
  }
}

function fits(rule: SuccessorRule, object: OwnedObject): boolean {
  const isCategory = rule.category === '*' || rule.category === object.category
  return isCategory && (rule.object === undefined || rule.object === object.key)
}

// Whoever is out of our reach cannot be looked at, so takes nothing over; other failures stay failures.
function readAsNone(error: unknown): Found {
  if (error instanceof PlatformError && error.failure === 'refused') return { is: 'none' }
  throw error
}
