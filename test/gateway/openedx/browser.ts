import type { Browser, Page } from 'playwright-core'
import { startAccountPage } from '../../../adapters/openedx/sandbox/index.ts'
import { launchBrowser } from '../../pages/browser.ts'
import { Checks, type Tell } from '../cases.ts'
import { makeAddress } from '../wire.ts'
import { type Learner, makeLearner, seeRetirement, signIn } from './learners.ts'
import { accountPage, host, publicUrl, type Stage } from './stage.ts'

/** What somebody does in a browser is told with this. */
export interface Screen {
  readonly stage: Stage
  readonly learner: Learner
  readonly page: Page
  readonly checks: Checks
  /** What the account page did not handle: then the learner sees nothing at all. */
  readonly unhandled: readonly string[]
}

/** One thing that a learner does and sees. */
export interface Sight {
  readonly id: string
  readonly modes: readonly Stage['mode'][]
  readonly person?: Parameters<typeof makeLearner>[1]
  /** Of the browser; English unless said. */
  readonly locale?: string
  readonly signedIn?: false
  readonly see: (screen: Screen) => Promise<void>
}

/** Opens the account page as the browser of a learner who is signed in. */
async function openPage(browser: Browser, stage: Stage, learner: Learner, { locale = 'en', signedIn = true }) {
  const context = await browser.newContext({ locale })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (!signedIn) return page
  const { cookie } = await signIn(stage, learner, 'session')
  const cookies = cookie!.split('; ').map(pair => pair.split('='))
  await context.addCookies(cookies.map(([name, value]) => ({ name: name!, value: value!, url: publicUrl })))
  await page.goto(accountPage)
  await page.waitForSelector('body[data-ready]')
  return page
}

/** Plays all sights of a stage in a real browser, through Caddy. Answers whether there was a browser. */
export async function runBrowser(stage: Stage, known: Set<string>, sights: readonly Sight[], tell: Tell) {
  const config = { SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT: `${publicUrl}/lethe/` }
  const account = await startAccountPage({ lmsUrl: publicUrl, origin: accountPage, config })
  const to = (port: number | string) => `127.0.0.1:${port}`
  const rules = [
    `MAP ${host} ${to(stage.proxies.ports.caddy['fail-closed'])}`,
    `MAP ${new URL(accountPage).host} ${to(new URL(account.address).port)}`
  ].join(', ')
  const browser = await launchBrowser(rules)
  try {
    if (browser === null) return false
    for (const sight of sights.filter(({ modes }) => modes.includes(stage.mode)))
      await playSight(browser, stage, sight, tell)
    for (const id of (await stage.standings()).keys()) known.add(id)
    return true
  } finally {
    await browser?.close()
    await account.close()
  }
}

async function playSight(browser: Browser, stage: Stage, sight: Sight, tell: Tell): Promise<void> {
  const checks = new Checks()
  const learner = { ...makeLearner(stage, sight.person), from: makeAddress() }
  const unhandled: string[] = []
  try {
    const page = await openPage(browser, stage, learner, sight)
    page.on('pageerror', error => unhandled.push(error.message))
    await sight.see({ stage, learner, page, checks, unhandled })
    await page.context().close()
  } catch (error) {
    checks.ok(`broke off: ${(error as Error).message.slice(0, 500)}`, false)
  }
  checks.equal('what the page did not handle', unhandled, [])
  tell({
    id: `${stage.mode} browser: ${sight.id}`,
    proxy: 'caddy',
    mode: stage.mode,
    caller: 'browser',
    fault: sight.id,
    status: null,
    sandbox: seeRetirement(stage, learner),
    state: null,
    faults: checks.faults
  })
}
