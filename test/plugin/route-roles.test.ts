import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { systemRandom } from '../../plugin/random.ts'
import { startServer } from '../../plugin/server.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import { linkPerson } from '../../plugin/store/records/people/people.ts'
import { setPassword } from '../../plugin/store/records/people/ways-in.ts'
import { hashPassword } from '../../plugin/vault/passwords.ts'
import type { Call } from '../demo/client.ts'
import { openUniversity } from '../pages/university.ts'

// Who may what, for every route that the running server has. The routes come from the server; what is expected is written
// out here and derived from nothing, so that a change of rights, or a route without a row, is seen.

t.setTimeout(300_000)

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Row = readonly [who: string, route: string]

const roles = {
  U: 'user-manager',
  A: 'administrator',
  S: 'system-administrator',
  P: 'privacy-officer',
  R: 'auditor'
} as const satisfies Record<string, Role>
type Letter = keyof typeof roles
const letters = Object.keys(roles) as readonly Letter[]

/** Our API: who is not named is told `role-missing`, and who brings no token `token-refused`. */
const apiRows: readonly Row[] = [
  ['UASPR', 'GET /platforms'],
  ['A', 'POST /platforms'],
  ['UASPR', 'GET /platforms/:platform'],
  ['A', 'DELETE /platforms/:platform'],
  ['A', 'POST /platforms/:platform/check'],
  ['AP', 'POST /platforms/:platform/pause'],
  ['A', 'POST /platforms/:platform/resume'],
  ['UASPR', 'GET /platforms/:platform/policy'],
  ['A', 'PUT /platforms/:platform/policy'],
  ['A', 'POST /platforms/:platform/policy/preview'],
  ['UASPR', 'GET /platform-kinds'],
  ['A', 'PUT /platforms/:platform/gateway'],
  ['A', 'DELETE /platforms/:platform/gateway'],
  ['A', 'PATCH /platforms/:platform/options'],
  ['A', 'PUT /platforms/:platform/hints'],
  ['A', 'DELETE /platforms/:platform/hints'],
  ['UASPR', 'GET /platforms/:platform/orphans'],
  ['A', 'POST /platforms/:platform/orphans'],
  ['AP', 'POST /platforms/:platform/partner-report'],
  ['AP', 'POST /platforms/:platform/partner-report/closed'],
  ['AP', 'POST /platforms/:platform/backlog'],
  ['A', 'POST /platforms/:platform/adopt'],
  ['A', 'POST /platforms/:platform/configuration'],
  ['APR', 'GET /sources'],
  ['A', 'POST /sources'],
  ['A', 'DELETE /sources/:source'],
  ['A', 'POST /sources/:source/rotate'],
  ['APR', 'GET /sources/:source/kept'],
  ['A', 'POST /sources/:source/go-live'],
  ['AP', 'POST /sources/:source/brake-release'],
  ['UAPR', 'GET /requests'],
  ['UAP', 'POST /requests'],
  ['UAP', 'POST /requests/search'],
  ['UAPR', 'GET /requests/:request'],
  ['UAPR', 'GET /requests/counts'],
  ['UAP', 'POST /requests/moves'],
  ['UAP', 'GET /requests/moves/:bulk'],
  ['UAPR', 'GET /requests/csv'],
  ['UAPR', 'GET /requests/clock'],
  ['P', 'POST /requests/:request/extend'],
  ['P', 'POST /requests/:request/suspend'],
  ['P', 'POST /requests/:request/resume-clock'],
  ['P', 'POST /requests/:request/agree-receipt'],
  ['UAP', 'GET /requests/:request/plan'],
  ['UAPR', 'GET /requests/:request/history'],
  ['PR', 'GET /requests/:request/certificate'],
  ['AP', 'POST /requests/:request/approve'],
  ['UAP', 'POST /requests/:request/recheck'],
  ['P', 'POST /requests/:request/refuse'],
  ['AP', 'POST /requests/:request/object'],
  ['UAP', 'POST /requests/:request/cannot-ask'],
  ['UAP', 'POST /requests/:request/withdraw'],
  ['A', 'POST /requests/:request/retry'],
  ['A', 'POST /requests/:request/look-again'],
  ['AP', 'POST /requests/:request/close'],
  ['AP', 'POST /requests/:request/attest'],
  ['P', 'POST /requests/:request/waive'],
  ['APR', 'GET /holds'],
  ['P', 'POST /holds'],
  ['P', 'GET /holds/:hold'],
  ['P', 'POST /holds/:hold/review'],
  ['P', 'POST /holds/:hold/lift'],
  ['AP', 'POST /holds/:hold/agree'],
  ['UASPR', 'GET /pause'],
  ['AP', 'PUT /pause'],
  ['A', 'DELETE /pause'],
  ['APR', 'GET /reports/art30'],
  ['APR', 'GET /reports/:report'],
  ['APR', 'GET /reports/:report/csv'],
  ['APR', 'GET /declarations'],
  ['A', 'POST /declarations'],
  ['UAP', 'POST /platforms/:platform/search'],
  ['UAP', 'POST /platforms/:platform/look-up'],
  ['UAPR', 'GET /selections'],
  ['UAP', 'POST /selections'],
  ['UAPR', 'GET /selections/:selection'],
  ['UAP', 'GET /selections/:selection/plan'],
  ['UAP', 'GET /selections/:selection/csv'],
  ['UAP', 'GET /selections/:selection/items'],
  ['UAP', 'POST /selections/:selection/confirm'],
  ['AP', 'POST /selections/:selection/release'],
  ['UAS', 'GET /platforms/:platform/lifecycle'],
  ['UASPR', 'GET /platforms/:platform/lifecycle/settings'],
  ['AS', 'PUT /platforms/:platform/lifecycle/settings'],
  ['AS', 'PUT /platforms/:platform/lifecycle/inactive-keys'],
  ['ASP', 'GET /platforms/:platform/lifecycle/plan'],
  ['ASPR', 'GET /platforms/:platform/lifecycle/runs'],
  ['AS', 'POST /platforms/:platform/lifecycle/runs'],
  ['AP', 'POST /lifecycle-runs/:run/release'],
  ['A', 'POST /platforms/:platform/restored'],
  ['APR', 'GET /store'],
  ['P', 'POST /store/acknowledge-restore'],
  ['APR', 'GET /replays'],
  ['APR', 'GET /replays/:replay'],
  ['AP', 'POST /replays/:replay/release'],
  ['P', 'POST /replays/:replay/drop'],
  ['AP', 'POST /replays/:replay/look'],
  ['APR', 'GET /fact-providers'],
  ['A', 'POST /fact-providers'],
  ['A', 'DELETE /fact-providers/:provider'],
  ['A', 'POST /fact-providers/:provider/rotate'],
  ['APR', 'GET /endpoints'],
  ['A', 'POST /endpoints'],
  ['A', 'DELETE /endpoints/:endpoint'],
  ['A', 'POST /endpoints/:endpoint/rotate'],
  ['A', 'POST /endpoints/:endpoint/disable'],
  ['A', 'POST /endpoints/:endpoint/enable'],
  ['A', 'POST /endpoints/:endpoint/test'],
  ['APR', 'GET /endpoints/:endpoint/dead-letters'],
  ['A', 'DELETE /endpoints/:endpoint/dead-letters/:letter'],
  ['A', 'POST /endpoints/:endpoint/redrive'],
  ['APR', 'GET /platforms/:platform/recipients'],
  ['AP', 'PUT /platforms/:platform/recipients'],
  ['UASPR', 'GET /mail'],
  ['A', 'POST /mail/test'],
  ['APR', 'GET /persons'],
  ['A', 'POST /persons'],
  ['A', 'PUT /persons/:person/accounts'],
  ['A', 'PUT /persons/:person/roles'],
  ['AP', 'POST /persons/:person/vouch'],
  ['A', 'POST /persons/:person/disable'],
  ['UASPR', 'PUT /persons/:person/password'],
  ['A', 'PUT /persons/:person/identity'],
  ['UASPR', 'GET /sessions'],
  ['APR', 'GET /sign-in-settings'],
  ['A', 'PUT /sign-in-settings'],
  ['A', 'DELETE /sign-in-settings'],
  ['A', 'POST /sign-in-settings/test'],
  ['UASPR', 'GET /tokens'],
  ['A', 'POST /tokens'],
  ['UASPR', 'POST /tokens/:token/revoke'],
  ['UASPR', 'GET /me'],
  ['UASPR', 'POST /me/token'],
  ['APR', 'GET /governance-log'],
  ['UASPR', 'GET /controller'],
  ['AP', 'PUT /controller'],
  ['APR', 'GET /keys'],
  ['A', 'POST /certificate-keys/rotate'],
  ['APR', 'POST /anchors/now'],
  ['APR', 'GET /retained'],
  ['AP', 'POST /requests/:request/retained/:row/settle'],
  ['APR', 'POST /evidence/check'],
  ['APR', 'GET /evidence/check'],
  ['APR', 'POST /evidence/check/begin'],
  ['A', 'POST /keys/:month/retire'],
  ['UASPR', 'GET /metrics'],
  ['A', 'GET /platforms/:platform/gateway/probe']
]

