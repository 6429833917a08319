import type { FastifyInstance } from 'fastify'
import type { operations } from '../../../../openapi/types/lethe.ts'
import type { ApiDocument } from '../../../document.ts'
import { PageProblem } from './page-problem.ts'

type Operation = keyof operations
type JsonOf<T> = T extends { content: infer Content }
  ? Content extends { 'application/json': infer Body }
    ? Body
    : Content extends Record<string, string>
      ? string
      : undefined
  : undefined
type Success<R> = {
  [Status in keyof R]: Status extends 200 | 201 | 202 ? JsonOf<R[Status]> : Status extends 204 ? undefined : never
}[keyof R]

/** What an operation answers when it goes well; a text where it answers something else than JSON. */
export type Answer<Id extends Operation> = Success<operations[Id]['responses']>

type ParametersOf<Id extends Operation, Where extends string> = operations[Id]['parameters'] extends {
  [Key in Where]: infer Given
}
  ? Given
  : never

/** What an operation is given, by the document. */
export interface Given<Id extends Operation> {
  readonly path?: ParametersOf<Id, 'path'>
  readonly query?: Partial<NonNullable<operations[Id]['parameters']['query']>>
  /** The type that is wanted; the answer then is its text, byte for byte. */
  readonly accept?: string
  readonly body?: operations[Id] extends { requestBody?: { content: { 'application/json': infer Body } } }
    ? Body
    : never
}

/** Makes one call of our own API; throws `PageProblem` for every refusal. */
export type CallApi = <Id extends Operation>(id: Id, given?: Given<Id>) => Promise<Answer<Id>>

/** Whose call it is: the token that stands for their session, where they are, and how long they wait. */
export interface Behind {
  readonly bearer: string
  readonly address: string
}

interface Route {
  readonly method: string
  readonly path: string
}

/** Where each operation lies. */
const routesOf = (document: ApiDocument): ReadonlyMap<string, Route> =>
  new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]) =>
        operationId === undefined ? [] : [[operationId, { method: method.toUpperCase(), path }] as const]
      )
    )
  )

const addressOf = (path: string, { path: parts = {}, query = {} }: { path?: object; query?: object }): string => {
  const values = parts as Record<string, string>
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]]
    )
  )
  return asked.size === 0 ? filled : `${filled}?${asked}`
}

/**
 * The pages are a client of our own API, as the command line is one: the same rights, the same validation, the same
 * refusals. The call goes through the whole server and over no network.
 */
export const createCallApi = (app: FastifyInstance, document: ApiDocument): ((behind: Behind) => CallApi) => {
  const routes = routesOf(document)
  return ({ bearer, address }) =>
    async (id, given = {}) => {
      const route = routes.get(id)
      if (route === undefined) throw new Error(`no operation ${id}`)
      const { body, accept } = given as { body?: object; accept?: string }
      const answer = await app.inject({
        method: route.method as 'GET',
        url: addressOf(route.path, given as { path?: object; query?: object }),
        remoteAddress: address,
        headers: { authorization: `Bearer ${bearer}`, ...(accept !== undefined && { accept }) },
        ...(body !== undefined && { payload: body })
      })
      if (answer.statusCode >= 400) throw new PageProblem(answer.json())
      if (answer.statusCode === 204) return undefined as Answer<typeof id>
      const isJson = accept === undefined && String(answer.headers['content-type']).startsWith('application/json')
      return (isJson ? answer.json() : answer.payload) as Answer<typeof id>
    }
}
