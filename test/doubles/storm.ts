import type { FaultKind } from '../../adapters/sandbox/stand.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { isEnd } from '../../plugin/erasure/states.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import { placeHold, releaseHold } from '../../plugin/store/records/holds/change.ts'
import type { Document } from '../../plugin/store/store.ts'
import { type StormEngine, stormPlatform } from './storm-engine.ts'
import type { StormSite } from './storm-sites.ts'

/** Numbers from 0 up to, not including, 1, the same for the same seed. */
export type Dice = () => number

/** Throws dice by a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A hold, from when it was in force to when somebody began to release it. */
export interface Held {
  readonly id: string
  readonly person: string
  readonly fromAt: string
  untilAt: string | null
}

/** What happened in a storm, for those who judge it. */
export interface Story {
  /** Everything that was accepted: by request, for whom. */
  readonly requests: Map<string, string>
  readonly holds: Held[]
  readonly acts: string[]
}

const faultKinds: readonly FaultKind[] = [
  ...(['time-out', 'work-goes-on', 'reset', 'reset-after', 'too-many-requests', 'fail-before'] as const),
  ...(['fail-after', 'slow', 'malformed', 'html-502'] as const)
]

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const nowAt = () => new Date().toISOString()

/** Lets people, platform and machine do what they like, one thing after the other. */
export async function rage(site: StormSite, engine: StormEngine, dice: Dice, acts: number): Promise<Story> {
  const story: Story = { requests: new Map(), holds: [], acts: [] }
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(dice() * items.length)]!
  const identifiersOf = (person: string) =>
    [
      { kind: 'username', value: site.username(person) },
      { kind: 'email', value: site.email(person) }
    ] as const

  const read = (id: string) =>
    engine.parts.store.get<ErasureRequest>('request', id) as Promise<Document<ErasureRequest>>

  async function say(id: string, compose: (body: ErasureRequest) => Signal | null): Promise<void> {
    const { body, shelf } = await read(id)
    const signal = isEnd(body.state) || shelf !== null ? null : compose(body)
    if (signal !== null) await engine.parts.store.signal('request', id, signal)
  }

  async function demand(person: string, by: string, isProven: boolean): Promise<void> {
    const at = nowAt()
    const isSelf = by === 'desk'
    const { body } = await engine.accept({
      type: 'account.deletion.requested',
      by,
      deliveryKey: dice() < 0.5 ? engine.parts.keys.hashForIndex('delivery', `${story.requests.size}`) : null,
      platform: stormPlatform,
      identifiers: identifiersOf(person),
      demand: {
        origin: isSelf ? 'self' : 'identity-manager',
        ground: { article: '17(1)', letter: 'b' },
        saidAt: at,
        proof: isSelf && isProven ? { kind: 'fresh-sign-in', at } : null,
        mandate: isSelf ? null : { kind: 'standing-rule', expiresAt: null, standing: true },
        acknowledged: true
      },
      notes: [],
      instants: {}
    })
    story.requests.set(body.request!, person)
  }

  async function withdraw(person: string): Promise<void> {
    await engine.accept({
      type: 'account.deletion.withdrawn',
      by: pick(['desk', 'desk', 'register']),
      deliveryKey: null,
      platform: stormPlatform,
      identifiers: identifiersOf(person),
      demand: null,
      notes: [],
      instants: {}
    })
  }

  async function hold(person: string): Promise<void> {
    const { store, keys } = engine.parts
    const id = `hold-${story.holds.length}`
    await placeHold(store, id, {
      platform: stormPlatform,
      aliases: [aliasOf(keys, stormPlatform, { kind: 'username', value: site.username(person) })],
      identifierKinds: ['username'],
      ground: { article: '17(3)', letter: 'e' },
      by: 'officer',
      placedAt: nowAt(),
      reviewAt: null,
      sealedNote: null,
      releasedAt: null,
      releasedBy: null
    })
    story.holds.push({ id, person, fromAt: nowAt(), untilAt: null })
  }

  async function unhold(): Promise<void> {
    const held = story.holds.find(({ untilAt }) => untilAt === null)
    if (held === undefined) return
    held.untilAt = nowAt()
    await releaseHold(engine.parts.store, held.id, 'officer', nowAt())
  }

  const moves: Readonly<Record<string, () => Promise<unknown> | unknown>> = {
    fault: () => {
      const kind = pick(faultKinds)
      const ms = kind === 'slow' ? 60 : 260
      site.faults.add({ route: pick(site.routes), kind, ms, retryAfterS: 0, times: dice() < 0.2 ? 3 : 1 })
      return kind
    },
    proven: () => demand(pick(site.people), 'desk', true),
    mandated: () => demand(pick(site.people), 'register', true),
    unproven: () => demand(pick(site.people), 'desk', false),
    withdraw: () => withdraw(pick(site.people)),
    hold: () => hold(pick(site.people)),
    unhold,
    person: () => {
      const wish = pick(['retry', 'retry', 'look-again'] as const)
      return say(pick([...story.requests.keys()]), ({ state }) => {
        return { kind: state === 'stalled' ? wish : 'recheck', by: 'officer', at: nowAt() }
      })
    },
    policy: () => engine.setPolicy(pick(site.policies)),
    pause: () => engine.setPaused(dice() < 0.4),
    restart: () => engine.restart(),
    'power-cut': () => engine.cutPower(pick(['synced', 'names', 'everything']))
  }
  const often = [
    'fault',
    'fault',
    'fault',
    'fault',
    'fault',
    'fault',
    'proven',
    'proven',
    'mandated',
    'person',
    'withdraw'
  ]
  const seldom = Object.keys(moves)

  for (const person of site.people) await demand(person, 'desk', true)
  for (const person of site.untouchables) await demand(person, 'desk', false)
  for (let act = 0; act < acts; act += 1) {
    const name = dice() < 0.6 ? pick(often) : pick(seldom)
    const detail = await moves[name]!()
    story.acts.push(detail === undefined ? name : `${name} ${detail}`)
    await pause(dice() * 90)
  }
  for (const held of story.holds) if (held.untilAt === null) await unhold()
  return story
}

