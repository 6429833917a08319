import type { Action } from '../../contract.ts'
import type { Connection } from '../connection.ts'
import { cleanUp } from './clean-up.ts'
import { forum } from './forum.ts'
import { handOver } from './hand-over.ts'
import { image } from './image.ts'
import { misc } from './misc.ts'
import { notes } from './notes.ts'
import { credentials, licences } from './other-services.ts'
import { partnerQueue } from './partner-queue.ts'
import { proctoring, proctoringBackends } from './proctoring.ts'
import { retire } from './retire.ts'
import { start } from './start.ts'
import { complete, enterWorkingState } from './states.ts'
import type { ActionRow } from './step.ts'
import { unenrol } from './unenrol.ts'

/** The pipeline, in the one order that is safe with a forum inside the LMS (fact sheet 3.6). */
export const pipeline: readonly ActionRow[] = [
  handOver,
  start,
  enterWorkingState,
  unenrol,
  notes,
  proctoring,
  proctoringBackends,
  misc,
  image,
  forum,
  retire,
  partnerQueue,
  credentials,
  licences,
  complete,
  cleanUp
]

/** Binds the pipeline to a connection. */
export function createActions(connection: Connection): readonly Action[] {
  return pipeline.map(row => ({
    ...row,
    prepare: async (subject, plan, signal) => row.prepare?.({ connection, subject, plan, signal }),
    perform: (subject, plan, signal) => row.perform({ connection, subject, plan, signal }),
    confirm: (subject, plan, signal) => row.confirm({ connection, subject, plan, signal })
  }))
}
