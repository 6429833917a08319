import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { optionsSchema } from '../../../adapters/openolat/options.ts'
import { firstRunTexts } from '../../../plugin/texts/admin/first-run.ts'
import { overviewTexts } from '../../../plugin/texts/admin/overview.ts'
import { platformTexts } from '../../../plugin/texts/admin/platforms.ts'
import { sourceTexts } from '../../../plugin/texts/admin/sources.ts'
import { stateName } from '../../../plugin/texts/admin/states.ts'
import { optionTexts } from '../../../plugin/texts/options/index.ts'
import { signInTexts } from '../../../plugin/texts/sign-in.ts'
import { until } from '../../gateway/standings.ts'
import type { Looks } from '../browser.ts'
import { field, type Hands, mouse, way } from '../hands.ts'
import type { Ending, Walk } from '../journey.ts'
import { openSite, type Site } from '../site.ts'
import { addMember, isErased, seeMember, startUniversitySandbox, universityAccess } from '../university.ts'

const password = 'a harbour full of boats'
const cli = fileURLToPath(new URL('../../../plugin/cli.ts', import.meta.url))

/** The one command: it gives the person of the first start a password to sign in with. Said again where it is refused for haste. */
async function setPassword(site: Site, signInName: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const error = await tryPassword(site, signInName).then(
      () => null,
      (error: Error) => error
    )
    if (error === null) return
    if (tries === 120 || !error.message.includes('under-pressure')) throw error
    await pause(1000)
  }
}

function tryPassword(site: Site, signInName: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const given = [cli, 'person', 'password', '--stdin', '--sign-in-name', signInName]
    const child = execFile(process.execPath, given, { env: site.env }, (error, _, said) =>
      error === null ? resolve() : reject(new Error(`the command failed: ${said}`))
    )
    child.stdin?.end(`${password}\n`)
  })
}

/** How somebody goes the way, and what is looked at on each page of it. */
export interface Manner {
  readonly looks?: Looks
  readonly hands?: (page: Page) => Hands
  readonly look?: (page: Page) => Promise<void>
}

/**
 * From an installation with nothing in it to a first erased account, by pages alone: sign in, the guided first steps, a
 * platform by its form, its rights, a source, a test deletion, its certificate. Names are those of the reader's language.
 */
export async function walkFirstRun(walk: Walk, id: string, { looks = {}, hands, look }: Manner): Promise<Ending> {
  const { open, checks, folder } = walk
  const { language = 'en' } = looks
  const [texts, platforms, sources] = [firstRunTexts[language], platformTexts[language], sourceTexts[language]]
  const options = optionTexts('openolat', optionsSchema)[language]
  const sandbox = await startUniversitySandbox()
  const site = await openSite(folder, id)
  try {
    await setPassword(site, 'ada')
    const person = addMember(sandbox)
    const { page } = await open(looks)
    const { press, tick, type } = hands?.(page) ?? mouse
    const see = async (heading: string) => {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      await look?.(page)
    }
    const goOn = async (name: string, heading: string) => {
      await press(way(page, name))
      await see(heading)
    }
    const toFirstSteps = () => page.goto(`${site.sidecar().address}/admin/first-run`)

    await page.goto(`${site.sidecar().address}/`)
    await see(signInTexts[language].title)
    await type(field(page, signInTexts[language].name), 'ada')
    await type(field(page, signInTexts[language].password), password)
    await goOn(signInTexts[language].button, overviewTexts[language].title)
    await goOn(overviewTexts[language].first.begin, texts.title)

    await goOn(texts.steps.platform.go, platforms.add.title)
    await goOn(platforms.add.kind('OpenOlat'), platforms.add.titleOf('OpenOlat'))
    await type(field(page, platforms.add.name), 'Practice')
    checks.ok('the box for practice is not ticked', await field(page, platforms.add.practice).isChecked())
    await type(field(page, options.baseUrl!.title), `${sandbox.address}/olat`)
    await type(field(page, options.username!.title), universityAccess.username)
    await type(field(page, options.secret!.title), universityAccess.secret)
    await tick(page.getByRole('radio', { name: platforms.questions.invoices.no }))
    await tick(page.getByRole('radio', { name: platforms.questions.graders.nobody, exact: true }))
    await goOn(platforms.add.submit, 'Practice')
    await page.getByText(platforms.said['platform-added']).waitFor()
    const rights = page.getByRole('table', { name: platforms.rights.caption })
    checks.ok('no right is shown as present', (await rights.innerText()).includes(platforms.rights.states.present))
    await goOn(platforms.check.do, 'Practice')
    await page.getByText(platforms.said['platform-checked']).waitFor()
    checks.ok('the secret stands on the page', !(await page.content()).includes(universityAccess.secret))

    await toFirstSteps()
    await goOn(texts.steps.way.go, sources.title)
    await goOn(sources.add, sources.addTitle)
    await type(field(page, sources.name), 'Portal')
    await tick(page.getByRole('checkbox', { name: 'Practice' }))
    await goOn(sources.addDo, sources.madeTitle)
    const secret = (await page.getByText(/^whsec_/).innerText()).trim()
    checks.ok('no secret is shown', secret.length > 40)
    await press(way(page, sources.toSource))
    await see('Portal')
    checks.ok('the secret is shown again', !(await page.content()).includes(secret))

    await toFirstSteps()
    await goOn(texts.steps.test.go, texts.testTitle)
    await type(field(page, texts.username), person.login)
    await type(field(page, texts.email), person.email)
    await goOn(texts.testDo, texts.followTitle)
    await page.getByText(texts.ended).waitFor()
    const state = (await page.getByText(stateName('completed', language), { exact: true }).count()) > 0
    checks.ok('the page does not say that it is completed', state)
    await look?.(page)
    await press(way(page, texts.certificate))
    await page.waitForURL(/\/certificate$/)
    await look?.(page)
    checks.ok('the certificate names the person', !(await page.content()).includes(person.login))
    const seen = await until(
      () => seeMember(sandbox, person),
      each => isErased(each),
      5_000
    )
    checks.ok('OpenOlat still has the person', isErased(seen))
    return { sandbox: seen, state: state ? 'completed' : null }
  } finally {
    await site.close()
    await sandbox.close()
  }
}
