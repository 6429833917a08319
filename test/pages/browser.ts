import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const fromDebian = '/usr/bin/chromium'

/** What to do where no browser starts. */
export const noBrowser =
  'no browser starts: neither that of @sparticuz/chromium, which needs libnss3, nor /usr/bin/chromium; ' +
  'Debian and Ubuntu have both: apt-get install libnss3, or apt-get install chromium'

/** Starts the browser of the package, or that of the machine; null where neither starts. `rules`: hosts as Chromium maps them. */
export async function launchBrowser(rules: string): Promise<Browser | null> {
  const paths = [await packed.executablePath().catch(() => ''), fromDebian].filter(path => existsSync(path))
  for (const executablePath of paths) {
    // Only these arguments: with those that the package suggests the browser checks no origins.
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--host-resolver-rules=${rules}`]
    const browser = await chromium.launch({ executablePath, args }).catch(() => null)
    if (browser !== null) return browser
  }
  return null
}

/** Who looks, and at what. */
export interface Looks {
  readonly language?: 'en' | 'de'
  readonly theme?: 'light' | 'dark'
  /** CSS pixels; 1280 unless said. */
  readonly width?: number
  readonly withScript?: boolean
  /** How pages arrive where they are looked at one after the other: at once unless said. */
  readonly line?: 'slow'
}

/** A window of somebody: with cookies of its own, and with everything that went wrong in it. */
export interface Window {
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained about: broken rules of the content policy, scripts that threw, resources that failed. */
  readonly complaints: string[]
  close(): Promise<void>
}

const patienceMs = 120_000
let clients = 0

/** Headers of somebody at an address of their own, as a proxy on this machine says it: calls are counted by address. */
export function makeClient(): Record<string, string> {
  clients += 1
  return { 'x-forwarded-for': `198.18.${Math.floor(clients / 250)}.${(clients % 250) + 1}` }
}

/** Opens a window with nothing in it. */
export async function openWindow(browser: Browser, looks: Looks = {}): Promise<Window> {
  const { language = 'en', theme = 'light', width = 1280, withScript = true } = looks
  const context = await browser.newContext({
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height: width < 500 ? 780 : 900 },
    hasTouch: width < 500,
    javaScriptEnabled: withScript,
    extraHTTPHeaders: makeClient()
  })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  const complaints: string[] = []
  listen(page, complaints)
  context.on('page', opened => listen(opened, complaints))
  return { context, page, complaints, close: () => context.close() }
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', error => complaints.push(`a script threw: ${error.message}`))
  page.on('console', message => {
    // That a page itself was refused is told of the page.
    const isOfPage = message.location().url === page.url() || /status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !isOfPage) complaints.push(`console: ${message.text().slice(0, 300)}`)
  })
  page.on('requestfailed', request => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return
    complaints.push(`did not load: ${new URL(request.url()).pathname}: ${request.failure()?.errorText}`)
  })
}