/** The pages for those who work with Lethe: who is not named sees a refusal, and who is not signed in the way to it. */
const staffRows: readonly Row[] = [
  ['UASPR', 'GET /admin'],
  ['UAPR', 'GET /admin/requests'],
  ['UAPR', 'GET /admin/requests/queue.csv'],
  ['UAP', 'GET /admin/requests/search'],
  ['UAP', 'POST /admin/requests/search'],
  ['UAP', 'GET /admin/requests/new'],
  ['UAP', 'POST /admin/requests/new'],
  ['UAPR', 'GET /admin/requests/many'],
  ['UAP', 'POST /admin/requests/many'],
  ['UAP', 'GET /admin/requests/many/:bulk'],
  ['UAPR', 'GET /admin/requests/:request'],
  ['UAP', 'GET /admin/requests/:request/plan'],
  ['UAPR', 'GET /admin/requests/:request/history'],
  ['UAP', 'GET /admin/requests/:request/subject'],
  ['UAP', 'POST /admin/requests/:request/subject'],
  ['PR', 'GET /admin/requests/:request/certificate'],
  ['PR', 'GET /admin/requests/:request/certificate.json'],
  ['UAP', 'GET /admin/requests/:request/recheck'],
  ['UAP', 'POST /admin/requests/:request/recheck'],
  ['AP', 'GET /admin/requests/:request/approve'],
  ['AP', 'POST /admin/requests/:request/approve'],
  ['UAP', 'GET /admin/requests/:request/withdraw'],
  ['UAP', 'POST /admin/requests/:request/withdraw'],
  ['P', 'GET /admin/requests/:request/refuse'],
  ['P', 'POST /admin/requests/:request/refuse'],
  ['AP', 'GET /admin/requests/:request/attest'],
  ['AP', 'POST /admin/requests/:request/attest'],
  ['A', 'GET /admin/requests/:request/retry'],
  ['A', 'POST /admin/requests/:request/retry'],
  ['A', 'GET /admin/requests/:request/look-again'],
  ['A', 'POST /admin/requests/:request/look-again'],
  ['AP', 'GET /admin/requests/:request/close'],
  ['AP', 'POST /admin/requests/:request/close'],
  ['P', 'GET /admin/requests/:request/waive'],
  ['P', 'POST /admin/requests/:request/waive'],
  ['AP', 'GET /admin/requests/:request/object'],
  ['AP', 'POST /admin/requests/:request/object'],
  ['UAP', 'GET /admin/requests/:request/cannot-ask'],
  ['UAP', 'POST /admin/requests/:request/cannot-ask'],
  ['P', 'GET /admin/requests/:request/hold'],
  ['P', 'POST /admin/requests/:request/hold'],
  ['P', 'GET /admin/requests/:request/extend'],
  ['P', 'POST /admin/requests/:request/extend'],
  ['P', 'GET /admin/requests/:request/suspend'],
  ['P', 'POST /admin/requests/:request/suspend'],
  ['P', 'GET /admin/requests/:request/resume-clock'],
  ['P', 'POST /admin/requests/:request/resume-clock'],
  ['P', 'GET /admin/requests/:request/agree-receipt'],
  ['P', 'POST /admin/requests/:request/agree-receipt'],
  ['UAPR', 'GET /admin/selections'],
  ['UAP', 'GET /admin/selections/search'],
  ['UAP', 'POST /admin/selections/search'],
  ['UAP', 'GET /admin/selections/from-list'],
  ['UAP', 'POST /admin/selections/from-list'],
  ['UAP', 'GET /admin/selections/new'],
  ['UAP', 'POST /admin/selections/new'],
  ['UAPR', 'GET /admin/selections/:selection'],
  ['UAP', 'GET /admin/selections/:selection/confirm'],
  ['UAP', 'POST /admin/selections/:selection/confirm'],
  ['UAP', 'GET /admin/selections/:selection/outcome.csv'],
  ['AP', 'GET /admin/selections/:selection/release'],
  ['AP', 'POST /admin/selections/:selection/release'],
  ['UASPR', 'GET /admin/lifecycle'],
  ['UASPR', 'GET /admin/lifecycle/:platform'],
  ['UAS', 'GET /admin/lifecycle/:platform/deactivated'],
  ['UAS', 'GET /admin/lifecycle/:platform/ready'],
  ['UAS', 'GET /admin/lifecycle/:platform/without-activity'],
  ['AS', 'GET /admin/lifecycle/:platform/settings'],
  ['AS', 'POST /admin/lifecycle/:platform/settings'],
  ['AS', 'GET /admin/lifecycle/:platform/inactive'],
  ['AS', 'POST /admin/lifecycle/:platform/inactive'],
  ['ASP', 'GET /admin/lifecycle/:platform/plan'],
  ['ASPR', 'GET /admin/lifecycle/:platform/runs'],
  ['AS', 'GET /admin/lifecycle/:platform/run'],
  ['AS', 'POST /admin/lifecycle/:platform/run'],
  ['AP', 'GET /admin/lifecycle/:platform/runs/:run/release'],
  ['AP', 'POST /admin/lifecycle/:platform/runs/:run/release'],
  ['APR', 'GET /admin/holds'],
  ['P', 'GET /admin/holds/new'],
  ['P', 'POST /admin/holds/new'],
  ['P', 'GET /admin/holds/:hold'],
  ['P', 'GET /admin/holds/:hold/review'],
  ['P', 'POST /admin/holds/:hold/review'],
  ['P', 'GET /admin/holds/:hold/lift'],
  ['P', 'POST /admin/holds/:hold/lift'],
  ['AP', 'GET /admin/holds/:hold/agree'],
  ['AP', 'POST /admin/holds/:hold/agree'],
  ['UASPR', 'GET /admin/first-run'],
  ['UAP', 'GET /admin/first-run/test'],
  ['UAP', 'POST /admin/first-run/test'],
  ['UAPR', 'GET /admin/first-run/test/:request'],
  ['UASPR', 'GET /admin/platforms'],
  ['A', 'GET /admin/platforms/new'],
  ['A', 'GET /admin/platforms/new/:kind'],
  ['A', 'POST /admin/platforms/new/:kind'],
  ['UASPR', 'GET /admin/platforms/:platform'],
  ['A', 'GET /admin/platforms/:platform/check'],
  ['A', 'POST /admin/platforms/:platform/check'],
  ['A', 'GET /admin/platforms/:platform/options'],
  ['A', 'POST /admin/platforms/:platform/options'],
  ['AP', 'GET /admin/platforms/:platform/pause'],
  ['AP', 'POST /admin/platforms/:platform/pause'],
  ['A', 'GET /admin/platforms/:platform/resume'],
  ['A', 'POST /admin/platforms/:platform/resume'],
  ['A', 'GET /admin/platforms/:platform/remove'],
  ['A', 'POST /admin/platforms/:platform/remove'],
  ['A', 'GET /admin/platforms/:platform/gateway'],
  ['A', 'POST /admin/platforms/:platform/gateway'],
  ['A', 'GET /admin/platforms/:platform/gateway/remove'],
  ['A', 'POST /admin/platforms/:platform/gateway/remove'],
  ['A', 'GET /admin/platforms/:platform/hints'],
  ['A', 'POST /admin/platforms/:platform/hints'],
  ['A', 'GET /admin/platforms/:platform/hints/remove'],
  ['A', 'POST /admin/platforms/:platform/hints/remove'],
  ['APR', 'GET /admin/platforms/:platform/declarations'],
  ['A', 'GET /admin/platforms/:platform/declarations/:about'],
  ['A', 'POST /admin/platforms/:platform/declarations/:about'],
  ['APR', 'GET /admin/platforms/:platform/recipients'],
  ['AP', 'POST /admin/platforms/:platform/recipients'],
  ['UASPR', 'GET /admin/platforms/:platform/policy'],
  ['A', 'GET /admin/platforms/:platform/policy/:topic/:scope'],
  ['A', 'POST /admin/platforms/:platform/policy/:topic/:scope'],
  ['AP', 'GET /admin/platforms/:platform/recipients/:recipient/remove'],
  ['AP', 'POST /admin/platforms/:platform/recipients/:recipient/remove'],
  ['APR', 'GET /admin/sources'],
  ['A', 'GET /admin/sources/new'],
  ['A', 'POST /admin/sources/new'],
  ['APR', 'GET /admin/sources/:source'],
  ['A', 'GET /admin/sources/:source/rotate'],
  ['A', 'POST /admin/sources/:source/rotate'],
  ['A', 'GET /admin/sources/:source/remove'],
  ['A', 'POST /admin/sources/:source/remove'],
  ['A', 'GET /admin/sources/:source/go-live'],
  ['A', 'POST /admin/sources/:source/go-live'],
  ['APR', 'GET /admin/sources/:source/kept'],
  ['AP', 'GET /admin/sources/:source/release/:hour'],
  ['AP', 'POST /admin/sources/:source/release/:hour'],
  ['UASPR', 'GET /admin/orphans'],
  ['UASPR', 'GET /admin/orphans/:platform'],
  ['A', 'GET /admin/orphans/:platform/read'],
  ['A', 'POST /admin/orphans/:platform/read'],
  ['APR', 'GET /admin/restores'],
  ['A', 'GET /admin/restores/announce'],
  ['A', 'POST /admin/restores/announce'],
  ['APR', 'GET /admin/restores/store'],
  ['P', 'GET /admin/restores/store/acknowledge'],
  ['P', 'POST /admin/restores/store/acknowledge'],
  ['APR', 'GET /admin/restores/:replay'],
  ['AP', 'GET /admin/restores/:replay/release'],
  ['AP', 'POST /admin/restores/:replay/release'],
  ['P', 'GET /admin/restores/:replay/drop'],
  ['P', 'POST /admin/restores/:replay/drop'],
  ['AP', 'GET /admin/restores/:replay/look'],
  ['AP', 'POST /admin/restores/:replay/look'],
  ['AP', 'GET /admin/take-over'],
  ['AP', 'GET /admin/take-over/:platform/backlog'],
  ['AP', 'POST /admin/take-over/:platform/backlog'],
  ['A', 'GET /admin/take-over/:platform/adopt'],
  ['A', 'POST /admin/take-over/:platform/adopt'],
  ['A', 'GET /admin/take-over/:platform/configuration'],
  ['A', 'POST /admin/take-over/:platform/configuration'],
  ['AP', 'GET /admin/take-over/:platform/report'],
  ['AP', 'POST /admin/take-over/:platform/report'],
  ['AP', 'GET /admin/take-over/:platform/report/closed'],
  ['AP', 'POST /admin/take-over/:platform/report/closed'],
  ['UASPR', 'GET /admin/pause'],
  ['AP', 'POST /admin/pause'],
  ['A', 'GET /admin/pause/resume'],
  ['A', 'POST /admin/pause/resume'],
  ['APR', 'GET /admin/endpoints'],
  ['A', 'GET /admin/endpoints/new'],
  ['A', 'POST /admin/endpoints/new'],
  ['A', 'GET /admin/endpoints/mail'],
  ['A', 'POST /admin/endpoints/mail'],
  ['APR', 'GET /admin/endpoints/:endpoint'],
  ['A', 'GET /admin/endpoints/:endpoint/test'],
  ['A', 'POST /admin/endpoints/:endpoint/test'],
  ['A', 'GET /admin/endpoints/:endpoint/rotate'],
  ['A', 'POST /admin/endpoints/:endpoint/rotate'],
  ['A', 'GET /admin/endpoints/:endpoint/disable'],
  ['A', 'POST /admin/endpoints/:endpoint/disable'],
  ['A', 'GET /admin/endpoints/:endpoint/enable'],
  ['A', 'POST /admin/endpoints/:endpoint/enable'],
  ['A', 'GET /admin/endpoints/:endpoint/remove'],
  ['A', 'POST /admin/endpoints/:endpoint/remove'],
  ['APR', 'GET /admin/endpoints/:endpoint/dead-letters'],
  ['A', 'POST /admin/endpoints/:endpoint/dead-letters'],
  ['A', 'GET /admin/endpoints/:endpoint/dead-letters/:letter/drop'],
  ['A', 'POST /admin/endpoints/:endpoint/dead-letters/:letter/drop'],
  ['APR', 'GET /admin/fact-providers'],
  ['A', 'GET /admin/fact-providers/new'],
  ['A', 'POST /admin/fact-providers/new'],
  ['A', 'GET /admin/fact-providers/:provider/rotate'],
  ['A', 'POST /admin/fact-providers/:provider/rotate'],
  ['A', 'GET /admin/fact-providers/:provider/remove'],
  ['A', 'POST /admin/fact-providers/:provider/remove'],
  ['APR', 'GET /admin/reports'],
  ['APR', 'GET /admin/reports/art30'],
  ['APR', 'GET /admin/reports/art30/markdown'],
  ['APR', 'GET /admin/reports/:report'],
  ['APR', 'GET /admin/reports/:report/csv'],
  ['APR', 'GET /admin/evidence'],
  ['APR', 'GET /admin/evidence/check'],
  ['APR', 'POST /admin/evidence/check'],
  ['UASPR', 'GET /admin/evidence/anchors'],
  ['APR', 'POST /admin/evidence/anchors'],
  ['UASPR', 'GET /admin/evidence/anchors/download'],
  ['UASPR', 'GET /admin/evidence/certificate-keys'],
  ['A', 'GET /admin/evidence/certificate-keys/rotate'],
  ['A', 'POST /admin/evidence/certificate-keys/rotate'],
  ['APR', 'GET /admin/evidence/keys'],
  ['A', 'GET /admin/evidence/keys/:month/retire'],
  ['A', 'POST /admin/evidence/keys/:month/retire'],
  ['APR', 'GET /admin/evidence/retained'],
  ['AP', 'GET /admin/evidence/retained/:request/:row'],
  ['AP', 'POST /admin/evidence/retained/:request/:row'],
  ['APR', 'GET /admin/governance'],
  ['APR', 'GET /admin/people'],
  ['A', 'GET /admin/people/new'],
  ['A', 'POST /admin/people/new'],
  ['APR', 'GET /admin/people/:person'],
  ['A', 'GET /admin/people/:person/accounts'],
  ['A', 'POST /admin/people/:person/accounts'],
  ['A', 'GET /admin/people/:person/roles'],
  ['A', 'POST /admin/people/:person/roles'],
  ['AP', 'GET /admin/people/:person/vouch'],
  ['AP', 'POST /admin/people/:person/vouch'],
  ['A', 'GET /admin/people/:person/disable'],
  ['A', 'POST /admin/people/:person/disable'],
  ['UASPR', 'GET /admin/account'],
  ['UASPR', 'GET /admin/tokens'],
  ['A', 'GET /admin/tokens/new'],
  ['A', 'POST /admin/tokens/new'],
  ['UASPR', 'GET /admin/tokens/:token/revoke'],
  ['UASPR', 'POST /admin/tokens/:token/revoke'],
  ['UASPR', 'GET /admin/sessions/:session/end'],
  ['UASPR', 'POST /admin/sessions/:session/end'],
  ['APR', 'GET /admin/sign-in'],
  ['A', 'GET /admin/sign-in/provider'],
  ['A', 'POST /admin/sign-in/provider'],
  ['A', 'GET /admin/sign-in/test'],
  ['A', 'POST /admin/sign-in/test'],
  ['A', 'GET /admin/sign-in/off'],
  ['A', 'POST /admin/sign-in/off'],
  ['UASPR', 'GET /admin/account/password'],
  ['UASPR', 'POST /admin/account/password'],
  ['A', 'GET /admin/people/:person/password'],
  ['A', 'POST /admin/people/:person/password'],
  ['A', 'GET /admin/people/:person/identity'],
  ['A', 'POST /admin/people/:person/identity'],
  ['UASPR', 'GET /admin/controller'],
  ['AP', 'GET /admin/controller/organisation'],
  ['AP', 'POST /admin/controller/organisation'],
  ['AP', 'GET /admin/controller/agreement'],
  ['AP', 'POST /admin/controller/agreement'],
  ['UASPR', 'GET /admin/reference'],
  ['UASPR', 'GET /admin/reference/:operation']
]

