import { isDeepStrictEqual } from 'node:util'
import type { Platform, PlatformKind } from '../../../adapters/contract.ts'
import { type Origin, origins } from '../../erasure/demand/demand.ts'
import { type PlatformPolicy, type Policy, resolvePolicy } from '../../erasure/policy.ts'
import { asksNothing, defaultAsked } from '../../erasure/preconditions/defaults.ts'
import { preconditions } from '../../erasure/preconditions/index.ts'

/** What holds where nobody set anything, on a kind of platform. */
const defaultsOf = (kind: PlatformKind): Policy => resolvePolicy(kind, { all: {}, byOrigin: {} }, 'self')

/** Origins of which a kind of platform tells before it is over: of the others nothing is asked. */
const askedOrigins = (kind: PlatformKind): readonly Origin[] => origins.filter(origin => !asksNothing(kind, origin))

const askedOf = (kind: PlatformKind, policy: PlatformPolicy) =>
  preconditions.map(({ id, question, waivable }) => ({
    precondition: id,
    question,
    waivable,
    byOrigin: Object.fromEntries(
      askedOrigins(kind).map(origin => {
        const byDefault = defaultAsked(kind, origin, id)
        return [origin, { byDefault, standing: resolvePolicy(kind, policy, origin).asked[id] ?? byDefault }]
      })
    )
  }))

/** A policy as people read it: what holds, what was set, what would hold without. */
export const policyView = (
  { kind, policy }: { readonly kind: PlatformKind; readonly policy: PlatformPolicy },
  { retention, supports }: Pick<Platform, 'retention' | 'supports'>,
  openRequests: number
) => ({
  kind,
  defaults: defaultsOf(kind),
  set: policy,
  standing: Object.fromEntries(origins.map(origin => [origin, resolvePolicy(kind, policy, origin)])),
  asked: askedOf(kind, policy),
  names: supports.names,
  rows: retention
    .filter(({ outcome }) => outcome === 'retain')
    .map(({ id, category, ground }) => ({ id, category, ground })),
  openRequests
})

/** Fields that hold others by name: each of those is a change of its own. */
const nested = ['asked', 'treatments', 'retainMs', 'retainGrounds'] as const

/** A policy by the names of its fields; inside another with a dot. Questions stand with what their default says. */
const flatten = (kind: PlatformKind, policy: Policy, origin: Origin): ReadonlyMap<string, unknown> => {
  const asked = Object.fromEntries(
    preconditions.map(({ id }) => [id, policy.asked[id] ?? defaultAsked(kind, origin, id)])
  )
  return new Map(
    Object.entries({ ...policy, asked }).flatMap(([name, value]): (readonly [string, unknown])[] =>
      nested.some(each => each === name)
        ? Object.entries(value as object).map(([inside, one]) => [`${name}.${inside}`, one])
        : [[name, value]]
    )
  )
}

/** What stands otherwise by one policy than by the other, each change once, with the origins that it concerns. */
export const comparePolicies = (kind: PlatformKind, before: PlatformPolicy, after: PlatformPolicy) => {
  const changes: { name: string; origins: Origin[]; before: unknown; after: unknown }[] = []
  for (const origin of askedOrigins(kind)) {
    const was = flatten(kind, resolvePolicy(kind, before, origin), origin)
    const will = flatten(kind, resolvePolicy(kind, after, origin), origin)
    for (const name of new Set([...was.keys(), ...will.keys()])) {
      const change = { name, before: was.get(name) ?? null, after: will.get(name) ?? null }
      if (isDeepStrictEqual(change.before, change.after)) continue
      const same = changes.find(({ origins: _, ...other }) => isDeepStrictEqual(other, change))
      if (same === undefined) changes.push({ ...change, origins: [origin] })
      else same.origins.push(origin)
    }
  }
  return changes
}
