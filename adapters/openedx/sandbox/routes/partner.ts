import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { isWorkingState, PlatformCrash } from '../retirement.ts'
import { rowByOriginal } from '../world.ts'
import { bodyOf } from './body.ts'

const base = '/api/user/v1/accounts'

/** The partner report (3.3): its POST is a destructive read. */
export function partnerRoutes(context: Context): Route[] {
  const row = (name: string, method: string, path: string, handle: (request: StandRequest) => StandAnswer): Route => ({
    name,
    method,
    path: `${base}${path}`,
    handle: guard(context, { right: 'ret' }, handle)
  })
  return [
    row('takePartnerReport', 'POST', '/retirement_partner_report/', () => readReport(context)),
    row('queuePartnerReport', 'PUT', '/retirement_partner_report/', request => queue(context, request)),
    row('clearPartnerReport', 'POST', '/retirement_partner_report_cleanup/', request => cleanUp(context, request))
  ]
}

function readReport({ world, journal }: Context): StandAnswer {
  const fresh = world.partnerRows.filter(each => !each.isProcessed)
  for (const each of fresh) {
    each.isProcessed = true
    journal.add('partner-row-read', String(each.row.person.id))
  }
  const json = fresh.map(({ row, orgs }) => ({
    user_id: row.person.id,
    original_username: row.originalUsername,
    original_email: row.originalEmail,
    original_name: row.originalName,
    orgs,
    created: row.created
  }))
  return { status: 200, json }
}

function queue({ world, journal }: Context, request: StandRequest): StandAnswer {
  const row = rowByOriginal(world, bodyOf(request).username)
  if (row === undefined) return { status: 404 }
  if (!isWorkingState(row.state)) throw new PlatformCrash('not a working state')
  const orgs = [...new Set(row.person.enrolments.map(({ course }) => course.split(/[:+]/)[1] ?? ''))]
  if (orgs.length > 0 && !world.partnerRows.some(each => each.row === row)) {
    world.partnerRows.push({ row, orgs, isProcessed: false })
    journal.add('partner-queued', String(row.person.id))
  }
  return { status: 204 }
}

function cleanUp({ world }: Context, request: StandRequest): StandAnswer {
  const body = request.json()
  if (!Array.isArray(body) || body.length === 0) return { status: 400, json: 'No original_usernames given.' }
  const names = body.map(each => each?.original_username)
  const done = world.partnerRows.filter(each => each.isProcessed && names.includes(each.row.originalUsername))
  if (done.length !== names.length) return { status: 400, json: 'Counts do not match.' }
  for (const each of done) world.partnerRows.splice(world.partnerRows.indexOf(each), 1)
  return { status: 204 }
}
