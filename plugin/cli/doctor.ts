import { access, constants, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { components } from '../../openapi/types/lethe.ts'
import { readToken } from './client.ts'
import type { Context } from './context.ts'
import { CliError } from './exit-codes.ts'

type Schemas = components['schemas']

/** One thing that was looked at. */
export interface Finding {
  readonly severity: 'stops' | 'warns' | 'fine'
  readonly code: string
  readonly about: string
  readonly next: string
}

const fine = (code: string, about: string): Finding => ({ severity: 'fine', code, about, next: '' })
const stops = (code: string, about: string, next: string): Finding => ({ severity: 'stops', code, about, next })
const warns = (code: string, about: string, next: string): Finding => ({ severity: 'warns', code, about, next })

const modeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).mode & 0o777
  } catch {
    return null
  }
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false
  )

const checkPrivate = async (what: string, path: string, next: string): Promise<Finding> => {
  const mode = await modeOf(path)
  if (mode === null) return warns(`${what}-missing`, path, next)
  if ((mode & 0o077) !== 0) return stops(`${what}-too-open`, path, `chmod go= ${path}`)
  return fine(`${what}-private`, path)
}

/** Documents that the store has set aside because they are damaged. */
const checkAside = async (dataFolder: string): Promise<readonly Finding[]> => {
  const folder = join(dataFolder, 'aside')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const next = 'put the document back from a backup, take this file away, and restart; a hold keeps everything back'
  return entries
    .filter(entry => entry.isFile())
    .map(entry => stops('document-damaged', join(entry.parentPath, entry.name), next))
}

/** What can be seen on disk beside a running sidecar: data folder, keys folder, token file. */
export const checkFolders = async ({ config, tokenFile }: Context): Promise<readonly Finding[]> => {
  const { dataFolder, keysFolder } = config
  const hasData = (await modeOf(dataFolder)) !== null
  const place = hasData ? dataFolder : dirname(dataFolder)
  const data =
    (await isWritable(place)) || !hasData
      ? fine(hasData ? 'data-folder-writable' : 'data-folder-not-made-yet', dataFolder)
      : stops(
          'data-folder-not-writable',
          dataFolder,
          'let the user of the sidecar write there, and look whether the disk is full'
        )
  return [
    data,
    ...(await checkAside(dataFolder)),
    ...(`${keysFolder}/`.startsWith(`${dataFolder}/`)
      ? [stops('keys-inside-data', keysFolder, 'set LETHE_KEYS to a folder outside the data folder and its backups')]
      : []),
    await checkPrivate('keys-folder', keysFolder, 'it is made by the first `lethe start`'),
    await checkPrivate('token-file', tokenFile, 'it is made by the first `lethe start`; else give --token-file')
  ]
}

const skewLimitMs = 60_000

const checkClock = (now: number, theirs: string): Finding => {
  const skewMs = Math.abs(now - Date.parse(theirs))
  const about = `${Math.round(skewMs / 1000)} s apart`
  if (skewMs <= skewLimitMs) return fine('clocks-agree', about)
  return stops('clocks-disagree', about, 'set both clocks: deliveries are refused beyond five minutes')
}

const checkPlatform = ({ name, paused, registration }: Schemas['Platform']): readonly Finding[] => [
  ...(paused === null
    ? []
    : [warns('platform-paused', `${name}: ${paused.because}`, `lethe platform resume "${name}"`)]),
  ...registration.problems.map(({ code, fix }) => stops(code, name, fix)),
  ...registration.permissions
    .filter(({ state }) => state !== 'present')
    .map(({ id, state, means }) => warns(`right-${state}`, `${name}: ${id}`, means))
]

const checkSource = ({ id, name, secrets }: Schemas['Source']): readonly Finding[] =>
  secrets.some(({ live }) => live) ? [] : [stops('source-without-live-secret', name, `lethe source rotate ${id}`)]

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

/** What the running sidecar says: reachable, ready, clocks, token, platforms, sources. */
export const checkSidecar = async ({ client, io, url, tokenFile }: Context): Promise<readonly Finding[]> => {
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
  const platforms = await orFinding(
    async () => (await client.call<Schemas['Platform'][]>('GET', '/platforms')).flatMap(checkPlatform),
    error => warns(error.code, 'platforms', 'this token may not see them')
  )
  const sources = await orFinding(
    async () => (await client.call<Schemas['Source'][]>('GET', '/sources')).flatMap(checkSource),
    error => warns(error.code, 'sources', 'this token may not see them')
  )
  return [...reached, ...ready, ...known, ...platforms, ...sources]
}
