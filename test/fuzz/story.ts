import fc from 'fast-check'
import { type OperationId, permissions } from '../../plugin/api/permissions.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import { examples, queries } from './examples.ts'
import { type Change, change, credentials, headers, query, rawBody, segment, spoil } from './flaws.ts'
import { type Operation, operations } from './operations.ts'
import { fitting } from './values.ts'

/** What is wrong with a call; most calls have nothing wrong with them. */
export type Flaw =
  | { readonly is: 'none' }
  | { readonly is: 'body'; readonly change: Change }
  | { readonly is: 'raw-body'; readonly bytes: string | Buffer }
  | { readonly is: 'segment'; readonly segment: string; readonly at: number }
  | { readonly is: 'query'; readonly query: string }
  | { readonly is: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly is: 'credentials'; readonly credentials: string | null }
  | { readonly is: 'role'; readonly role: Role }

/** One call, before it is known what is there to be named. */
export interface Step {
  readonly operation: Operation
  readonly role: Role
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>> | string
  readonly body: unknown
  readonly flaw: Flaw
}

const allRoles: readonly Role[] = [
  'user-manager',
  'administrator',
  'system-administrator',
  'privacy-officer',
  'auditor'
]

const is = <Is extends string, Rest extends Record<string, fc.Arbitrary<unknown>>>(name: Is, rest: Rest) =>
  fc.record({ is: fc.constant(name), ...rest })

const flaw = fc.oneof(
  { weight: 11, arbitrary: fc.constant({ is: 'none' }) },
  { weight: 4, arbitrary: is('body', { change }) },
  { weight: 1, arbitrary: is('raw-body', { bytes: rawBody }) },
  { weight: 1, arbitrary: is('segment', { segment, at: fc.nat(3) }) },
  { weight: 1, arbitrary: is('query', { query }) },
  { weight: 1, arbitrary: is('headers', { headers }) },
  { weight: 1, arbitrary: is('credentials', { credentials }) },
  { weight: 1, arbitrary: is('role', { role: fc.constantFrom(...allRoles) }) }
) as fc.Arbitrary<Flaw>

function paramsOf({ parameters }: Operation): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const inPath = parameters.filter(each => each.in === 'path')
  return fc.record(Object.fromEntries(inPath.map(({ name, schema }) => [name, fitting(schema, name)])))
}

function queryOf({ id, parameters }: Operation): fc.Arbitrary<Step['query']> {
  const inQuery = parameters.filter(each => each.in === 'query')
  const model = Object.fromEntries(inQuery.map(({ name, schema }) => [name, fitting(schema, name)]))
  const requiredKeys = inQuery.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  const fit = fc.record(model, { requiredKeys })
  // Half of the calls ask for nothing in particular.
  const plain = requiredKeys.length > 0 ? fit : fc.oneof(fc.constant({}), fit)
  return queries[id] === undefined ? plain : fc.oneof(fc.constantFrom(...queries[id]), plain)
}

function bodyOf({ id, body }: Operation): fc.Arbitrary<unknown> {
  if (body === null) return fc.constant(undefined)
  const fit = fitting(body.schema)
  const example = examples[id]
  return example === undefined ? fit : fc.oneof({ weight: 3, arbitrary: example }, { weight: 1, arbitrary: fit })
}

function rolesOf({ id }: Operation): readonly Role[] {
  const permitted = permissions[id as OperationId]
  return typeof permitted === 'string' ? allRoles : permitted
}

const stepOf = (operation: Operation): fc.Arbitrary<Step> =>
  fc.record({
    operation: fc.constant(operation),
    role: fc.constantFrom(...rolesOf(operation)),
    params: paramsOf(operation),
    query: queryOf(operation),
    body: bodyOf(operation),
    flaw
  })

/** What ends the things that later calls name, and stops everything: seldom called, or little else could be. */
const ending = /^(remove|disable|revoke|pause|retire)/

/** Calls one after the other, of which later ones name what earlier ones made. */
export const story = (chosen: RegExp): fc.Arbitrary<readonly Step[]> => {
  const steps = operations
    .filter(({ id }) => chosen.test(id))
    .map(operation => ({ weight: ending.test(operation.id) ? 1 : 4, arbitrary: stepOf(operation) }))
  return fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 30, size: 'max' })
}

/** The body that a step sends, with its flaw. */
export const bodyOfStep = ({ body, flaw }: Step): unknown =>
  flaw.is === 'body' && body !== undefined ? spoil(body, flaw.change) : body
