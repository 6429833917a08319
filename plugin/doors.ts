import type { PlatformKind } from '../adapters/contract.ts'
import { createHttpDoor, isNear } from '../adapters/http.ts'
import { adapters } from '../adapters/index.ts'
import type { ApiParts } from './api/parts.ts'
import type { Clock } from './clock.ts'
import type { FactParts } from './facts/parts.ts'
import type { WebhookParts } from './notify/webhooks-out/send.ts'
import type { Random } from './random.ts'
import type { SharedCounts } from './store/postgres/shares.ts'
import { createSpool, noSpool } from './store/records/lists/spool.ts'
import type { Store } from './store/store.ts'
import type { Keys } from './vault/keys.ts'

/** What a door out of the process is made of. */
export interface DoorParts {
  readonly store: Store
  readonly keys: Keys
  readonly clock: Clock
  readonly random: Random
}

type Options = Readonly<Record<string, unknown>>

/** The addresses that an administrator registered for a platform: the only ones its connection may reach. */
const pinsOf = (kind: PlatformKind, options: Options) => {
  const { properties = {} } = adapters[kind].optionsSchema as { properties?: Record<string, { format?: string }> }
  const addresses = Object.entries(properties).flatMap(([name, { format }]) =>
    format === 'uri' ? [options[name]] : []
  )
  return addresses.filter(base => typeof base === 'string').map(base => ({ base, allowPrivate: true }))
}

/** Connects platforms: each through a door of its own, which closes with it. */
export const connectKinds = ({
  store,
  keys,
  clock,
  random,
  shared
}: DoorParts & { readonly shared?: { readonly counts: SharedCounts } }): ApiParts['kinds'] => {
  const time = { now: () => clock.now(), sleep: (ms: number, signal: AbortSignal) => clock.sleep(ms, signal) }
  return {
    optionsSchema: kind => adapters[kind].optionsSchema,
    connect: (kind, options, id) => {
      const slots = typeof options.parallelCalls === 'number' ? options.parallelCalls : adapters[kind].parallelCalls
      const http = createHttpDoor({
        ...time,
        random: () => random.fraction(),
        allow: pinsOf(kind, options),
        ...(slots !== undefined && { slots }),
        ...(shared !== undefined && { share: shared.counts.slotsOf })
      })
      const spool = id === null ? noSpool : createSpool({ store, keys, clock }, id)
      const platform = adapters[kind].connect(options as never, { ...time, http, spool })
      // The door was opened for this platform alone and closes with it.
      const close = async () => {
        await platform.close()
        await http.close()
      }
      return { ...platform, close }
    }
  }
}

/** Whether messages to an address can be read by nobody on the way: over TLS, or without leaving the site's network. */
export const isSafeWay = (url: string): boolean => new URL(url).protocol === 'https:' || isNear(url)

/** Opens doors that reach the named addresses and no other: an identity provider's own, for one. */
export const openPinned =
  ({ clock, random }: Pick<DoorParts, 'clock' | 'random'>) =>
  (pins: readonly { readonly base: string; readonly allowPrivate: boolean }[], timeoutMs: number) =>
    createHttpDoor({
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
      random: () => random.fraction(),
      timeoutMs,
      allow: pins
    })

/** A door that reaches one registered address and no other, private networks included. */
const openDoor =
  ({ clock, random }: Pick<DoorParts, 'clock' | 'random'>) =>
  (url: string, timeoutMs: number) =>
    openPinned({ clock, random })([{ base: url, allowPrivate: true }], timeoutMs)

/** Facts are asked for through doors that reach one registered address each. */
export const factParts = (parts: DoorParts): FactParts => ({ ...parts, openDoor: openDoor(parts) })

/** Endpoints are told through doors that reach one registered address each. */
export const outwardParts = (parts: DoorParts): Omit<WebhookParts, 'lanes'> => ({ ...parts, openDoor: openDoor(parts) })
