import type { ErasureRequest } from '../erasure/request.ts'
import { everyDocument, shelvedDocuments } from '../store/every-document.ts'
import type { Document } from '../store/store.ts'
import type { WorkParts } from './parts.ts'

type Parts = Pick<WorkParts, 'store' | 'clock'>

/** Ended requests on their shelves, the youngest shelf first. */
export const shelvedRequests = (parts: Parts): AsyncIterable<Document<ErasureRequest>> =>
  shelvedDocuments<ErasureRequest>(parts, 'request')

/** Every request there is, open ones first. One that is shelved meanwhile may come twice. */
export const everyRequest = (parts: Parts): AsyncIterable<Document<ErasureRequest>> =>
  everyDocument<ErasureRequest>(parts, 'request')
