import fc from 'fast-check'
import { examples } from './examples.ts'
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
  'setHints'
]

/** Makes some of everything. */
export async function seedGround(ground: Ground): Promise<void> {
  for (const [n, id] of first.entries()) {
    const operation = operations.find(each => each.id === id)!
    const params = Object.fromEntries(
      operation.parameters
        .filter(each => each.in === 'path')
        .map(({ name }) => [name, ground.shelf.take({ kind: name as never, at: n })])
    )
    for (let tries = 0; tries < 20; tries += 1) {
      const [body] = fc.sample(examples[id] ?? fc.constant({}), { numRuns: 1, seed: n * 100 + tries })
      const role = ['placeHold'].includes(id) ? 'privacy-officer' : 'administrator'
      const step: Step = { operation, role, params, query: '', body, flaw: { is: 'none' } }
      const { answer } = await play(ground, step, 'inject')
      if (answer.status < 300) break
    }
  }
}
