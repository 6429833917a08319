import canonicalize from 'canonicalize'
import Fastify, { type FastifyInstance } from 'fastify'
import { appOptions } from './api/app-options.ts'
import { signToken } from './api/authentication.ts'
import { logCalls } from './api/logging.ts'
import type { ApiParts } from './api/parts.ts'
import { joinSecrets } from './api/platform-options.ts'
import { registerApi } from './api/register.ts'
import type { Clock } from './clock.ts'
import { readDocument } from './document.ts'
import { connectKinds, factParts, outwardParts } from './doors.ts'
import type { Foresee } from './erasure/foreseen.ts'
import type { Accept } from './erasure/incoming.ts'
import type { Canonicalise } from './evidence/canonical.ts'
import { askFacts, askInactiveKeys } from './facts/ask.ts'
import { startForgetting } from './facts/forget.ts'
import { receiveAnswer } from './facts/receive.ts'
import { createMetrics } from './health/metrics.ts'
import { createAccept } from './intake/accept.ts'
import { registerGateway } from './intake/gateway/listener.ts'
import { createHints } from './intake/hints/hints.ts'
import { paceAccept } from './intake/pace.ts'
import { createScim } from './intake/scim/scim.ts'
import { createTakeOver } from './intake/watch/adopt.ts'
import { startWatch } from './intake/watch/watch.ts'
import { createReceive } from './intake/webhook/webhook.ts'
import { deliver } from './notify/deliver.ts'
import { createLanes } from './notify/lanes.ts'
import { createMailer } from './notify/mail/mailer.ts'
import { redrive, tryEndpoint } from './notify/webhooks-out/redrive.ts'
import { certificatePage } from './pages/certificate/of-platform.ts'
import { registerSubjectPages } from './pages/subject/register.ts'
import type { Random } from './random.ts'
import { createReports } from './reports/create.ts'
import { startReportMonths } from './reports/start.ts'
import type { EndedIds } from './store/ended-ids/ledger.ts'
import { readController } from './store/records/controller.ts'
import type { Store } from './store/store.ts'
import type { Keys } from './vault/keys.ts'
import { createConnections } from './work/connections.ts'
import { drawCertificate } from './work/draw-certificate.ts'
import { dryRun, namesOf, subjectOf } from './work/dry-run.ts'
import { foresee } from './work/foresee.ts'
import { completeHold } from './work/holds/complete.ts'
import { remindByMail } from './work/holds/remind.ts'
import { startHoldWatch } from './work/holds/watch.ts'
import { createLifecycles } from './work/lifecycle/create.ts'
import type { LifecycleParts } from './work/lifecycle/parts.ts'
import { startLifecycles } from './work/lifecycle/schedule.ts'
import { startForgettingEnds } from './work/own-restore/forget.ts'
import { startNotingHolds } from './work/own-restore/note-holds.ts'
import { settleWithLedger } from './work/own-restore/settle.ts'
import { mayAsk } from './work/ownership/may-ask.ts'
import { startOwnershipNights } from './work/ownership/nights.ts'
import type { WorkLog, WorkParts } from './work/parts.ts'
import { startProof } from './work/proof.ts'
import { accountsOnList } from './work/replay/find-again.ts'
import { startReplays } from './work/replay/run.ts'
import { erasedBefore } from './work/retention/erased-before.ts'
import { rewrapAll } from './work/retention/rewrap.ts'
import { startSelections } from './work/selection/run.ts'
import { readSelected } from './work/selection/take.ts'
import { startWorker } from './work/worker.ts'

/** What the process brings: the world outside. */
export interface Surroundings {
  readonly store: Store
  readonly keys: Keys
  /** What has ended, outside the data folder. */
  readonly endedIds: EndedIds
  /** How long backups of the data folder are kept. */
  readonly ownBackupMs: number
  readonly clock: Clock
  readonly random: Random
  readonly mail: { readonly url: string; readonly from: string } | null
  readonly places: number
  readonly callsPerMinute?: number
  readonly logLevel: string
  /** Log lines, one JSON document each. */
  log(line: string): void
}

/** A call of our own API from within. */
export interface OwnCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly body?: unknown
}

