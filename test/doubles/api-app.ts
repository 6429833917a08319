import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import type { Found, PartnerReport, Plan, Platform, Reference, Registration } from '../../adapters/contract.ts'
import { signToken } from '../../plugin/api/authentication.ts'
import { appOptions } from '../../plugin/api/options/app-options.ts'
import type { ApiParts } from '../../plugin/api/parts.ts'
import { registerApi } from '../../plugin/api/register.ts'
import { systemClock } from '../../plugin/clock.ts'
import { readDocument } from '../../plugin/document.ts'
import { isSafeWay } from '../../plugin/doors.ts'
import type { DryRun } from '../../plugin/erasure/dry-run.ts'
import type { Foresee } from '../../plugin/erasure/foreseen.ts'
import type { KnownOf } from '../../plugin/erasure/known-of.ts'
import { Problem } from '../../plugin/errors.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { receiveAnswer } from '../../plugin/facts/receive.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { createScim } from '../../plugin/intake/scim/scim.ts'
import type { Connected } from '../../plugin/intake/watch/parts.ts'
import { createReceive } from '../../plugin/intake/webhook/webhook.ts'
import { dropLetter } from '../../plugin/notify/webhooks-out/redrive.ts'
import { drawProblemList, drawProblemPage } from '../../plugin/pages/problems/draw.ts'
import { systemRandom } from '../../plugin/random.ts'
import { createReports } from '../../plugin/reports/create.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { openStore } from '../../plugin/store/open.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import type { HoldLookup } from '../../plugin/store/records/holds/body.ts'
import { noteLookup } from '../../plugin/store/records/holds/change.ts'
import { addPerson, addToken, isBoundToAccount } from '../../plugin/store/records/people/people.ts'
import { createTally } from '../../plugin/store/tally.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import type { EvidenceCheck } from '../../plugin/work/anchoring/background-check.ts'
import { readSelected } from '../../plugin/work/selection/take.ts'

/** What the pretended platform answers to a registration. */
export const registration: Registration = {
  version: 'stand-in 1',
  capabilities: { bulk: true },
  permissions: [{ id: 'read', state: 'present', means: 'accounts can be read' }],
  problems: []
}

const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['baseUrl', 'clientSecret'],
  properties: {
    baseUrl: { type: 'string', format: 'uri' },
    tokenLifeMs: { type: 'integer', default: 3_600_000 },
    clientSecret: { type: 'string', writeOnly: true, minLength: 1 }
  }
}

