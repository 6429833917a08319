import type { CustomFetch, ServerMetadata } from 'openid-client'
import type { HttpDoor } from '../../../adapters/contract.ts'
import { ProviderError } from './provider-error.ts'

/** Opens a door that reaches these addresses and no other. */
export type OpenDoor = (
  pins: readonly { readonly base: string; readonly allowPrivate: boolean }[],
  timeoutMs: number
) => HttpDoor

/** The one way to a provider, in the form that its library takes. */
export interface ProviderDoor {
  readonly fetch: (
    url: string,
    options: Pick<Parameters<CustomFetch>[1], 'method' | 'headers'> & FetchMore
  ) => Promise<Response>
  /** From now on also the addresses that the provider names as its own. */
  alsoReach(metadata: ServerMetadata): void
  close(): Promise<void>
}

type FetchMore = Partial<Pick<Parameters<CustomFetch>[1], 'body' | 'signal'>>

const timeoutMs = 10_000
const asked = ['token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const

/**
 * Reaches the origin of the issuer, which an administrator set, and later the origins that its discovery document names:
 * https, or near where the issuer is near, too. No redirect is followed, and everything has a time-out.
 */
export const createProviderDoor = (
  { openDoor, isSafeWay }: { readonly openDoor: OpenDoor; isSafeWay(url: string): boolean },
  issuer: string
): ProviderDoor => {
  const own = new URL(issuer).origin
  const isNearBy = new URL(issuer).protocol === 'http:'
  const doors = new Map<string, HttpDoor>()
  const reach = (origin: string): void => {
    if (doors.has(origin)) return
    const allowPrivate = origin === own || isNearBy
    doors.set(origin, openDoor([{ base: origin, allowPrivate }], timeoutMs))
  }
  reach(own)

  return {
    async fetch(url, { method, headers, body, signal }) {
      const { origin, pathname, search } = new URL(url)
      const door = doors.get(origin)
      if (door === undefined || !isSafeWay(origin)) throw new ProviderError('provider-refuses', 'address-not-permitted')
      const isGet = method === 'GET'
      const form = body instanceof URLSearchParams ? [...body.entries()] : []
      const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
      const { 'content-type': _, ...rest } = Object.fromEntries(lower) as Record<string, string>
      const answer = await door.call(
        origin,
        // A code is spent by being shown once.
        {
          id: 'identity-provider',
          method: isGet ? 'GET' : 'POST',
          path: pathname + search,
          repeat: isGet ? 'safe' : 'never'
        },
        {
          headers: rest,
          signal: signal ?? new AbortController().signal,
          ...(isGet ? {} : { form: Object.fromEntries(form) })
        }
      )
      // Nothing is sent on to where an answer points.
      if (answer.status >= 300 && answer.status < 400)
        throw new ProviderError('provider-refuses', 'redirect-not-followed')
      return new Response(answer.status === 204 ? null : answer.text, {
        status: answer.status,
        headers: answer.headers
      })
    },
    alsoReach(metadata) {
      for (const name of asked) {
        const url = metadata[name]
        if (url === undefined) continue
        if (!/^https?:/.test(url) || !URL.canParse(url) || !isSafeWay(url))
          throw new ProviderError('provider-refuses', 'address-not-permitted')
        reach(new URL(url).origin)
      }
    },
    async close() {
      await Promise.all([...doors.values()].map(door => door.close()))
    }
  }
}
