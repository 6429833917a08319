import { readFileSync } from 'node:fs'
import type { Cast } from './cast.ts'

/** A cast that cannot be played, in one line. */
export class CastError extends Error {}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorts = {
  text: (value: unknown) => typeof value === 'string' && value !== '',
  number: (value: unknown) => typeof value === 'number',
  list: (value: unknown) => Array.isArray(value),
  object: isObject
}

const needs = {
  cast: { platforms: 'list', sources: 'list', people: 'list' },
  platform: { name: 'text', kind: 'text', seed: 'object', options: 'object', declarations: 'object', policy: 'object' },
  source: { name: 'text', platform: 'text' },
  person: { id: 'text', story: 'text', platform: 'text', account: 'object', demands: 'list', expected: 'object' },
  demand: { source: 'text' },
  expected: { ends: 'text', states: 'list', mails: 'number' }
} as const

/** The value as an object that has what it needs. */
function check(value: unknown, what: keyof typeof needs, where: string): Fields {
  if (!isObject(value)) throw new CastError(`${where} is no object`)
  for (const [field, sort] of Object.entries(needs[what]))
    if (!sorts[sort as keyof typeof sorts](value[field])) throw new CastError(`${where} needs ${field} (${sort})`)
  return value
}

const listOf = (value: unknown, what: keyof typeof needs, where: string): readonly Fields[] =>
  (value as readonly unknown[]).map((one, at) => check(one, what, `${where} ${at + 1}`))

function readFields(file: string | URL): Fields {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CastError(`cannot read ${file}`)
  }
  try {
    return JSON.parse(text) as Fields
  } catch {
    throw new CastError(`${file} is not JSON`)
  }
}

/** Reads a cast file. Throws `CastError` for what is no JSON, and for the first thing that it lacks. */
export function readCast(file: string | URL): Cast {
  const cast = check(readFields(file), 'cast', 'the cast')
  const platforms = listOf(cast.platforms, 'platform', 'platform')
  const sources = listOf(cast.sources, 'source', 'source')
  const hasPlatform = (name: unknown) => platforms.some(one => one.name === name)
  for (const { name, kind, seed } of platforms) {
    if (kind !== 'openedx' && kind !== 'openolat') throw new CastError(`${name}: kind is openedx or openolat`)
    if (!sorts.list((seed as Fields).people)) throw new CastError(`${name}: seed needs people (list)`)
  }
  for (const { name, platform } of sources)
    if (!hasPlatform(platform)) throw new CastError(`source ${name}: there is no platform ${platform}`)
  for (const { id, platform, demands, expected } of listOf(cast.people, 'person', 'person')) {
    if (!hasPlatform(platform)) throw new CastError(`${id}: there is no platform ${platform}`)
    check(expected, 'expected', `${id}: expected`)
    for (const { source } of listOf(demands, 'demand', `${id}: demand`))
      if (!sources.some(({ name }) => name === source)) throw new CastError(`${id}: there is no source ${source}`)
  }
  return cast as unknown as Cast
}
