import type { EventKind } from '../../../erasure/post.ts'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import { changeKnown, filed, getKnown } from '../change.ts'
import type { Seals } from '../seals.ts'
import { endOlder, openLive, type SealedSecret, sealNewSecret } from '../sources/live-secrets.ts'

/** Who is told of what happens to requests, by signed calls. */
export interface EndpointBody {
  readonly name: string
  /** Pinned as the administrator registered it, private networks included. */
  readonly url: string
  readonly events: readonly EventKind[]
  /** Ids; empty: every platform. */
  readonly platforms: readonly string[]
  /** The source that it belongs to: it is told of that source's demands alone, with the ids that it sent them under. */
  readonly source: string | null
  /** Sealed; every call is signed with each live one. */
  readonly secrets: readonly SealedSecret[]
  /** Nothing is sent while set; `endpoint-gone`: it said so itself (410). */
  readonly disabled: { readonly at: string; readonly by: string; readonly because: string } | null
  readonly createdAt: string
}

const unknown = { kind: 'endpoint', unknown: 'endpoint-unknown' } as const
const purposeOf = (id: string): string => `endpoint:${id}`

type With = { readonly store: Store; readonly seals: Seals; readonly random: Random; readonly at: string }

/** Registers an endpoint and answers with its secret, which is never readable again. */
export const addEndpoint = async (
  parts: With,
  terms: Omit<EndpointBody, 'secrets' | 'disabled' | 'createdAt'>
): Promise<{ id: string; secret: string }> => {
  const id = parts.random.uuid()
  const { secret, stored } = sealNewSecret(parts, purposeOf(id))
  const body: EndpointBody = { ...terms, secrets: [stored], disabled: null, createdAt: parts.at }
  await parts.store.put('endpoint', id, filed(body), { expected: 0 })
  return { id, secret }
}

/** One endpoint. Throws `endpoint-unknown`. */
export const getEndpoint = (store: Store, id: string): Promise<Document<EndpointBody>> =>
  getKnown<EndpointBody>(store, 'endpoint', id, 'endpoint-unknown')

/** All endpoints. */
export const listEndpoints = (store: Store): Promise<readonly Document<EndpointBody>[]> =>
  store.query<EndpointBody>('endpoint', { all: true })

/** Makes a new secret; the live ones before it end `oldLivesMs` from now at the latest. */
export const rotateEndpoint = async (parts: With, id: string, oldLivesMs: number): Promise<string> => {
  const { secret, stored } = sealNewSecret(parts, purposeOf(id))
  await changeKnown<EndpointBody>(parts.store, { ...unknown, id }, ({ body }) => ({
    body: { ...body, secrets: [...endOlder(body.secrets, parts.at, oldLivesMs), stored] }
  }))
  return secret
}

/** Stops sending to an endpoint, or (`null`) goes on with it. */
export const setEndpointDisabled = (
  store: Store,
  id: string,
  disabled: EndpointBody['disabled']
): Promise<Document<EndpointBody>> =>
  changeKnown<EndpointBody>(store, { ...unknown, id }, ({ body }) => ({ body: { ...body, disabled } }))

/** Removes an endpoint; what was to be sent to it is given up. */
export const removeEndpoint = async (store: Store, id: string): Promise<Document<EndpointBody>> => {
  const endpoint = await getEndpoint(store, id)
  await store.remove('endpoint', id, endpoint.revision)
  return endpoint
}

/** The secrets that hold now, opened; the newest first. */
export const liveEndpointSecrets = (
  seals: Seals,
  { id, body }: Document<EndpointBody>,
  at: string
): readonly string[] => openLive(seals, purposeOf(id), body.secrets, at)
