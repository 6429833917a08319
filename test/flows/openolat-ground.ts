import { type Sandbox, type Seed, startSandbox } from '../../adapters/openolat/sandbox/index.ts'
import { type Ground, openScene, type Scene } from './scene.ts'

type Person = Seed['people'][number]

/** Login and e-mail of the learner who is there in every flow. */
export const learner = ['mia.berg', 'mia.berg@olat.example'] as const

/** Key of that learner. */
export const learnerKey = '2001'

const seedOf = (learnerChanges: Partial<Person>, rest: Partial<Seed>): Seed => ({
  ...rest,
  people: [
    {
      key: 100,
      login: 'administrator',
      status: 1,
      profile: { firstName: 'Ada', lastName: 'Minster', email: 'admin@olat.example' },
      roles: { 1: ['user', 'administrator'] }
    },
    {
      key: 101,
      login: 'lethe',
      password: 'sandbox-secret',
      profile: { firstName: 'Lethe', lastName: 'Sidecar', email: 'lethe@olat.example' },
      roles: { 1: ['user', 'administrator'] }
    },
    { key: 900, login: 'nora.next', profile: { firstName: 'Nora', lastName: 'Next', email: 'nora@olat.example' } },
    {
      key: 2001,
      login: learner[0],
      profile: { firstName: 'Mia', lastName: 'Berg', email: learner[1] },
      ...learnerChanges
    },
    { key: 2002, login: 'leo.lang', profile: { firstName: 'Leo', lastName: 'Lang', email: 'leo.lang@olat.example' } },
    ...(rest.people ?? [])
  ]
})

/** A scene on a sandbox of OpenOlat. */
export async function openOpenolat(
  given: {
    learner?: Partial<Person>
    seed?: Partial<Seed>
    options?: object
  } & Omit<Partial<Ground>, 'options'> = {}
): Promise<Scene & { box: Sandbox }> {
  const { learner: changes = {}, seed = {}, options, ...ground } = given
  const box = await startSandbox({ seed: seedOf(changes, seed) })
  const scene = await openScene({
    box,
    kind: 'openolat',
    options: { baseUrl: `${box.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 300, ...options },
    ...ground
  })
  return { ...scene, box }
}
