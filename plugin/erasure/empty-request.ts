import type { ErasureRequest } from './request.ts'

type Given =
  | 'id'
  | 'platform'
  | 'stateSince'
  | 'demands'
  | 'deliveries'
  | 'aliases'
  | 'deadlineAt'
  | 'evidence'
  | 'vault'
  | 'lastAt'

/** A request before anything was decided; what is left out comes with the demand. */
export const emptyRequest: Omit<ErasureRequest, Given> = {
  schema: 1,
  state: 'accepted',
  because: 'received',
  subject: null,
  joinedTo: null,
  extension: null,
  suspensions: [],
  alerts: [],
  coolOffEndsAt: null,
  noticeSentAt: null,
  verdicts: [],
  fingerprint: null,
  approvals: [],
  attestations: [],
  asked: null,
  waivers: [],
  actions: [],
  retained: [],
  rows: null,
  section: null,
  waiting: null,
  outbox: [],
  keysDestroyed: [],
  endedAt: null
}
