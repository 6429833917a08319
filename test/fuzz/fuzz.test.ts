import t from 'tap'
import { writeCurl } from './curl.ts'
import { fuzz } from './fuzz.ts'
import { operations } from './operations.ts'

t.setTimeout(600_000)

t.test('whatever is sent to whichever operation, the answer is documented, and no fault of ours', async t => {
  const said: string[] = []
  const { serverErrors, undocumented, requests, byInject } = await fuzz({
    requests: 2000,
    seed: 7,
    only: /./,
    lanes: 1,
    say: line => void said.push(line)
  })
  t.ok(requests >= 2000)
  t.ok(Math.abs(byInject - requests / 2) <= 1, 'half of them over a connection')
  t.strictSame({ serverErrors, undocumented }, { serverErrors: 0, undocumented: 0 }, said.join('\n'))
})

t.test('an answer that the document does not have is seen', t => {
  const judge = (id: string, status: number, body: unknown, type = 'application/json') =>
    operations.find(each => each.id === id)!.judge({ status, type, text: body === '' ? '' : JSON.stringify(body) })
  const problem = {
    type: '/problems/request-unknown',
    title: 'No such request',
    status: 404,
    code: 'request-unknown',
    detail: 'Look at the list.',
    instance: 'urn:uuid:8b1b3f6e-0000-4000-8000-000000000000'
  }
  t.equal(judge('showRequest', 404, problem, 'application/problem+json'), null)
  t.equal(judge('showRequest', 404, problem), '404 as application/json')
  t.equal(judge('showRequest', 500, problem, 'application/problem+json'), 'status 500')
  t.equal(judge('showRequest', 204, ''), 'status 204')
  t.equal(judge('showRequest', 200, ''), '200 without a body')
  t.match(judge('showPause', 200, { by: 7 }), /^200: \//)
  t.match(judge('showLive', 200, 'up'), /^200: \//)
  t.end()
})

t.test('a failing call is shown as a line for a shell, without what is secret', t => {
  const sent = {
    method: 'POST',
    target: '/hints/s3cret?x=1',
    headers: { authorization: 'Bearer t0ken', 'x-note': "it's" },
    body: '{"a":1}'
  }
  const secrets = new Map([
    ['s3cret', '$SECRET'],
    ['t0ken', '$TOKEN']
  ])
  t.equal(
    writeCurl(sent, secrets),
    `curl -X POST '$LETHE/hints/$SECRET?x=1' -H 'authorization: Bearer $TOKEN' -H 'x-note: it'\\''s' --data-binary '{"a":1}'`
  )
  t.match(writeCurl({ ...sent, body: Buffer.from([0, 255]) }, secrets), /printf '\\x00\\xff'/)
  t.match(writeCurl({ ...sent, body: 'x'.repeat(30_000) }, secrets), /# and 30000 bytes$/)
  t.end()
})