/** What an opened page answers other than 200: nothing is there yet, or it is about what others have made. */
const notThere: Readonly<Record<string, number>> = {
  'GET /admin/requests/many/:bulk': 404,
  'GET /admin/requests/:request/certificate': 409,
  'GET /admin/requests/:request/certificate.json': 409,
  'GET /admin/lifecycle/:platform/plan': 409,
  'GET /admin/lifecycle/:platform/runs/:run/release': 404,
  'GET /admin/platforms/:platform/recipients/:recipient/remove': 404,
  'GET /admin/sources/:source/release/:hour': 404,
  'GET /admin/restores/:replay': 404,
  'GET /admin/restores/:replay/release': 404,
  'GET /admin/endpoints/:endpoint/dead-letters/:letter/drop': 404,
  'GET /admin/evidence/keys/:month/retire': 404,
  'GET /admin/evidence/retained/:request/:row': 409,
  'U GET /admin/selections/:selection': 403,
  'U GET /admin/selections/:selection/confirm': 403,
  'U GET /admin/selections/:selection/outcome.csv': 403
}

/** Open to anybody, with what a caller without anything gets; a role changes nothing. */
const openRows: readonly (readonly [status: number, route: string])[] = [
  [200, 'GET /openapi.yaml'],
  [200, 'GET /openapi.json'],
  [200, 'GET /certificate-keys'],
  [200, 'GET /anchors'],
  [200, 'GET /health/live'],
  [200, 'GET /health/ready'],
  [200, 'GET /version'],
  [200, 'GET /problems'],
  [200, 'GET /problems/:code'],
  [200, 'GET /sign-in'],
  [409, 'POST /sign-in'],
  [404, 'GET /sign-in/oidc'],
  [409, 'GET /sign-in/callback'],
  [404, 'GET /sign-in/end'],
  [200, 'GET /sign-in/ended'],
  [303, 'POST /sign-out'],
  [303, 'GET /'],
  [303, 'GET /docs'],
  [303, 'GET /docs/'],
  [303, 'GET /language/:language'],
  [200, 'GET /assets/pico.min.css'],
  [200, 'GET /assets/lethe.css'],
  [200, 'GET /assets/lethe.js']
]

