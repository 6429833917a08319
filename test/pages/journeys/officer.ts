import type { Page } from 'playwright-core'
import { moveTexts } from '../../../plugin/texts/admin/moves.ts'
import { requestTexts } from '../../../plugin/texts/admin/requests.ts'
import { until } from '../../gateway/standings.ts'
import { field } from '../hands.ts'
import type { Journey } from '../journey.ts'
import { openStaff } from '../staff.ts'
import { isErased, seeMember } from '../university.ts'
import { loadUntil } from './learner.ts'

const { said } = requestTexts.en

const day = 24 * 60 * 60 * 1000

async function openMove(page: Page, address: string, move: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('list', { name: 'What you can do' }).getByRole('link', { name: move, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: move }).waitFor()
}

/** What is late and why; then everything that only a privacy officer may say. */
export const privacyOfficer: Journey = {
  id: 'a privacy officer sees what is late and why, extends, holds, refuses, waives, and reads the certificate',
  async walk({ site, invoicing, staff, demand, open, checks }) {
    const people = Array.from({ length: 4 }, () => invoicing.addMember())
    const [late, held, refused, waived] = await Promise.all(
      people.map((person, at) => demand(invoicing, person, at === 0 ? 27 * day : 0))
    )
    const window = await openStaff(open, site, staff.nora)
    const { page } = window
    const at = (request = '') => `${site.sidecar().address}/admin/requests/${request}`

    await loadUntil(window, page.getByRole('link', { name: /^[1-9]\d* due within 7 days/ }))
    await page.getByRole('link', { name: /due within 7 days/ }).click()
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: late!.slice(0, 8) }) })
    await row.waitFor()
    const text = await row.innerText()
    checks.match('the row of what is due soon', text, /soon/)
    checks.match('why it waits', text, /invoice/i)
    await row.getByRole('link', { name: late!.slice(0, 8) }).click()
    await page.getByRole('heading', { name: 'What stands in the way' }).waitFor()

    await openMove(page, at(late), 'Make the period longer')
    await page.getByRole('radio', { name: 'one month' }).check()
    await page.getByRole('radio', { name: 'the request is complex' }).check()
    await field(page, moveTexts.en.said.note).fill('The finance office is closed')
    await page.getByRole('button', { name: 'Make it longer' }).click()
    await page.getByText(said['move-said']).waitFor()
    await loadUntil(window, page.getByText(/made longer/))

    await openMove(page, at(held), 'Place a hold')
    await field(page, moveTexts.en.said.note).fill('A dispute about an examination')
    await page.getByRole('button', { name: 'Place the hold' }).click()
    await page.getByText(said['hold-placed-here']).waitFor()
    await loadUntil(window, page.getByText(/hold/i).filter({ hasText: /legal/i }))

    await openMove(page, at(refused), 'Refuse')
    await field(page, moveTexts.en.said.note).fill('A claim is pending')
    await page.getByRole('button', { name: 'Refuse on this ground' }).click()
    await loadUntil(window, page.getByText('refused', { exact: true }))

    await openMove(page, at(waived), 'Waive a question')
    await field(page, 'Question').selectOption('no-unpaid-invoices')
    await field(page, moveTexts.en.said.note).fill('Everything was paid in cash')
    await page.getByRole('button', { name: 'Waive it' }).click()
    const sandbox = await until(
      () => people.map(person => seeMember(invoicing.sandbox, person)),
      seen => isErased(seen[3]!)
    )
    checks.equal('who is gone', sandbox.map(isErased), [false, false, false, true])
    await loadUntil(window, page.getByRole('link', { name: 'Certificate (page)' }))
    await page.getByRole('link', { name: 'Certificate (page)' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    checks.ok('the certificate names the person', !(await page.content()).includes(people[3]!.login))
    return { sandbox: { gone: sandbox.map(isErased) }, state: 'completed' }
  }
}

/** An auditor reads what was done and proves it, and can do nothing. */
export const auditor: Journey = {
  id: 'an auditor sees the evidence, and may do nothing',
  async walk({ site, university, invoicing, staff, demand, open, checks }) {
    const [person, waiting] = [university.addMember(), invoicing.addMember()]
    const [done, open2] = [await demand(university, person), await demand(invoicing, waiting)]
    const sandbox = await until(
      () => seeMember(university.sandbox, person),
      seen => isErased(seen)
    )
    checks.ok('OpenOlat still has the person', isErased(sandbox))
    const window = await openStaff(open, site, staff.max)
    const { page } = window
    const at = (path: string) => `${site.sidecar().address}/admin/${path}`

    await page.goto(at(`requests/${done}`))
    await loadUntil(window, page.getByText('completed', { exact: true }))
    await page.getByRole('link', { name: 'Whole history' }).click()
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
    checks.ok('the history names the person', !(await page.content()).includes(person.login))
    await page.goto(at(`requests/${done}/certificate`))
    await page.getByRole('heading', { level: 1 }).waitFor()

    await page.goto(at(`requests/${open2}`))
    await page.getByText('Nothing is yours to do here now.').waitFor()
    checks.equal('forms on the page', await page.getByRole('main').locator('form').count(), 0)
    for (const move of ['approve', 'refuse', 'withdraw', 'extend', 'hold', 'waive', 'subject']) {
      const answer = await page.goto(at(`requests/${open2}/${move}`))
      checks.equal(`an auditor opens ${move}`, answer?.status(), 403)
      await page.getByRole('heading', { level: 1, name: 'Your roles do not allow this' }).waitFor()
    }
    checks.equal('deletions of whoever waits', seeMember(invoicing.sandbox, waiting).begun, 0)
    return { sandbox, state: 'completed' }
  }
}
