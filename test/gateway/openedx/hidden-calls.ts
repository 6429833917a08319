import { type SmuggledVector, smuggledVectors } from '../../vectors/smuggled.ts'
import { makeAddress, send, sendRaw, statusesIn } from '../wire.ts'
import { form, type Hostile, inner, type Scene, write } from './hostile-calls.ts'
import { makeLearner, pageHeaders, signIn } from './learners.ts'
import { deletion, host } from './stage.ts'

/** The vector with a deletion of the same caller behind it. */
function draw(vector: SmuggledVector, own: Readonly<Record<string, string>>): string {
  const { line = 'POST /lethe/confirm HTTP/1.1', headers, before = '', after = '' } = vector
  const hidden = inner(own)
  const behind = `${before.replace('{n}', hidden.length.toString(16))}${hidden}${after}`
  return `${line}\r\n${write(own)}\r\n${headers.replace('{n}', `${behind.length}`)}\r\n${behind}`
}

/**
 * What one caller hides may become a second call of theirs, where a proxy reads it so. It must never become the beginning
 * or the answer of somebody else's, who comes by the same connections between proxy and gateway.
 */
const play =
  (vector: SmuggledVector) =>
  async ({ stage, port, learner, headers, checks }: Scene): Promise<number | null> => {
    const other = makeLearner(stage)
    const theirs = { ...pageHeaders, ...(await signIn(stage, other, 'session')) }
    const statuses = statusesIn(await sendRaw(port, learner.from, draw(vector, headers)))
    checks.ok(`answered ${statuses.join()}`, statuses.length <= 2)
    checks.ok(`something broke: ${statuses.join()}`, !statuses.includes(500))
    const page = await send({ port, from: makeAddress(), method: 'GET', path: '/lethe/', headers: { host } })
    checks.equal('the page of somebody else', [page.status, /<html/.test(page.body)], [401, true])
    const elsewhere = { ...theirs, origin: 'https://elsewhere.example' }
    const refused = await send({ port, from: other.from, path: deletion, headers: elsewhere, body: form })
    checks.equal('the answer to somebody else who calls from another site', refused.status, 400)
    return statuses[0] ?? null
  }

/** Every call that hides another one, through the proxies. */
export const hiddenCalls: readonly Hostile[] = smuggledVectors.map(vector => ({
  id: `hides another: ${vector.name}`,
  stores: 1,
  play: play(vector)
}))
