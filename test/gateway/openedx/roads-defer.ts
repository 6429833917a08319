import { send } from '../wire.ts'
import { passwordOfLearners, seeRetirement, signIn } from './learners.ts'
import { follow, linkedLogin, linkIn, type Road, type Walk } from './roads.ts'
import { deletion, host, publicUrl } from './stage.ts'

const notYet = /Nothing has been deleted yet, whatever the page said/
const willBe = /will be deleted after/

/** Presses, follows the link of the mail, and waits for the end. */
async function confirmAndEnd(walk: Walk): Promise<number> {
  const status = await walk.press()
  walk.checks.equal('status', status, 204)
  await follow(walk, linkIn(await walk.mail(notYet), 'confirm'))
  await walk.mail(willBe)
  walk.checks.equal('rows during the cool-off', seeRetirement(walk.stage, walk.learner).rows, 0)
  await walk.mail(/was deleted, and that was checked on the platform/)
  await walk.reach('completed')
  checkBegunOnce(walk)
  return status
}

function checkBegunOnce({ stage, learner, checks }: Walk): void {
  const { begun, state } = seeRetirement(stage, learner)
  checks.equal('in the LMS', { begun, state }, { begun: 1, state: 'COMPLETE' })
}

/** Signs in to the LMS as a browser does, through the proxy; answers the cookies. */
async function signInAgain({ learner, port, page }: Walk): Promise<string> {
  const token = await page('/csrf/api/v1/token')
  const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
  const csrf = String(token.headers['set-cookie']).split(';')[0]!
  const answer = await send({
    port,
    from: learner.from,
    path: '/api/user/v1/account/login_session/',
    headers: {
      host,
      origin: publicUrl,
      cookie: csrf,
      'x-csrftoken': csrfToken,
      'content-type': 'application/x-www-form-urlencoded'
    },
    body: new URLSearchParams({ email: learner.name, password: passwordOfLearners }).toString()
  })
  return (answer.headers['set-cookie'] as string[]).map(each => each.split(';')[0]).join('; ')
}

/** The token of a form of the help page, and whether it has the one that confirms. */
const readForm = (html: string) => ({
  token: /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '',
  mayConfirm: html.includes('action="/lethe/confirm"')
})

export const roadsOfDefer: readonly Road[] = [
  { id: 'the link, the cool-off, the bulk start, the end', mode: 'defer', walk: confirmAndEnd },
  {
    id: 'the answer to the bulk start is cut',
    mode: 'defer',
    walk(walk) {
      walk.stage.sandbox.faults.add({ route: 'startRetirement', kind: 'reset-after' })
      return confirmAndEnd(walk)
    }
  },
  { id: 'no password: the link is proof enough', mode: 'defer', person: { password: null }, walk: confirmAndEnd },
  {
    id: 'withdrawn by the link before anything was begun',
    mode: 'defer',
    async walk(walk) {
      const status = await walk.press()
      await follow(walk, linkIn(await walk.mail(notYet), 'confirm'))
      const withdraw = linkIn(await walk.mail(willBe), 'withdraw')
      await follow(walk, withdraw)
      await walk.mail(/was withdrawn/)
      await walk.reach('withdrawn')
      walk.checks.equal('the link afterwards', (await walk.page(withdraw)).status, 404)
      walk.checks.equal('rows in the LMS', seeRetirement(walk.stage, walk.learner).rows, 0)
      return status
    }
  },
  {
    id: 'a fresh sign-in is proof enough',
    mode: 'defer',
    async walk(walk) {
      const { headers } = { headers: await signIn(walk.stage, walk.learner, 'session') }
      const status = await walk.press()
      await walk.mail(notYet)
      const before = await walk.page('/lethe/', { headers: { cookie: headers.cookie! } })
      walk.checks.equal('an old session may not confirm', readForm(before.body).mayConfirm, false)
      const cookie = await signInAgain(walk)
      const help = await walk.page('/lethe/', { headers: { cookie } })
      const { token, mayConfirm } = readForm(help.body)
      walk.checks.equal('a new one may', mayConfirm, true)
      const form = (value: string) => ({
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ form: value }).toString()
      })
      const forged = await walk.page('/lethe/confirm', form(`${token}x`))
      walk.checks.equal('with a forged form', forged.status, 409)
      walk.checks.equal('with the form', (await walk.page('/lethe/confirm', form(token))).status, 303)
      await walk.mail(/was deleted, and that was checked on the platform/)
      await walk.reach('completed')
      checkBegunOnce(walk)
      return status
    }
  },
  {
    id: 'blocked, unlinked, told, the link followed',
    mode: 'defer',
    person: { links: [linkedLogin] },
    async walk(walk) {
      const status = await walk.press()
      walk.checks.equal('status', status, 409)
      await walk.mail(/Set a password first, then unlink/)
      walk.learner.person.links = []
      await follow(walk, linkIn(await walk.mail(notYet), 'confirm'))
      await walk.mail(/was deleted, and that was checked on the platform/)
      await walk.reach('completed')
      checkBegunOnce(walk)
      return status
    }
  },
  {
    id: 'asked twice is one request, and links lead nowhere else',
    mode: 'defer',
    async walk(walk) {
      const status = await walk.press()
      const confirm = linkIn(await walk.mail(notYet), 'confirm')
      walk.checks.equal('the second time', await walk.press(), 204)
      const wrong = confirm.replace('/confirm/', '/withdraw/')
      walk.checks.equal('a link for another purpose', (await walk.page(wrong)).status, 404)
      walk.checks.equal('a link that was changed', (await walk.page(`${confirm.slice(0, -2)}xx`)).status, 404)
      walk.checks.equal('nobody signed in', (await walk.page('/lethe/')).status, 401)
      const standing = await walk.reach('blocked')
      const view = await walk.stage.call<{ summary: { demands: number } }>('GET', `/requests/${standing?.id}`)
      walk.checks.equal('demands', view.summary.demands, 1)
      walk.checks.equal('opening the link did nothing', seeRetirement(walk.stage, walk.learner).rows, 0)
      const got = await walk.page(deletion)
      walk.checks.equal('GET is of the LMS', got.status === 204, false)
      return status
    }
  }
]
