import type { Call } from '../../demo/client.ts'

const password = 'a-long-one-for-the-bench'

/** Opens pages as somebody who is signed in. */
export interface Reader {
  /** Milliseconds until the whole page is there. @throws Error for anything but 200 */
  open(path: string): Promise<number>
}

const cookiesOf = (answer: Response): readonly string[] =>
  answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)

/** Gives the first person a password and signs in by the page for it, as a browser would. */
export const signIn = async (address: string, call: Call): Promise<Reader> => {
  const { person } = await call<{ person: { id: string } }>('GET', '/me')
  await call('PUT', `/persons/${person.id}/password`, { password, signInName: 'reader' })
  const page = await fetch(`${address}/sign-in?to=/admin`)
  const form = /name="form" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const before = cookiesOf(page)
  const sent = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: before.join('; '), 'content-type': 'application/x-www-form-urlencoded', origin: address },
    body: new URLSearchParams({ form, name: 'reader', password, to: '/admin' })
  })
  if (sent.status !== 303) throw new Error(`the sign-in was answered ${sent.status}`)
  const cookie = [...before, ...cookiesOf(sent)].join('; ')
  return {
    async open(path) {
      const beganAt = performance.now()
      const answer = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' })
      const text = await answer.text()
      if (answer.status !== 200 || !text.includes('</html>')) throw new Error(`${path} was answered ${answer.status}`)
      return performance.now() - beganAt
    }
  }
}
