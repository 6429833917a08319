import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import fc from 'fast-check'
import t from 'tap'
import { startApi } from '../doubles/api-app.ts'
import { examples } from '../fuzz/examples.ts'
import { createShelf, fill } from '../fuzz/known.ts'
import { operations } from '../fuzz/operations.ts'
import { bodyVectors } from '../vectors/bodies.ts'
import { logLines } from '../vectors/log-lines.ts'
import { lineVectors } from '../vectors/request-lines.ts'
import { type TokenVector, tokenVectors } from '../vectors/tokens.ts'

t.setTimeout(300_000)

const api = await startApi()
const address = new URL(await api.app.listen({ host: '127.0.0.1', port: 0 }))
t.teardown(() => api.stop())
const admin = await api.person(['administrator'])
const auditor = await api.person(['auditor'])

/** The status, and the code of a problem. */
const readAnswer = (status: number, text: string): string => {
  const code = /"code":"([a-z-]+)"/.exec(status < 400 ? '' : text)?.[1]
  return code === undefined ? `${status}` : `${status} ${code}`
}

const partOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const signatureOf = (signed: string, key: TokenVector['key']): string => {
  const hmac = (secret: string | Uint8Array) => createHmac('sha256', secret).update(signed).digest('base64url')
  if (key === 'none') return ''
  if (key === 'of-another-token') return admin.token.split('.')[2]!
  return hmac({ ours: api.parts.keys.tokenSecret, another: 'another', empty: '' }[key ?? 'ours'])
}

const writeToken = ({ header = { alg: 'HS256', typ: 'JWT' }, claims, key, text }: TokenVector): string => {
  if (text !== undefined) return text
  const own = { jti: auditor.tokenId, sub: auditor.id }
  const isFields = typeof claims === 'object' && claims !== null && !Array.isArray(claims)
  const carried = claims === undefined || isFields ? { ...own, ...(claims as object | undefined) } : claims
  const signed = `${partOf(header)}.${partOf(carried)}`
  return `${signed}.${signatureOf(signed, key)}`
}

t.test('tokens: each that is none of ours is 401, in whichever way it is wrong', async t => {
  const good = await api.call('GET', '/me', writeToken({ name: 'good' }))
  t.equal(good.status, 200, 'what is made here is taken where nothing is wrong with it')
  for (const vector of tokenVectors) {
    const { status, text } = await api.call('GET', '/me', writeToken(vector))
    t.equal(readAnswer(status, text), '401 token-refused', vector.name)
  }
})

t.test('bodies: what is no plain JSON of the shape that is asked for is refused before anything is done', async t => {
  const before = (await api.call('GET', '/persons', admin.token)).json().length
  let taken = 0
  for (const { name, body, type = 'application/json', encoding, expect } of bodyVectors) {
    const headers: Record<string, string> = { authorization: `Bearer ${admin.token}` }
    if (type !== null) headers['content-type'] = type
    if (encoding !== undefined) headers['content-encoding'] = encoding
    const answer = await api.app.inject({ method: 'POST', url: '/persons', headers, payload: body })
    t.equal(readAnswer(answer.statusCode, answer.body), expect, name)
    if (expect === '201') taken += 1
  }
  t.equal((await api.call('GET', '/persons', admin.token)).json().length, before + taken)
  t.equal(({} as Record<string, unknown>).isAdmin, undefined, 'no prototype was changed')
})

/** Says something over a connection of its own; answers everything that came back. */
const say = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(address.port), address.hostname, () => socket.write(Buffer.from(text, 'latin1')))
    const chunks: Buffer[] = []
    socket.on('data', chunk => void chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })

t.test('request lines: however an address is spelt, it opens nothing else, and is no fault of ours', async t => {
  for (const { name, line, headers = 'host: lethe.example\r\n', expect } of lineVectors) {
    const credentials = `authorization: Bearer ${auditor.token}\r\nconnection: close\r\n`
    const answer = await say(`${line}\r\n${headers}${credentials}\r\n`)
    const [, status = '0'] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? []
    t.equal(readAnswer(Number(status), answer), expect, name)
    t.equal(answer.split('HTTP/1.1 ').length, 2, `${name}: one answer`)
  }
})

t.test('names: what every object has is the name of nothing, in whichever address it stands', async t => {
  const everything = ['administrator', 'privacy-officer', 'user-manager', 'system-administrator', 'auditor'] as const
  const { token } = await api.person([...everything])
  // What asks a platform or a receiver is answered here by a double that knows no names.
  const doubled = ['lookAtBacklog', 'testEndpoint', 'redriveEndpoint', 'settleRetained']
  const named = operations.filter(({ id, path }) => path.includes('{') && !doubled.includes(id))
  for (const { id, method, path, body: given } of named) {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const [sample] = fc.sample(examples[id] ?? fc.constant({}), { numRuns: 1, seed: 7 })
      const body = given === null ? undefined : fill(sample, createShelf([]))
      const { status } = await api.call(method as 'POST', path.replaceAll(/\{[^}]+\}/g, name), token, body as object)
      t.ok(status >= 400 && status < 500, `${id}: ${name}: ${status}`)
    }
  }
})

t.test('log: what somebody sends breaks no line, and stands in none', async t => {
  api.log.length = 0
  for (const { name, text } of logLines) {
    const encoded = encodeURIComponent(text)
    await api.call('GET', `/platforms/${encoded}?canary=${encoded}`, admin.token)
    t.equal((await api.call('GET', '/me', `canary.${encoded}.x`)).status, 401, name)
    await api.call('POST', '/persons', admin.token, { name: text, roles: ['auditor'] })
    await api.app.inject({
      method: 'GET',
      url: `/canary-${encoded}`,
      headers: { 'user-agent': encoded, 'x-request-id': encoded, referer: encoded, 'x-forwarded-for': encoded }
    })
  }
  t.ok(api.log.length >= logLines.length * 3)
  for (const line of api.log) {
    t.match(line, /^\{[ -~]*\}\n$/, 'one line of plain letters')
    t.doesNotThrow(() => JSON.parse(line))
    t.notMatch(line, /canary|fake/)
  }
})
