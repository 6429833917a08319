import { openWindow } from '../browser.ts'
import type { Tour } from '../crawl.ts'
import type { Ground } from '../ground.ts'
import { ask, confirm, openOwn } from '../journeys/learner.ts'
import { linkIn, mailOf, nextMail, openAs } from '../learner.ts'

const linked = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }
const ofInstitution = { provider: 'tpa-saml', providerId: 'saml-campus', uid: 'campus:me' }

/** Learners in every situation in which the pages under the LMS's own host are different. */
export async function seedSubjectVisits(ground: Ground): Promise<Tour> {
  const { browser, site, slowCampus: campus } = ground
  const { publicUrl } = campus
  const at = { ...ground, campus }
  const help = { route: '/lethe', address: `${publicUrl}/lethe/` }
  const signIn = async (person: ReturnType<typeof campus.addLearner>) => [...(await campus.signIn(person))]
  const own = async (shows: string, change = {}) => {
    const person = campus.addLearner(change)
    return { ...help, shows, cookies: await signIn(person) }
  }

  const open = () => openWindow(browser)
  const asks = campus.addLearner()
  const window = await openAs(open, campus, asks)
  await openOwn(at, window)
  await ask(window)
  const asked = await nextMail(site, mailOf(asks), /\/lethe\/confirm\//)
  const unproven = { ...help, shows: 'one step is missing', cookies: await signIn(asks) }

  const cooling = campus.addLearner()
  const other = await openAs(open, campus, cooling)
  await openOwn(at, other)
  await ask(other)
  await confirm(at, cooling, other)
  const due = await nextMail(site, mailOf(cooling), /will be deleted after/)

  const third = campus.addLearner()
  await site.call('POST', '/requests', onBehalf(campus.platform, third.username))
  const notice = await nextMail(site, mailOf(third), /\/lethe\/object\//)

  // On the other campus a demand comes to its end while one waits.
  await ground.campus.setCoolOff(1000)
  const gone = ground.campus.addLearner()
  const last = await openAs(open, ground.campus, gone)
  const { username } = gone
  await openOwn(ground, last)
  await ask(last)
  await confirm(ground, gone, last)
  const over = await nextMail(site, mailOf({ username }), /\/lethe\/certificate\//)
  for (const each of [window, other, last]) await each.close()

  const link = (mail: typeof due, name: string) => ({
    route: `/lethe/${name}/:token`,
    address: linkIn(mail, `lethe/${name}`)
  })
  const past = `${site.sidecar().address}/subject/${campus.platform}`
  const status = /^Request (\S+)$/m.exec(due.text)?.[1] ?? 'none'
  // The LMS knows in which language somebody reads.
  const prepare = (language: string) => {
    for (const person of campus.sandbox.world.people.values()) person.language = language
  }
  const visits = [
    { ...help, shows: 'sign-in' },
    await own('blocked', { links: [linked] }),
    await own('nothing stops it'),
    await own('the button is dead', { links: [ofInstitution] }),
    unproven,
    { ...help, shows: 'cooling off', cookies: await signIn(cooling) },
    { ...link(asked, 'confirm'), shows: 'the question' },
    { ...link(due, 'withdraw'), shows: 'the question' },
    { ...link(notice, 'object'), shows: 'the question' },
    { ...link(over, 'certificate'), shows: 'the certificate' },
    {
      route: '/lethe/certificate/:token/file',
      address: `${linkIn(over, 'lethe/certificate')}/file`,
      shows: 'the signed file'
    },
    {
      route: '/lethe/status/:request',
      address: `${publicUrl}/lethe/status/${status}`,
      shows: 'cooling off',
      cookies: await signIn(cooling)
    },
    { route: '/lethe/status', address: `${publicUrl}/lethe/status`, shows: 'the form' },
    { route: '/subject/:platform', address: `${past}/`, shows: 'the form' },
    { route: '/subject/:platform/status', address: `${past}/status`, shows: 'the form' },
    { route: '/subject/:platform/leave', address: `${past}/leave`, shows: 'good-bye' },
    { route: '/subject/:platform/code/:token', address: `${past}/code/nowhere`, shows: 'a link that is none' },
    {
      ...help,
      route: '/lethe/confirm/:token',
      address: `${publicUrl}/lethe/confirm/nowhere`,
      shows: 'a link that is none'
    }
  ]
  return { visits, prepare }
}

const onBehalf = (platform: string, username: string) => ({
  platform,
  subject: {
    identifiers: [
      { kind: 'username', value: username },
      { kind: 'email', value: `${username}@school.example` }
    ]
  },
  origin: 'on-behalf',
  ground: { article: '17(1)', letter: 'b' },
  receivedAt: new Date().toISOString(),
  mandate: {
    kind: 'consent-to-act',
    who: 'A guardian',
    how: 'In writing',
    reference: 'L 12',
    obtainedOn: '2026-03-01'
  },
  acknowledged: false
})
