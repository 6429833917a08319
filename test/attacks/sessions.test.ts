import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, InjectOptions } from 'fastify'
import t from 'tap'
import { host, openGatewayScene } from '../flows/gateway-ground.ts'
import { forgedForms, plantedCookies } from '../vectors/forged-forms.ts'
import { whereGuesses, whoGuesses } from '../vectors/guesses.ts'

t.setTimeout(300_000)

interface Route {
  readonly app: FastifyInstance
  readonly method: string
  readonly url: string
}

/** Every route of the sidecar as it runs, on both of its listeners. */
const routes: Route[] = []
const meet = (message: unknown) => {
  const { fastify: app } = message as { fastify: FastifyInstance }
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ app, method: each, url })
  })
}
subscribe('fastify.initialization', meet)
const scene = await openGatewayScene('defer', {}, {}, { policy: { mailCode: true } })
unsubscribe('fastify.initialization', meet)
t.teardown(() => scene.close())

const { app } = routes.find(({ url }) => url === '/sign-in')!
const origin = new URL(scene.address()).origin
const password = 'a long one that nobody guesses'
let lastAddress = 0

type Jar = Map<string, string>
type Roles = readonly string[]
const all: Roles = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor']

const member = async (name: string, roles: Roles = all): Promise<string> => {
  const { id } = await scene.api<{ id: string }>('POST', '/persons', { name, roles })
  await scene.api('PUT', `/persons/${id}/password`, { signInName: name, password })
  return id
}

/** One call as a browser makes it: cookies that it is given are kept. */
const ask = async (
  jar: Jar,
  method: string,
  url: string,
  { form, ...more }: InjectOptions & { form?: object } = {}
) => {
  lastAddress += 1
  const answer = await app.inject({
    ...more,
    method: method as 'GET',
    url,
    headers: {
      'x-forwarded-for': `10.1.${lastAddress >> 8}.${lastAddress & 255}`,
      ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...more.headers
    },
    ...(form !== undefined && { payload: new URLSearchParams({ ...form }).toString() })
  })
  for (const { name, value, expires, maxAge } of answer.cookies) {
    if (maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)) jar.delete(name)
    else jar.set(name, value)
  }
  return answer
}

const markOf = (page: string): string => /name="form" value="([^"]*)"/.exec(page)?.[1] ?? ''

const signIn = async (name: string, jar: Jar = new Map()): Promise<Jar> => {
  const form = markOf((await ask(jar, 'GET', '/sign-in')).body)
  const { statusCode } = await ask(jar, 'POST', '/sign-in', { form: { form, name, password, to: '/admin' } })
  if (statusCode !== 303) throw new Error(`${name} is not signed in: ${statusCode}`)
  return jar
}

/** Sessions of one person, each for as many pages as one may open in a minute. */
const createShift = async (name: string) => {
  let jar = await signIn(name)
  let left = 250
  return async (): Promise<Jar> => {
    left -= 1
    if (left === 0) [jar, left] = [await signIn(name), 250]
    return jar
  }
}

const isIn = async (jar: Jar): Promise<boolean> => (await ask(jar, 'GET', '/admin/tokens')).statusCode === 200

await member('ada')
await member('ben')
const ada = await signIn('ada')
const ben = await signIn('ben')
const cookieName = [...ada.keys()].find(name => name.endsWith('lethe-session'))!