/** The parts, put together. */
export interface Lethe {
  /** Listens; answers the address. */
  listen(where: { readonly host: string; readonly port: number }): Promise<string>
  /** Listens for the operator's reverse proxy; answers the address. */
  listenForRoutes(where: { readonly host: string; readonly port: number }): Promise<string>
  /** Makes the token text that stands for a token document. */
  readonly signToken: (token: string, person: string) => string
  /** Makes one call of our own API with a token; nothing goes over the network. */
  call(token: string, call: OwnCall): Promise<{ readonly status: number; readonly body: unknown }>
  /** Takes no more calls and claims nothing more, finishes the action in hand within the time, ends connections. The store stays open. */
  stop(graceMs: number): Promise<void>
}

/** How long a call of a person may keep a platform busy. */
const platformTimeoutMs = 25_000

const canonicalise = canonicalize as unknown as Canonicalise

/** How long calls under way may take to be answered once the process is asked to stop. */
const answersWithinMs = 3_000

/** Stops listening. Whoever holds a connection open without a call, or takes too long, does not keep us here. */
const closeServer = async (app: FastifyInstance, clock: Clock): Promise<void> => {
  const closed = new AbortController()
  const patience = clock.sleep(answersWithinMs, closed.signal).then(
    () => app.server.closeAllConnections(),
    () => {}
  )
  await app.close()
  closed.abort()
  await patience
}

/** The listener for the operator's reverse proxy, apart from that of our API. */
const openGateway = async (around: Surroundings, work: WorkParts, accept: Accept): Promise<FastifyInstance> => {
  const { store, keys, clock, random } = around
  const app = Fastify(appOptions({ random, log: { write: around.log }, level: around.logLevel }))
  const connect = async (platform: string) => (await work.platforms.get(platform))?.platform ?? null
  const look: Foresee = (thinkable, signal) => foresee(work, thinkable, signal)
  logCalls(app)
  const paced = paceAccept(accept, clock)
  const parts = { store, keys, clock, random, accept: paced, connect, foresee: look, hasMail: work.send !== null }
  const certificateOf = (request: Parameters<typeof drawCertificate>[1]) => drawCertificate(work, request)
  await registerGateway(app, parts)
  await app.register(pages => registerSubjectPages(pages, { ...parts, certificateOf }), { prefix: '/lethe' })
  await app.ready()
  return app
}

/**
 * Puts the parts together: the only place where they meet. Requests that were under way are carried on from what is
 * stored.
 */
