import chromium from '@sparticuz/chromium'
import { type Browser, chromium as launcher, type Page } from 'playwright-core'
import t from 'tap'
import { startAccountPage, startSandbox } from '../adapters/openedx/sandbox/index.ts'
import type { StandAnswer } from '../adapters/sandbox/stand.ts'
import { example } from './adapters/openedx/stage.ts'

const sandbox = await startSandbox({ seed: example, release: 'ulmo' })
const accountPage = await startAccountPage({ lmsUrl: sandbox.address, trustedBy: sandbox.world.settings })
// Only these arguments: with those that the package suggests the browser checks no origins and shares its cookies.
const browser: Browser = await launcher.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
})
t.teardown(async () => {
  await browser.close()
  await accountPage.close()
  await sandbox.close()
})

/** The account page in a browser of its own, signed in as somebody. */
async function open(username: string): Promise<{ page: Page; unhandled: string[] }> {
  const answer = await fetch(`${sandbox.address}/_sandbox/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ username, as: 'session' })
  })
  const { cookies } = (await answer.json()) as { cookies: Record<string, string> }
  const context = await browser.newContext()
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: sandbox.address })))
  const page = await context.newPage()
  const unhandled: string[] = []
  page.on('pageerror', error => unhandled.push(error.message))
  await page.goto(accountPage.address)
  await page.waitForSelector('body[data-ready]')
  return { page, unhandled }
}

/** Lets the LMS's place answer the deletion with something else, as a proxy in front of it could. */
async function answerWith(page: Page, { status, json, text }: StandAnswer): Promise<void> {
  await page.route('**/deactivate_logout/', (route, request) => {
    const origin = { 'access-control-allow-origin': accountPage.address, 'access-control-allow-credentials': 'true' }
    const allow = { ...origin, 'access-control-allow-headers': 'x-csrftoken, use-jwt-cookie, content-type' }
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 200, headers: allow })
    return route.fulfill({ status, headers: origin, body: json === undefined ? (text ?? '') : JSON.stringify(json) })
  })
}

t.test('the button is dead until the last link is cut; the way there is shown', async t => {
  const { page } = await open('tom.reed')
  t.ok(await page.isDisabled('#delete-account'))
  t.ok(await page.isVisible('#please-unlink'))
  t.equal(
    await page.getAttribute('#unlink-link', 'href'),
    accountPage.config.SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT
  )
  await page.click('#unlink-oa2-google-oauth2')
  await page.waitForSelector('#please-unlink', { state: 'hidden' })
  t.ok(await page.isEnabled('#delete-account'))
  const inactive = await open('lea.fresh')
  t.ok(await inactive.page.isDisabled('#delete-account'))
  t.ok(await inactive.page.isVisible('#please-activate'))
})

t.test('what the platform answers is what the learner sees', async t => {
  const { page, unhandled } = await open('ada.finch')
  const press = async (answer: StandAnswer) => {
    await page.unrouteAll()
    await answerWith(page, answer)
    await page.click('#confirm-delete')
  }
  await page.click('#delete-account')
  await page.click('#confirm-delete')
  await page.waitForSelector('#no-password')
  await page.fill('#password', 'anything')
  await press({ status: 403, json: { detail: 'a reason of our own' } })
  await page.waitForSelector('#password-incorrect')
  await press({ status: 409, json: 'a reason of our own' })
  await page.waitForSelector('#unable-to-delete')
  t.notMatch(await page.textContent('#confirm'), /of our own/, 'no words of the answer are shown')
  await press({ status: 503, text: '<h1>Bad Gateway</h1>' })
  await page.waitForSelector('#unable-to-delete')
  t.same(unhandled, [])
  const escaped = page.waitForEvent('pageerror')
  await press({ status: 409, json: { reason: 'an object' } })
  t.match((await escaped).message, 'status 409', 'an object escapes')
  t.equal(await page.locator('.error:visible').count(), 0, 'and nothing is shown at all')
})

t.test('an origin that the site does not trust sees nothing', async t => {
  const { page, unhandled } = await open('ben.osei')
  await page.click('#delete-account')
  await page.fill('#password', 'correct horse')
  const trusted = sandbox.world.settings.corsOrigins.splice(0)
  const failed = page.waitForEvent('pageerror')
  await page.click('#confirm-delete')
  await failed
  sandbox.world.settings.corsOrigins.push(...trusted)
  t.equal(await page.locator('.error:visible').count(), 0)
  t.equal(unhandled.length, 1)
})

t.test('a deletion says good-bye, and leads to the way out', async t => {
  const { page } = await open('mira.holm')
  await page.click('#delete-account')
  await page.fill('#password', ' correct horse ')
  await page.click('#confirm-delete')
  await page.waitForSelector('#goodbye[open]')
  t.match(sandbox.world.people.get(2)?.email, /^retired__user_/)
  await page.click('#close-goodbye')
  await page.waitForURL(/\/login$/)
})

t.test('somebody signs in and comes back to the page', async t => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(accountPage.address)
  await page.click('#sign-in')
  await page.fill('#email', 'ben.osei')
  await page.fill('#password', 'correct horse')
  await page.click('button')
  await page.waitForSelector('#account:not([hidden])')
  t.equal(await page.textContent('#username'), 'ben.osei')
  t.not(sandbox.world.people.get(5)?.lastLogin, null)
})

t.test('sites can take the section away, or bar a country', async t => {
  accountPage.config.COUNTRIES_WITH_DELETE_ACCOUNT_DISABLED = ['DE']
  const barred = await open('ben.osei')
  t.ok(await barred.page.isVisible('#cannot-delete'))
  t.notOk(await barred.page.isVisible('#delete-account'))
  accountPage.config.ENABLE_ACCOUNT_DELETION = 'false'
  const off = await open('ben.osei')
  t.notOk(await off.page.isVisible('#delete-section'))
})