/** What stands in the store and may not change by what is forged. */
const standing = async () => {
  const kinds = [
    '/persons',
    '/platforms',
    '/sources',
    '/endpoints',
    '/fact-providers',
    '/tokens',
    '/holds',
    '/requests'
  ]
  const texts = await Promise.all(kinds.map(async kind => JSON.stringify(await scene.api('GET', kind))))
  // When a token was last used, and when a platform was last seen, go on by themselves.
  return texts.map(text => text.replaceAll(/"[a-zA-Z]*(At|seen|Seen)":"[^"]*"/g, ''))
}

/** An address of the route, with somebody or something that does not exist in its places. */
const addressOf = (url: string): string =>
  url.replace('/subject/:platform', `/subject/${scene.platform}`).replaceAll(/:[a-z]+/gi, 'a-made-up-id')

t.test('forms: none does anything that its own page did not send, on every route that changes something', async t => {
  const changing = routes.filter(({ url, method }) => method === 'POST' && /^\/(admin|sign-in|sign-out)/.test(url))
  t.ok(changing.length > 60, `${changing.length} routes`)
  const shift = await createShift('ada')
  const others = markOf((await ask(ben, 'GET', '/admin')).body)
  const anotherPage = markOf((await ask(new Map(), 'GET', '/sign-in')).body)
  const marksOf = async (jar: Jar) => {
    const own = markOf((await ask(jar, 'GET', '/admin')).body)
    const changed = own.replace(/.$/, last => (last === '0' ? '1' : '0'))
    return { right: own, 'of-another-session': others, 'of-another-page': anotherPage, changed, none: '' }
  }
  let [jar, marks] = [await shift(), await marksOf(await shift())]
  t.equal(new Set(Object.values(marks)).size, 5)
  const usual = forgedForms.filter(({ name }) =>
    /^(no mark|the mark of somebody|another site by|another site, as)/.test(name)
  )
  t.equal(usual.length, 4)
  let n = 0
  const before = await standing()
  for (const { url } of changing.filter(each => each.url.startsWith('/admin'))) {
    // The usual ones on each, and the rest in turn.
    n += 1
    const rest = forgedForms.filter(each => !usual.includes(each))
    for (const { name, mark, method = 'POST', headers = {} } of [...usual, rest[n % rest.length]!]) {
      const said = Object.entries(headers).map(([key, value]) => [key, value.replace('{origin}', origin)])
      const now = await shift()
      if (now !== jar) [jar, marks] = [now, await marksOf(now)]
      const answer = await ask(jar, method, addressOf(url), {
        form: { form: marks[mark] },
        headers: { host: new URL(origin).host, ...Object.fromEntries(said) }
      })
      const isRefused =
        method === 'POST' ? [400, 409, 415].includes(answer.statusCode) : [404, 405].includes(answer.statusCode)
      if (!isRefused) t.fail(`${url}: ${name}: ${answer.statusCode} ${answer.headers.location}`)
    }
    // The same with nothing forged is not refused for where it comes from.
    const honest = { host: new URL(origin).host, origin, 'sec-fetch-site': 'same-origin' }
    const sent = await ask(jar, 'POST', addressOf(url), { form: { form: marks.right }, headers: honest })
    t.notMatch(sent.body, /was open for too long|form-stale/, url)
  }
  t.same(await standing(), before)
})

t.test('forms: nobody is signed in or out by another site', async t => {
  const { host: ours } = new URL(origin)
  for (const { name, mark, headers = {}, method } of forgedForms) {
    if (mark !== 'right' || method !== undefined) continue
    const said = {
      host: ours,
      ...Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, v.replace('{origin}', origin)]))
    }
    const jar: Jar = new Map()
    const form = markOf((await ask(jar, 'GET', '/sign-in')).body)
    await ask(jar, 'POST', '/sign-in', { form: { form, name: 'ada', password }, headers: said })
    t.notOk(jar.has(cookieName), `in: ${name}`)
    const out = markOf((await ask(ben, 'GET', '/admin')).body)
    await ask(ben, 'POST', '/sign-out', { form: { form: out }, headers: said })
    t.ok(await isIn(ben), `out: ${name}`)
  }
})

t.test('forms: what a link opens changes nothing, also with everything that its form has', async t => {
  const before = await standing()
  const shift = await createShift('ada')
  const form = markOf((await ask(await shift(), 'GET', '/admin')).body)
  for (const { url } of routes.filter(({ url, method }) => method === 'POST' && url.startsWith('/admin'))) {
    const fields = new URLSearchParams({ form, name: 'x', roles: 'auditor', note: 'x', because: 'x', confirm: 'yes' })
    const { statusCode } = await ask(await shift(), 'GET', `${addressOf(url)}?${fields}`)
    if (![200, 303, 400, 403, 404, 409].includes(statusCode)) t.fail(`${url}: ${statusCode}`)
  }
  t.same(await standing(), before)
})

