import { readFileSync } from 'node:fs'
import { until } from '../../gateway/standings.ts'
import { brakePerHour } from '../ground.ts'
import type { Journey } from '../journey.ts'
import { openStaff } from '../staff.ts'
import { isErased, seeMember } from '../university.ts'

const many = 200

/** Two hundred looked up from a list, confirmed, braked, agreed to by two others, followed to the end. */
export const bulkOf200: Journey = {
  id: 'two hundred are picked, confirmed, braked, released by two others, followed and erased',
  async walk({ site, crowded, staff, open, checks }) {
    const { address } = site.sidecar()
    const people = Array.from({ length: many }, () => crowded.addMember())
    const see = () => people.map(person => seeMember(crowded.sandbox, person))
    const { page } = await openStaff(open, site, staff.eva)

    await page.getByRole('link', { name: 'Search and select' }).click()
    await page.getByRole('button', { name: 'Search accounts' }).click()
    await page.getByLabel('Platform').selectOption({ label: 'University of the Heights' })
    await page.getByLabel('What you look for').fill('member.')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page.getByText('50 accounts were found.').waitFor()
    await page.getByRole('checkbox', { name: 'Select all' }).check()
    checks.equal('ticked by one box', await page.getByRole('checkbox', { checked: true }).count(), 51)
    checks.ok('what was looked for stands in the address', !page.url().includes('member'))

    await page.goto(`${address}/admin/selections/from-list`)
    await page.getByLabel('Platform').selectOption({ label: 'University of the Heights' })
    await page.getByLabel('What stands in each line').selectOption({ label: 'logins' })
    const lines = ['login', ...people.map(({ login }) => login), 'nobody.here']
    await page.getByRole('textbox', { name: /^The list/ }).fill(lines.join('\n'))
    await page.getByRole('button', { name: 'Look them up' }).click()
    await page.getByText(`${many} of ${many + 1} lines mean one account each.`).waitFor()
    await page.getByRole('button', { name: `Go on with ${many} accounts` }).click()

    await page.getByLabel('Who may ask').fill('The registrar')
    await page.getByLabel('How it was obtained').fill('Rules of the university')
    await page.getByLabel('File or section').fill('section 12')
    await page.getByLabel('Given on').fill('2025-10-01')
    await page.getByLabel('Why they cannot ask themselves').fill('They left years ago')
    await page.getByRole('checkbox', { name: /The list is what it looks like/ }).check()
    await page.getByRole('button', { name: 'Read what it means' }).click()
    await page.getByRole('heading', { level: 1, name: 'Confirm the deletion of many' }).waitFor()
    checks.equal('deletions before anybody confirmed', see().filter(({ begun }) => begun > 0).length, 0)
    await page.getByRole('checkbox', { name: /I have read what it means/ }).check()
    await page.getByRole('button', { name: `Let it run: ${many} people` }).click()

    // The page follows by itself: nothing is loaded again from here.
    await page.getByText('Kept back by the brake').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Agree that what the brake kept back goes on' }).waitFor()
    await until(see, seen => seen.filter(isErased).length >= brakePerHour)
    checks.equal('erased past the brake', see().filter(({ begun }) => begun > 0).length, brakePerHour)

    for (const agrees of [staff.ada, staff.nora]) {
      const other = await openStaff(open, site, agrees)
      await other.page.goto(page.url().replace(/\?.*/, ''))
      await other.page.getByRole('button', { name: 'Agree that what the brake kept back goes on' }).click()
      await other.page.getByRole('button', { name: 'I agree that they go on' }).click({ timeout: 60_000 })
      // With the second agreement 180 requests go on before the page answers.
      await other.page.getByText('Your agreement is stored.').waitFor({ timeout: 60_000 })
    }
    const sandbox = await until(see, seen => seen.every(isErased), 150_000)
    checks.equal('erased', sandbox.filter(isErased).length, many)

    await page.reload()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Outcome as a table (CSV)' }).click()
    ])
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n')
    checks.equal('rows of the table', rows.length, many + 1)
    return { sandbox: { erased: sandbox.filter(isErased).length, begun: sandbox.length }, state: 'completed' }
  }
}
