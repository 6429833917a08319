import type { Call } from '../demo/client.ts'
import { letIn } from '../demo/colleagues.ts'
import type { Looks, Window } from './browser.ts'
import type { Site } from './site.ts'

/** Somebody who works with Lethe and can sign in. */
export interface Staff {
  readonly id: string
  readonly name: string
  readonly password: string
  /** The API in their name. */
  readonly call: Call
}

type Roles = NonNullable<Parameters<typeof letIn>[3]>['roles']

const passwordOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '-')}-at-the-lakeside`

async function choosePassword(call: Call, name: string): Promise<Staff> {
  const { person } = await call<{ person: { id: string } }>('GET', '/me')
  const password = passwordOf(name)
  await call('PUT', `/persons/${person.id}/password`, { password, signInName: name })
  return { id: person.id, name, password, call }
}

/** Gives the first person a password of their own choice. */
export const letFirstIn = ({ call }: Site, name = 'Ada Moor'): Promise<Staff> => choosePassword(call, name)

/** Lets somebody else in, who chooses a password and has no account on these platforms. */
export async function letStaffIn(site: Site, name: string, roles: Roles, platforms: readonly string[]): Promise<Staff> {
  const call = await letIn(() => site.sidecar().address, site.call, platforms, { name, ...(roles && { roles }) })
  return choosePassword(call, name)
}

/** Signs in on the page for it. */
export async function signIn(
  { page }: Window,
  address: string,
  { name, password }: Staff,
  to = '/admin'
): Promise<void> {
  await page.goto(`${address}/sign-in?to=${encodeURIComponent(to)}`)
  const isGerman = (await page.getAttribute('html', 'lang')) === 'de'
  await page.getByRole('textbox', { name: isGerman ? 'Anmeldename' : 'Sign-in name' }).fill(name)
  await page.getByLabel(isGerman ? 'Passwort' : 'Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: isGerman ? 'Anmelden' : 'Sign in' }).click()
  await page.waitForURL(`${address}${to}`)
}

/** A window in which somebody is signed in at the pages for staff. */
export async function openStaff(
  open: (looks?: Looks) => Promise<Window>,
  site: Pick<Site, 'sidecar'>,
  staff: Staff,
  looks: Looks = {}
): Promise<Window> {
  const window = await open(looks)
  await signIn(window, site.sidecar().address, staff)
  return window
}
