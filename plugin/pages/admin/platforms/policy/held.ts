import { isDeepStrictEqual } from 'node:util'
import { holders, splitName, type Topic, topicNames, topics } from './fields.ts'
import type { Origin, PolicyShown } from './words.ts'

/** One thing that holds, for whom, and where it comes from. */
export interface Held {
  readonly name: string
  readonly value: unknown
  readonly from: 'default' | 'all' | 'origin'
  readonly origins: readonly Origin[]
}

type Fields = Readonly<Record<string, unknown>>

/** Origins of which something is asked on this kind of platform. */
export const originsOf = ({ asked }: PolicyShown): readonly Origin[] =>
  Object.keys(asked[0]?.byOrigin ?? {}) as Origin[]

/** What stands for an origin, by flattened names. */
const standingFor = (policy: PolicyShown, origin: Origin): readonly (readonly [string, unknown])[] => {
  const fields = policy.standing[origin] as Fields
  const asked = policy.asked.map(
    ({ precondition, byOrigin }) => [`asked.${precondition}`, byOrigin[origin]?.standing] as const
  )
  const rest = Object.entries(fields).flatMap(([name, value]): (readonly [string, unknown])[] => {
    if (name === 'asked') return []
    return holders.some(each => each === name)
      ? Object.entries(value as object).map(([inside, one]) => [`${name}.${inside}`, one])
      : [[name, value]]
  })
  return [...asked, ...rest]
}

const isSet = (changes: object | undefined, name: string): boolean => {
  const { field, inside } = splitName(name)
  const value = (changes as Fields | undefined)?.[field]
  return inside === '' ? value !== undefined : (value as Fields | undefined)?.[inside] !== undefined
}

/** Everything that holds, each thing once, with those for whom it holds. */
export const heldBy = (policy: PolicyShown): readonly Held[] => {
  const held: { -readonly [Key in keyof Held]: Held[Key] }[] = []
  for (const origin of originsOf(policy))
    for (const [name, value] of standingFor(policy, origin)) {
      const from = isSet(policy.set.byOrigin[origin], name) ? 'origin' : isSet(policy.set.all, name) ? 'all' : 'default'
      const same = held.find(each => each.name === name && each.from === from && isDeepStrictEqual(each.value, value))
      if (same === undefined) held.push({ name, value, from, origins: [origin] })
      else same.origins = [...same.origins, origin]
    }
  // What is said of one question stands together.
  return topicNames.flatMap(topic =>
    [...new Set(held.flatMap(({ name }) => (topicOf(name) === topic ? [name] : [])))].flatMap(name =>
      held.filter(each => each.name === name)
    )
  )
}

/** The topic of a flattened name. */
export const topicOf = (name: string): Topic | undefined =>
  topicNames.find(topic => topics[topic].some(field => field.name === splitName(name).field))
