import { checkProblem, type GatewayCase } from './case.ts'
import { basic, see } from './stage.ts'

const faked = (id: string, body: string, type: string, status: number, code: string): GatewayCase => ({
  id: `status 199: ${id}`,
  caller: 'administrator, Basic',
  async play({ stage, checks, call, about }) {
    const key = about(stage.person())
    const headers = { 'content-type': type }
    const answer = await call({ method: 'POST', path: `/users/${key}/status`, as: basic('chief'), body, headers })
    checkProblem(checks, answer, status, code)
    checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
  }
})

/** What would only fake a deletion. */
export const fakeCases: readonly GatewayCase[] = [
  faked('as JSON', '{"status":199}', 'application/json', 403, 'status-deleted-refused'),
  faked(
    'as JSON with spaces and a character set',
    ' { "status" : 0199 } ',
    'application/json; charset=utf-8',
    403,
    'status-deleted-refused'
  ),
  faked(
    'as XML',
    '<?xml version="1.0"?><statusVO><status>199</status></statusVO>',
    'application/xml',
    403,
    'status-deleted-refused'
  ),
  faked('twice', '{"status":2,"status":199}', 'application/json', 400, 'status-unreadable'),
  faked('as a text', '{"status":"199"}', 'application/json', 400, 'status-unreadable'),
  faked('as a fraction', '{"status":199.0}', 'application/json', 400, 'status-unreadable'),
  faked('in another character set', '{"status":199}', 'application/json; charset=utf-16', 400, 'status-unreadable'),
  faked(
    'as an entity',
    '<!DOCTYPE s [<!ENTITY d "199">]><statusVO><status>&d;</status></statusVO>',
    'application/xml',
    400,
    'status-unreadable'
  ),
  faked('as a form', 'status=199', 'application/x-www-form-urlencoded', 400, 'status-unreadable')
]
