import type { ErasureRequest } from '../erasure/request.ts'
import type { Rest } from '../rest.ts'
import { everyDocument, shelvedDocuments } from '../store/every-document.ts'
import type { Document } from '../store/store.ts'
import type { WorkParts } from './parts.ts'

type Parts = Pick<WorkParts, 'store' | 'clock'>

/** Ended requests on their shelves, the youngest shelf first. `rest`: where nobody waits for it. */
export const shelvedRequests = (parts: Parts, rest?: Rest): AsyncIterable<Document<ErasureRequest>> =>
  shelvedDocuments<ErasureRequest>(parts, 'request', { rest })

/** Every request there is, open ones first. One that is shelved meanwhile may come twice. `rest`: where nobody waits for it. */
export const everyRequest = (parts: Parts, rest?: Rest): AsyncIterable<Document<ErasureRequest>> =>
  everyDocument<ErasureRequest>(parts, 'request', { rest })
