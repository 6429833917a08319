import type { Adapter, Platform, Supports, Surroundings } from '../contract.ts'
import { createActions } from './actions/index.ts'
import { openConnection } from './connection.ts'
import { answerableFacts, gatherFacts } from './facts.ts'
import { findSubject } from './find.ts'
import { openGateway } from './gateway/index.ts'
import { translateHint } from './hints.ts'
import { type OpenEdxOptions, optionsSchema } from './options.ts'
import { closePartnerReport, keptPartnerReport, takePartnerReport } from './partner-report.ts'
import { planErasure } from './plan.ts'
import { readRows } from './read-rows.ts'
import { importConfiguration } from './reading/configuration.ts'
import { registerSite } from './registration/index.ts'
import { releaseSubject } from './release.ts'
import { retention } from './retention.ts'
import { searchSubjects, takeSnapshot } from './sightings.ts'
import { listBacklog } from './take-over.ts'

export type { OpenEdxOptions } from './options.ts'
export { permissions } from './registration/permissions.ts'

const supports: Supports = {
  facts: answerableFacts,
  treatments: ['delete', 'anonymise', 'reassign', 'retain'],
  // No `lifecycle`: no call lists accounts by their last login or their state (fact sheet 3.8).
  modes: ['webhook', 'gateway-forward', 'gateway-defer', 'watch'],
  names: ['remove-name']
}

/** Open edX, from Ulmo on in full; older releases cannot hand courses over. */
export const adapter: Adapter<OpenEdxOptions> = { kind: 'openedx', optionsSchema, connect }

function connect(options: OpenEdxOptions, surroundings: Surroundings): Platform {
  const connection = openConnection(options, surroundings)
  return {
    kind: 'openedx',
    supports,
    actions: createActions(connection),
    retention,
    ...openGateway(connection, surroundings.http),
    register: signal => registerSite(connection, signal),
    find: (reference, signal) => findSubject(connection, reference, signal),
    gather: (subject, wanted, signal, _known, next) => gatherFacts(connection, subject, wanted, signal, next),
    plan: (subject, policy, signal, known) => planErasure(connection, subject, policy, signal, known),
    readRows: (subject, plan, signal) => readRows(connection, subject, plan, signal),
    release: (subject, plan, performed, signal) => releaseSubject(connection, subject, plan, performed, signal),
    snapshot: (seen, signal) => takeSnapshot(connection, seen, signal),
    search: (query, signal) => searchSubjects(connection, query, signal),
    translate: translateHint,
    partnerReport: {
      take: signal => takePartnerReport(connection, signal),
      kept: () => keptPartnerReport(connection),
      close: (keys, signal) => closePartnerReport(connection, keys, signal)
    },
    takeOver: { backlog: signal => listBacklog(connection, signal), importConfiguration },
    async close() {
      connection.close()
    }
  }
}
