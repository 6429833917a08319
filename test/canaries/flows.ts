import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { type Source, sendSigned } from '../demo/client.ts'
import { identifiersOf, ownerOf, type Planted } from './people.ts'
import type { Ground, Stage } from './stage.ts'

/** One way through: who goes it, and what becomes of them. */
export interface Flow {
  readonly id: string
  readonly platform: 'openolat' | 'openedx'
  /** Walks it to an end; throws when it does not come to it. */
  walk(stage: Stage, person: Planted, ground: Ground): Promise<void>
}

const ends = ['completed', 'partially-completed', 'refused', 'withdrawn', 'expired', 'joined']

const demandOf = (ground: Ground, person: Planted, changes: object = {}) => {
  const at = new Date().toISOString()
  return {
    platform: ground.id,
    subject: { identifiers: identifiersOf(person) },
    origin: 'self',
    ground: { article: '17(1)', letter: 'b' },
    receivedAt: at,
    proof: { kind: 'fresh-sign-in', at },
    acknowledged: true,
    ...changes
  }
}

const note = ({ canaries }: Stage, way: string, person?: Planted): string =>
  canaries.plant('text', way, person === undefined ? null : ownerOf(person.id))

const deliver = (stage: Stage, source: Source, type: string, data: object) =>
  sendSigned(stage.address(), source, type, data).then(request => request ?? '')

/** A demand by a signed delivery; answers the request. */
const demand = (stage: Stage, ground: Ground, person: Planted, changes: object = {}) => {
  const data = demandOf(ground, person, { note: note(stage, 'note of a delivery', person), ...changes })
  return deliver(stage, ground.source, 'account.deletion.requested', data)
}

/** Whatever it needs to end, by a privacy officer. */
async function settle(stage: Stage, id: string): Promise<void> {
  const { summary, fingerprint } = await stage.until(id, ...ends, 'blocked', 'awaiting-approval', 'stalled')
  const { officer } = stage.tokens
  if (ends.includes(summary.state)) return
  if (summary.state === 'awaiting-approval') {
    await stage.say('POST', `/requests/${id}/approve`, { fingerprint }, officer)
    await pause(500)
    return settle(stage, id)
  }
  if (summary.state === 'stalled') await stage.say('POST', `/requests/${id}/close`, {})
  else await refuse(stage, id)
  await stage.until(id, ...ends)
}

/** Everything of a mandate that names somebody. */
const mandateOf = (stage: Stage, person: Planted) => ({
  who: note(stage, 'who of a mandate', person),
  how: note(stage, 'how of a mandate', person),
  reference: note(stage, 'reference of a mandate', person),
  obtainedOn: '2026-03-01',
  cannotAsk: note(stage, 'why nobody can be asked', person)
})

const refuse = (stage: Stage, id: string) => {
  const said = { ground: { article: '17(3)', letter: 'e' }, note: note(stage, 'note of a refusal') }
  return stage.say('POST', `/requests/${id}/refuse`, said, stage.tokens.officer)
}

/** A call as the operator's proxy hands it on. */
async function throughGateway(
  stage: Stage,
  ground: Ground,
  call: { method: string; path: string; headers?: object; body?: string }
) {
  const sent = send({
    host: '127.0.0.1',
    port: stage.gatewayPort(),
    method: call.method,
    path: call.path,
    agent: false,
    headers: {
      host: ground.host,
      'x-lethe-route': ground.routeSecret,
      'x-forwarded-for': '192.0.2.7',
      ...(call.body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...call.headers
    }
  })
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', answer =>
      text(answer).then(body => {
        const headers = JSON.stringify(answer.headers)
        stage.spoken.push({ call: `${call.method} ${call.path}`, status: answer.statusCode!, headers, body })
        resolve({ status: answer.statusCode!, body })
      }, reject)
    )
  })
  sent.end(call.body)
  return answered
}

