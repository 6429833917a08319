import { until } from '../../gateway/standings.ts'
import type { Window } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { nextMail } from '../learner.ts'
import { isErased, seeMember } from '../university.ts'

async function askForCode({ page }: Window, address: string, who: string): Promise<string> {
  await page.goto(address)
  await page.getByRole('textbox', { name: 'User name or e-mail address on the platform' }).fill(who)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByRole('heading', { level: 1, name: 'Look into your mail' }).waitFor()
  return page.getByRole('main').innerText()
}

/** Nobody's LMS session tells who it is: a code by mail does. */
export const byMailCode: Journey = {
  id: 'somebody without a route comes in by a code, asks, is erased, and reads how it went by another code',
  async walk({ site, university, open, checks }) {
    const person = university.addMember()
    const address = `${site.sidecar().address}/subject/${university.platform}/`
    const window = await open()
    const { page } = window
    const said = await askForCode(window, address, person.email)
    const stranger = await open()
    checks.equal('what is said to a stranger', await askForCode(stranger, address, 'nobody@uni.example'), said)

    await stranger.page.getByRole('textbox', { name: 'Code of the mail' }).fill('BCDF-GHJK')
    await stranger.page.getByRole('button', { name: 'Go on' }).click()
    await stranger.page.getByText('This code does not open anything').waitFor()
    checks.equal('mails to nobody', site.mailbox.of('nobody@uni.example').length, 0)

    const mail = await nextMail(site, person.email, /Your code for the account/)
    const code = /\b[A-Z]{4}-[A-Z]{4}\b/.exec(mail.text)?.[0] ?? ''
    await page.getByRole('textbox', { name: 'Code of the mail' }).fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Nothing stands in the way.').waitFor()
    await page.getByRole('radio', { name: 'I want none.' }).check()
    await page.getByRole('checkbox', { name: /I have read this/ }).check()
    await page.getByRole('button', { name: 'Ask for the deletion of my account' }).click()
    const kept = page.getByText(/^[A-Z]{4}(-[A-Z]{4}){3}$/)
    await kept.first().waitFor()
    const status = (await kept.first().innerText()).trim()

    const sandbox = await until(
      () => seeMember(university.sandbox, person),
      seen => isErased(seen),
      25_000
    )
    checks.ok('OpenOlat still has the person', isErased(sandbox))

    // Anybody with the code, anywhere: nobody is signed in here, and nobody is named.
    const later = await open()
    await later.page.goto(address)
    await later.page.getByRole('link', { name: 'How a demand stands, by its code' }).click()
    await later.page.getByRole('textbox', { name: 'Code of the demand' }).fill(status)
    await later.page.getByRole('button', { name: 'Show' }).click()
    await later.page.getByText('The account was deleted').waitFor()
    checks.ok('the status names the person', !(await later.page.content()).includes(person.login))
    await later.page.getByRole('link', { name: /Certificate of what was done/ }).click()
    await later.page.getByRole('heading', { level: 1 }).waitFor()
    checks.ok('the certificate names the person', !(await later.page.content()).includes(person.login))
    return { sandbox, state: 'completed' }
  }
}
