import { type Config, showStoreUrl } from './config.ts'
import type { PlatformBody, SourceBody } from './store/records/bodies.ts'
import { listPersons } from './store/records/people/people.ts'
import { readSignIn } from './store/records/people/sign-in.ts'
import type { Document, Store } from './store/store.ts'

/** Hosts that only this machine reaches. */
const loopback = ['127.0.0.1', '::1', 'localhost']

const missingOf = (
  config: Config,
  platforms: readonly Document<PlatformBody>[],
  sources: readonly Document<SourceBody>[]
): readonly string[] => [
  ...(platforms.length === 0 ? ['no platform is registered: lethe platform add'] : []),
  ...(sources.length === 0 ? ['no source may send webhooks: lethe source add'] : []),
  ...(config.mail === null
    ? ['no mail is configured, so nobody can be told: set LETHE_MAIL_URL and LETHE_MAIL_FROM']
    : []),
  ...platforms.flatMap(({ body }) =>
    body.registration.problems.map(({ code, fix }) => `${body.name}: ${code}: ${fix}`)
  ),
  ...(loopback.includes(config.host) ? [] : [`listening on ${config.host}: put TLS in front of it`])
]

const canAnybodySignIn = async (store: Store): Promise<boolean> =>
  (await readSignIn(store)).provider !== null ||
  (await listPersons(store)).some(({ body }) => body.password !== undefined && body.disabledAt === null)

/** What a person reads at the start: where it listens, where things lie, and what is still missing. */
export const drawBanner = async (
  config: Config,
  store: Store,
  {
    address,
    gateway,
    tokenMade
  }: { readonly address: string; readonly gateway: string | null; readonly tokenMade: boolean }
): Promise<string> => {
  const platforms = await store.query<PlatformBody>('platform', { all: true })
  const sources = await store.query<SourceBody>('source', { all: true })
  const { aside, duplicates } = store.state()
  const missing = [
    ...((await canAnybodySignIn(store))
      ? []
      : ['nobody can sign in at the pages: lethe person password --sign-in-name NAME']),
    ...missingOf(config, platforms, sources),
    ...aside.map(({ file, because }) => `a damaged document was set aside: ${file} (${because})`),
    ...duplicates.map(() => 'a unique key has more than one holder: run lethe doctor')
  ]
  return [
    `Lethe listens on ${address}   (API document: ${address}/openapi.yaml)`,
    `  pages  ${config.publicUrl ?? address}/   (for those who work with Lethe)`,
    ...(gateway === null
      ? []
      : [`  route  ${gateway}   (for the reverse proxy of the platform: lethe platform gateway)`]),
    config.storeUrl == null ? `  data   ${config.dataFolder}` : `  data   ${showStoreUrl(config.storeUrl)}`,
    `  keys   ${config.keysFolder}   (back them up apart from the data, or not at all)`,
    `  token  ${config.tokenFile}${tokenMade ? '   (made just now, for the command line)' : ''}`,
    ...(missing.length === 0 ? [] : ['  still missing:', ...missing.map(line => `    - ${line}`)]),
    ''
  ].join('\n')
}
