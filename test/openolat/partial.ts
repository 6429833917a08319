import { deletionSteps, endSteps } from '../../adapters/openolat/sandbox/deletion.ts'
import type { Sandbox, Seed } from '../../adapters/openolat/sandbox/index.ts'
import { membersOf } from '../../adapters/openolat/sandbox/world.ts'
import { openOpenolat } from '../flows/openolat-ground.ts'
import type { Scene } from '../flows/scene.ts'

/** One ordered step of DELETE at which the deletion broke off, and what the sandbox saw from there to the end. */
export interface PartialCase {
  readonly point: string
  readonly recovered: boolean
  /** How often the deletion was begun: once, and once more. */
  readonly begun: number
  /** What is wrong with it. */
  readonly faults: readonly string[]
}

const points = [...deletionSteps, ...endSteps].map(({ name }) => name)

/** The first key of each kind of thing; the n-th person has the n-th of each. */
const first = { person: 3001, course: 4001, resource: 5001, group: 6001, curriculum: 7001, element: 8001 }

const kinds = [
  { scope: 'entry', role: 'owner', from: first.course },
  { scope: 'entry', role: 'coach', from: first.course },
  { scope: 'entry', role: 'owner', from: first.resource },
  { scope: 'group', role: 'coach', from: first.group },
  { scope: 'curriculum', role: 'curriculumowner', from: first.curriculum },
  { scope: 'element', role: 'curriculumelementowner', from: first.element }
] as const

const seed: Partial<Seed> = {
  people: points.map((point, n) => ({
    key: first.person + n,
    login: `leaves.${point}`,
    password: 'leaves-secret',
    profile: { firstName: 'Lea', lastName: 'Vista', email: `${point}@olat.example` }
  })),
  entries: points.flatMap((_, n) => {
    const people = [first.person + n]
    return [
      { key: first.course + n, displayname: `Course ${n}`, owners: people, coaches: people, assessed: people },
      { key: first.resource + n, displayname: `Test ${n}`, type: 'FileResource.IMSQTI21', owners: people }
    ]
  }),
  groups: points.map((_, n) => ({ key: first.group + n, name: `Group ${n}`, coaches: [first.person + n] })),
  curricula: points.map((_, n) => ({
    key: first.curriculum + n,
    owners: [first.person + n],
    elements: [{ key: first.element + n, displayName: `Term ${n}`, owners: [first.person + n] }]
  }))
}

/**
 * Lets DELETE break off once at each of its ordered steps, through a running sidecar, and judges by the sandbox alone:
 * resumed, blocked from the first attempt to the end, nothing orphaned, done once.
 */
export async function runPartial(): Promise<{
  readonly points: number
  readonly recovered: number
  readonly cases: readonly PartialCase[]
}> {
  const successors = [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }] as const
  const scene = await openOpenolat({ seed, policy: { successors }, options: { settleMs: 50 } })
  try {
    const cases: PartialCase[] = []
    for (const [n, point] of points.entries()) cases.push(await breakOff(scene, point, n))
    return { points: points.length, recovered: cases.filter(({ recovered }) => recovered).length, cases }
  } finally {
    await scene.close()
  }
}

async function breakOff(scene: Scene & { box: Sandbox }, point: string, n: number): Promise<PartialCase> {
  const { box } = scene
  const person = first.person + n
  box.world.settings.failingStep = { step: point, person, times: 1 }
  const id = await scene.demand([`leaves.${point}`, `${point}@olat.example`])
  const { summary } = await scene.untilState(id, 'completed', 'partially-completed', 'stalled', 'blocked')
  const seen = box.journal.list().filter(entry => entry.person === String(person))
  const effects = seen.map(({ effect }) => effect)
  const failedAt = effects.indexOf('delete-failed')
  const written = seen.filter(({ effect }) => effect === 'status')
  const faults = [
    ...(summary.state === 'completed' ? [] : [`ended as ${summary.state}: ${summary.because}`]),
    ...(failedAt >= 0 && box.world.settings.failingStep.times === 0 ? [] : ['it did not break off']),
    ...(seen.findIndex(({ effect }) => effect === 'status') < effects.indexOf('delete-begun') ? [] : ['not blocked']),
    ...(written.every(({ detail }) => detail.status === 101) ? [] : ['unblocked meanwhile']),
    ...(effects.filter(effect => effect === 'delete').length === 1 ? [] : ['not deleted once']),
    ...(effects.some(effect => effect === 'substituted' || effect === 'orphaned') ? ['OpenOlat chose an owner'] : []),
    ...kinds.flatMap(({ scope, role, from }) => (isCaredFor(box, scope, from + n, role) ? [] : [`orphan: ${role}`]))
  ]
  const begun = effects.filter(effect => effect === 'delete-begun').length
  return { point, recovered: faults.length === 0, begun, faults }
}

function isCaredFor({ world }: Sandbox, scope: (typeof kinds)[number]['scope'], of: number, role: string): boolean {
  const owners = membersOf(world, scope, of, role)
  return owners.some(key => (world.identities.find(identity => identity.key === key)?.status ?? 199) < 100)
}
