import { setTimeout as pause } from 'node:timers/promises'
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'
import { openOpenolat } from '../flows/openolat-ground.ts'
import type { Scene } from '../flows/scene.ts'
import { crowd, keysOf, said } from './crowd.ts'

/** What became of many people who were picked at once; all but `blocked` and `progress` by the sandbox alone. */
export interface SelectionRun {
  readonly people: number
  readonly blocked: number
  readonly erased: number
  /** Whose deletion was begun more than once. */
  readonly twice: number
  /** Whether the brake kept back whoever came over it, and nobody of them was touched before others had agreed. */
  readonly brakeTripped: boolean
  /** How many different standings were shown on the way. */
  readonly progress: number
  readonly cases: readonly { readonly key: string; readonly state: string; readonly erased: boolean }[]
  readonly faults: readonly string[]
}

interface Selection {
  readonly id: string
  readonly digest: string
  readonly state: string
  readonly taken: number
  readonly overBrake: number
  readonly states: Readonly<Record<string, number>>
}

interface Items {
  readonly items: readonly { readonly key: string; readonly state: string }[]
  readonly next: string | null
}

const deadline = 5

/** Picks people, one in twenty of whom own a course without a successor, restarts in the middle, and releases the brake. */
export async function runSelection(people: number, say: (line: string) => void): Promise<SelectionRun> {
  const stopped = Math.ceil(people / 20)
  const brakePerHour = Math.ceil(people / 10)
  // Thousands of writes that wait for a real disk would show how fast it is, and nothing else.
  const disk = createPowerCutDisk()
  const scene = await openOpenolat({
    seed: crowd(people, stopped),
    policy: { asked: { 'consequences-told': 'not-asked' }, brakePerHour, confirmEveryMs: 10 },
    openDisk: () => disk
  })
  try {
    const made = { platform: scene.platform, keys: keysOf(people), ...said }
    const { id, digest } = await scene.call<Selection>('POST', '/selections', made)
    const standings = new Set<string>()
    const until = watch(scene, id, standings, people, say)
    await scene.call('POST', `/selections/${id}/confirm`, { digest })
    await until(({ taken }) => taken > 0)
    await scene.restart()
    const done = await until(({ state }) => state === 'done')
    const under = people - done.overBrake
    await until(({ states }) => (states.completed ?? 0) + (states.blocked ?? 0) === under)
    const keptBack = (await until(() => true)).states.accepted ?? 0
    const brakeTripped =
      done.overBrake >= people - brakePerHour && keptBack === done.overBrake && erasedOf(scene) <= under
    for (const name of ['First', 'Second']) await agree(scene, name, id)
    const end = await until(({ states }) => (states.completed ?? 0) + (states.blocked ?? 0) === people)
    const cases = (await readItems(scene, id)).map(({ key, state }) => ({ key, state, erased: isErased(scene, key) }))
    const begun = Map.groupBy(
      scene.box.journal.list().filter(({ effect }) => effect === 'delete-begun'),
      ({ person }) => person
    )
    const run = {
      people: cases.length,
      blocked: end.states.blocked ?? 0,
      erased: cases.filter(one => one.erased).length,
      twice: [...begun.values()].filter(all => all.length > 1).length,
      brakeTripped,
      progress: standings.size
    }
    return { ...run, cases, faults: findFaults(run, people, stopped) }
  } finally {
    await scene.close()
  }
}

type Site = Scene & { readonly box: Awaited<ReturnType<typeof openOpenolat>>['box'] }

const isErased = (scene: Site, key: string): boolean =>
  scene.box.world.identities.find(one => String(one.key) === key)?.status === 199

const erasedOf = ({ box }: Site): number => box.world.identities.filter(({ status }) => status === 199).length

/** Looks the less often, the more there are: each look reads every request. Gives up when nothing moves any more. */
function watch(scene: Site, id: string, standings: Set<string>, people: number, say: (line: string) => void) {
  return async (isSo: (seen: Selection) => boolean): Promise<Selection> => {
    let lastMoveAt = performance.now()
    for (;;) {
      const seen = await scene.call<Selection>('GET', `/selections/${id}`)
      const { completed = 0, blocked = 0 } = seen.states
      const standing = `${seen.taken} of ${people} taken in, ${completed} erased, ${blocked} blocked`
      if (!standings.has(standing)) {
        standings.add(standing)
        say(standing)
        lastMoveAt = performance.now()
      }
      if (isSo(seen)) return seen
      if (performance.now() - lastMoveAt > deadline * 60_000) throw new Error(`nothing moves: ${standing}`)
      await pause(100 + people * 5)
    }
  }
}

async function agree(scene: Site, name: string, selection: string): Promise<void> {
  const colleague = await scene.colleague(name)
  await colleague('POST', `/selections/${selection}/release`)
}

async function readItems(scene: Site, id: string): Promise<Items['items']> {
  const all: Items['items'][number][] = []
  for (let next: string | null = '0'; next !== null; ) {
    const page: Items = await scene.call<Items>('GET', `/selections/${id}/items?limit=200&after=${next}`)
    all.push(...page.items)
    next = page.next
  }
  return all
}

function findFaults(run: Omit<SelectionRun, 'cases' | 'faults'>, people: number, stopped: number): string[] {
  const is: readonly [boolean, string][] = [
    [run.people === people, 'somebody is without an outcome'],
    [run.blocked === stopped, `${run.blocked} are blocked and not ${stopped}`],
    [run.erased === people - stopped, `${run.erased} are erased and not ${people - stopped}`],
    [run.twice === 0, `${run.twice} were deleted twice`],
    [run.brakeTripped, 'the brake did not keep back who came over it'],
    [run.progress > 2, 'no progress was shown']
  ]
  return is.flatMap(([isRight, fault]) => (isRight ? [] : [`selection: ${fault}`]))
}
