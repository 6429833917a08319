import { type InstitutionUser, startInstitution } from '../../doubles/identity-provider.ts'
import { until } from '../../gateway/standings.ts'
import type { Window } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { isErased, seeMember } from '../university.ts'
import { loadUntil } from './learner.ts'

const user = (login: string, roles: readonly string[]): InstitutionUser => ({
  login,
  password: `${login} at the institution`,
  claims: { roles }
})

async function signInThere({ page }: Window, address: string, { login, password }: InstitutionUser): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with Campus account' }).click()
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** The institution says who somebody is and what they may do. */
export const byInstitution: Journey = {
  id: 'a colleague signs in by the institution with the role of a claim, approves, signs out, and is let in no more',
  async walk({ site, agreeing, staff, demand, open, checks }) {
    const { address } = site.sidecar()
    const carla = user('carla', ['privacy'])
    const institution = await startInstitution({ lethe: address, users: [carla, user('dan', ['students'])] })
    try {
      const said = {
        label: 'Campus account',
        issuer: institution.issuer,
        clientId: institution.clientId,
        clientSecret: institution.clientSecret,
        scopes: ['openid', 'profile', 'roles'],
        rolesClaim: 'roles',
        mapping: [{ value: 'privacy', roles: ['privacy-officer'] }],
        addsPeople: true,
        vouches: true,
        takesPasswords: true
      }
      // Whoever sets a provider does not vouch for it alone: with its people they would count as two.
      await staff.ada.call('PUT', '/sign-in-settings', { ...said, vouches: false })
      await staff.eva.call('PUT', '/sign-in-settings', { ...said, vouches: true })
      const stranger = await open()
      await signInThere(stranger, address, user('dan', []))
      await stranger.page.getByRole('heading', { level: 1, name: 'You could not be signed in' }).waitFor()

      const window = await open()
      const { page } = window
      await signInThere(window, address, carla)
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
      await page.getByRole('banner').getByText('privacy officer').waitFor()
      checks.equal('areas of an administrator', await page.getByRole('link', { name: 'First steps' }).count(), 0)

      const person = agreeing.addMember()
      const request = await demand(agreeing, person)
      const people = await site.call<readonly { id: string; name: string }[]>('GET', '/persons')
      const id = people.find(({ name }) => name === 'carla')?.id
      const without = [agreeing.platform]
      await staff.eva.call('PUT', `/persons/${id}/accounts`, { accounts: [], without })
      await page.goto(`${address}/admin/requests/${request}`)
      await loadUntil(window, page.getByRole('link', { name: 'Approve the plan' }))
      await page.getByRole('link', { name: 'Approve the plan' }).click()
      await page.getByRole('button', { name: 'Approve exactly this plan' }).click()
      const sandbox = await until(
        () => seeMember(agreeing.sandbox, person),
        seen => isErased(seen)
      )
      checks.ok('OpenOlat still has the person', isErased(sandbox))

      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor()
      await page.goto(`${address}/admin`)
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
      institution.change('carla', { roles: [] })
      const again = await open()
      await signInThere(again, address, carla)
      await again.page.getByRole('heading', { level: 1, name: 'You could not be signed in' }).waitFor()
      return { sandbox, state: 'completed' }
    } finally {
      await site.call('DELETE', '/sign-in-settings').catch(() => {})
      await institution.close()
    }
  }
}