/** Opened by a signature, a secret in the address or the token of a source: no role of ours opens them. */
const sealedRows: readonly (readonly [status: number, route: string])[] = [
  [400, 'POST /webhooks/:source'],
  [400, 'POST /facts/:token'],
  [404, 'POST /hints/:secret'],
  [401, 'GET /scim/v2/:source/ServiceProviderConfig'],
  [401, 'GET /scim/v2/:source/Schemas'],
  [401, 'GET /scim/v2/:source/ResourceTypes'],
  [401, 'GET /scim/v2/:source/Users'],
  [401, 'POST /scim/v2/:source/Users'],
  [401, 'POST /scim/v2/:source/Users/.search'],
  [401, 'GET /scim/v2/:source/Users/:account'],
  [401, 'DELETE /scim/v2/:source/Users/:account'],
  [401, 'PATCH /scim/v2/:source/Users/:account'],
  [401, 'PUT /scim/v2/:source/Users/:account']
]

/** The pages for subjects, at `/lethe` and `/subject/:platform`: whoever works with Lethe is nobody there. */
const subjectRows: readonly (readonly [status: number, route: string])[] = [
  [409, 'POST /ask'],
  [409, 'POST /confirm'],
  [409, 'POST /withdraw'],
  [409, 'POST /look-again'],
  [404, 'GET /confirm/:token'],
  [404, 'POST /confirm/:token'],
  [404, 'GET /withdraw/:token'],
  [404, 'POST /withdraw/:token'],
  [404, 'GET /object/:token'],
  [404, 'POST /object/:token'],
  [200, 'GET /status'],
  [404, 'POST /status'],
  [404, 'GET /certificate/:token'],
  [404, 'GET /certificate/:token/file']
]

