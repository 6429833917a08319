import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createFaults, createJournal, type Route, startStand } from '../../sandbox/stand.ts'
import type { Settings } from './settings.ts'

/** Runtime configuration of the page, by the names that the account MFE gives it (1.2). */
export interface AccountPageConfig {
  /** The LMS as the browser reaches it, without a slash at the end. */
  LMS_BASE_URL: string
  /** Where the goodbye leads. */
  LOGOUT_URL: string
  /** Only the string `false` takes the section away. */
  ENABLE_ACCOUNT_DELETION: string
  /** Country codes whose learners are told that they cannot delete. */
  COUNTRIES_WITH_DELETE_ACCOUNT_DISABLED: string[]
  SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT: string
  MARKETING_EMAILS_OPT_IN: boolean
}

/** What the page is started with. */
export interface AccountPageOptions {
  /** The LMS as the browser reaches it: the sandbox, or a proxy in front of it. */
  readonly lmsUrl: string
  /** Settings of the LMS that shall trust the page's origin; left out, none does and CORS refuses. */
  readonly trustedBy?: Pick<Settings, 'corsOrigins' | 'csrfTrustedOrigins'>
  /** The page's own origin as the browser sees it, where a proxy stands in front of the page too. */
  readonly origin?: string
  readonly port?: number
  readonly config?: Partial<AccountPageConfig>
}

/** A page that runs; `config` may be changed, and `POST /_sandbox/settings` does so too. */
export interface AccountPage {
  readonly address: string
  readonly config: AccountPageConfig
  close(): Promise<void>
}

const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** Starts the account page on an origin of its own, so that the browser applies CORS as it does to the account MFE. */
export async function startAccountPage(options: AccountPageOptions): Promise<AccountPage> {
  const config: AccountPageConfig = {
    LMS_BASE_URL: options.lmsUrl,
    LOGOUT_URL: `${options.lmsUrl}/logout`,
    ENABLE_ACCOUNT_DELETION: 'true',
    COUNTRIES_WITH_DELETE_ACCOUNT_DISABLED: [],
    SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT: `${options.lmsUrl}/support`,
    MARKETING_EMAILS_OPT_IN: false,
    ...options.config
  }
  const page = (path: string, file: string, type: string): Route => {
    const text = readFileSync(new URL(`account-page/${file}`, import.meta.url), 'utf8')
    const answer = { status: 200, headers: { 'content-type': type }, text }
    return { name: file, method: 'GET', path, handle: () => answer }
  }
  const stand = await startStand({
    routes: [
      page('/', 'index.html', types.html),
      page('/page.js', 'page.js', types.js),
      { name: 'config', method: 'GET', path: '/config.json', handle: () => ({ status: 200, json: config }) }
    ],
    notFound: () => ({ status: 404 }),
    faults: createFaults(),
    journal: createJournal(),
    control: { people: () => [], person: () => undefined, addPerson: () => null, jobs: {}, settings: config },
    port: options.port ?? 0
  })
  const origin = options.origin ?? stand.address
  options.trustedBy?.corsOrigins.push(origin)
  options.trustedBy?.csrfTrustedOrigins.push(origin)
  return { address: stand.address, config, close: () => stand.close() }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      lms: { type: 'string', default: 'http://127.0.0.1:8085' },
      sandbox: { type: 'string' },
      port: { type: 'string', default: '0' }
    }
  })
  const running = await startAccountPage({ lmsUrl: values.lms, port: Number(values.port) })
  const settings = `${values.sandbox ?? values.lms}/_sandbox/settings`
  const { corsOrigins, csrfTrustedOrigins } = (await (await fetch(settings)).json()) as Settings
  const body = JSON.stringify({
    corsOrigins: [...corsOrigins, running.address],
    csrfTrustedOrigins: [...csrfTrustedOrigins, running.address]
  })
  await fetch(settings, { method: 'POST', body })
  process.stdout.write(`Account page at ${running.address}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close())
}
