import { Webhook } from 'standardwebhooks'
import { createShelf, fill, type Kind, Known, type Shelf } from './known.ts'
import type { Answer, Operation } from './operations.ts'
import { openSender, type Sender, type Sent, type Way } from './send.ts'
import { pastMonths, type Site } from './site.ts'
import { wanted } from './stock.ts'
import { bodyOfStep, type Step } from './story.ts'

/** A call that was answered, and what is wrong with the answer. */
export interface Played {
  readonly operation: Operation
  readonly way: Way
  readonly sent: Sent
  readonly answer: Answer
  /** Null: as the document has it. */
  readonly wrong: string | null
}

/** A site with what is there to be named. */
export interface Ground {
  readonly site: Site
  readonly shelf: Shelf
  readonly sender: Sender
  readonly secretOf: Map<string, string>
  readonly scimTokenOf: Map<string, string>
  readonly providerSecrets: Set<string>
  /** What no report may show. */
  readonly secrets: Map<string, string>
}

/** A ground on a fresh site. */
export function openGround(site: Site): Ground {
  const { olat, edx } = site.baseUrls
  const fixed: (readonly [Kind, string])[] = [
    ...olat.map(url => ['olat', url] as const),
    ...edx.map(url => ['edx', url] as const),
    ...['2001', '2002', '900', '2'].map(key => ['key', key] as const),
    ['address', site.receiver],
    ['issuer', site.issuer],
    ['hour', new Date().toISOString().slice(0, 13)],
    ...pastMonths.map(month => ['month', month] as const),
    ['month', new Date().toISOString().slice(0, 7)],
    ['code', 'body-invalid'],
    ['code', 'internal']
  ]
  const secrets = new Map([...site.tokens].map(([role, token]) => [token, `$TOKEN_OF_${role}`]))
  return {
    site,
    shelf: createShelf(fixed),
    sender: openSender(site),
    secretOf: new Map(),
    scimTokenOf: new Map(),
    providerSecrets: new Set(),
    secrets
  }
}

/** Where an answer names what a later call can name. */
const made: Readonly<Record<string, readonly (readonly [Kind, string])[]>> = {
  addPlatform: [['platform', 'id']],
  addSource: [['source', 'source.id']],
  createRequest: [['request', 'request']],
  receiveWebhook: [['request', 'request']],
  showRequest: [
    ['fingerprint', 'fingerprint'],
    ['demand', 'demands.0.id']
  ],
  planRequest: [['fingerprint', 'fingerprint']],
  placeHold: [['hold', 'id']],
  makeSelection: [
    ['selection', 'id'],
    ['digest', 'digest']
  ],
  addFactProvider: [['provider', 'provider.id']],
  addEndpoint: [['endpoint', 'endpoint.id']],
  addPerson: [['person', 'id']],
  createToken: [['token', 'record.id']],
  moveRequests: [['bulk', 'id']],
  announceRestore: [['replay', 'id']],
  setHints: [['secret', 'secret']],
  listLifecycleRuns: [['run', '0.id']],
  listDeadLetters: [['letter', '0.id']],
  takeReport: [['key', 'rows.0.key']]
}

const roleOf = ({ role, flaw }: Step) => (flaw.is === 'role' ? flaw.role : role)

const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], body)

async function harvest(ground: Ground, step: Step, body: unknown, params: Readonly<Record<string, string>>) {
  const { id } = step.operation
  for (const [kind, path] of made[id] ?? []) {
    const value = at(body, path)
    if (typeof value === 'string') ground.shelf.put(kind, value)
  }
  const secret = at(body, 'secret')
  const source = String(at(body, 'source.id') ?? params.source ?? '')
  if (typeof secret === 'string') {
    ground.secrets.set(secret, '$SECRET')
    ground.secretOf.set(source, secret)
    if (/provider/i.test(id)) ground.providerSecrets.add(secret)
  }
  const token = at(body, 'scim.token')
  if (typeof token === 'string') {
    ground.secrets.set(token, '$SCIM_TOKEN')
    ground.scimTokenOf.set(source, token)
    ground.shelf.put('scim', source)
  }
  const account = at(body, 'Resources.0.id')
  if (typeof account === 'string') ground.shelf.put('scim-account', `${params.source} ${account}`)
  if (id === 'addPlatform') await ground.site.placeCallers()
  // The token that it was exchanged for; the former one is over.
  if (id === 'exchangeToken') {
    const mine = String(at(body, 'token'))
    ground.secrets.set(mine, `$TOKEN_OF_${roleOf(step)}`)
    ground.site.tokens.set(roleOf(step), mine)
  }
  if (id.startsWith('remove')) for (const value of Object.values(params)) ground.shelf.drop(value)
}