const signIn = async (stage: Stage, person: Planted): Promise<object> => {
  const answer = await fetch(`${stage.boxes.openedx.address}/_sandbox/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ username: person.username, as: 'session' })
  })
  return { ...((await answer.json()) as { headers: object }).headers, origin: 'http://learn.example' }
}

const press = async (stage: Stage, ground: Ground, person: Planted, password: string) =>
  throughGateway(stage, ground, {
    method: 'POST',
    path: '/api/user/v1/accounts/deactivate_logout/',
    headers: await signIn(stage, person),
    body: new URLSearchParams({ password }).toString()
  })

/** The open requests of somebody, found by a search. */
const openOf = async (stage: Stage, ground: Ground, person: Planted): Promise<readonly string[]> => {
  const body = { platform: ground.id, identifier: identifiersOf(person)[1] }
  const { items } = await stage.say<{ items: { id: string }[] }>('POST', '/requests/search', body)
  return items.map(({ id }) => id)
}

const settleOpen = async (stage: Stage, ground: Ground, person: Planted): Promise<void> => {
  for (const id of await openOf(stage, ground, person)) await settle(stage, id)
}

const both = (id: string, walk: Flow['walk']): readonly Flow[] => [
  { id: `openolat ${id}`, platform: 'openolat', walk },
  { id: `openedx ${id}`, platform: 'openedx', walk }
]

/** A platform's own words of somebody, as an error page may hold them. */
const gossip = (stage: Stage, person: Planted): string =>
  JSON.stringify({
    error: `no such user ${person.username} <${person.email}>, ${person.firstName} ${person.lastName}, ${person.phone}`,
    token: stage.canaries.plant('token', 'error of a platform'),
    trace: note(stage, 'error of a platform')
  })

const spoilt =
  (answer: (stage: Stage, person: Planted) => { status: number; body: string }): Flow['walk'] =>
  async (stage, person, ground) => {
    const id = await demand(stage, ground, person)
    ground.tap.spoil(/^(GET|POST|PUT|DELETE) .*(users|accounts|user)/, 4, answer(stage, person))
    await settle(stage, id)
  }

/** The owner of a course stands first: nobody else is stopped by what they own. */
export const flows: readonly Flow[] = [
  ...both('erased by a delivery', async (stage, person, ground) => settle(stage, await demand(stage, ground, person))),
  ...both('asked on behalf, with a mandate', async (stage, person, ground) => {
    const mandate = { kind: 'guardian', ...mandateOf(stage, person) }
    const body = demandOf(ground, person, { origin: 'on-behalf', proof: undefined, mandate, acknowledged: false })
    const said = { ...body, note: note(stage, 'note of a demand', person) }
    // A user manager may ask only for whom the platform would let them delete.
    await stage.speak('POST', '/requests', { token: stage.tokens.asker, body: said })
    const { request } = await stage.say<{ request: string }>('POST', '/requests', said)
    await settle(stage, request)
  }),
  ...both('refused by an officer', async (stage, person, ground) => {
    const id = await demand(stage, ground, person, { proof: undefined })
    await stage.until(id, 'blocked')
    await refuse(stage, id)
    await stage.until(id, ...ends)
  }),
  ...both('taken back', async (stage, person, ground) => {
    const id = await demand(stage, ground, person, { proof: undefined })
    await stage.until(id, 'blocked')
    await deliver(stage, ground.source, 'account.deletion.withdrawn', {
      platform: ground.id,
      subject: { identifiers: identifiersOf(person) },
      note: note(stage, 'note of a withdrawal', person)
    })
    await stage.until(id, 'withdrawn')
  }),
  ...both('held, attested, waived and refused', async (stage, person, ground) => {
    await stage.say(
      'POST',
      '/holds',
      {
        platform: ground.id,
        identifiers: identifiersOf(person),
        ground: { article: '17(3)', letter: 'e' },
        note: note(stage, 'note of a hold', person)
      },
      stage.tokens.officer
    )
    const id = await demand(stage, ground, person)
    await stage.until(id, 'blocked')
    for (const [move, body] of [
      ['attest', { precondition: 'no-unpaid-invoices', answer: true, note: note(stage, 'note of an attestation') }],
      [
        'waive',
        {
          precondition: 'no-legal-hold',
          ground: { article: '6(1)', letter: 'c' },
          note: note(stage, 'note of a waiver')
        }
      ],
      ['object', { note: note(stage, 'note of an objection') }],
      ['cannot-ask', { note: note(stage, 'note why somebody cannot ask') }],
      ['extend', { because: 'complex', note: note(stage, 'note of an extension') }],
      ['suspend', { note: note(stage, 'note of a suspension') }]
    ] as const)
      await stage.speak('POST', `/requests/${id}/${move}`, { token: stage.tokens.officer, body })
    await refuse(stage, id)
    await stage.until(id, ...ends)
  }),
  ...both('of somebody whom nobody knows', async (stage, _, ground) => {
    const stranger = (kind: 'username' | 'email') => ({
      kind,
      value: stage.canaries.plant(kind, 'a stranger', ownerOf(0))
    })
    const subject = { identifiers: [stranger('username'), stranger('email')] }
    const data = demandOf(ground, { id: 0 } as Planted, { subject, note: note(stage, 'note about a stranger') })
    const id = await deliver(stage, ground.source, 'account.deletion.requested', data)
    await settle(stage, id)
  }),
  ...both('the sidecar is killed in the middle', async (stage, person, ground) => {
    const id = await demand(stage, ground, person)
    await pause(150)
    await stage.crash()
    await settle(stage, id)
  }),
  ...both(
    'the platform answers 500 and speaks of the person',
    spoilt((stage, person) => ({ status: 500, body: gossip(stage, person) }))
  ),
  ...both(
    'the platform answers 400 and speaks of the person',
    spoilt((stage, person) => ({ status: 400, body: gossip(stage, person) }))
  ),
  ...both(
    'the platform answers 200 with something else',
    spoilt((stage, person) => ({ status: 200, body: gossip(stage, person) }))
  ),
  ...both('picked from a list', async (stage, person, ground) => {
    await stage.speak('POST', `/platforms/${ground.id}/search`, { body: { by: 'email', value: person.email } })
    const mandate = { kind: 'standing-rule', ...mandateOf(stage, person) }
    const said = { platform: ground.id, keys: [String(person.id)], ground: { article: '17(1)', letter: 'a' }, mandate }
    const draft = await stage.speak('POST', '/selections', { body: said })
    if (draft.status < 400) {
      const { id, digest } = JSON.parse(draft.body) as { id: string; digest: string }
      await stage.say('POST', `/selections/${id}/confirm`, { digest })
      await pause(1500)
    }
    await settleOpen(stage, ground, person)
  }),
  ...both('deleted by an identity manager', async (stage, person, ground) => {
    const users = `/scim/v2/${ground.manager.id}/Users`
    const speak = (method: string, path: string, body?: unknown) =>
      stage.speak(method, path, {
        token: ground.manager.token,
        ...(body !== undefined && { headers: { 'content-type': 'application/scim+json' }, body })
      })
    const named = (username: string) => `${users}?filter=${encodeURIComponent(`userName eq "${username}"`)}`
    const found = await speak('GET', named(person.username))
    await speak('GET', named(stage.canaries.plant('username', 'a filter', ownerOf(0))))
    const { plant } = stage.canaries
    await speak('POST', users, { userName: plant('username', 'a user to be made'), password: person.password })
    const { Resources = [] } = JSON.parse(found.body) as { Resources?: { id: string }[] }
    for (const { id } of Resources) {
      const displayName = note(stage, 'a patch')
      await speak('PATCH', `${users}/${id}`, { Operations: [{ op: 'replace', value: { displayName } }] })
      await speak('DELETE', `${users}/${id}`)
    }
    await pause(300)
    await settleOpen(stage, ground, person)
  }),
  ...both('says no to what was asked on behalf', async (stage, person, ground) => {
    const mandate = { kind: 'consent-to-act', ...mandateOf(stage, person) }
    const body = demandOf(ground, person, { origin: 'on-behalf', proof: undefined, mandate, acknowledged: false })
    const { request } = await stage.say<{ request: string }>('POST', '/requests', body)
    const said = { note: note(stage, 'an objection', person) }
    await stage.speak('POST', `/requests/${request}/object`, { token: stage.tokens.officer, body: said })
    await settle(stage, request)
  }),
  ...both('a hint', async (stage, person, ground) => {
    const made = await stage.say<{ address: string }>('PUT', `/platforms/${ground.id}/hints`, {}).catch(() => null)
    if (made === null) return
    const { pathname } = new URL(made.address, stage.address())
    stage.canaries.register('token', 'address for hints', pathname.split('/').at(-1)!)
    await stage.speak('POST', pathname, { body: { event: note(stage, 'a hint'), user: person } })
  }),
  {
    id: 'openolat deleted by a manager through the gateway',
    platform: 'openolat',
    async walk(stage, person, ground) {
      const given = `${person.username}:${stage.canaries.plant('password', 'credentials of a call')}`
      const headers = { authorization: `Basic ${Buffer.from(given).toString('base64')}` }
      const path = `/olat/restapi/users/${person.id}`
      await throughGateway(stage, ground, { method: 'DELETE', path, headers })
      await throughGateway(stage, ground, {
        method: 'DELETE',
        path: `${path}?x=${stage.canaries.plant('odd', 'a query')}`,
        headers
      })
      await settleOpen(stage, ground, person)
    }
  },
  {
    id: 'openedx the platform’s own button, with the right password',
    platform: 'openedx',
    async walk(stage, person, ground) {
      await press(stage, ground, person, person.password)
      await settleOpen(stage, ground, person)
    }
  },
  {
    id: 'openedx the platform’s own button, with a wrong password',
    platform: 'openedx',
    async walk(stage, person, ground) {
      await press(stage, ground, person, stage.canaries.plant('password', 'a wrong password'))
      await settleOpen(stage, ground, person)
    }
  },
  {
    id: 'openedx the help page and its forms',
    platform: 'openedx',
    async walk(stage, person, ground) {
      const headers = await signIn(stage, person)
      await throughGateway(stage, ground, { method: 'GET', path: '/lethe/', headers })
      const links = ['confirm', 'object', 'withdraw'].map(link => `${link}/${stage.canaries.plant('odd', 'a link')}`)
      for (const path of ['ask', 'withdraw', 'recheck', ...links]) {
        const body = new URLSearchParams({ form: note(stage, 'a form'), note: note(stage, 'a form') }).toString()
        await throughGateway(stage, ground, { method: 'POST', path: `/lethe/${path}`, headers, body })
      }
      await settleOpen(stage, ground, person)
    }
  },
  {
    id: 'openolat a list of accounts without activity, and a fact provider',
    platform: 'openolat',
    async walk(stage, person, ground) {
      const keys = [String(person.id), stage.canaries.plant('odd', 'a list of accounts')]
      await stage.speak('PUT', `/platforms/${ground.id}/lifecycle/inactive-keys`, { body: { keys } })
      const token = stage.canaries.plant('token', 'answer of a fact provider')
      const said = { token, is: 'known', count: note(stage, 'answer of a fact provider', person) }
      await stage.speak('POST', `/facts/${token}`, { body: said })
    }
  }
]
