import type { ApiParts } from '../api/parts.ts'
import { boardOf } from '../api/queue/board.ts'
import type { ApiDocument } from '../document.ts'
import { isSafeWay } from '../doors.ts'
import { Problem } from '../errors.ts'
import { receiveAnswer } from '../facts/receive.ts'
import { linesAtHand } from '../health/lines-at-hand.ts'
import { createReadiness } from '../health/readiness.ts'
import type { createHints } from '../intake/hints/hints.ts'
import { createScim } from '../intake/scim/scim.ts'
import { createTakeOver } from '../intake/watch/adopt.ts'
import { createReceive } from '../intake/webhook/webhook.ts'
import { dropLetter, redrive, tryEndpoint } from '../notify/webhooks-out/redrive.ts'
import { certificatePage } from '../pages/certificate/of-platform.ts'
import { drawProblemList, drawProblemPage } from '../pages/problems/draw.ts'
import type { IdentityProvider } from '../pages/sign-in/provider.ts'
import { createReports } from '../reports/create.ts'
import { drawCertificate } from '../work/draw-certificate.ts'
import { completeHold } from '../work/holds/complete.ts'
import { createLifecycles } from '../work/lifecycle/create.ts'
import { mayAsk } from '../work/ownership/may-ask.ts'
import type { startProof } from '../work/proof.ts'
import { dryRun, namesOf, subjectOf } from '../work/reading/dry-run.ts'
import { foresee } from '../work/reading/foresee.ts'
import { knownOf } from '../work/reading/known-of.ts'
import { accountsOnList } from '../work/replay/find-again.ts'
import { erasedBefore } from '../work/retention/erased-before.ts'
import { readSelected } from '../work/selection/take.ts'
import type { Loops } from './loops.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

/** How long a call of a person may keep a platform busy. */
const platformTimeoutMs = 25_000

interface Beside {
  readonly document: ApiDocument
  readonly proof: ReturnType<typeof startProof>
  readonly hints: ReturnType<typeof createHints>
  readonly provider: IdentityProvider
  /** What runs by itself; asked only by calls, which come later than its start. */
  loops(): Loops
}

/** What our API works with: verbs of the other parts, put side by side. */
export const assembleApi = (around: Surroundings, assembled: Assembled, beside: Beside): ApiParts => {
  const { store, clock, random, keys } = around
  const { work, watching, lives, accept, apiKeys, kinds, platforms, mailer, outward, facts, metrics, tally } = assembled
  const { document, proof, hints, provider, loops } = beside
  const readiness = createReadiness({ store, keys, clock, random, hasPlace: () => loops().hasPlace() })
  metrics.observe({
    ...{ store, clock, readiness, version: document.info.version },
    lines: linesAtHand(boardOf(store), clock),
    troubleOf: platform => loops().watch.trouble(platform),
    isRung: () => loops().isRung()
  })
  return {
    store,
    keys: apiKeys,
    tally,
    clock,
    random,
    document,
    version: document.info.version,
    kinds,
    requests: {
      dryRun: (request, signal) => dryRun(work, request, signal),
      namesOf: request => namesOf(work, request),
      knownOf: request => knownOf(work, request),
      subjectOf: request => subjectOf(work, request),
      erasedBefore: (platform, identifier) => erasedBefore(work, platform, identifier),
      certificateOf: request => drawCertificate(work, request),
      certificatePageOf: async (request, language) => {
        const text = await drawCertificate(work, request)
        return text && certificatePage(text, await platforms.get(request.body.platform), language)
      }
    },
    watch: { status: platform => loops().watch.status(platform) },
    takeOver: createTakeOver(watching, { lookNow: platform => loops().watch.lookNow(platform) }),
    hints,
    scim: createScim(watching),
    ownership: {
      status: platform => loops().nights.status(platform),
      readNow: platform => loops().nights.readNow(platform),
      mayAsk: (platform, person, about, signal) => mayAsk(work, platform, person, about, signal)
    },
    accept,
    evidence: proof.verbs,
    signIn: { isSafeWay, redirectUri: provider.redirectUri, test: provider.test },
    receiveAnswer: answer => receiveAnswer(facts, answer),
    endpoints: {
      isSafeWay,
      redrive: id => redrive(outward, id),
      dropLetter: (id, letter, before) => dropLetter(outward, { endpoint: id, letter }, before),
      tryOut: id => tryEndpoint({ ...outward, random }, id),
      tryMail: async () => (mailer === null ? 'mail-not-set' : mailer.tryOut())
    },
    reports: createReports({ store, clock }),
    completeHold: (id, signal) => completeHold(work, id, signal),
    hasMail: mailer !== null,
    async platformOf(id) {
      const connected = await platforms.get(id)
      // Removed since it was named, by a draft for one.
      if (connected === null) throw new Problem('platform-unknown')
      return connected.platform
    },
    foresee: (thinkable, signal) => foresee(work, thinkable, signal),
    readSelected: selection => readSelected(work, selection),
    lifecycles: createLifecycles(lives),
    replays: { accountsOf: replay => accountsOnList(work, replay) },
    receive: createReceive({ store, keys, clock, random, document, accept }),
    problemPages: { one: drawProblemPage, all: drawProblemList },
    metrics,
    readiness,
    limits: { callsPerMinute: around.callsPerMinute ?? 6000, platformTimeoutMs }
  }
}
