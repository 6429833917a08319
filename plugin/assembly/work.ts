import canonicalize from 'canonicalize'
import { joinSecrets } from '../api/options/platform-options.ts'
import type { ApiParts } from '../api/parts.ts'
import { connectKinds, factParts, outwardParts } from '../doors.ts'
import type { Accept } from '../erasure/incoming.ts'
import type { Canonicalise } from '../evidence/canonical.ts'
import { askFacts, askInactiveKeys } from '../facts/ask.ts'
import { createMetrics } from '../health/metrics.ts'
import { createAccept } from '../intake/accept.ts'
import { deliver } from '../notify/deliver.ts'
import { createLanes } from '../notify/lanes.ts'
import { createMailer } from '../notify/mail/mailer.ts'
import { readController } from '../store/records/controller.ts'
import { noteStatusCode } from '../store/records/subject-codes/status-codes.ts'
import { createTally, hashingKeys } from '../store/tally.ts'
import { createConnections } from '../work/connections.ts'
import type { LifecycleParts } from '../work/lifecycle/parts.ts'
import { noteStandingHolds } from '../work/own-restore/note-holds.ts'
import { retireMonth, retireWhatCameBack } from '../work/own-restore/retire-again.ts'
import { settleWithLedger } from '../work/own-restore/settle.ts'
import type { WorkLog, WorkParts } from '../work/parts.ts'
import type { Surroundings } from './surroundings.ts'

const canonicalise = canonicalize as unknown as Canonicalise

/**
 * Everything that carries requests on, put together; nothing of it runs yet. What had ended before our own data came
 * back from a backup is settled here, before anybody can carry it on.
 */
export const assembleWork = async (around: Surroundings, log: WorkLog) => {
  const { store, keys, clock, random, endedIds } = around
  const ownParts = { store, keys, clock, random, endedIds, log }
  const apiKeys: ApiParts['keys'] = { ...keys, retire: month => retireMonth(ownParts, month) }
  const kinds = connectKinds(around)
  const platforms = createConnections(store, (id, body) =>
    kinds.connect(body.kind, joinSecrets({ keys: apiKeys }, id, body), id)
  )
  const lanes = createLanes({ clock, random })
  const mailer =
    around.mail === null
      ? null
      : createMailer(around.mail, keys, {
          ...{ clock, lanes, publicUrl: around.publicUrl ?? null },
          readController: () => readController(store),
          noteStatusCode: ({ id, platform }) =>
            noteStatusCode({ store, keys }, { request: id, platform, at: clock.now().toISOString() })
        })
  const outward = { ...outwardParts(around), lanes, tellPartner: mailer === null ? null : mailer.tellPartner }
  const facts = factParts(around)
  const tally = hashingKeys(around.shared?.counts.tally ?? createTally(clock), keys)
  const knownEnds = await settleWithLedger({ ...ownParts, isShared: around.shared !== undefined })
  await noteStandingHolds(ownParts)
  await retireWhatCameBack(ownParts)
  const metrics = createMetrics()
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
    log,
    count: metrics.count
  }
  const accept: Accept = createAccept(work)
  const watching = { ...work, accept }
  const lives: LifecycleParts = {
    ...watching,
    warn: mailer === null ? null : mailer.warn,
    askInactive: (platform, signal) => askInactiveKeys(facts, platform, signal)
  }
  return {
    ...{ work, watching, lives, accept, apiKeys, kinds, platforms, mailer, outward, facts, metrics, tally },
    async close() {
      await platforms.close()
      mailer?.close()
    }
  }
}

/** What `assembleWork` put together. */
export type Assembled = Awaited<ReturnType<typeof assembleWork>>