export const createLethe = async (around: Surroundings): Promise<Lethe> => {
  const { store, keys, clock, random } = around
  const app = Fastify(appOptions({ random, log: { write: around.log }, level: around.logLevel }))
  const document = readDocument()
  const apiKeys: ApiParts['keys'] = {
    ...keys,
    retire: async month => (await keys.retire(month, kek => rewrapAll(work, kek))).rewrapped
  }
  const kinds = connectKinds(around)
  const platforms = createConnections(store, (id, body) =>
    kinds.connect(body.kind, joinSecrets({ keys: apiKeys }, id, body), id)
  )
  const lanes = createLanes({ clock, random })
  const mailer =
    around.mail === null
      ? null
      : createMailer(around.mail, keys, { clock, lanes, readController: () => readController(store) })
  const outward = { ...outwardParts(around), lanes, tellPartner: mailer === null ? null : mailer.tellPartner }
  const facts = factParts(around)
  const { endedIds } = around
  // Before anything is carried on: what had ended stays ended.
  const knownEnds = await settleWithLedger({ store, clock, endedIds, log: app.log as WorkLog })
  const stopNotingHolds = startNotingHolds({ store, endedIds }, () =>
    app.log.error({ code: 'ended-ids-failed' }, 'a hold could not be written into the ledger of ended ids')
  )
  const metrics = createMetrics(store)
  const work: WorkParts = {
    endedIds,
    knownEnds,
    store,
    keys,
    clock,
    random,
    canonicalise,
    platforms,
    send: mailer === null ? null : mailer.send,
    deliver: (post, request, sealed, platform) => deliver(outward, post, request, sealed, platform),
    askFacts: (about, questions, signal) => askFacts(facts, about, questions, signal),
    ...(mailer === null ? {} : { sendAlarm: mailer.alarm, sendAlert: mailer.alert }),
    log: app.log as WorkLog,
    count: metrics.count
  }
  const accept = createAccept(work)
  const watching = { ...work, accept }
  const lives: LifecycleParts = {
    ...watching,
    warn: mailer === null ? null : mailer.warn,
    askInactive: (platform, signal) => askInactiveKeys(facts, platform, signal)
  }
  const proof = startProof(work)
  const hints = createHints(watching)
  const parts: ApiParts = {
    store,
    keys: apiKeys,
    clock,
    random,
    document,
    version: document.info.version,
    kinds,
    requests: {
      dryRun: (request, signal) => dryRun(work, request, signal),
      namesOf: request => namesOf(work, request),
      subjectOf: request => subjectOf(work, request),
      erasedBefore: (platform, identifier) => erasedBefore(work, platform, identifier),
      certificateOf: request => drawCertificate(work, request),
      certificatePageOf: async (request, language) => {
        const text = await drawCertificate(work, request)
        return text && certificatePage(text, await platforms.get(request.body.platform), language)
      }
    },
    watch: { status: platform => watch.status(platform) },
    takeOver: createTakeOver(watching, { lookNow: platform => watch.lookNow(platform) }),
    hints,
    scim: createScim(watching),
    ownership: {
      status: platform => nights.status(platform),
      readNow: platform => nights.readNow(platform),
      mayAsk: (platform, person, about, signal) => mayAsk(work, platform, person, about, signal)
    },
    accept,
    evidence: proof.verbs,
    receiveAnswer: answer => receiveAnswer(facts, answer),
    endpoints: {
      redrive: id => redrive(outward, id),
      tryOut: id => tryEndpoint({ ...outward, random }, id),
      tryMail: async () => (mailer === null ? 'mail-not-set' : mailer.tryOut())
    },
    reports: createReports({ store, clock }),
    completeHold: (id, signal) => completeHold(work, id, signal),
    hasMail: mailer !== null,
    platformOf: async id => (await platforms.get(id))!.platform,
    readSelected: selection => readSelected(work, selection),
    lifecycles: createLifecycles(lives),
    replays: { accountsOf: replay => accountsOnList(work, replay) },
    receive: createReceive({ store, keys, clock, random, document, accept }),
    metrics,
    readiness: () => (store.state().writable ? [] : ['store-read-only']),
    limits: { callsPerMinute: around.callsPerMinute ?? 6000, platformTimeoutMs }
  }
  await registerApi(app, parts)
  await app.ready()
  const gateway = await openGateway(around, work, accept)
  // Before anything is carried on: a hold that is gone is missed first.
  const stopHoldWatch = await startHoldWatch({
    ...work,
    remind: mailer === null ? null : remindByMail(work, mailer.remindOfReview)
  })
  const worker = startWorker(work, undefined, around.places)
  const watch = startWatch(watching)
  const nights = startOwnershipNights(work)
  const stopReportMonths = startReportMonths({ store, clock, log: work.log })
  const stopForgetting = startForgetting(work)
  const stopSelections = startSelections(watching)
  const stopLifecycles = startLifecycles(lives)
  const stopReplays = startReplays(watching)
  const stopForgettingEnds = startForgettingEnds(work, endedIds, around.ownBackupMs)
  return {
    listen: where => app.listen(where),
    listenForRoutes: where => gateway.listen(where),
    signToken: (token, person) => signToken(app, token, person),
    async call(token, { method, url, body }) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body as object }) })
      return { status: answer.statusCode, body: answer.json() }
    },
    async stop(graceMs) {
      await Promise.all([closeServer(app, clock), closeServer(gateway, clock)])
      await watch.stop()
      await nights.stop()
      await hints.stop()
      await worker.stop(graceMs)
      await stopHoldWatch()
      await stopReportMonths()
      await proof.stop()
      await stopForgetting()
      await stopSelections()
      await stopLifecycles()
      await stopReplays()
      await stopForgettingEnds()
      await stopNotingHolds()
      await platforms.close()
      mailer?.close()
    }
  }
}
