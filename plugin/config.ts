import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { dayMs } from './durations.ts'

/** One setting: read from the environment, documented in the manifest and the README. */
export interface Setting {
  readonly name: string
  readonly type: 'text' | 'number' | 'address' | 'file' | 'folder'
  readonly default: string | null
  readonly meaning: string
}

/** Every setting there is. Anything else about a site is stored and set over the API. */
export const settings: readonly Setting[] = [
  { name: 'LETHE_HOST', type: 'text', default: '127.0.0.1', meaning: 'address to listen on' },
  { name: 'LETHE_PORT', type: 'number', default: '7380', meaning: 'port to listen on; 0 takes a free one' },
  {
    name: 'LETHE_PUBLIC_URL',
    type: 'address',
    default: null,
    meaning:
      'address at which people reach the pages on our own host; else where it listens, and no mail to a subject leads there'
  },
  {
    name: 'LETHE_GATEWAY_HOST',
    type: 'text',
    default: '127.0.0.1',
    meaning: 'address on which the reverse proxy of the platform reaches the gateway and the pages'
  },
  {
    name: 'LETHE_GATEWAY_PORT',
    type: 'text',
    default: '7381',
    meaning: 'its port; 0 takes a free one, off means no gateway'
  },
  {
    name: 'LETHE_STORE',
    type: 'address',
    default: null,
    meaning: 'postgres://user:password@host/database, for several instances; else the store in the data folder'
  },
  {
    name: 'LETHE_STORE_FILE',
    type: 'file',
    default: null,
    meaning: 'file that holds what LETHE_STORE would: its password is in no environment then'
  },
  { name: 'LETHE_DATA', type: 'folder', default: null, meaning: 'data folder; else below the XDG data folder' },
  {
    name: 'LETHE_KEYS',
    type: 'folder',
    default: null,
    meaning: 'keys folder, never inside the data folder; else below the XDG configuration folder'
  },
  {
    name: 'LETHE_MAIL_URL',
    type: 'address',
    default: null,
    meaning: 'smtp:// or smtps:// address of the mail server; without it nobody can be told anything'
  },
  { name: 'LETHE_MAIL_URL_FILE', type: 'file', default: null, meaning: 'file that holds what LETHE_MAIL_URL would' },
  {
    name: 'LETHE_ENDED_IDS',
    type: 'folder',
    default: null,
    meaning:
      'folder of the ledger of ended ids, outside the data folder and its backups; else ended-ids in the keys folder'
  },
  {
    name: 'LETHE_OWN_BACKUP_DAYS',
    type: 'number',
    default: '90',
    meaning: 'how many days backups of the data folder are kept'
  },
  { name: 'LETHE_MAIL_FROM', type: 'text', default: null, meaning: 'sender address of our mail' },
  { name: 'LETHE_PLACES', type: 'number', default: '8', meaning: 'requests carried on at the same time' },
  {
    name: 'LETHE_STOP_GRACE_MS',
    type: 'number',
    default: '20000',
    meaning: 'time in which the process ends when it is asked to; an action under way is given four fifths of it'
  },
  {
    name: 'LETHE_LOG_LEVEL',
    type: 'text',
    default: 'info',
    meaning: 'fatal, error, warn, info, debug, trace or silent'
  },
  {
    name: 'LETHE_URL',
    type: 'address',
    default: 'http://127.0.0.1:7380',
    meaning: 'where the command line finds the sidecar'
  },
  {
    name: 'LETHE_TOKEN_FILE',
    type: 'file',
    default: null,
    meaning: 'file with the API token of the command line; else operator.token beside the keys folder'
  },
  {
    name: 'LETHE_PLATFORMS_FILE',
    type: 'file',
    default: null,
    meaning: 'file with platforms that are registered at the start, unless their names are there already'
  }
]

/** What the process and the command line read of their surroundings. Durations in milliseconds. */
export interface Config {
  readonly host: string
  readonly port: number
  /** The origin at which people reach the pages; absent or null: where it listens. */
  readonly publicUrl?: string | null
  /** Where the operator's reverse proxy reaches us; null: it does not. */
  readonly gateway: { readonly host: string; readonly port: number } | null
  /** The database of several instances, with whatever password it needs; absent or null: the store in the data folder. */
  readonly storeUrl?: string | null
  readonly dataFolder: string
  readonly keysFolder: string
  /** Outside the data folder and its backups; absent: in the keys folder. */
  readonly endedIdsFolder?: string
  /** How long backups of the data folder are kept; absent: ninety days. */
  readonly ownBackupMs?: number
  readonly mail: { readonly url: string; readonly from: string } | null
  readonly places: number
  readonly stopGraceMs: number
  readonly logLevel: string
  readonly url: string
  readonly tokenFile: string
  /** The file of first platforms; none unless said. */
  readonly platformsFile?: string | null
}

/** A setting that cannot be used, with what to do. */
export class ConfigError extends Error {
  readonly code = 'setting-wrong'
  readonly setting: string

