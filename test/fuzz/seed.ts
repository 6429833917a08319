import fc from 'fast-check'
import { examples, queries } from './examples.ts'
import { Known } from './known.ts'
import { operations } from './operations.ts'
import { type Ground, play } from './play.ts'
import type { Step } from './story.ts'

/** Called in this order on every fresh site, so that there is something to be named. */
const first: readonly string[] = [
  'addPlatform',
  'addPlatform',
  'addPlatform',
  'addSource',
  'addSource',
  'addSource',
  'addPerson',
  'addPerson',
  'createToken',
  'addEndpoint',
  'addFactProvider',
  'createRequest',
  'createRequest',
  'placeHold',
  'announceRestore',
  'makeSelection',
  'setHints',
  'setHints',
  'scimFind',
  'setLifecycle',
  'runLifecycleNow',
  'listLifecycleRuns'
]

const roles = ['administrator', 'user-manager', 'auditor', 'privacy-officer', 'system-administrator'] as const

/** Whose token a source is asked with goes by the role; of whom it tells the number, later calls can name. */
const isDone = ({ shelf }: Ground, id: string, status: number): boolean =>
  status < 300 && (id !== 'scimFind' || shelf.take(new Known('scim-account', 0)).includes(' '))

/** Makes some of everything. */
export async function seedGround(ground: Ground): Promise<void> {
  await ground.site.layIn((kind, ...names) => ground.shelf.put(kind, names.join(' ')))
  for (const [n, id] of first.entries()) {
    const operation = operations.find(each => each.id === id)!
    for (let tries = 0; tries < 20; tries += 1) {
      const params = Object.fromEntries(
        operation.parameters
          .filter(each => each.in === 'path')
          .map(({ name }) => [name, ground.shelf.take(new Known(name as never, n + tries))])
      )
      const [body] = fc.sample(examples[id] ?? fc.constant({}), { numRuns: 1, seed: n * 100 + tries })
      const usual = id === 'placeHold' ? 'privacy-officer' : 'administrator'
      const role = id === 'scimFind' ? roles[tries % roles.length]! : usual
      const query = queries[id]?.[(tries >> 2) % 4] ?? ''
      const step: Step = { operation, role, params, query, body, flaw: { is: 'none' } }
      const { answer } = await play(ground, step, 'inject')
      if (isDone(ground, id, answer.status)) break
    }
  }
}