t.test('sessions: what was planted before somebody signs in leads nowhere afterwards', async t => {
  for (const { name, cookie } of plantedCookies) {
    const own = ben.get(cookieName)!
    const planted = cookie.replaceAll('{name}', cookieName).replaceAll('{own}', own)
    const jar: Jar = new Map()
    const form = markOf((await ask(jar, 'GET', '/sign-in')).body)
    const before = [...jar].map(([key, value]) => `${key}=${value}`)
    const headers = { cookie: [planted, ...before].join('; ') }
    const answer = await ask(jar, 'POST', '/sign-in', { form: { form, name: 'ada', password }, headers })
    t.equal(answer.statusCode, 303, name)
    const given = answer.cookies.find(each => each.name === cookieName)?.value ?? ''
    t.notOk([own, '', '00000000-0000-4000-8000-000000000000'].includes(given), `${name}: a session of its own`)
    // The browser of somebody who is signed in, with one more: never a stranger, and never both.
    const mine = `${cookieName}=${given}`
    // Whoever signs in ends the session that they came with.
    if (!(await isIn(ben))) await signIn('ben', ben)
    const theirs = cookie.replaceAll('{name}', cookieName).replaceAll('{own}', ben.get(cookieName)!)
    for (const both of [`${mine}; ${theirs}`, `${theirs}; ${mine}`]) {
      const seen = await ask(new Map(), 'GET', '/admin/tokens', { headers: { cookie: both } })
      t.ok(seen.statusCode === 303 || /Signed in as ada/.test(seen.body), `${name}: ${seen.statusCode}`)
    }
  }
})

t.test('sessions: what is over opens nothing, however it ended', async t => {
  const ends: Readonly<Record<string, (id: string, jar: Jar) => Promise<unknown>>> = {
    'signed out': async (_, jar) => {
      const form = markOf((await ask(jar, 'GET', '/admin')).body)
      return ask(jar, 'POST', '/sign-out', { form: { form } })
    },
    'shut out': id => scene.api('POST', `/persons/${id}/disable`),
    'given another password': id =>
      scene.api('PUT', `/persons/${id}/password`, { password: 'another that nobody guesses', signInName: `new ${id}` })
  }
  let n = 0
  for (const [how, end] of Object.entries(ends)) {
    n += 1
    const id = await member(`carla-${n}`)
    const jar = await signIn(`carla-${n}`)
    const kept = new Map(jar)
    const form = markOf((await ask(kept, 'GET', '/admin')).body)
    await end(id, jar)
    t.notOk(await isIn(kept), how)
    const before = await standing()
    const sent = await ask(kept, 'POST', '/admin/people/new', { form: { form, name: 'planted', roles: 'auditor' } })
    t.equal(sent.statusCode, 303, `${how}: led to sign in`)
    t.match(sent.headers.location, /^\/sign-in/, how)
    t.same(await standing(), before, how)
  }
  const id = await member('dora', ['administrator'])
  const jar = await signIn('dora')
  t.equal((await ask(jar, 'GET', '/admin/people')).statusCode, 200)
  await scene.api('PUT', `/persons/${id}/roles`, { roles: ['auditor'] })
  t.equal((await ask(jar, 'GET', '/admin/people/new')).statusCode, 403, 'roles count as they are now')
})

t.test('frames: no page can be put into another one, whatever its status and wherever it stands', async t => {
  const pages = routes.filter(({ method, url }) => method === 'GET' && /^\/(admin|sign-in|subject|lethe)/.test(url))
  t.ok(pages.length > 100, `${pages.length} pages`)
  const statuses = new Set<number>()
  const check = (where: string, status: number, headers: Readonly<Record<string, unknown>>, body: string) => {
    if (!/^text\/html/.test(String(headers['content-type']))) return
    statuses.add(status)
    t.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, where)
    t.match(String(headers['content-security-policy']), /default-src 'none'/, where)
    t.match(headers, { 'x-content-type-options': 'nosniff' }, where)
    t.notMatch(body, /<base|http-equiv="?set-cookie/i, where)
  }
  for (const { url } of pages.filter(each => !each.url.startsWith('/lethe'))) {
    for (const jar of [ada, new Map()]) {
      const { statusCode, headers, body } = await ask(jar, 'GET', addressOf(url).replace('*', 'x'))
      check(url, statusCode, headers, body)
    }
  }
  for (const url of ['/admin/nowhere', '/subject/nowhere/', `/subject/${scene.platform}/nowhere`]) {
    const { statusCode, headers, body } = await ask(ada, 'GET', url)
    check(url, statusCode, headers, body)
  }
  const signed = await scene.sign('session')
  for (const { url } of pages.filter(each => each.url.startsWith('/lethe'))) {
    for (const headers of [signed, {}]) {
      const answer = await scene.call('GET', addressOf(url).replace('*', 'x'), headers)
      check(url, answer.status, answer.headers, answer.text)
    }
  }
  t.ok(statuses.has(200) && statuses.has(404), `${[...statuses]}`)
})