  constructor(setting: string, because: string) {
    super(`${setting}: ${because}`)
    this.name = 'ConfigError'
    this.setting = setting
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** The environment of the process: its only door. */
export const environment = (): Environment => process.env

const usual = new Map(settings.map(setting => [setting.name, setting.default]))

/** What is set, else the default. Set to nothing is not set: a compose file cannot leave a variable out. */
const textOf = (env: Environment, name: string): string | null => env[name] || (usual.get(name) ?? null)

const numberOf = (env: Environment, name: string, least: number, most: number): number => {
  const value = Number(textOf(env, name))
  if (!Number.isInteger(value) || value < least || value > most)
    throw new ConfigError(name, `a whole number from ${least} to ${most} is needed`)
  return value
}

/** What is set, else what stands in the file that is set, as containers and systemd hand secrets over. */
const secretOf = (env: Environment, name: 'LETHE_STORE' | 'LETHE_MAIL_URL'): string | null => {
  const file = textOf(env, `${name}_FILE`)
  if (textOf(env, name) !== null || file === null) return textOf(env, name)
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(`${name}_FILE`, 'the file cannot be read')
  }
}

const mailOf = (env: Environment): Config['mail'] => {
  const url = secretOf(env, 'LETHE_MAIL_URL')
  if (url === null) return null
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigError('LETHE_MAIL_URL', 'smtp://host:port is needed')
  const from = textOf(env, 'LETHE_MAIL_FROM')
  if (!from?.includes('@')) throw new ConfigError('LETHE_MAIL_FROM', 'a sender address is needed with LETHE_MAIL_URL')
  return { url, from }
}

const gatewayOf = (env: Environment): Config['gateway'] => {
  if (textOf(env, 'LETHE_GATEWAY_PORT') === 'off') return null
  return { host: textOf(env, 'LETHE_GATEWAY_HOST')!, port: numberOf(env, 'LETHE_GATEWAY_PORT', 0, 65_535) }
}

/** An origin and nothing more: the pages know their paths from the root on. */
const publicUrlOf = (env: Environment): string | null => {
  const text = textOf(env, 'LETHE_PUBLIC_URL')
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname + url.search + url.hash))
    throw new ConfigError('LETHE_PUBLIC_URL', 'an address without path is needed, such as https://lethe.campus.example')
  return url.origin
}

/** What stands in it is never shown: it may be a password. */
const storeUrlOf = (env: Environment): string | null => {
  const text = secretOf(env, 'LETHE_STORE')
  if (text === null) return null
  if (!/^postgres(ql)?:\/\/[^/]/.test(text) || !URL.canParse(text) || new URL(text).pathname.length < 2)
    throw new ConfigError('LETHE_STORE', 'postgres://user:password@host:port/database is needed')
  return text
}

/** An address of a database as it may be shown: without user and password. */
export const showStoreUrl = (address: string): string => {
  const { host, pathname } = new URL(address)
  return `postgres://${host}${pathname}`
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Reads the configuration; nothing needs to be set to come up. Throws `ConfigError` with the setting's name. */
export const readConfig = (env: Environment): Config => {
  const home = env.HOME || homedir()
  const dataFolder = textOf(env, 'LETHE_DATA') ?? join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'lethe')
  const keysFolder = textOf(env, 'LETHE_KEYS') ?? join(env.XDG_CONFIG_HOME || join(home, '.config'), 'lethe', 'keys')
  const url = textOf(env, 'LETHE_URL')!
  if (!URL.canParse(url)) throw new ConfigError('LETHE_URL', 'an address such as http://127.0.0.1:7380 is needed')
  const logLevel = textOf(env, 'LETHE_LOG_LEVEL')!
  if (!logLevels.includes(logLevel))
    throw new ConfigError('LETHE_LOG_LEVEL', `one of ${logLevels.join(', ')} is needed`)
  return {
    host: textOf(env, 'LETHE_HOST')!,
    port: numberOf(env, 'LETHE_PORT', 0, 65_535),
    publicUrl: publicUrlOf(env),
    storeUrl: storeUrlOf(env),
    gateway: gatewayOf(env),
    dataFolder,
    keysFolder,
    endedIdsFolder: textOf(env, 'LETHE_ENDED_IDS') ?? join(keysFolder, 'ended-ids'),
    ownBackupMs: numberOf(env, 'LETHE_OWN_BACKUP_DAYS', 0, 36_500) * dayMs,
    mail: mailOf(env),
    places: numberOf(env, 'LETHE_PLACES', 1, 256),
    stopGraceMs: numberOf(env, 'LETHE_STOP_GRACE_MS', 0, 3_600_000),
    logLevel,
    url,
    tokenFile: textOf(env, 'LETHE_TOKEN_FILE') ?? join(dirname(keysFolder), 'operator.token'),
    platformsFile: textOf(env, 'LETHE_PLATFORMS_FILE')
  }
}