/** Those of them on which a page asks who somebody is: the platform's, or ours by a code. */
const askingRows = (status: number): readonly (readonly [status: number, route: string])[] => [
  [status, 'GET '],
  [status, 'GET /status/:request']
]

/** Those of them by which people come in where no session of the platform tells who they are. */
const codeRows: readonly (readonly [status: number, route: string])[] = [
  [409, 'POST /code'],
  [303, 'GET /enter'],
  [403, 'POST /enter'],
  [404, 'GET /code/:token'],
  [404, 'POST /code/:token'],
  [200, 'GET /leave'],
  [409, 'POST /leave']
]

/** By which an operator learns whether the proxy leads here. */
const proxyRows: readonly (readonly [status: number, route: string])[] = [[200, 'GET /probe/:nonce']]

const folder = mkdtempSync(join(tmpdir(), 'lethe-routes-'))
const listeners: { app: FastifyInstance; routes: Set<string> }[] = []
const hear = (message: unknown) => {
  const { fastify: app } = message as { fastify: FastifyInstance }
  const routes = new Set<string>()
  listeners.push({ app, routes })
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`)
  })
}
subscribe('fastify.initialization', hear)
const seed = readFileSync(new URL('../../adapters/openedx/sandbox/seed.example.json', import.meta.url), 'utf8')
const sandbox = await startSandbox({ seed: JSON.parse(seed) })
listeners.length = 0
const server = await startServer(
  {
    host: '127.0.0.1',
    port: 0,
    dataFolder: join(folder, 'data'),
    keysFolder: join(folder, 'keys'),
    // Nothing is sent here: whoever comes by a code does not get that far.
    mail: { url: 'smtp://127.0.0.1:9', from: 'lethe@school.example' },
    places: 1,
    stopGraceMs: 100,
    logLevel: 'silent',
    url: '',
    tokenFile: join(folder, 'token'),
    gateway: { host: '127.0.0.1', port: 0 },
    platformsFile: null
  },
  { print: () => {}, log: () => {} }
)
unsubscribe('fastify.initialization', hear)
t.teardown(async () => {
  await server.stop()
  await university.close()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})
const listenerAt = (address: string) =>
  listeners.find(({ app }) =>
    app.addresses().some(each => typeof each === 'object' && each.port === Number(new URL(address).port))
  )!
const own = listenerAt(server.address)
const gateway = listenerAt(server.gateway!)

let calls = 0

/** Makes a call within the process, from an address of its own; what a busy machine puts off is asked again. */
const inject = async (app: FastifyInstance, options: InjectOptions): Promise<LightMyRequestResponse> => {
  calls += 1
  const remoteAddress = `198.18.${Math.floor(calls / 250)}.${(calls % 250) + 1}`
  const headers = { 'x-forwarded-for': remoteAddress, ...options.headers }
  for (;;) {
    const answer = await app.inject({ ...options, headers, remoteAddress })
    if (answer.statusCode !== 503 || !answer.body.includes('under-pressure')) return answer
    await pause(100)
  }
}

const host = 'campus.school.example'
const routeSecret = 'route-secret-of-an-installation'
const first = readFileSync(join(folder, 'token'), 'utf8').trim()
const call = async (method: Method, url: string, body?: object, by = first): Promise<Record<string, string>> => {
  const headers = { authorization: `Bearer ${by}` }
  const answer = await inject(own.app, { method, url, headers, ...(body !== undefined && { payload: body }) })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
  return answer.body === '' ? {} : answer.json()
}

/** What stands on the pages: one of each thing that an address can name. */
const made = await (async (): Promise<Record<string, string> & { platform: string }> => {
  const { id: platform } = await call('POST', '/platforms', {
    kind: 'openedx',
    name: 'Campus',
    options: {
      baseUrl: sandbox.address,
      studioUrl: sandbox.address,
      clientId: 'retirement_service_worker',
      clientSecret: 'sandbox-secret',
      workerUsername: 'retirement_service_worker'
    },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: { mailCode: true } }
  })
  await call('PUT', `/platforms/${platform}/gateway`, {
    mode: 'forward',
    publicUrl: `https://${host}`,
    origins: [],
    routeSecret
  })
  const identifiers = [
    { kind: 'username', value: 'mira.holm' },
    { kind: 'email', value: 'mira.holm@people.example' }
  ]
  const ground = { article: '17(1)', letter: 'b' }
  const at = new Date().toISOString()
  const source = await call('POST', '/sources', {
    name: 'Portal',
    platforms: [platform],
    types: ['account.deletion.requested']
  })
  const endpoint = await call('POST', '/endpoints', {
    name: 'Told',
    url: 'https://told.example/hook',
    events: ['request.completed']
  })
  const provider = await call('POST', '/fact-providers', {
    name: 'Bursary',
    platform,
    questions: ['unpaid-invoices'],
    url: 'https://bursary.example/ask',
    answerUrl: 'https://lethe.example'
  })
  const { request } = await call('POST', '/requests', {
    platform,
    origin: 'on-behalf',
    subject: { identifiers },
    ground,
    receivedAt: at,
    acknowledged: false
  })
  const mandate = {
    kind: 'standing-rule',
    who: 'Registrar',
    how: 'Resolution of the senate',
    obtainedOn: '2026-03-01',
    reference: 'Section 9',
    cannotAsk: 'They have left.'
  }
  const selection = await call('POST', '/selections', { platform, keys: ['5'], ground, mandate })
  return {
    platform: platform!,
    request: request!,
    source: (source.source as unknown as { id: string }).id,
    endpoint: (endpoint.endpoint as unknown as { id: string }).id,
    provider: (provider.provider as unknown as { id: string }).id,
    selection: selection.id!,
    kind: 'openolat',
    topic: 'times',
    scope: 'all',
    about: 'graders',
    report: 'volumes',
    operation: 'createRequest',
    code: 'role-missing',
    language: 'en'
  }
})()

