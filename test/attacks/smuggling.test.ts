import { connect } from 'node:net'
import t from 'tap'
import { host, openGatewayScene, path } from '../flows/gateway-ground.ts'
import { type SmuggledVector, smuggledVectors } from '../vectors/smuggled.ts'

t.setTimeout(300_000)

/** Says something and listens until the other side has ended, or has said nothing more for a while. */
const say = (address: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(text, 'latin1')))
    const chunks: Buffer[] = []
    socket.setTimeout(30_000, () => socket.destroy())
    socket.on('data', chunk => {
      chunks.push(chunk)
      socket.setTimeout(400)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })

const statusesOf = (answer: string): readonly number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

t.test('no call hides another one from the gateway, wherever it says that it ends', async t => {
  const scene = await openGatewayScene('forward')
  t.teardown(scene.close)
  const route = `host: ${host}\r\nx-lethe-route: a-route-secret-of-this-test\r\nx-forwarded-for: 192.0.2.7\r\n`
  const form = 'content-type: application/x-www-form-urlencoded\r\n'
  const signed = Object.entries(await scene.sign('session')).map(([name, value]) => `${name}: ${value}\r\n`)
  const password = 'password=right'
  const deleting = (through: string) =>
    [
      `POST ${path} HTTP/1.1\r\n${through}${form}${signed.join('')}origin: http://${host}\r\n`,
      `content-length: ${password.length}\r\n\r\n${password}`
    ].join('')
  const deletion = deleting(route)

  const write = ({ line = 'POST /lethe/confirm HTTP/1.1', headers, before = '', after = '' }: SmuggledVector) => {
    const told = before.replace('{n}', deletion.length.toString(16))
    const behind = `${told}${deletion}${after}`
    return `${line}\r\n${route}${form}${headers.replace('{n}', `${behind.length}`)}\r\n${behind}`
  }
  const begun = () => scene.box.journal.list().filter(({ effect }) => effect === 'retirement-started').length

  for (const vector of smuggledVectors) {
    const statuses = statusesOf(await say(scene.gateway(), write(vector)))
    t.equal(statuses.length, 1, `${vector.name}: ${statuses}`)
    t.ok([vector.expect].flat().includes(statuses[0]!), `${vector.name}: ${statuses}`)
    t.equal(begun(), 0, vector.name)
  }
  // What a proxy would have to be fooled into hiding lacks what the proxy alone knows.
  const hidden = deleting(`host: ${host}\r\nx-forwarded-for: 192.0.2.7\r\n`)
  const front = `POST /lethe/confirm HTTP/1.1\r\n${route}${form}transfer-encoding: identity, chunked\r\n\r\n0\r\n\r\n`
  t.same(statusesOf(await say(scene.gateway(), `${front}${hidden}`)).slice(1), [421])
  t.equal(begun(), 0, 'without the secret of the route nothing is taken')
  // The same bytes on their own are a deletion: it is not for their sake that nothing happened.
  t.same(statusesOf(await say(scene.gateway(), deletion)).slice(0, 1), [204])
  t.equal(begun(), 1)
})
