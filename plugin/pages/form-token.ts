import type { Caller } from '../../adapters/contract.ts'
import { hourMs } from '../durations.ts'
import { subjectHash } from '../store/records/aliases.ts'
import { makeLink, readLink } from '../store/records/links.ts'
import type { PageParts } from './parts.ts'

/** How long a page may stay open before its buttons do nothing any more. */
const lifeMs = hourMs

/**
 * What a form carries to show that this caller opened the page: other sites can send the platform's cookies along, but
 * they cannot read this.
 */
export const makeFormToken = ({ keys, clock }: PageParts, platform: string, { subject }: Caller): string =>
  makeLink(keys, 'form', subjectHash(keys, platform, subject), new Date(clock.now().getTime() + lifeMs).toISOString())

/** Whether a form was opened by this caller, and lately. */
export const isFormOf = ({ keys, clock }: PageParts, platform: string, { subject }: Caller, token: string): boolean =>
  readLink(keys, 'form', token, clock.now().toISOString()) === subjectHash(keys, platform, subject)
