import { type SmuggledVector, smuggledVectors } from '../../vectors/smuggled.ts'
import { makeAddress, send, sendRaw, statusesIn } from '../wire.ts'
import type { Hostile, Scene } from './hostile-calls.ts'
import { makeLearner, pageHeaders, signIn } from './learners.ts'
import { deletion, host, routeSecret } from './stage.ts'

const form = 'password=correct+horse'

const written = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

/** The vector with a deletion of the same caller behind it, which also says what only the proxy may say. */
function draw(
  { line = 'POST /lethe/confirm HTTP/1.1', headers, before = '', after = '' }: SmuggledVector,
  own: string
) {
  const hidden = `POST ${deletion} HTTP/1.1\r\n${own}x-lethe-route: ${routeSecret}\r\ncontent-length: ${form.length}\r\n\r\n${form}`
  const behind = `${before.replace('{n}', hidden.length.toString(16))}${hidden}${after}`
  return `${line}\r\n${own}${headers.replace('{n}', `${behind.length}`)}\r\n${behind}`
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
    const statuses = statusesIn(await sendRaw(port, learner.from, draw(vector, written(headers))))
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
