import type { PlatformKind } from '../../../adapters/contract.ts'
import type { Origin } from '../demand/demand.ts'
import type { Asked, PreconditionId } from './precondition.ts'

const R = 'required'
const P = 'resolved-by-platform'
const N = 'notice-only'
const _ = 'not-asked'

/** Columns of the tables below; `standing` demands are asked like `on-behalf`, their source carries the mandate. */
const columns: readonly Origin[] = ['self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform']

type Row = readonly [Asked, Asked, Asked, Asked, Asked]

/**
 * How each question is treated on an untouched site: a plain learner passes with nobody's
 * attestation. Open edX with origin `platform` is never blocked: what is unmet there becomes a finding, and what has a
 * successor is handed over at once.
 */
// biome-ignore format: read as a table
const openedx: Readonly<Record<PreconditionId, Row>> = {
  //                            self  behalf idm  life  platform
  'social-accounts-unlinked': [R, P, P, P, _],
  'password-set':             [R, _, _, _, _],
  'identity-proven':          [R, _, _, _, N],
  'mandate-recorded':         [_, R, R, R, N],
  'consequences-told':        [R, R, R, R, N],
  'account-confirmed':        [R, _, _, _, _],
  'no-open-grading-orders':   [_, _, _, _, _],
  'no-unpaid-invoices':       [R, R, R, R, N],
  'successors-named':         [R, R, R, R, R],
  'open-todos':               [_, _, _, _, _],
  'records-archived':         [N, N, N, N, N],
  'account-not-protected':    [R, R, R, R, R],
  'no-legal-hold':            [R, R, R, R, R]
}

/** OpenOlat with origin `platform`: the account is gone when the watch sees it; nothing is asked. */
// biome-ignore format: read as a table
const openolat: Readonly<Record<PreconditionId, Row>> = {
  'social-accounts-unlinked': [P, P, P, P, _],
  'password-set':             [_, _, _, _, _],
  'identity-proven':          [R, _, _, _, _],
  'mandate-recorded':         [_, R, R, R, _],
  'consequences-told':        [R, R, R, R, _],
  'account-confirmed':        [_, _, _, _, _],
  'no-open-grading-orders':   [R, R, R, R, _],
  'no-unpaid-invoices':       [R, R, R, R, _],
  'successors-named':         [R, R, R, R, _],
  'open-todos':               [N, N, N, N, _],
  'records-archived':         [N, N, N, N, _],
  'account-not-protected':    [R, R, R, R, _],
  'no-legal-hold':            [R, R, R, R, _]
}

const tables = { openedx, openolat }

/** The default treatment of a question on a platform kind for an origin. */
export const defaultAsked = (kind: PlatformKind, origin: Origin, id: PreconditionId): Asked =>
  tables[kind][id][columns.indexOf(origin)]!

/** Whether a platform kind tells of deletions of an origin only when they are over, so that nothing is asked before. */
export const asksNothing = (kind: PlatformKind, origin: Origin): boolean =>
  Object.values(tables[kind]).every(row => row[columns.indexOf(origin)] === 'not-asked')
