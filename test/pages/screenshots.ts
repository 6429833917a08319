import './shifted-date.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Looks, launchBrowser, noBrowser, openWindow, type Window } from './browser.ts'
import { type Campus, openCampus } from './campus.ts'
import { openAs } from './learner.ts'
import { shrink } from './palette.ts'
import { openInstitution } from './seed/requests.ts'
import { openSite } from './site.ts'
import { letFirstIn, openStaff } from './staff.ts'

const pictures = fileURLToPath(new URL('../../plugin/guides/pictures/', import.meta.url))
const mostBytes = 60_000
const tallest = 780

const folder = mkdtempSync(join(tmpdir(), 'lethe-pictures-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
process.env.TMPDIR = join(folder, 'browser')
mkdirSync(process.env.TMPDIR)
mkdirSync(pictures, { recursive: true })

const site = await openSite(folder, 'institution', { before: new URL('shifted-date.ts', import.meta.url) })
const campus = await openCampus(site.call, site.sidecar(), { more: { coolOffMs: 7 * 24 * 60 * 60 * 1000 } })
const browser = await launchBrowser(campus.rule)
if (browser === null) {
  process.stderr.write(`screenshots: ${noBrowser}\n`)
  process.exit(2)
}
const institution = await openInstitution(site)
const ada = await letFirstIn(site)
const { address } = site.sidecar()
const open = (looks: Looks = {}) => openWindow(browser, { width: 1100, ...looks })

/** What is pictured of the pages for staff, by the name of the file. */
const ofStaff: readonly { file: string; path: string; looks?: Looks }[] = [
  { file: 'overview', path: '/admin' },
  { file: 'queue', path: '/admin/requests' },
  { file: 'request', path: `/admin/requests/${institution.requests.blocked}` },
  { file: 'request-dark', path: `/admin/requests/${institution.requests['cooling-off']}`, looks: { theme: 'dark' } },
  { file: 'queue-german', path: '/admin/requests', looks: { language: 'de' } },
  { file: 'queue-phone', path: '/admin/requests', looks: { width: 390 } },
  { file: 'platform', path: `/admin/platforms/${institution.university.platform}` },
  { file: 'reports', path: '/admin/reports' }
]

const linked = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }

/** What is pictured of the pages for subjects. */
const ofSubjects: readonly { file: string; person: Parameters<Campus['addLearner']>[0]; looks?: Looks }[] = [
  { file: 'learner-blocked', person: { username: 'mira.holm', links: [linked] } },
  { file: 'learner-phone', person: { username: 'tom.reed', language: 'de' }, looks: { width: 390, language: 'de' } }
]

async function picture({ page, close }: Window, file: string): Promise<void> {
  const { width, height } = page.viewportSize()!
  const clip = { x: 0, y: 0, width, height: Math.min(height, tallest) }
  const png = shrink(await page.screenshot({ clip }))
  writeFileSync(join(pictures, `${file}.png`), png)
  process.stdout.write(`${file}.png  ${png.length} bytes${png.length > mostBytes ? '  TOO LARGE' : ''}\n`)
  if (png.length > mostBytes) process.exitCode = 1
  await close()
}

for (const { file, path, looks } of ofStaff) {
  const window = await openStaff(open, site, ada, looks)
  await window.page.goto(`${address}${path}`)
  await picture(window, file)
}
for (const { file, person, looks } of ofSubjects) {
  const window = await openAs(open, campus, campus.addLearner(person), looks)
  await window.page.goto(`${campus.publicUrl}/lethe/`)
  await picture(window, file)
}
const signIn = await open()
await signIn.page.goto(`${address}/sign-in`)
await picture(signIn, 'sign-in')

await browser.close()
await institution.close()
await campus.close()
await site.close()
process.exit()
