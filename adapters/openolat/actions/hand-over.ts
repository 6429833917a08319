import type { Action, HandOver, OutcomeKind, OwnedObject, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isStaying, refuseOtherAccount } from '../accounts.ts'
import { addingOwner, listOwners } from '../ownership/categories.ts'
import { describeObject, readOwned } from '../ownership/known.ts'
import { rememberLiving } from '../ownership/sole.ts'
import { isNotAllowed, type Rest } from '../rest.ts'

/**
 * Gives every solely owned object a living successor, before OpenOlat gives it to its own administrator. Its
 * confirmation looks at everything that the subject looked after, so after DELETE it is the check for orphans.
 */
export function createHandOver(rest: Rest): Action {
  return {
    id: 'hand-over',
    treatment: 'reassign',
    covers: 'Courses, learning materials, groups and curricula that only you look after go on with somebody else.',
    after: ['block'],
    section: null,
    repeat: 'safe',
    settleMs: 0,
    readBack: 'same-service',
    reversible: true,
    async perform(subject, plan, signal) {
      await refuseOtherAccount(rest, subject, signal)
      const items: { key: string; successor: string; result: OutcomeKind }[] = []
      for (const handOver of plan.handOvers) {
        const successor = await requireSuccessor(rest, handOver, signal)
        const result = await addOwner(rest, handOver.object, successor.id, signal)
        items.push({ key: describeObject(handOver.object), successor: successor.id, result })
      }
      return { is: 'done', items, counts: { objects: items.length } }
    },
    async confirm(_subject, plan, signal) {
      const hasLiving = rememberLiving(rest, signal)
      for (const object of lookedAfter(plan)) {
        if (!(await goesOn(rest, plan, object, hasLiving, signal))) return { is: 'still-there' }
      }
      return { is: 'gone' }
    }
  }
}

type Named = Pick<OwnedObject, 'category' | 'key'>

function lookedAfter(plan: Plan): readonly Named[] {
  const handedOver = plan.handOvers.map(({ object }) => object)
  const known = new Set(handedOver.map(describeObject))
  return [...handedOver, ...readOwned(plan).filter(object => !known.has(describeObject(object)))]
}

async function requireSuccessor(rest: Rest, { successor }: HandOver, signal: AbortSignal): Promise<Subject> {
  if (successor !== null && (await isStaying(rest, successor.id, signal))) return successor
  const code = successor === null ? 'no-successor' : 'successor-not-living'
  throw new PlatformError('refused', code, { operation: 'getUserLifecycle', mayHaveHappened: false })
}

async function addOwner(rest: Rest, object: Named, person: string, signal: AbortSignal): Promise<OutcomeKind> {
  const owners = await listOwners(rest, object.category, object.key, signal)
  if (owners === null) return 'already-absent'
  if (owners.includes(person)) return 'done'
  const { operation, params } = addingOwner(object.category, object.key, person)
  const answer = await rest.call(operation, { params, signal })
  if (answer.status === 200) return 'done'
  const detail = { operation, status: answer.status }
  if (isNotAllowed(answer)) throw new PlatformError('refused', 'not-allowed', { ...detail, mayHaveHappened: false })
  if (answer.status >= 500) throw new PlatformError('unavailable', 'platform-failed', detail)
  throw new PlatformError('surprise', 'unexpected-answer', detail)
}

// Read from the object's side, so it holds before DELETE and after.
async function goesOn(
  rest: Rest,
  plan: Plan,
  object: Named,
  hasLiving: (keys: readonly string[]) => Promise<boolean>,
  signal: AbortSignal
): Promise<boolean> {
  const owners = await listOwners(rest, object.category, object.key, signal)
  if (owners === null) return true
  const name = describeObject(object)
  const handOver = plan.handOvers.find(candidate => describeObject(candidate.object) === name)
  const successor = handOver?.successor?.id
  if (handOver !== undefined && (successor === undefined || !owners.includes(successor))) return false
  const fallback = plan.before['fallback-key']
  const fallbackOwns = String(plan.before['fallback-owns'] ?? '').split(' ')
  const isFallbackNew = typeof fallback === 'string' && fallback !== successor && owners.includes(fallback)
  if (isFallbackNew && !fallbackOwns.includes(name)) return false
  return hasLiving(owners.filter(key => key !== plan.subject.id))
}
