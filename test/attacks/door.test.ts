import { once } from 'node:events'
import { type AddressInfo, createServer, type LookupFunction, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { HttpDoor, Operation } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { BODY_LIMIT_BYTES } from '../../adapters/http/exchange.ts'
import { createHttpDoor } from '../../adapters/http.ts'
import { addressVectors } from '../vectors/addresses.ts'
import { type HostileAnswer, hostileAnswers } from '../vectors/hostile-answers.ts'

t.setTimeout(300_000)

const ask: Operation = { id: 'eraseAccount', method: 'POST', path: '/erase', repeat: 'never' }
const never = new AbortController().signal

/** How a call ended: the failure with its code, or the status that was handed on. */
const endOf = (door: HttpDoor, base: string): Promise<string> =>
  door.call(base, ask, { json: {}, signal: never }).then(
    ({ status, json }) => (json === undefined ? `${status} without JSON` : `${status}`),
    error => {
      if (!(error instanceof PlatformError)) throw error
      return `${error.failure} ${error.code}`
    }
  )

/** A name server whose answers change: one after the other, the last one again and again. */
const lookupOf =
  (answers: readonly (readonly string[])[]): LookupFunction =>
  (_, options, callback) => {
    const [first = []] = answers
    const next = answers.length > 1 ? (answers as (readonly string[])[]).shift()! : first
    const found = next.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]!.address, found[0]!.family)
  }

const calm = { now: () => new Date(0), random: () => 0, sleep: async () => {} }

t.test('addresses: what is not on the public internet is called by nobody, however it is written', async t => {
  for (const { name, base, answers, expect } of addressVectors) {
    const door = createHttpDoor({ ...calm, lookup: lookupOf([...(answers ?? [['203.0.114.7']])]) })
    t.equal(await endOf(door, base), `refused ${expect}`, name)
    await door.close()
  }
})

/** A server on this machine that answers everything, and counts who came. */
async function startNear(t: Test, answer: (socket: Socket) => void) {
  const seen = { connections: 0, bytes: 0 }
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    seen.connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

t.test('rebinding: a name that is another place by the time of the connection is not connected to', async t => {
  const { port, seen } = await startNear(t, socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  const base = `http://lms.example:${port}`
  const public4 = ['203.0.114.7']
  // Looked at beforehand it was public; what is connected to is what was looked at.
  for (const answers of [[['127.0.0.1']], [['127.0.0.1'], public4], [[...public4, '127.0.0.1']]]) {
    const door = createHttpDoor({ ...calm, timeoutMs: 500, lookup: lookupOf(answers) })
    t.equal(await endOf(door, base), 'refused address-not-permitted')
    await door.close()
  }
  t.equal(seen.connections, 0)
  const pinned = createHttpDoor({ ...calm, allow: [{ base, allowPrivate: true }], lookup: lookupOf([['127.0.0.1']]) })
  t.match(await endOf(pinned, base), /^200/, 'what an administrator pinned is reached')
  t.match(await endOf(pinned, `http://lms.example:${port + 1}`), /^refused/, 'and no other port of it')
  t.match(await endOf(pinned, `http://127.0.0.1:${port}`), /^refused/, 'nor the same place by another name')
  await pinned.close()
  t.equal(seen.connections, 1)
})

/** Writes what it is told to, as fast as it is read, or bit by bit. */
const write =
  ({ head, forever, once, ends, drips = false }: HostileAnswer, note: (bytes: number) => void) =>
  (socket: Socket) => {
    socket.write(Buffer.from(head, 'latin1'))
    if (once !== undefined) socket.write(once)
    if (ends) return void socket.end()
    if (forever === undefined) return
    const bytes = Buffer.from(forever as string, 'latin1')
    if (drips) {
      const dripping = setInterval(() => socket.write(bytes), 20)
      socket.once('close', () => clearInterval(dripping))
      return
    }
    const more = () => {
      while (!socket.destroyed && socket.write(bytes)) note(bytes.length)
    }
    socket.on('drain', more)
    more()
  }

t.test('answers: whatever a platform writes, it is bounded, and nothing of it counts as done', async t => {
  for (const hostile of hostileAnswers) {
    let written = 0
    const { port, seen } = await startNear(
      t,
      write(hostile, bytes => {
        written += bytes
      })
    )
    const base = `http://127.0.0.1:${port}`
    const door = createHttpDoor({ ...calm, timeoutMs: 700, allow: [{ base, allowPrivate: true }] })
    const end = await endOf(door, base)
    await door.close()
    t.ok(end.startsWith(hostile.expect), `${hostile.name}: ${end}`)
    t.equal(seen.connections, 1, `${hostile.name}: asked once, and nobody else`)
    // What lies in the buffers of both ends is beyond what was read.
    t.ok(written <= BODY_LIMIT_BYTES + 16 * 1024 * 1024, `${hostile.name}: ${written} bytes`)
  }
})
