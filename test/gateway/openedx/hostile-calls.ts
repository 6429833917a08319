import type { Checks } from '../cases.ts'
import { type Answer, send, sendRaw, statusesIn } from '../wire.ts'
import { type Learner, pageHeaders, readAsPage, type Shown } from './learners.ts'
import { deletion, routeSecret, type Stage } from './stage.ts'

/** What a case is played with. */
export interface Scene {
  readonly stage: Stage
  readonly port: number
  readonly learner: Learner
  /** A whole and valid call of the learner. */
  readonly headers: Readonly<Record<string, string>>
  readonly checks: Checks
}

/** The body of a whole and valid call. */
export const form = 'password=correct+horse'

/** A call that is not what it seems. */
export interface Hostile {
  readonly id: string
  readonly play: (scene: Scene) => Promise<number | null>
  /** Requests that may be stored: only a call that is a whole and valid one makes one. */
  readonly stores?: number
  /** Not by a proxy: straight to the port of the gateway. */
  readonly straight?: true
}

const call = (scene: Scene, change: Partial<Parameters<typeof send>[0]> = {}): Promise<Answer> =>
  send({ port: scene.port, from: scene.learner.from, path: deletion, headers: scene.headers, body: form, ...change })

/** A call that must be answered so. */
const answered =
  (status: number, shown: Shown | null, change: (scene: Scene) => Partial<Parameters<typeof send>[0]>) =>
  async (scene: Scene): Promise<number> => {
    const answer = await call(scene, change(scene))
    scene.checks.equal('status', answer.status, status)
    if (shown !== null) scene.checks.equal('the page shows', readAsPage(answer), shown)
    return answer.status
  }

const withHeaders = (change: Readonly<Record<string, string>>) => (scene: Scene) => ({
  headers: { ...scene.headers, ...change }
})

const without =
  (...names: readonly string[]) =>
  (scene: Scene) => ({
    headers: Object.fromEntries(Object.entries(scene.headers).filter(([name]) => !names.includes(name)))
  })

/** Headers as they stand in a call, the last without its line end. */
export const write = (headers: Readonly<Record<string, string>>, ...more: readonly string[]): string =>
  [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...more].join('\r\n')

/** Bytes as they are; nothing of it may be taken for more than one call. `statuses`: what may come back. */
const raw =
  (draw: (scene: Scene) => string, most = 1) =>
  async (scene: Scene): Promise<number | null> => {
    const statuses = statusesIn(await sendRaw(scene.port, scene.learner.from, draw(scene)))
    scene.checks.ok(`answered ${statuses.join()}`, statuses.length <= most)
    // Proxies say 501 to framing that they do not know, and 503 to a body whose rest is wrong while they pass it on.
    scene.checks.ok(
      `something broke: ${statuses.join()}`,
      statuses.every(status => status < 500 || [501, 503].includes(status))
    )
    return statuses[0] ?? null
  }