/** Only OpenOlat keeps accounts that come to their end by themselves. */
const university = await openUniversity(call as unknown as Call)

/** A route as somebody calls it: with what was made, and `none` where an address names what nobody made. */
const addressOf = (route: string, all: Readonly<Record<string, string>>): [Method, string] => {
  const [method, path] = route.split(' ') as [Method, string]
  const known = path.startsWith('/admin/lifecycle/') ? { ...all, platform: university.platform } : all
  return [method, path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? 'none')]
}

const random = systemRandom()
const nonce = '3f0c7c0e-6f0b-4f0e-9a52-1d4bb1c6a001'
const nowhere = { platform: 'nowhere', operation: 'createRequest', report: 'volumes', month: '2026-01' }
const byForm = { 'content-type': 'application/x-www-form-urlencoded' }

/** The id that one of our own tokens carries. */
const idIn = (token: string): string => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).jti

/** One person of each role: the token for our API, and the cookie of a browser that they signed in with. */
const people = await (async () => {
  const found = {} as Record<Letter, { id: string; token: string; cookie: string; own: Record<string, string> }>
  const hash = await hashPassword('three random words', random, { n: 1024, r: 8, p: 1 })
  const at = new Date().toISOString()
  for (const letter of letters) {
    const name = `person-${letter.toLowerCase()}`
    const { id } = await call('POST', '/persons', { name, roles: [roles[letter]] })
    await linkPerson(server.store, id!, { accounts: [], withoutAccount: [made.platform, university.platform] })
    const { token } = await call('POST', '/tokens', { person: id, label: 'routes', days: 1 })
    await setPassword(server.store, id!, { signInName: name, hash, by: id!, at })
    const page = await inject(own.app, { method: 'GET', url: '/sign-in' })
    const form = /name="form" value="([^"]*)"/.exec(page.body)![1]!
    const entered = await inject(own.app, {
      method: 'POST',
      url: '/sign-in',
      headers: { ...byForm, cookie: page.cookies.map(each => `${each.name}=${each.value}`).join('; ') },
      payload: new URLSearchParams({ form, name, password: 'three random words' }).toString()
    })
    const session = entered.cookies.find(each => each.name === 'lethe-session')!
    found[letter] = {
      id: id!,
      token: token!,
      cookie: `${session.name}=${session.value}`,
      own: { token: idIn(token!), session: idIn(session.value) }
    }
  }
  return found
})()

