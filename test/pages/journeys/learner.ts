import type { Locator, Page } from 'playwright-core'
import type { Person } from '../../../adapters/openedx/sandbox/world.ts'
import { until } from '../../gateway/standings.ts'
import type { Window } from '../browser.ts'
import type { Journey, Walk } from '../journey.ts'
import { isGone, linkIn, mailOf, nextMail, openAs, seeLearner } from '../learner.ts'

const linked = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }

/** Opens the page of one's own deletion, under the host of the LMS. */
export const openOwn = ({ campus }: Pick<Walk, 'campus'>, { page }: Window) => page.goto(`${campus.publicUrl}/lethe/`)

/** Loads a page again; one that does so by itself at that moment is left to it. */
export const reload = (page: Page): Promise<unknown> =>
  page.reload().catch((error: Error) => {
    if (!/ERR_ABORTED|interrupted/.test(error.message)) throw error
    return page.waitForLoadState()
  })

/** Loads the page again until it shows this, as somebody does who waits. @throws Error after two minutes */
export async function loadUntil({ page }: Window, shown: Locator): Promise<void> {
  for (let tries = 0; !(await shown.first().isVisible()); tries += 1) {
    if (tries > 240) throw new Error(`${new URL(page.url()).pathname} does not come to show ${shown}`)
    await page.waitForTimeout(500)
    await reload(page)
  }
}

/** Asks on that page: reads, ticks, sends. */
export async function ask({ page }: Window): Promise<void> {
  await page.getByRole('radio', { name: 'I want none.' }).check()
  await page.getByRole('checkbox', { name: /I have read this/ }).check()
  await page.getByRole('button', { name: 'Ask for the deletion of my account' }).click()
  await page.getByText('Nothing has been deleted yet').first().waitFor()
}

/** Says by the link of the newest mail that it was meant. */
export async function confirm(walk: Pick<Walk, 'site'>, person: Person, { page }: Window, after = 0): Promise<void> {
  const mail = await nextMail(walk.site, mailOf(person), /\/lethe\/confirm\//, after)
  await page.goto(linkIn(mail, 'lethe/confirm'))
  await page.getByRole('main').getByRole('button').click()
  await page.getByText('Confirmed').first().waitFor()
}

/** Waits until the LMS has nothing of the person any more, or some time is over. */
export const untilGone = ({ campus }: Pick<Walk, 'campus'>, person: Person, named: string) =>
  until(
    () => seeLearner(campus, person),
    seen => isGone(seen, named),
    25_000
  )

/** Blocked, fixed at the LMS, asked, withdrawn, asked again, erased. */
export const blockedAndBack: Journey = {
  id: 'a learner is blocked, fixes it, asks again, withdraws, asks again, and is erased',
  async walk(walk) {
    const { campus, checks, open, site } = walk
    const person = campus.addLearner({ links: [linked] })
    const { username } = person
    const window = await openAs(open, campus, person)
    const { page } = window
    await openOwn(walk, window)
    await page.getByRole('listitem').filter({ hasText: 'unlink' }).first().waitFor()
    await ask(window)
    await openOwn(walk, window)
    await loadUntil(window, page.getByText('It is waiting.'))
    checks.equal('retirements while it is blocked', seeLearner(campus, person).begun, 0)

    person.links = []
    await nextMail(site, mailOf(person), /\/lethe\/confirm\//)
    await page
      .getByRole('link', { name: 'Look again' })
      .or(page.getByRole('button', { name: 'Look again' }))
      .click()
    await page.getByText('Nothing stands in the way.').waitFor()
    await confirm(walk, person, window)
    await nextMail(site, mailOf(person), /will be deleted after/)

    const read = site.mailbox.of(mailOf(person)).length
    await openOwn(walk, window)
    await loadUntil(window, page.getByRole('button', { name: 'Withdraw it' }))
    await page.getByRole('button', { name: 'Withdraw it' }).click()
    await nextMail(site, mailOf(person), /was withdrawn/, read)
    checks.equal('retirements after the withdrawal', seeLearner(campus, person).begun, 0)

    // There was all the time in the world to withdraw; from here on it is to be over soon.
    await campus.setCoolOff(1000)

    await openOwn(walk, window)
    const again = site.mailbox.of(mailOf(person)).length
    await ask(window)
    await confirm(walk, person, window, again)
    const sandbox = await untilGone(walk, person, username)
    checks.ok('the LMS still knows the person', isGone(sandbox, username))
    const last = await nextMail(site, `${username}@school.example`, /\/lethe\/certificate\//, again)
    await page.goto(linkIn(last, 'lethe/certificate'))
    await page.getByRole('heading', { level: 1 }).waitFor()
    checks.ok('the certificate names the person', !(await page.content()).includes(username))
    return { sandbox, state: 'completed' }
  }
}