/** Nothing fails any more, and people do what they are asked to, until every request has its end or waits rightly. */
export async function calm(
  site: StormSite,
  engine: StormEngine,
  story: Story,
  isRightlyBlocked: (body: ErasureRequest, person: string) => boolean,
  patienceMs: number
): Promise<void> {
  site.faults.clear()
  await site.faults.finishWork()
  await engine.setPaused(false)
  await engine.setPolicy(site.policies[0]!)
  const before = Date.now() + patienceMs
  while (Date.now() < before) {
    let isQuiet = true
    for (const [id, person] of story.requests) {
      const { body, dueAt, signals } = (await engine.parts.store.get<ErasureRequest>('request', id))!
      const isRight = isEnd(body.state) || (body.state === 'blocked' && isRightlyBlocked(body, person))
      if (isRight && (isEnd(body.state) || signals.length === 0)) continue
      isQuiet = false
      if (body.state === 'stalled' && body.asked === null) {
        await engine.parts.store.signal('request', id, { kind: 'retry', by: 'officer', at: nowAt() })
      } else if (body.state === 'awaiting-approval' && body.fingerprint !== null) {
        const { fingerprint } = body
        await engine.parts.store.signal('request', id, { kind: 'approve', by: 'officer', at: nowAt(), fingerprint })
      } else if (body.state !== 'cooling-off' && dueAt !== null && Date.parse(dueAt) > Date.now() + 2000) {
        // Kept back by the pause, it would look again in a quarter of a minute.
        await engine.parts.store.signal('request', id, { kind: 'recheck', by: 'officer', at: nowAt() })
      }
    }
    if (isQuiet) return
    await pause(60)
  }
}
