import type { components } from '../../../openapi/types/lethe.ts'
import { readToken } from '../client.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { checkPlatformClocks } from './clocks.ts'
import { checkDeadlines } from './deadlines.ts'
import { type Finding, fine, stops, warns } from './finding.ts'
import { checkHolds } from './holds.ts'
import { checkTelling } from './mail.ts'
import { checkPeople } from './people.ts'
import { checkPlatforms, checkSource } from './platforms.ts'
import { checkProof } from './proof.ts'
import { checkRestores } from './restores.ts'
import { checkRoutes } from './routes.ts'

type Schemas = components['schemas']

const skewLimitMs = 2_000
const refusedMs = 60_000

const checkClock = (now: number, theirs: string): Finding => {
  const skewMs = Math.abs(now - Date.parse(theirs))
  const about = `${Math.round(skewMs / 1000)} s apart`
  if (skewMs <= skewLimitMs) return fine('clocks-agree', about)
  const next = 'let both machines keep their time by NTP: deliveries are refused beyond five minutes'
  return (skewMs > refusedMs ? stops : warns)('clocks-disagree', about, next)
}

const orFinding = async (
  look: () => Promise<readonly Finding[]>,
  failed: (error: CliError) => Finding
): Promise<readonly Finding[]> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof CliError) return [failed(error)]
    throw error
  }
}

/** What the running sidecar says: reachable, ready, clocks, token, platforms (asked anew), sources. */
export const checkSidecar = async (context: Context): Promise<readonly Finding[]> => {
  const { client, io, url, tokenFile } = context
  const reached = await orFinding(
    async () => {
      const { now, version } = await client.call<Schemas['Version']>('GET', '/version')
      return [fine('sidecar-reachable', `${url}, version ${version}`), checkClock(io.clock.now().getTime(), now)]
    },
    error => stops(error.code, url, 'start it with `lethe start`, or set LETHE_URL')
  )
  if (reached.length === 1) return reached
  const ready = await orFinding(
    async () => {
      await client.call('GET', '/health/ready')
      return [fine('sidecar-ready', url)]
    },
    () => stops('sidecar-not-ready', url, 'see `because` of GET /health/ready, and the log')
  )
  const hasToken = (await readToken(tokenFile)) !== null
  const known = await orFinding(
    async () => {
      const { person } = await client.call<Schemas['Me']>('GET', '/me')
      return [fine('token-valid', person.roles.join(' '))]
    },
    error =>
      stops(error.code, tokenFile, hasToken ? 'ask an administrator for `lethe token create`' : 'give --token-file')
  )
  if (known[0]?.severity === 'stops') return [...reached, ...ready, ...known]
  const registered = await client.call<Schemas['Platform'][]>('GET', '/platforms')
  const platforms = await checkPlatforms(context, registered)
  const holds = await checkHolds(context)
  const deadlines = await orFinding(
    () => checkDeadlines(context),
    error => warns(error.code, 'deadlines', 'this token may not see them')
  )
  const sources = await orFinding(
    async () =>
      (await client.call<Schemas['Source'][]>('GET', '/sources')).flatMap(one => checkSource(one, registered)),
    error => warns(error.code, 'sources', 'this token may not see them')
  )
  return [
    ...reached,
    ...ready,
    ...known,
    ...(await checkTelling(context)),
    ...deadlines,
    ...holds,
    ...platforms,
    ...(await checkRoutes(context, registered)),
    ...(await checkPlatformClocks(context, registered)),
    ...(await checkPeople(context)),
    ...sources,
    ...(await checkProof(context)),
    ...(await checkRestores(context))
  ]
}