made.person = people.R.id
made.hold = (
  await call(
    'POST',
    '/holds',
    {
      platform: made.platform,
      identifiers: [{ kind: 'username', value: 'tom.reed' }],
      ground: { article: '17(3)', letter: 'e' },
      note: 'A dispute'
    },
    people.P.token
  )
).id!

t.test('every route of the running server has its row, and no row is about a route that is gone', t => {
  const of = (rows: readonly (readonly [unknown, string])[], below = '') =>
    rows.map(([, route]) => route.replace(' ', ` ${below}`))
  const rows = [
    ...of(apiRows),
    ...of(staffRows),
    ...of(openRows),
    ...of(sealedRows),
    ...of([...subjectRows, ...askingRows(200), ...codeRows], '/subject/:platform')
  ]
  t.same([...own.routes].sort(), rows.sort(), 'the listener of the API and the pages')
  const assets = ['pico.min.css', 'lethe.css', 'lethe.js'].map(file => `GET /lethe/assets/${file}`)
  const handedOn = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'].map(method => `${method} /*`)
  t.same(
    [...gateway.routes].sort(),
    [...of([...subjectRows, ...askingRows(401), ...proxyRows], '/lethe'), ...assets, ...handedOn].sort(),
    'the listener that the operator’s proxy leads to'
  )
  t.end()
})

