import type { FastifyRequest } from 'fastify'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import type { Answer, PageCaller, SubjectPage, Visit } from './page.ts'

/** Where the pages stand, and who vouches for whoever opens them. */
export interface Place {
  /** Whether the host is ours alone: then the assets of all pages are, too. */
  readonly isOwnHost: boolean
  readonly pages: readonly SubjectPage[]
  /** Null: there are no pages for this address. */
  siteOf(request: FastifyRequest): Promise<PageSite | null>
  baseOf(site: PageSite): string
  /** Where people reach the pages. */
  publicUrlOf(site: PageSite): string
  callerOf(request: FastifyRequest, site: PageSite, signal: AbortSignal): Promise<PageCaller | null>
  signIn(visit: Visit): Promise<Answer>
  /** Who called, as far as it is counted; never stored or logged. */
  addressOf(request: FastifyRequest): string
}
