import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { PersonBody, TokenBody } from '../store/records/bodies.ts'
import { readLink } from '../store/records/links.ts'
import { findSession } from '../store/records/people/sessions.ts'
import { findScimSource, type ScimSource } from '../store/records/sources/scim-tokens.ts'
import type { Document, Store } from '../store/store.ts'
import type { ApiParts } from './parts.ts'
import { type OperationId, type Permitted, permissions } from './permissions.ts'

/** The named person behind a call; of their roles only those that the token was made for. */
export interface Caller {
  readonly person: Document<PersonBody>
  readonly token: Document<TokenBody>
}

/** All that a token carries: which one it is, and whose; the cookie of a session only the first. */
interface Claims {
  readonly jti: string
  readonly sub?: string
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
    source: ScimSource | null
  }
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims
    user: Claims
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(value)

/** Who a verified token stands for. `token-refused` when it was revoked, is over, or the person was shut out. */
const findCaller = async (store: Store, { jti, sub }: Claims, now: string): Promise<Caller> => {
  if (!isId(jti) || !isId(sub)) throw new Problem('token-refused')
  const [token, person] = await Promise.all([store.get<TokenBody>('token', jti), store.get<PersonBody>('person', sub)])
  if (token === null || person === null || token.body.person !== person.id) throw new Problem('token-refused')
  if (token.body.kind === 'session') throw new Problem('token-refused')
  if (token.body.revokedAt !== null || token.body.expiresAt <= now) throw new Problem('token-refused')
  if (person.body.disabledAt !== null) throw new Problem('token-refused')
  return { person, token }
}

/** Whoever is signed in, where our own pages call; null for every other call. */
const findVisitor = async (
  { store, keys, clock }: Pick<ApiParts, 'store' | 'keys' | 'clock'>,
  { headers }: FastifyRequest
): Promise<Caller | null> => {
  const now = clock.now().toISOString()
  const [, text = ''] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(headers.authorization ?? '') ?? []
  const session = readLink(keys, 'call', text, now)
  if (session === null) return null
  const caller = await findSession(store, session, now)
  if (caller === null) throw new Problem('token-refused')
  return caller
}

/** A token that was made for some roles of its person acts in those and in no other. */
const narrow = ({ person, token }: Caller): Caller => {
  const { scopes } = token.body
  if (scopes === undefined) return { person, token }
  const roles = person.body.roles.filter(role => scopes.includes(role))
  return { person: { ...person, body: { ...person.body, roles } }, token }
}

/** Whether a token was made to read the figures, which needs no role. */
const readsFigures = (operation: OperationId, { token }: Caller): boolean =>
  operation === 'showMetrics' && token.body.scopes?.includes('metrics') === true

const operationOf = (request: FastifyRequest): OperationId =>
  (request.routeOptions.schema as { operationId: OperationId }).operationId

/** The source whose token a call carries. Unknown sources and wrong tokens get the same answer after the same work. */
const findSource = async (
  { store, keys, clock }: Pick<ApiParts, 'store' | 'keys' | 'clock'>,
  { params, headers }: FastifyRequest
): Promise<ScimSource> => {
  const [, token = ''] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(headers.authorization ?? '') ?? []
  const at = clock.now().toISOString()
  const source = await findScimSource({ store, seals: keys, at }, (params as { source: string }).source, token)
  if (source === null) throw new Problem('scim-token-refused')
  return source
}

/** Asks who calls and whether they may, before a byte of the body is read. */
export const authenticateCalls = (
  app: FastifyInstance,
  parts: Pick<ApiParts, 'store' | 'keys' | 'clock' | 'hints'>
): void => {
  const { store, clock, hints } = parts
  app.decorateRequest('caller', null)
  app.decorateRequest('source', null)
  type Asked = Exclude<Permitted, 'everybody' | 'whoever-signs'>
  const identify = async (request: FastifyRequest, operation: OperationId, permitted: Asked): Promise<void> => {
    if (permitted === 'whoever-knows-the-secret') {
      // Like any address that is not there.
      if (!(await hints.isKnown((request.params as { secret: string }).secret))) throw new Problem('route-unknown')
      return
    }
    if (permitted === 'whoever-holds-the-source-token') {
      request.source = await findSource(parts, request)
      return
    }
    const now = () => clock.now().toISOString()
    request.caller =
      (await findVisitor(parts, request)) ?? narrow(await findCaller(store, await request.jwtVerify<Claims>(), now()))
    if (readsFigures(operation, request.caller)) return
    if (!request.caller.person.body.roles.some(role => permitted.includes(role))) throw new Problem('role-missing')
  }
  app.addHook('onRequest', (request, _, done) => {
    const operation = operationOf(request)
    const permitted = permissions[operation]
    if (permitted === 'everybody' || permitted === 'whoever-signs') done()
    else identify(request, operation, permitted).then(() => done(), done)
  })
}

/** Signs the token that stands for a stored token document. It carries no time: the document says when it ends. */
export const signToken = (app: FastifyInstance, token: string, person: string): string =>
  app.jwt.sign({ jti: token, sub: person })
