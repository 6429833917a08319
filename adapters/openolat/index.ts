import type { Adapter, PlanKnowledge } from '../contract.ts'
import { createActions } from './actions/index.ts'
import { factNames, gatherFacts } from './facts/index.ts'
import { findSubject } from './find.ts'
import { openGateway } from './gateway/index.ts'
import { createLifecycle } from './lifecycle.ts'
import { readAskRights } from './may-ask.ts'
import { type OpenolatOptions, optionsSchema } from './options.ts'
import { takeOwnershipSnapshot } from './ownership/snapshot.ts'
import { planErasure } from './plan.ts'
import { registerSite } from './register.ts'
import { releaseSubject } from './release.ts'
import { openRest } from './rest.ts'
import { retention } from './retention/index.ts'
import { readRows } from './retention/read-back.ts'
import { readRowsOfDeleted } from './retention/read-deleted.ts'
import { searchSubjects } from './search.ts'
import { takeSnapshot } from './sightings.ts'

export { permissions } from './permissions.ts'

const knowsNothing: PlanKnowledge = { ownership: null, isDeparting: async () => false }

/** OpenOlat 20.x over its REST interface. */
export const adapter: Adapter<OpenolatOptions> = {
  kind: 'openolat',
  optionsSchema,
  // OpenOlat's own rate limit, where it is on, lets four calls of one caller through at once.
  parallelCalls: 3,
  connect(options, surroundings) {
    const rest = openRest(options, surroundings)
    const actions = createActions(rest)
    return {
      kind: 'openolat',
      supports: {
        facts: factNames,
        treatments: ['delete', 'reassign', 'retain', 'anonymise'],
        modes: ['webhook', 'watch', 'lifecycle'],
        names: ['keep-name', 'remove-name']
      },
      actions,
      retention,
      // OpenOlat's own interface and nightly job pass `/restapi` by: the watch sees what they did.
      ...openGateway(options, surroundings.http, rest),
      register: signal => registerSite(rest, signal),
      find: (reference, signal) => findSubject(rest, reference, signal),
      gather: (subject, wanted, signal, known) => gatherFacts(rest, subject, wanted, known?.ownership ?? null, signal),
      plan: (subject, policy, signal, known = knowsNothing) =>
        planErasure(rest, actions, subject, policy, known, signal),
      readRows: (subject, plan, signal) => readRows(rest, subject, plan, signal),
      readRowsOfDeleted: (subject, ownership, signal) => readRowsOfDeleted(rest, subject, ownership, signal),
      release: (subject, plan, performed, signal) => releaseSubject(rest, subject, plan, performed, signal),
      snapshot: (seen, signal) => takeSnapshot(rest, seen, signal),
      search: (query, signal) => searchSubjects(rest, query, signal),
      lifecycle: createLifecycle(rest),
      ownershipSnapshot: signal => takeOwnershipSnapshot(rest, signal),
      mayAsk: (caller, accounts, signal) => readAskRights(rest, caller, accounts, signal),
      // OpenOlat sends nothing to anybody (fact sheet 7).
      translate: () => ({ id: null, hints: [], answer: 'nothing' }),
      // Nobody else drives deletions here: the platform's own job has no list of steps to take over.
      takeOver: { backlog: async () => [], importConfiguration: () => ({ options: {}, findings: [] }) },
      // The door belongs to whoever opened it; nothing else stays open.
      close: async () => {}
    }
  }
}
