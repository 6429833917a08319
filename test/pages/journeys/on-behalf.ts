import { requestTexts } from '../../../plugin/texts/admin/requests.ts'
import { until } from '../../gateway/standings.ts'
import { field, mouse } from '../hands.ts'
import type { Journey } from '../journey.ts'
import { nextMail } from '../learner.ts'
import { openStaff } from '../staff.ts'
import { isErased, seeMember } from '../university.ts'
import { loadUntil, reload } from './learner.ts'

const { said } = requestTexts.en

/** Asked by one, who may not approve it; the subject is invited first; approved by another at another desk. */
export const onBehalf: Journey = {
  id: 'on behalf of somebody, who is invited and does not answer, approved by a second person',
  async walk({ site, agreeing, staff, open, checks }) {
    const person = agreeing.addMember()
    const asking = await openStaff(open, site, staff.tom)
    const { page } = asking
    await page.getByRole('link', { name: 'Requests', exact: true }).click()
    await page.getByRole('main').getByRole('button', { name: 'Ask for somebody' }).click()
    await mouse.choose(field(page, 'Platform'), 'University of the Islands')
    await field(page, 'First identifier: value').fill(person.login)
    await field(page, 'Second identifier: value').fill(person.email)
    await field(page, 'Who may ask: person or office').fill('Her guardian')
    await field(page, 'How it was obtained, and by what it can be shown').fill('A letter')
    await field(page, 'File, or section of a rule').fill('L 12/26')
    await field(page, 'Obtained on').fill('2026-03-01')
    await page.getByRole('button', { name: 'Ask for the deletion' }).click()
    await page.getByText(said['request-made']).waitFor()
    const request = page.url().replace(/\?.*/, '')
    await nextMail(site, person.email, /asked/)
    checks.equal('deletions before anybody approved', seeMember(agreeing.sandbox, person).begun, 0)

    const approving = await openStaff(open, site, staff.eva)
    await approving.page.goto(request)
    await loadUntil(approving, approving.page.getByRole('link', { name: 'Approve the plan' }))
    await reload(page)
    checks.equal(
      'ways to approve what one asked for',
      await page.getByRole('link', { name: 'Approve the plan' }).count(),
      0
    )
    await approving.page.getByRole('link', { name: 'Approve the plan' }).click()
    await approving.page.getByRole('heading', { name: 'The plan that you approve' }).waitFor()
    await approving.page.getByRole('button', { name: 'Approve exactly this plan' }).click()
    await approving.page.getByText(said['move-said']).waitFor()
    const sandbox = await until(
      () => seeMember(agreeing.sandbox, person),
      seen => isErased(seen)
    )
    checks.ok('OpenOlat still has the person', isErased(sandbox))
    await loadUntil(approving, approving.page.getByText('completed', { exact: true }))
    return { sandbox, state: 'completed' }
  }
}