t.test('subjects: no form of theirs is taken from another site, on either host', async t => {
  const signed = await scene.sign('session')
  const form = markOf((await scene.call('GET', '/lethe/', signed)).text)
  t.ok(form.length > 20)
  const before = await scene.requests()
  const posts = routes.filter(({ method, url }) => method === 'POST' && /^\/(lethe|subject)/.test(url))
  t.ok(posts.length > 12, `${posts.length} routes`)
  const foreign = forgedForms.filter(
    ({ mark, method, headers }) => mark === 'right' && !method && headers?.['content-type'] === undefined
  )
  for (const { url } of posts)
    for (const { name, headers = {} } of foreign) {
      const said = Object.fromEntries(
        Object.entries(headers).map(([key, value]) => [key, value.replace('{origin}', `http://${host}`)])
      )
      const under = url.startsWith('/lethe')
      const status = under
        ? (await scene.call('POST', addressOf(url), { ...signed, ...said }, `form=${form}`)).status
        : (await ask(new Map(), 'POST', addressOf(url), { form: { form }, headers: said })).statusCode
      // 429: whoever asks this often hears nothing else.
      if (![409, 429].includes(status)) t.fail(`${url}: ${name}: ${status}`)
    }
  t.same(await scene.requests(), before)
})

t.test('guesses: whoever types or opens what they made up learns neither who nor what there is', async t => {
  const pages = new Set<string>()
  for (const { name, who } of whoGuesses) {
    const jar: Jar = new Map()
    const form = markOf((await ask(jar, 'GET', `/subject/${scene.platform}/`)).body)
    const { statusCode, body } = await ask(jar, 'POST', `/subject/${scene.platform}/code`, { form: { form, who } })
    t.equal(statusCode, 200, name)
    t.match(body, 'name="attempt"', `${name}: asked for a code`)
    t.equal(jar.size, 0, `${name}: no cookie`)
    pages.add(body.replaceAll(/name="attempt" value="[^"]+"/g, ''))
  }
  t.equal(pages.size, 1, 'the same page for each')
  for (const { name, method, path, form, status } of whereGuesses) {
    const url = path.replace('{platform}', scene.platform).replace('{PLATFORM}', scene.platform.toUpperCase())
    const { statusCode, body } = await ask(new Map(), method, url, form && { form })
    t.equal(statusCode, status, name)
    t.notMatch(body, /mira|canary\(/i, name)
  }
  t.notMatch(scene.logged.join(''), /canary|mira/i, 'and the log does not say it')
})

t.test(
  'queries: what stands twice, or is what every object has, is no fault of any page, for whoever opens it',
  async t => {
    const pages = routes.filter(
      ({ app: its, url, method }) =>
        its === app && method === 'GET' && /^\/(admin|sign-in|language|subject)\b/.test(url)
    )
    t.ok(pages.length > 80, `${pages.length} pages`)
    const shift = await createShift('ada')
    const names = 'to at said after month from small language is state order waits platform question action code'.split(
      ' '
    )
    const queries = ['/x&{}=/y', 'constructor', '__proto__', '%00', '%ED%A0%80', '-1'].map(value =>
      names.map(name => `${name}=${value.replace('{}', name)}`).join('&')
    )
    for (const { url } of pages) {
      for (const query of queries) {
        for (const jar of [await shift(), new Map()]) {
          // Whoever is sent out is out.
          const { statusCode } = await ask(new Map(jar), 'GET', `${addressOf(url)}?${query}`)
          if (statusCode >= 500 && statusCode !== 503) t.fail(`${url}?${query}: ${statusCode}`)
        }
      }
    }
  }
)
