import { until } from '../standings.ts'
import type { Screen, Sight } from './browser.ts'
import { makeSoleInstructor, passwordOfLearners, seeRetirement } from './learners.ts'
import { linkedLogin, linkIn } from './roads.ts'
import { accountPage, institution, publicUrl } from './stage.ts'

/** Presses "Delete my account", types a password, and waits for one of the page's own sentences. */
async function press({ page }: Screen, password: string, shows: string): Promise<void> {
  await page.click('#delete-account')
  await page.fill('#password', password)
  await page.click('#confirm-delete')
  await page.waitForSelector(shows)
}

const shows = (selector: string, rows: 0 | 1, before?: (screen: Screen) => void, password = passwordOfLearners) => {
  return async (screen: Screen) => {
    before?.(screen)
    await press(screen, password, selector)
    const { stage, learner, checks, page } = screen
    checks.equal('rows in the LMS', seeRetirement(stage, learner).rows, rows)
    checks.equal('sentences that are shown', await page.locator('.error:visible').count(), selector === goodbye ? 0 : 1)
  }
}

const goodbye = '#goodbye[open]'
const unable = '#unable-to-delete:visible'
const wrongPassword = '#password-incorrect:visible'

const codesOn = (screen: Screen) =>
  screen.page.locator('#reasons li').evaluateAll(rows => rows.map(row => row.getAttribute('data-code')))

async function mailOf({ stage, learner }: Screen, pattern: RegExp): Promise<string> {
  const all = await until(
    () => stage.mailbox.of(`${learner.name}@school.example`),
    mails => mails.some(({ text }) => pattern.test(text)),
    120_000
  )
  return all.find(({ text }) => pattern.test(text))?.text ?? ''
}

const both = ['forward', 'defer'] as const

export const sights: readonly Sight[] = [
  { id: 'nothing stops it', modes: ['forward'], see: shows(goodbye, 1) },
  { id: 'a wrong password', modes: ['forward'], see: shows(wrongPassword, 0, undefined, 'not mine') },
  { id: 'a password with blanks around it', modes: ['forward'], see: shows(goodbye, 1, undefined, ' correct horse ') },
  { id: 'no password', modes: ['forward'], person: { password: null }, see: shows(unable, 0) },
  {
    id: 'the only instructor of a course',
    modes: both,
    see: shows(unable, 0, ({ stage, learner }) => void makeSoleInstructor(stage, learner))
  },
  {
    id: 'the answer is cut',
    modes: ['forward'],
    see: shows(goodbye, 1, ({ stage }) => stage.sandbox.faults.add({ route: 'deactivate_logout', kind: 'reset-after' }))
  },
  {
    id: 'linked: the button is dead, and its link leads to the reasons',
    modes: both,
    person: { links: [linkedLogin] },
    async see(screen) {
      const { page, checks } = screen
      checks.ok('the button is alive', await page.isDisabled('#delete-account'))
      await page.click('#unlink-link')
      await page.waitForURL(`${publicUrl}/lethe/`)
      checks.equal('reasons', await codesOn(screen), ['social-account-linked'])
      checks.match(
        'the first step',
        await page.locator('#reasons li').first().innerText(),
        /Set a password first, then/
      )
      await page.goto(accountPage)
      await page.click(`#unlink-${linkedLogin.providerId}`)
      await page.waitForSelector('#please-unlink', { state: 'hidden' })
      await page.goto(`${publicUrl}/lethe/`)
      checks.match('afterwards', await page.locator('#clear').innerText(), /Nothing stands in the way/)
      const others = 'script:not([src^="/lethe/assets/lethe.js"])'
      checks.equal('scripts of others on the page', await page.locator(others).count(), 0)
    }
  },
  {
    id: 'in German',
    modes: both,
    person: { links: [linkedLogin], language: 'de' },
    locale: 'de-DE',
    async see({ page, checks }) {
      await page.goto(`${publicUrl}/lethe/`)
      checks.equal('language', await page.getAttribute('html', 'lang'), 'de')
      checks.match('reason', await page.locator('#reasons li').first().innerText(), /Zuerst ein Passwort setzen/)
    }
  },
  {
    id: 'not signed in: through the sign-in of the LMS to the reasons',
    modes: ['forward'],
    signedIn: false,
    async see({ page, learner, checks }) {
      await page.goto(`${publicUrl}/lethe/`)
      await page.click('#sign-in')
      await page.fill('[name=email]', learner.name)
      await page.fill('[name=password]', passwordOfLearners)
      await page.click('button')
      await page.waitForURL(`${publicUrl}/lethe/`)
      checks.match('the page', await page.locator('#clear').innerText(), /Nothing stands in the way/)
    }
  },
  {
    id: 'no password: the page of reasons says it',
    modes: ['forward'],
    person: { password: null },
    async see(screen) {
      await screen.page.goto(`${publicUrl}/lethe/`)
      screen.checks.equal('reasons', await codesOn(screen), ['no-usable-password'])
    }
  },
  {
    id: 'good-bye, the link, the cool-off, withdrawn on the page',
    modes: ['defer'],
    async see(screen) {
      const { page, checks, stage, learner } = screen
      await press(screen, passwordOfLearners, goodbye)
      const link = linkIn(await mailOf(screen, /Nothing has been deleted yet, whatever the page said/), 'confirm')
      await page.goto(`${publicUrl}${link}`)
      await page.click('button')
      await page.getByText('Confirmed. You get a mail').waitFor()
      await mailOf(screen, /will be deleted after/)
      await page.goto(`${publicUrl}/lethe/`)
      checks.match(
        'how it stands',
        await page.locator('#open').innerText(),
        /will be deleted after[\s\S]*still be withdrawn/
      )
      await page.click('#open form[action="/lethe/withdraw"] button')
      checks.match('told', await mailOf(screen, /was withdrawn/), /was withdrawn/)
      checks.equal('rows in the LMS', seeRetirement(stage, learner).rows, 0)
    }
  },
  {
    id: 'the institution’s link only: the button is dead all the same',
    modes: both,
    person: { links: [{ provider: 'tpa-saml', providerId: institution, uid: 'campus:me' }] },
    async see(screen) {
      const { page, checks } = screen
      checks.ok('the button is alive', await page.isDisabled('#delete-account'))
      await page.goto(`${publicUrl}/lethe/`)
      checks.match('the page', await page.locator('#clear').innerText(), /Nothing stands in the way/)
      checks.equal('advice to press it', await page.locator('#press').count(), 0)
      await page.check('#ask [name=acknowledged]')
      await page.click('#ask button')
      await page.getByText('Nothing has been deleted yet').waitFor()
      const link = linkIn(await mailOf(screen, /One step is missing|Nothing has been deleted yet/), 'confirm')
      await page.goto(`${publicUrl}${link}`)
      await page.click('button')
      await page.getByText('Confirmed. You get a mail').waitFor()
      await mailOf(screen, /will be deleted after/)
    }
  },
  {
    id: 'Lethe is down: the page says so',
    modes: both,
    async see(screen) {
      await screen.stage.stopSidecar()
      try {
        await press(screen, passwordOfLearners, unable)
        screen.checks.equal('rows in the LMS', seeRetirement(screen.stage, screen.learner).rows, 0)
        const help = await screen.page.goto(`${publicUrl}/lethe/`)
        screen.checks.equal('the page of reasons', help?.status(), 503)
      } finally {
        await screen.stage.startSidecar()
      }
    }
  }
]