/** The API over a real store and real keys in a folder of its own, with a clock that stands until it is moved. */
export const startApi = async ({
  before = async () => {}
}: {
  /** Registers more on the same app, before it is ready. */
  before?: (app: FastifyInstance, parts: ApiParts) => Promise<void>
} = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'lethe-api-'))
  let now = new Date('2026-09-01T10:00:00.000Z')
  const clock = { now: () => now, sleep: async () => undefined }
  const random = systemRandom()
  const keys = openKeys({ folder: join(folder, 'keys'), dataFolder: join(folder, 'data'), clock, random })
  // What the store waits for at its end is the real disk: given up at once, it would go on while the folder is removed.
  const storeClock = { now: () => now, sleep: systemClock().sleep }
  const store = await openStore({ folder: join(folder, 'data'), disk: nodeDisk(), clock: storeClock, random })
  const document = readDocument()
  const log: string[] = []
  const surroundings = {
    register: async (): Promise<Registration> => registration,
    dueCodes: [] as string[],
    mayAsk: true,
    /** What a dry run would do, and what of it changed since it was approved. */
    plan: null as Plan | null,
    sinceApproval: null as DryRun['sinceApproval'],
    known: { facts: [], wayBack: null } as KnownOf,
    connected: [] as unknown[],
    /** Who is on the platform, whatever is asked. */
    find: async (_: Reference): Promise<Found> => ({ is: 'none' }),
    /** How far a comparison of the evidence is. */
    check: { is: 'never', begunAt: null, endedAt: null, done: 0, all: 0, report: null } as EvidenceCheck,
    /** Whom the pretended platform finds for a hold. */
    held: { is: 'found', accounts: 1, because: null } as Omit<HoldLookup, 'at'>,
    /** Null: the platform has none. */
    partnerReport: null as PartnerReport | null,
    /** What the pretended platform can beside. */
    platform: {
      search: async () => [],
      retention: [],
      supports: { names: ['remove-name'] }
    } as unknown as Partial<Platform>,
    takeOver: {
      look: async () => {
        throw new Error('there is no platform to look at')
      },
      adopt: async () => ({ requests: [], left: 0 })
    } as ApiParts['takeOver'],
    ownership: {
      status: () => ({ readingSince: null, problem: null }),
      readNow: async () => false
    } as Pick<ApiParts['ownership'], 'status' | 'readNow'>,
    lifecycles: { plan: async () => null, inactiveKeys: async () => new Set<string>() } as ApiParts['lifecycles'],
    foresee: (async () => null) as Foresee
  }
  const accept = createAccept({ store, keys, clock, random, canonicalise: canonicalize as unknown as Canonicalise })
  const parts: ApiParts = {
    store,
    keys: { ...keys, retire: async () => 3 },
    tally: createTally(clock),
    clock,
    random,
    document,
    version: '0.0.0',
    kinds: {
      optionsSchema: () => optionsSchema,
      connect: (_, options) => {
        surroundings.connected.push(options)
        const { partnerReport } = surroundings
        return {
          register: () => surroundings.register(),
          close: async () => undefined,
          ...(partnerReport !== null && { partnerReport })
        } as unknown as Platform
      }
    },
    requests: {
      subjectOf: ({ body }) => (body.vault.work === null ? null : '1'),
      dryRun: async ({ body }) => ({
        at: now.toISOString(),
        found: 'none',
        next: 'blocked',
        because: 'subject-not-found',
        verdicts: body.verdicts,
        fingerprint: body.fingerprint,
        plan: surroundings.plan,
        sinceApproval: surroundings.sinceApproval
      }),
      knownOf: () => surroundings.known,
      namesOf: ({ body }) =>
        body.vault.work === null ? null : { identifiers: [{ kind: 'username', value: 'ada.example' }], mandates: [] },
      erasedBefore: async () => [],
      certificatePageOf: async ({ body }) => (body.endedAt === null ? null : '<!doctype html><p>certificate</p>'),
      certificateOf: async ({ body }) => (body.endedAt === null ? null : '{"lethe":"certificate"}')
    },
    evidence: {
      anchorNow: async () => null,
      check: async () => ({ chains: 0, entries: 0, anchors: 0, unanchored: 0, findings: [] }),
      beginCheck: async () => ({ ...surroundings.check, is: 'running' as const }),
      showCheck: async () => surroundings.check,
      keyMonths: async () => [],
      keptRows: async () => [],
      settleKeptRow: async () => {
        throw new Error('nothing is kept')
      }
    },
    replays: { accountsOf: async () => [] },
    watch: { status: async () => null },
    takeOver: {
      look: (id, signal) => surroundings.takeOver.look(id, signal),
      adopt: (id, take, by, signal) => surroundings.takeOver.adopt(id, take, by, signal)
    },
    hints: { isKnown: async () => false, receive: async () => null },
    scim: createScim({
      store,
      keys,
      clock,
      random,
      canonicalise: canonicalize as unknown as Canonicalise,
      accept,
      platforms: { get: async id => ({ id, platform: { find: surroundings.find } }) as unknown as Connected }
    }),
    ownership: {
      status: id => surroundings.ownership.status(id),
      readNow: id => surroundings.ownership.readNow(id),
      mayAsk: async (_, person, about) =>
        about.map(() => (!isBoundToAccount(person) || surroundings.mayAsk ? 'yes' : 'no'))
    },
    accept,
    receive: createReceive({ store, keys, clock, random, document, accept }),
    reports: createReports({ store, clock }),
    completeHold: async id => noteLookup(store, id, { ...surroundings.held, at: now.toISOString() }, []),
    hasMail: true,
    platformOf: async () => surroundings.platform as Platform,
    foresee: (thinkable, signal) => surroundings.foresee(thinkable, signal),
    readSelected: selection => readSelected({ store, keys, clock }, selection),
    lifecycles: {
      plan: (id, signal) => surroundings.lifecycles.plan(id, signal),
      inactiveKeys: (id, signal) => surroundings.lifecycles.inactiveKeys(id, signal)
    },
    endpoints: {
      isSafeWay,
      dropLetter: (endpoint, letter, before) => dropLetter({ store }, { endpoint, letter }, before),
      redrive: async () => ({ sent: 0, refused: 0, left: 0, because: null }),
      tryOut: async () => null,
      tryMail: async () => null
    },
    signIn: {
      isSafeWay,
      redirectUri: () => 'https://lethe.campus.example/sign-in/callback',
      test: async () => {
        throw new Problem('identity-provider-not-set')
      }
    },
    receiveAnswer: answer => receiveAnswer({ store, keys, clock, random }, answer),
    problemPages: { one: drawProblemPage, all: drawProblemList },
    metrics: { draw: async () => 'lethe_up 1\n', contentType: 'text/plain; version=0.0.4; charset=utf-8' },
    readiness: async () => surroundings.dueCodes,
    limits: { callsPerMinute: 100_000, platformTimeoutMs: 60_000, maxEventLoopDelayMs: 0 }
  }
  const app: FastifyInstance = Fastify(appOptions({ random, log: { write: line => void log.push(line) } })) as never
  await registerApi(app, parts)
  await before(app, parts)
  await app.ready()

  const person = async (
    roles: readonly Role[],
    { addedBy = null }: { addedBy?: string | null } = {}
  ): Promise<{ id: string; token: string; tokenId: string }> => {
    const id = random.uuid()
    const tokenId = random.uuid()
    const at = now.toISOString()
    await addPerson(store, id, { name: `A person who is ${roles.join(' and ')}`, roles, addedBy, at })
    await addToken(store, tokenId, {
      person: id,
      label: 'test',
      kind: 'person',
      madeBy: id,
      createdAt: at,
      expiresAt: '2027-09-01T00:00:00.000Z',
      revokedAt: null
    })
    return { id, tokenId, token: signToken(app, tokenId, id) }
  }

  return {
    app,
    parts,
    log,
    surroundings,
    person,
    move: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    call: async (method: InjectOptions['method'], url: string, token?: string, body?: unknown) => {
      const answer = await app.inject({
        method: method!,
        url,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { payload: body as object })
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: () => answer.json()
      }
    },
    stop: async () => {
      await app.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
