import { type Sandbox, startSandbox } from '../../adapters/openolat/sandbox/index.ts'
import { addPerson, type PersonSeed } from '../../adapters/openolat/sandbox/seed.ts'
import type { Call } from '../demo/client.ts'

/** An invented OpenOlat, that Lethe reaches only over REST: no route leads here. */
export interface University {
  readonly sandbox: Sandbox
  /** Of the platform in Lethe. */
  readonly platform: string
  /** Somebody whom nothing stops, changed as it is said. */
  addMember(change?: Partial<PersonSeed>): Member
  close(): Promise<void>
}

/** Somebody with an account there. */
export interface Member {
  readonly key: number
  readonly login: string
  readonly email: string
}

const policy = {
  coolOffMs: 300,
  noticeMs: 0,
  recheckMs: 1000,
  confirmEveryMs: 100,
  retryFirstMs: 200,
  retryMostMs: 1000,
  watchEveryMs: 3_600_000
}

/** What an administrator gives for it, beside the address. */
export const universityAccess = { username: 'lethe', secret: 'sandbox-secret' }

const staff = (key: number, login: string, more: Partial<PersonSeed> = {}): PersonSeed => ({
  key,
  login,
  profile: { firstName: 'Staff', lastName: login, email: `${login}@uni.example` },
  roles: { 1: ['user', 'administrator'] },
  ...more
})

/** Starts the platform alone: nothing of it is known to Lethe. */
export const startUniversitySandbox = (): Promise<Sandbox> =>
  startSandbox({
    seed: {
      organisations: [{ key: 1, displayName: 'University of Lakeside', parent: null }],
      people: [
        staff(100, 'administrator', { status: 1 }),
        staff(101, universityAccess.username, { password: universityAccess.secret, status: 1 })
      ]
    }
  })

/** Registers somebody there. */
export function addMember({ world }: Sandbox, change: Partial<PersonSeed> = {}): Member {
  const key = Math.max(7000, ...world.identities.map(one => one.key)) + 1
  const login = change.login ?? `member.${key}`
  const email = `${login}@uni.example`
  addPerson(world, { key, login, profile: { firstName: 'Pia', lastName: `Number ${key}`, email }, ...change })
  return { key, login, email }
}

/** Starts one and registers it over the API; `more`: of the policy. */
export async function openUniversity(
  call: Call,
  { name = 'University of Lakeside', more = {}, invoicesIssued = false } = {}
): Promise<University> {
  const sandbox = await startUniversitySandbox()
  const { id: platform } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openolat',
    name,
    options: { baseUrl: `${sandbox.address}/olat`, ...universityAccess, settleMs: 200 },
    declarations: { invoicesIssued, graders: 'nobody', institutionProviders: [] },
    policy: { all: { ...policy, ...more } }
  })
  return { sandbox, platform, addMember: change => addMember(sandbox, change), close: sandbox.close }
}

/** What OpenOlat holds of somebody: whether only the tombstone is left, what it is called, and how often a deletion began. */
export function seeMember({ world, journal }: Sandbox, { key }: Pick<Member, 'key'>) {
  const identity = world.identities.find(one => one.key === key)
  return {
    status: identity?.status ?? null,
    name: identity?.name ?? null,
    email: identity?.profile.email ?? null,
    begun: journal.count('delete-begun', String(key))
  }
}

/** Whether only the tombstone is left, and it was dug once. */
export const isErased = ({ status, name, begun }: ReturnType<typeof seeMember>): boolean =>
  status === 199 && name?.startsWith('del_') === true && begun === 1
