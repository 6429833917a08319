import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import type { Faults, Journal } from '../../adapters/sandbox/stand.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { type Call as Api, createClient } from '../demo/client.ts'
import { openScene, type Scene } from './scene.ts'

/** A replay as a drill looks at it. */
export interface Replay {
  readonly id: string
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
  readonly rows: readonly { request: string; is: string; again: { is: string; request: string | null } | null }[]
  readonly told: number
  readonly unknownUntil: string | null
  readonly releasersNeeded: number
}

/** A platform that can be restored, with people of whom the drill knows how they are named. */
export interface RestoreGround extends Scene {
  readonly box: { readonly address: string; readonly faults: Faults; readonly journal: Journal }
  readonly kind: 'openolat' | 'openedx'
  /** The platform's id, login and e-mail of the nth person. */
  person(n: number): { readonly id: number; readonly named: readonly [string, string] }
  takeBackup(): () => void
  /** Gives a number to somebody new, who was born today. */
  giveAway(id: number, name: string): void
  isLiving(id: number): boolean
  /** Whether a row of theirs stands in the platform's own queue of deletions. */
  isQueued(id: number): boolean
  /** How often an account was really deleted, by the sandbox's own journal. */
  deletions(id: number): number
  /** What happened to an account, whatever it was. */
  effects(id: number): number
  /** Calls as somebody else who works here and counts as a person of their own. */
  as(name: string, roles: readonly string[]): Promise<Api>
}

const count = 40
const longAgo = '2024-03-01T08:00:00Z'
const loginOf = (n: number): string => `learner.${String(n).padStart(2, '0')}`

const asOf =
  (scene: Scene) =>
  async (name: string, roles: readonly string[]): Promise<Api> => {
    const person = await scene.call<{ id: string }>('POST', '/persons', { name, roles })
    await scene.call('PUT', `/persons/${person.id}/accounts`, { accounts: [], without: [scene.platform] })
    const { token } = await scene.call<{ token: string }>('POST', '/tokens', { person: person.id, label: 'drill' })
    return (method, path, body) => createClient(scene.address(), token)(method, path, body)
  }

/** Here whoever was let in by the first administrator counts beside them: the site has said so. */
const letEverybodyCount = (scene: Scene) =>
  scene.call('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })

const olatIdOf = (n: number) => 3000 + n
const olatPerson: RestoreGround['person'] = n => ({
  id: olatIdOf(n),
  named: [loginOf(n), `${loginOf(n)}@olat.example`]
})

/** OpenOlat with forty learners and nobody yet who erases, and the options by which it is registered. */
export async function startLearners() {
  const box = await startOpenolat({
    seed: {
      people: [
        {
          key: 101,
          login: 'lethe',
          password: 'sandbox-secret',
          profile: { firstName: 'Lethe', lastName: 'Sidecar', email: 'lethe@olat.example' },
          roles: { 1: ['user', 'administrator'] }
        },
        ...Array.from({ length: count }, (_, n) => ({
          key: olatIdOf(n),
          login: loginOf(n),
          createdAt: longAgo,
          profile: { firstName: 'L', lastName: String(n), email: `${loginOf(n)}@olat.example` }
        }))
      ]
    }
  })
  const options = { baseUrl: `${box.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 100 }
  return { ...box, options, person: olatPerson }
}

/** Forty learners of OpenOlat. */
export async function openOlatRestore(storeUrl?: string): Promise<RestoreGround> {
  const box = await startLearners()
  const scene = await openScene({
    box,
    ...(storeUrl === undefined ? {} : { storeUrl }),
    kind: 'openolat',
    options: box.options,
    source: { types: ['account.deletion.requested', 'platform.restored'], brakePerHour: 500 }
  })
  await letEverybodyCount(scene)
  const identity = (id: number) => box.world.identities.find(({ key }) => key === id)
  return {
    ...scene,
    box,
    kind: 'openolat',
    person: box.person,
    takeBackup: box.takeBackup,
    giveAway(id, name) {
      const there = identity(id)!
      const key = there.authentications[0]?.key ?? id * 10
      Object.assign(there, {
        name,
        creationDate: Date.now(),
        status: 2,
        profile: { firstName: 'New', lastName: name, email: `${name}@olat.example` },
        authentications: [{ key, provider: 'OLAT', authUsername: name, credential: 'x' }]
      })
    },
    isLiving: id => (identity(id)?.status ?? 199) < 100,
    isQueued: () => false,
    deletions: id => box.journal.count('delete', String(id)),
    effects: id => box.journal.list().filter(({ person, refused }) => person === String(id) && !refused).length,
    as: asOf(scene)
  }
}

/** Forty learners of Open edX. */
export async function openEdxRestore(policy: PolicyChanges = {}): Promise<RestoreGround> {
  const idOf = (n: number) => 100 + n
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const grant = 'client_credentials' as const
  const box = await startOpenedx({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant }],
      people: [
        worker,
        ...Array.from({ length: count }, (_, n) => ({
          id: idOf(n),
          username: loginOf(n),
          dateJoined: longAgo,
          posts: ['Hello.'],
          notes: 1
        }))
      ]
    }
  })
  const scene = await openScene({
    box,
    kind: 'openedx',
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: true
    },
    policy,
    source: { types: ['account.deletion.requested', 'platform.restored'], brakePerHour: 500 }
  })
  await letEverybodyCount(scene)
  return {
    ...scene,
    box,
    kind: 'openedx',
    person: n => ({ id: idOf(n), named: [loginOf(n), `${loginOf(n)}@school.example`] }),
    takeBackup: box.takeBackup,
    giveAway(id, name) {
      const there = box.world.people.get(id)!
      const dateJoined = new Date().toISOString()
      Object.assign(there, { username: name, email: `${name}@school.example`, name, dateJoined, isActive: true })
    },
    isLiving: id => box.world.people.get(id)?.isActive === true,
    isQueued: id => [...box.world.rows.values()].some(({ person, state }) => person.id === id && state !== 'COMPLETE'),
    deletions: id => box.journal.count('retired', String(id)),
    effects: id => box.journal.list().filter(({ person, refused }) => person === String(id) && !refused).length,
    as: asOf(scene)
  }
}
