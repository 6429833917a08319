import { Problem } from '../../../errors.ts'
import type { Document, Store } from '../../store.ts'
import type { PlatformBody } from '../bodies.ts'
import { changeKnown, filed, getKnown } from '../change.ts'

type Stored = Document<PlatformBody>

/** One base address in one spelling: the same platform is never registered twice. */
export const spellBaseUrl = (address: string): string => {
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
}

const uniqueOf = (body: PlatformBody): readonly string[] => [
  `base-url:${spellBaseUrl(body.baseUrl)}`,
  `platform-name:${body.name.normalize('NFC').toLowerCase()}`
]

/** Stores a platform. `duplicate-key` when its address or name is taken. */
export const putNewPlatform = async (store: Store, id: string, body: PlatformBody): Promise<void> => {
  await store.put('platform', id, filed(body, [], uniqueOf(body)), { expected: 0 })
}

/** One platform. Throws `platform-unknown`. */
export const getPlatform = (store: Store, id: string): Promise<Stored> =>
  getKnown<PlatformBody>(store, 'platform', id, 'platform-unknown')

/** All platforms. */
export const listPlatforms = (store: Store): Promise<readonly Stored[]> =>
  store.query<PlatformBody>('platform', { all: true })

/** Changes a platform; its address and name stay. */
export const changePlatform = (
  store: Store,
  id: string,
  change: (body: PlatformBody) => PlatformBody
): Promise<Stored> =>
  changeKnown<PlatformBody>(store, { kind: 'platform', id, unknown: 'platform-unknown' }, ({ body }) => ({
    body: change(body)
  }))

/** A platform by its id or its exact name. */
export const findPlatform = async (store: Store, idOrName: string): Promise<Stored | null> => {
  const all = await listPlatforms(store)
  return all.find(({ id }) => id === idOrName) ?? all.find(({ body }) => body.name === idOrName) ?? null
}

/** The same as `getPlatform`, shared by all who look: `Store.look`. Throws `platform-unknown`. */
export const lookAtPlatform = async (store: Store, id: string): Promise<Stored> => {
  const found = await store.look<PlatformBody>('platform', id)
  if (found === null) throw new Problem('platform-unknown')
  return found
}

const namedBefore = new WeakMap<Store, Map<string, string>>()
const rememberedNames = 1000

/** The same as `findPlatform`, shared by all who look. Where a name led before is only a hint, and looked at again. */
export const lookForPlatform = async (store: Store, idOrName: string): Promise<Stored | null> => {
  const named = namedBefore.get(store) ?? new Map<string, string>()
  namedBefore.set(store, named)
  const id = named.get(idOrName)
  const known = id === undefined ? null : await store.look<PlatformBody>('platform', id)
  if (known !== null && known.shelf === null && [known.id, known.body.name].includes(idOrName)) return known
  const found = await findPlatform(store, idOrName)
  if (named.size >= rememberedNames) named.clear()
  if (found !== null) named.set(idOrName, found.id)
  return found
}

/** Whether Lethe itself can begin a deletion there, as the platform was registered; one that it has begun goes on anyway. */
export const mayBegin = ({ registration }: Pick<PlatformBody, 'registration'>): boolean =>
  !registration.problems.some(({ stops }) => stops === 'start')

/** Code of a platform that refuses every deletion that learners begin themselves. */
export const switchedOff = 'deletion-switched-off'

/** Remembers what only a learner's own call shows, until the platform is checked again. */
export const noteSwitchedOff = async (store: Store, id: string): Promise<void> => {
  const fix =
    'Learners press the button and are refused: switch the deletion of accounts on (ENABLE_ACCOUNT_DELETION), or take the button away.'
  await changePlatform(store, id, before => {
    const { problems } = before.registration
    if (problems.some(({ code }) => code === switchedOff)) return before
    const problem = { code: switchedOff, fix, stops: 'nothing' } as const
    return { ...before, registration: { ...before.registration, problems: [...problems, problem] } }
  })
}

/** Whether the platform was lately seen to refuse deletions that learners begin themselves. */
export const isSwitchedOff = ({ registration }: Pick<PlatformBody, 'registration'>): boolean =>
  registration.problems.some(({ code }) => code === switchedOff)