const post = (target = deletion): string => `POST ${target} HTTP/1.1`
/** A whole deletion, which also says what only the proxy may say. */
export const inner = (headers: Readonly<Record<string, string>>): string =>
  `${post()}\r\n${write({ ...headers, 'x-lethe-route': routeSecret })}\r\ncontent-length: ${form.length}\r\n\r\n${form}`
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`

/** A call that nothing is wrong with but its framing. */
const framed =
  (...more: readonly string[]) =>
  ({ headers }: Scene) =>
    `${post()}\r\n${write(headers, ...more)}\r\n\r\n`

const smuggled: readonly Hostile[] = [
  {
    id: 'length and chunks, the length short',
    stores: 1,
    play: raw(
      scene => `${framed('content-length: 4', 'transfer-encoding: chunked')(scene)}${chunk(inner(scene.headers))}`
    )
  },
  {
    // Whoever takes the chunks for the end reads a second call of the same caller: at most that.
    id: 'length and chunks, the length long',
    stores: 2,
    play: raw(scene => {
      const hidden = `0\r\n\r\n${inner(scene.headers)}`
      return `${framed(`content-length: ${hidden.length}`, 'transfer-encoding: chunked')(scene)}${hidden}`
    }, 2)
  },
  {
    id: 'a harmless call with another inside',
    stores: 1,
    play: raw(({ headers }) => {
      const hidden = `0\r\n\r\n${inner(headers)}`
      const more = [`content-length: ${hidden.length}`, 'transfer-encoding: chunked']
      return `GET /api/user/v1/me HTTP/1.1\r\n${write(headers, ...more)}\r\n\r\n${hidden}`
    }, 2)
  },
  {
    id: 'two lengths',
    play: raw(scene => `${framed('content-length: 5', `content-length: ${form.length}`)(scene)}${form}`)
  },
  { id: 'a length with a sign', play: raw(scene => `${framed(`content-length: +${form.length}`)(scene)}${form}`) },
  { id: 'a blank before the colon', play: raw(scene => `${framed(`content-length : ${form.length}`)(scene)}${form}`) },
  { id: 'chunks by another name', play: raw(scene => `${framed('transfer-encoding: xchunked')(scene)}${chunk(form)}`) },
  {
    id: 'a chunk of no size',
    play: raw(scene => `${framed('transfer-encoding: chunked')(scene)}zz\r\n${form}\r\n0\r\n\r\n`)
  },
  {
    id: 'two hosts',
    play: raw(scene => `${framed('host: other.example', `content-length: ${form.length}`)(scene)}${form}`)
  },
  {
    id: 'a folded header',
    play: raw(scene => `${framed('x-more: one\r\n two', `content-length: ${form.length}`)(scene)}${form}`),
    stores: 1
  },
  {
    id: 'a zero byte in a header',
    play: raw(scene => `${framed('x-more: one\0two', `content-length: ${form.length}`)(scene)}${form}`)
  },
  {
    id: 'absolute form',
    stores: 1,
    play: raw(
      ({ headers }) =>
        `${post(`http://${headers.host}${deletion}`)}\r\n${write(headers, `content-length: ${form.length}`)}\r\n\r\n${form}`
    )
  },
  {
    id: 'absolute form of another host',
    stores: 1,
    play: raw(
      ({ headers }) =>
        `${post(`http://other.example${deletion}`)}\r\n${write(headers, `content-length: ${form.length}`)}\r\n\r\n${form}`
    )
  }
]

const refused: readonly Hostile[] = [
  {
    id: 'oversized for Lethe',
    play: answered(413, 'unable-to-delete', () => ({ body: `${form}&x=${'a'.repeat(20_000)}` }))
  },
  {
    id: 'oversized for the proxy',
    async play(scene) {
      const answer = await call(scene, { body: `${form}&x=${'a'.repeat(2_000_000)}` })
      // Caddy 2.6 breaks the call to Lethe off, and then says that Lethe is away.
      scene.checks.ok(`answered ${answer.status}`, answer.status === 413 || readAsPage(answer) === 'unable-to-delete')
      return answer.status
    }
  },
  {
    id: 'wrong host',
    async play(scene) {
      const answer = await call(scene, withHeaders({ host: 'other.example' })(scene))
      scene.checks.equal('the page shows', readAsPage(answer), 'nothing')
      return answer.status
    }
  },
  { id: 'wrong origin', play: answered(400, 'nothing', withHeaders({ origin: 'https://elsewhere.example' })) },
  { id: 'no origin', play: answered(400, 'nothing', without('origin')) },
  {
    id: 'foreign anti-forgery pair',
    play: answered(400, 'unable-to-delete', withHeaders({ 'x-csrftoken': 'f'.repeat(64) }))
  },
  { id: 'no anti-forgery token', play: answered(400, 'unable-to-delete', without('x-csrftoken')) },
  {
    id: 'nobody',
    play: answered(401, 'unable-to-delete', () => ({ headers: { ...pageHeaders, authorization: 'Bearer none' } }))
  },
  { id: 'not a form', play: answered(415, 'unable-to-delete', withHeaders({ 'content-type': 'application/json' })) },
  {
    id: 'two tokens',
    play: answered(400, null, scene => ({
      headers: { ...scene.headers, 'x-csrftoken': [scene.headers['x-csrftoken']!, 'b'] }
    }))
  },
  {
    id: 'a route secret of their own',
    stores: 1,
    play: answered(204, 'goodbye', withHeaders({ 'x-lethe-route': 'guessed' }))
  },
  { id: 'GET stays with the LMS', play: reachesLms('GET') },
  { id: 'OPTIONS stays with the LMS', play: reachesLms('OPTIONS') }
]

const straight: readonly Hostile[] = [
  { id: 'no route secret', straight: true, play: answered(421, 'nothing', () => ({})) },
  {
    id: 'a wrong route secret',
    straight: true,
    play: answered(421, 'nothing', withHeaders({ 'x-lethe-route': 'guessed' }))
  },
  {
    id: 'two route secrets',
    straight: true,
    play: answered(421, 'nothing', scene => ({
      headers: { ...scene.headers, 'x-lethe-route': [routeSecret, routeSecret] }
    }))
  },
  {
    id: 'the route of another host',
    straight: true,
    play: answered(421, 'nothing', withHeaders({ 'x-lethe-route': routeSecret, host: 'other.example' }))
  },
  {
    id: 'another path with the right secret',
    straight: true,
    play: answered(404, 'nothing', scene => ({
      path: '/requests',
      ...withHeaders({ 'x-lethe-route': routeSecret })(scene)
    }))
  }
]

/** What the LMS says is what comes through the proxy, with the headers that let the page read it. */
function reachesLms(method: string) {
  return async (scene: Scene): Promise<number> => {
    const asks = withHeaders({ 'access-control-request-method': 'POST' })(scene)
    const own = Number(new URL(scene.stage.sandbox.address).port)
    const [through, at] = await Promise.all(
      [scene.port, own].map(port =>
        send({ port, from: scene.learner.from, method, path: deletion, headers: asks.headers })
      )
    )
    const said = ({ status, headers, body }: Answer) => [status, headers['access-control-allow-methods'], body]
    scene.checks.equal('answer of the LMS', said(through!), said(at!))
    return through!.status
  }
}

/** All of them. */
export const hostileCalls: readonly Hostile[] = [...smuggled, ...refused, ...straight]
