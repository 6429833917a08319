import Fastify from 'fastify'
import type { Caller, Forwarded, GatewayMode, Interception } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { appOptions } from '../../plugin/api/options/app-options.ts'
import type { Accept } from '../../plugin/erasure/incoming.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { preconditions } from '../../plugin/erasure/preconditions/index.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { registerGateway } from '../../plugin/intake/gateway/listener.ts'
import { registerSubjectPages } from '../../plugin/pages/subject/register.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { hashRouteSecret } from '../../plugin/store/records/platforms/sites.ts'
import { createTally } from '../../plugin/store/tally.ts'
import { drawCertificate } from '../../plugin/work/draw-certificate.ts'
import type { Send } from '../../plugin/work/parts.ts'
import { foresee } from '../../plugin/work/reading/foresee.ts'
import { createMadeUpPlatform, personOf } from './made-up-platform.ts'
import { openBench } from './work-bench.ts'

export const host = 'lake.example'
export const routeSecret = 'a-route-secret-of-this-test'
export const password = 'password=correct-horse'

interface Tests {
  teardown(end: () => unknown): void
}
export type Headers = Readonly<Record<string, string | readonly string[]>>

export const done: Forwarded = { answer: { status: 204, headers: [], body: '' }, means: 'done' }
export const wrongPassword: Forwarded = { answer: { status: 403, headers: [], body: 'wrong' }, means: 'not-done' }
export const lost = (mayHaveHappened: boolean) =>
  new PlatformError('unavailable', 'answer-lost', { operation: 'deleteOwnAccount', mayHaveHappened })

/** What is asked here besides, and who sends mail. */
export interface SiteOptions {
  readonly ask?: readonly string[]
  readonly policy?: PolicyChanges
  readonly send?: Send | null
}

/** A site whose caller is named by a cookie, `p=7`; signals stay where they were put until `work`. */
export async function openSite(
  t: Tests,
  mode: GatewayMode,
  spoil: (accept: Accept) => Accept = accept => accept,
  { ask = [], policy = {}, send = null }: SiteOptions = {}
) {
  const forwarded: { body: string; stored: number }[] = []
  const buffers: Uint8Array[] = []
  const script: (Forwarded | PlatformError)[] = []
  /** What else is seen of the caller. */
  const seen: { -readonly [Field in keyof Caller]?: Caller[Field] } = {}
  const callerOf = (headers: readonly (readonly [string, string])[]): Caller | null => {
    const person = headers.find(([name]) => name === 'cookie')?.[1].slice('p='.length)
    const signedInAt = bench.clock.now().toISOString()
    return person === undefined ? null : { subject: personOf(person), facts: {}, signedInAt, session: null, ...seen }
  }
  const read: string[] = []
  const interception: Interception = {
    id: 'delete',
    methods: ['POST'],
    path: '/delete',
    maxBodyBytes: 1000,
    callsPerMinute: 1000,
    async read({ headers, body }) {
      read.push(Buffer.from(body).toString())
      buffers.push(body)
      const caller = callerOf(headers)
      if (caller === null) return { is: 'refused', because: 'not-signed-in', status: 401 }
      return { is: 'erasure', origin: 'self', caller, subject: caller.subject, acknowledged: true }
    },
    async forward({ body }) {
      const stored = (await requests()).length
      forwarded.push({ body: Buffer.from(body).toString(), stored })
      const next = script.shift() ?? done
      if (next instanceof PlatformError) throw next
      return next
    },
    say: saying => ({
      status: { done: 200, kept: 202, blocked: 409, refused: 403, unavailable: 503 }[saying.is],
      headers: [],
      body: saying.is
    })
  }
  const madeUp = createMadeUpPlatform([{ id: 'delete' }])
  const platform = {
    ...madeUp,
    interceptions: [interception],
    identify: async (headers: readonly (readonly [string, string])[]) => callerOf(headers)
  }
  const required = ['no-legal-hold', 'identity-proven', ...ask]
  const asked = Object.fromEntries(
    preconditions.map(({ id }) => [id, required.includes(id) ? 'required' : 'not-asked'])
  )
  const bench = await openBench(platform, { policy: { asked, ...policy } as object, send })
  t.teardown(() => bench.close())
  const { store, keys, clock, random } = bench.parts
  const routeSecretHash = hashRouteSecret(keys, routeSecret)
  const gateway = { mode, publicUrl: `https://${host}`, origins: [], routeSecretHash }
  await changePlatform(store, 'lake', body => ({ ...body, gateway }))
  const requests = () => store.query<ErasureRequest>('request', { all: true })
  const parts = {
    store,
    keys,
    clock,
    random,
    tally: createTally(clock),
    accept: spoil(createAccept(bench.parts)),
    hasMail: true,
    connect: async () => platform,
    foresee: (thought: Parameters<typeof foresee>[1], signal: AbortSignal) => foresee(bench.parts, thought, signal),
    certificateOf: (request: Parameters<typeof drawCertificate>[1]) => drawCertificate(bench.parts, request)
  }
  const log: string[] = []
  const app = Fastify(appOptions({ random, log: { write: line => void log.push(line) } }))
  t.teardown(() => app.close())
  await registerGateway(app, parts)
  await app.register(pages => registerSubjectPages(pages, parts), { prefix: '/lethe' })
  const call = async (method: 'GET' | 'POST', url: string, headers: Headers = {}, payload = '') => {
    const form = payload === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const route = { host, 'x-lethe-route': routeSecret, cookie: 'p=7' }
    const answer = await app.inject({
      method,
      url,
      headers: { ...route, ...form, ...headers } as Record<string, string>,
      payload
    })
    return { status: answer.statusCode, text: answer.body }
  }
  /** What others have said to the one request, not folded in yet. */
  const said = async () =>
    (await requests()).flatMap(({ signals }) => signals.map(({ signal }) => (signal as Signal).kind))
  const press = () => call('POST', '/delete', {}, password)
  const settled = async () => {
    bench.clock.advance(180_000)
    await bench.work()
  }
  return {
    ...bench,
    seen,
    platform,
    workParts: bench.parts,
    log,
    parts,
    script,
    forwarded,
    buffers,
    read,
    call,
    press,
    requests,
    said,
    settled
  }
}
