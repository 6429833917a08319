import type { Action, HandOver, OutcomeKind, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isLiving, refuseOtherAccount } from '../accounts.ts'
import { listOwners } from '../ownership.ts'
import { isNotAllowed, type OperationId, type Rest } from '../rest.ts'

/** Gives every solely owned object a living successor, before OpenOlat gives it to its own administrator. */
export function createHandOver(rest: Rest): Action {
  return {
    id: 'hand-over',
    treatment: 'reassign',
    covers: 'Courses, learning materials and groups that only you look after go on with somebody else.',
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
        const result = await addOwner(rest, handOver, successor.id, signal)
        items.push({ key: describeObject(handOver), successor: successor.id, result })
      }
      return { is: 'done', items, counts: { objects: items.length } }
    },
    async confirm(_subject, plan, signal) {
      const living = new Map<string, boolean>()
      for (const handOver of plan.handOvers) {
        if (!(await isHandedOver(rest, plan, handOver, living, signal))) return { is: 'still-there' }
      }
      return { is: 'gone' }
    }
  }
}

/** How `before` remembers that the fallback administrator owned an object already. */
export function describeObject(handOver: Pick<HandOver, 'object'>): string {
  return `${handOver.object.category}:${handOver.object.key}`
}

async function requireSuccessor(rest: Rest, handOver: HandOver, signal: AbortSignal): Promise<Subject> {
  const { successor } = handOver
  if (successor !== null && (await isLiving(rest, successor.id, signal))) return successor
  const code = successor === null ? 'no-successor' : 'successor-not-living'
  throw new PlatformError('refused', code, { operation: 'getUserStatus', mayHaveHappened: false })
}

async function addOwner(rest: Rest, handOver: HandOver, person: string, signal: AbortSignal): Promise<OutcomeKind> {
  const { category, key } = handOver.object
  const owners = await listOwners(rest, category, key, signal)
  if (owners === null) return 'already-absent'
  if (owners.includes(person)) return 'done'
  const operation: OperationId = category === 'group' ? 'addGroupOwner' : 'addEntryOwner'
  const answer = await rest.call(operation, { params: { of: key, person }, signal })
  if (answer.status === 200) return 'done'
  const detail = { operation, status: answer.status }
  if (isNotAllowed(answer)) throw new PlatformError('refused', 'not-allowed', { ...detail, mayHaveHappened: false })
  if (answer.status >= 500) throw new PlatformError('unavailable', 'platform-failed', detail)
  throw new PlatformError('surprise', 'unexpected-answer', detail)
}

// Read from the object's side, so it holds before DELETE and after: then it is the check for orphans.
async function isHandedOver(
  rest: Rest,
  plan: Plan,
  handOver: HandOver,
  living: Map<string, boolean>,
  signal: AbortSignal
): Promise<boolean> {
  const owners = await listOwners(rest, handOver.object.category, handOver.object.key, signal)
  if (owners === null) return true
  const successor = handOver.successor?.id
  if (successor === undefined || !owners.includes(successor)) return false
  const fallback = plan.before['fallback-key']
  const owned = String(plan.before['fallback-owns'] ?? '').split(' ')
  const isFallbackNew = typeof fallback === 'string' && fallback !== successor && owners.includes(fallback)
  if (isFallbackNew && !owned.includes(describeObject(handOver))) return false
  for (const owner of owners.filter(key => key !== plan.subject.id)) {
    if (!living.has(owner)) living.set(owner, await isLiving(rest, owner, signal))
    if (living.get(owner)) return true
  }
  return false
}