function writeQuery(query: Step['query'], shelf: Shelf): string {
  if (typeof query === 'string') return query
  const pairs = Object.entries(fill(query, shelf) as Record<string, unknown>)
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`).join('&')
}

function writeTarget(ground: Ground, step: Step, params: Readonly<Record<string, string>>): string {
  const { operation, flaw } = step
  let n = 0
  const count = operation.path.split('{').length - 1
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const isSpoilt = flaw.is === 'segment' && n++ === flaw.at % count
    return isSpoilt ? flaw.segment : encodeURIComponent((params[name] ?? '').toWellFormed())
  })
  const query = flaw.is === 'query' ? flaw.query : writeQuery(step.query, ground.shelf)
  return query === '' ? path : `${path}?${query}`
}

/** JSON as it is sent; what JSON cannot say is left out. */
const writeBody = (value: unknown): string | null => (value === undefined ? null : (JSON.stringify(value) ?? 'null'))

let calls = 0

function compose(ground: Ground, step: Step, params: Readonly<Record<string, string>>): Sent {
  const { operation, flaw } = step
  const written = flaw.is === 'raw-body' ? flaw.bytes : writeBody(fill(bodyOfStep(step), ground.shelf))
  const mayHave = operation.body !== null || flaw.is === 'raw-body'
  const body = mayHave && !['GET', 'DELETE'].includes(operation.method) ? written : null
  const scimToken = ground.scimTokenOf.get(params.source ?? '')
  const token = operation.path.startsWith('/scim/') ? scimToken : ground.site.tokens.get(roleOf(step))
  const authorization = flaw.is === 'credentials' ? flaw.credentials : `Bearer ${token ?? 'none'}`
  calls += 1
  const signed = signedBy[operation.id]?.(ground, params.source ?? '', body ?? '') ?? {}
  return {
    method: operation.method,
    target: writeTarget(ground, step, params),
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === null ? {} : { 'content-type': operation.body?.types[0] ?? 'application/json' }),
      // Everybody calls from elsewhere: how often one address may call is looked at in tests of its own.
      'x-forwarded-for': `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`,
      ...signed,
      ...(flaw.is === 'headers' ? flaw.headers : {})
    },
    body
  }
}

function signatureOf(secrets: readonly string[], body: string | Buffer): Readonly<Record<string, string>> {
  const id = `msg_${calls}`
  const now = new Date()
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, now, body.toString())).join(' ')
  }
}

type Signed = (ground: Ground, source: string, body: string | Buffer) => Readonly<Record<string, string>>

/** Calls that are signed in place of a token: by the source, or by each fact provider that there is. */
const signedBy: Readonly<Record<string, Signed>> = {
  receiveWebhook: ({ secretOf }, source, body) =>
    signatureOf([secretOf.get(source) ?? `whsec_${Buffer.alloc(32).toString('base64')}`], body),
  receiveFactAnswer: ({ providerSecrets }, _, body) => signatureOf([...providerSecrets].slice(-8), body)
}

/** Whether what was sent still is an address of the operation, as a server reads it. */
function isOf({ path }: Operation, target: string): boolean {
  const { pathname } = new URL(target, 'http://lethe')
  const [pattern, given] = [path.split('/'), pathname.split('/')]
  return pattern.length === given.length && pattern.every((each, n) => each.startsWith('{') || each === given[n])
}

/** An account is known by the source to which it was told. */
function nameAccount({ shelf }: Ground, { role, flaw }: Step, params: Record<string, string>): void {
  const [source = '', account = ''] = shelf.take(new Known('scim-account', role.length)).split(' ')
  if (account === '' || params.account === undefined || flaw.is === 'segment')
    params.source = shelf.take(new Known('scim', role.length))
  else Object.assign(params, { source, account })
}

/** Every other call names what its operation asks for, where that is laid in. */
function nameWanted({ shelf }: Ground, step: Step, params: Record<string, string>): Step {
  const [kind, ...names] = wanted[step.operation.id] ?? []
  const [known] = Object.values(step.params)
  if (kind === undefined || step.flaw.is === 'segment' || (known instanceof Known && known.at % 3 === 0)) return step
  const given = shelf.take(new Known(kind, known instanceof Known ? known.at : 0)).split(' ')
  const fields = new Map(names.map((name, n) => [name, given[n] ?? '']))
  for (const [name, value] of fields) if (name in params) params[name] = value
  const { body, flaw } = step
  if (typeof body !== 'object' || body === null || flaw.is === 'body') return step
  const mine = Object.keys(body).flatMap(name => (fields.has(name) ? [[name, fields.get(name)]] : []))
  return { ...step, body: { ...body, ...Object.fromEntries(mine) } }
}

/** Makes one call of a story and judges its answer. */
export async function play(ground: Ground, given: Step, way: Way): Promise<Played> {
  const { operation } = given
  const params = fill(given.params, ground.shelf) as Record<string, string>
  const step = nameWanted(ground, given, params)
  if (operation.path.startsWith('/scim/')) nameAccount(ground, step, params)
  if (operation.id === 'receiveFactAnswer') params.token = ground.site.asked.at(-1) ?? params.token ?? ''
  const sent = compose(ground, step, params)
  const answer = await ground.sender.send(way, sent)
  if (answer.status < 300 && /json$/.test(answer.type)) await harvest(ground, step, JSON.parse(answer.text), params)
  // What SCIM has that is not spoken here is said to be so (RFC 7644, 3.12).
  const elsewhere = answer.status >= 500 && answer.status !== 501 ? `status ${answer.status}` : null
  const wrong = isOf(operation, sent.target) ? operation.judge(answer) : elsewhere
  return { operation, way, sent, answer, wrong }
}
