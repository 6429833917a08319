import type { Call } from '../../demo/client.ts'
import { letIn } from '../../demo/colleagues.ts'
import { until } from '../../gateway/standings.ts'
import { addPortal, createPortal, identifiersOf } from '../portal.ts'
import type { Site } from '../site.ts'
import { openUniversity, type University } from '../university.ts'
import { addSurroundings } from './surroundings.ts'

/** An institution in the middle of its work: a request for every way that one can stand. */
export interface Institution {
  readonly university: University
  /** A second person, who may agree to what the first may not agree to alone. */
  readonly second: Call
  /** Ids of requests by how they stand. */
  readonly requests: Readonly<Record<Standing, string>>
  close(): Promise<void>
}

const standings = [
  'completed',
  'cooling-off',
  'blocked',
  'late',
  'awaiting-approval',
  'held',
  'withdrawn',
  'refused',
  'stalled',
  'unknown'
] as const

/** How a request of the seed stands. */
export type Standing = (typeof standings)[number]

const day = 24 * 60 * 60 * 1000

/** Sets it up over the API and waits until every request stands where it belongs. */
export async function openInstitution({ call, sidecar }: Site): Promise<Institution> {
  const university = await openUniversity(call, { more: { coolOffMs: 200 } })
  const slow = await openUniversity(call, { name: 'Lakeside Academy', more: { coolOffMs: 7 * day } })
  const { world } = university.sandbox
  const second = await letIn(() => sidecar().address, call, [university.platform, slow.platform], { name: 'Nora Vale' })
  const portal = await addPortal(call, [university.platform, slow.platform])
  const demand = createPortal({ sidecar }, portal)
  const owner = (name: string) => {
    const member = university.addMember()
    const key = 300_000 + member.key
    world.entries.push({
      key,
      displayname: name,
      olatResourceId: key + 500_000,
      olatResourceTypeName: 'CourseModule',
      organisation: 1,
      initialAuthor: member.login,
      managedFlags: null
    })
    world.memberships.push({ scope: 'entry', of: key, role: 'owner', person: member.key })
    return member
  }
  const privileged = () => {
    const member = university.addMember({ roles: { 1: ['user', 'author', 'usermanager'] } })
    return member
  }
  const held = university.addMember()
  await call('POST', '/holds', {
    platform: university.platform,
    identifiers: identifiersOf(held),
    ground: { article: '17(3)', letter: 'e' },
    note: 'A dispute about an examination'
  })
  const taken = university.addMember()
  const requests: Record<Standing, string> = {
    completed: await demand(university, university.addMember()),
    'cooling-off': await demand(slow, slow.addMember()),
    blocked: await demand(university, owner('Latin for beginners')),
    late: await demand(university, owner('Waves and shores'), 27 * day),
    'awaiting-approval': await demand(university, privileged()),
    held: await demand(university, held),
    withdrawn: await demand(slow, slow.addMember()),
    refused: await demand(university, owner('A course of nobody')),
    stalled: '',
    unknown: await demand(university, { login: 'nobody.here', email: 'nobody.here@uni.example' })
  }
  const picked = [university.addMember(), university.addMember()].map(({ key }) => String(key))
  await call('POST', '/selections', { platform: university.platform, keys: picked, ...mandated })
  await reach(call, requests.completed, 'completed')
  university.sandbox.faults.add({ route: 'deleteUser', kind: 'malformed' })
  requests.stalled = await demand(university, taken)
  await call('POST', `/requests/${requests.withdrawn}/withdraw`, {})
  await reach(call, requests.refused, 'blocked')
  await call('POST', `/requests/${requests.refused}/refuse`, {
    ground: { article: '17(3)', letter: 'e' },
    note: 'Kept.'
  })
  const expected: Partial<Record<Standing, string>> = { late: 'blocked', held: 'blocked', unknown: 'blocked' }
  const closeSurroundings = await addSurroundings(call, university)
  for (const standing of standings) await reach(call, requests[standing], expected[standing] ?? standing)
  return {
    university,
    second,
    requests,
    async close() {
      closeSurroundings()
      await university.close()
      await slow.close()
    }
  }
}

const mandated = {
  origin: 'on-behalf',
  ground: { article: '5(1)', letter: 'e' },
  mandate: {
    kind: 'standing-rule',
    who: 'The registrar',
    how: 'Rules of the university',
    reference: 'section 12',
    obtainedOn: '2025-10-01',
    cannotAsk: 'The accounts of people who left'
  },
  isMeant: true
}

async function reach(call: Call, id: string, state: string): Promise<void> {
  const show = () => call<{ summary: { state: string; because: string } }>('GET', `/requests/${id}`)
  const { summary } = await until(show, seen => seen.summary.state === state)
  if (summary.state !== state) throw new Error(`${id} is ${summary.state} (${summary.because}), not ${state}`)
}