t.test('the API: each role calls what is its own, before anything of the call is read', async t => {
  for (const [who, route] of apiRows) {
    const [method, url] = addressOf(route, nowhere)
    const payload = method === 'GET' || method === 'DELETE' ? {} : { payload: { broken: true } }
    const bare = await inject(own.app, { method, url, ...payload })
    t.equal(`${bare.statusCode} ${bare.json().code}`, '401 token-refused', `nobody: ${route}`)
    for (const letter of letters) {
      const headers = { authorization: `Bearer ${people[letter].token}` }
      const answer = await inject(own.app, { method, url, headers, ...payload })
      const isRefused = answer.statusCode === 403 && answer.json().code === 'role-missing'
      t.equal(isRefused, !who.includes(letter), `${roles[letter]}: ${route} (${answer.statusCode})`)
      const { cookie } = people[letter]
      if (letter === 'A')
        t.equal(
          (await inject(own.app, { method, url, headers: { cookie }, ...payload })).statusCode,
          401,
          'a cookie is none'
        )
    }
  }
})

t.test('the pages: each role opens what is its own, and sends no form but one that it opened', async t => {
  for (const [who, route] of staffRows) {
    const [method, address] = addressOf(route, made)
    const payload = method === 'GET' ? {} : { headers: byForm, payload: 'form=of-somebody-else' }
    let url = address
    const bare = await inject(own.app, { method, url, ...payload })
    t.equal(`${bare.statusCode} ${bare.headers.location?.replace(/\?.*/, '')}`, '303 /sign-in', `nobody: ${route}`)
    for (const letter of letters) {
      const headers = { ...payload.headers, cookie: people[letter].cookie }
      url = addressOf(route, { ...made, ...people[letter].own })[1]
      const answer = await inject(own.app, { method, url, ...payload, headers })
      const allowed = method === 'GET' ? (notThere[`${letter} ${route}`] ?? notThere[route] ?? 200) : 409
      t.equal(answer.statusCode, who.includes(letter) ? allowed : 403, `${roles[letter]}: ${route}`)
      if (method === 'POST' && answer.statusCode === 409) t.match(answer.body, /form-stale/, route)
      const asToken = { ...payload.headers, authorization: `Bearer ${people[letter].token}` }
      if (letter === 'A')
        t.equal(
          (await inject(own.app, { method, url, ...payload, headers: asToken })).statusCode,
          303,
          'a token is none'
        )
    }
  }
})

t.test('what is open to anybody, or to a secret, opens no further for any role', async t => {
  for (const [status, route] of [...openRows, ...sealedRows]) {
    const [method, url] = addressOf(route, { ...nowhere, language: 'en', code: 'role-missing' })
    const isForm = url.startsWith('/sign-')
    const payload =
      method === 'GET' || method === 'DELETE' ? {} : isForm ? { headers: byForm, payload: 'form=' } : { payload: {} }
    t.equal((await inject(own.app, { method, url, ...payload })).statusCode, status, `nobody: ${route}`)
    if (isForm) continue
    for (const letter of letters) {
      const { token, cookie } = people[letter]
      const headers = { ...payload.headers, cookie, authorization: `Bearer ${token}` }
      const answer = await inject(own.app, { method, url, ...payload, headers })
      t.equal(answer.statusCode, status, `${roles[letter]}: ${route}`)
      if (url.startsWith('/scim/')) t.match(answer.headers['content-type'], /^application\/scim\+json/, route)
    }
  }
})

t.test('the pages for subjects: who works with Lethe is nobody there', async t => {
  const places = [
    {
      listener: own,
      below: `/subject/${made.platform}`,
      rows: [...subjectRows, ...askingRows(200), ...codeRows],
      headers: {}
    },
    {
      listener: gateway,
      below: '/lethe',
      rows: [...subjectRows, ...askingRows(401), ...proxyRows],
      headers: { host, 'x-lethe-route': routeSecret }
    }
  ]
  for (const { listener, below, rows, headers } of places)
    for (const [status, route] of rows) {
      const [method, path] = addressOf(route, { nonce })
      const form = method === 'GET' ? {} : byForm
      const payload = method === 'GET' ? {} : { payload: 'form=of-somebody-else' }
      const url = `${below}${path === '' ? '/' : path}`
      const ask = (more: object) =>
        inject(listener.app, { method, url, headers: { ...headers, ...form, ...more }, ...payload })
      t.equal((await ask({})).statusCode, status, `nobody: ${method} ${url}`)
      for (const letter of letters) {
        const { token, cookie } = people[letter]
        const answer = await ask({ cookie, authorization: `Bearer ${token}` })
        t.equal(answer.statusCode, status, `${roles[letter]}: ${method} ${url}`)
      }
    }
})

t.test('the listener for the proxy opens nothing without the secret of its route', async t => {
  for (const [, route] of [...subjectRows, ...askingRows(401), ...proxyRows]) {
    const [method, path] = addressOf(route, { nonce })
    for (const headers of [{ host }, { host, 'x-lethe-route': 'guessed' }])
      t.equal((await inject(gateway.app, { method, url: `/lethe${path}`, headers })).statusCode, 421, route)
  }
})
