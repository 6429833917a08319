import type { Clock } from '../../clock.ts'
import type { ChangeBell } from '../change-bell.ts'
import type { SerialQueue } from '../serial-queue.ts'
import type { Aside } from './files/aside.ts'
import type { DocumentFiles } from './files/document-files.ts'
import type { Unread } from './files/unread.ts'
import type { WriteGuard } from './files/write-guard.ts'
import type { Claims } from './memory/claims.ts'
import type { DocumentIndex } from './memory/document-index.ts'
import type { SharedDocuments } from './memory/shared-documents.ts'

/** What the verbs of the embedded store are made of. */
export interface LowdbParts {
  readonly clock: Clock
  readonly files: DocumentFiles
  readonly index: DocumentIndex
  readonly claims: Claims
  readonly aside: Aside
  readonly unread: Unread
  readonly guard: WriteGuard
  readonly shared: SharedDocuments
  readonly bell: ChangeBell
  /** One turn at a time per document, reads included: nobody sees what is not durable yet. */
  readonly turns: SerialQueue
}
