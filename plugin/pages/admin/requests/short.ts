import type { Answer } from '../frame/call-api.ts'

/** One request in a list. */
export type Summary = Answer<'listRequests'>['items'][number]
/** One request, as its page shows it. */
export type Full = Answer<'showRequest'>
/** What would happen now. */
export type Plan = Answer<'planRequest'>

/** An id as it is read in a table: long ones by their beginning, which tells apart what stands on one page. */
export const shortId = (id: string): string => (id.length > 13 ? `${id.slice(0, 8)}…` : id)

/** The address of a request, or of a page below it. */
export const requestAddress = (id: string, below = ''): string =>
  `/admin/requests/${encodeURIComponent(id)}${below === '' ? '' : `/${below}`}`
