import canonicalize from 'canonicalize'
import type { ApiParts } from '../api/parts.ts'
import { joinSecrets } from '../api/platform-options.ts'
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
import { createConnections } from '../work/connections.ts'
import type { LifecycleParts } from '../work/lifecycle/parts.ts'
import { startNotingHolds } from '../work/own-restore/note-holds.ts'
import { settleWithLedger } from '../work/own-restore/settle.ts'
import type { WorkLog, WorkParts } from '../work/parts.ts'
import { rewrapAll } from '../work/retention/rewrap.ts'
import type { Surroundings } from './surroundings.ts'

const canonicalise = canonicalize as unknown as Canonicalise

/**
 * Everything that carries requests on, put together; nothing of it runs yet. What had ended before our own data came
 * back from a backup is settled here, before anybody can carry it on.
 */
export const assembleWork = async (around: Surroundings, log: WorkLog) => {
  const { store, keys, clock, random, endedIds } = around
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
  const knownEnds = await settleWithLedger({ store, clock, endedIds, log })
  const stopNotingHolds = startNotingHolds({ store, endedIds }, () =>
    log.error({ code: 'ended-ids-failed' }, 'a hold could not be written into the ledger of ended ids')
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
    ...{ work, watching, lives, accept, apiKeys, kinds, platforms, mailer, outward, facts, metrics },
    async close() {
      await stopNotingHolds()
      await platforms.close()
      mailer?.close()
    }
  }
}

/** What `assembleWork` put together. */
export type Assembled = Awaited<ReturnType<typeof assembleWork>>
