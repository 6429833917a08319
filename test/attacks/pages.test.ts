import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { Platform } from '../../adapters/contract.ts'
import { drawHtml } from '../../plugin/notify/mail/html.ts'
import { toCsv } from '../../plugin/reports/csv.ts'
import { mailKinds, mailText } from '../../plugin/texts/mails/catalogue.ts'
import { emptyMailContext } from '../doubles/mail-context.ts'
import { startPages } from '../doubles/pages-app.ts'
import { formulas, markupNames } from '../vectors/markup.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())
const roles = ['administrator', 'privacy-officer', 'user-manager', 'auditor', 'system-administrator'] as const
const staff = await pages.browser(...roles)

const tag = /<([a-z!][^\s/>"']*)((?:"[^"]*"|[^>"])*)>/gi
const attribute = /([^\s=/"]+)(?:="([^"]*)")?/g

/** What a browser would make of a name in a page: a tag, an attribute or an address of its own; null: nothing. */
function brokenBy(html: string): string | null {
  for (const [whole, name = '', rest = ''] of html.matchAll(tag)) {
    if (/canary|^(img|svg|iframe|object|embed|base|!--)/i.test(name)) return whole
    if (/^script$/i.test(name) && !/ src="\/assets\//.test(rest)) return whole
    for (const [, key = '', value = ''] of rest.matchAll(attribute)) {
      if (/^on|canary/i.test(key)) return whole
      const isAddress = /^(href|src|action|formaction)$/i.test(key)
      // Tables are handed out within their page, to be saved.
      if (isAddress && /^\s*(javascript|vbscript|data(?!:(,$|text\/(csv|markdown))))\s*:/i.test(value)) return whole
      if (isAddress && /elsewhere/.test(value)) return whole
    }
  }
  return null
}

/** The things that people name, each under every name. */
async function nameEverything(): Promise<readonly string[]> {
  const add = async (url: string, body: object) =>
    (await pages.call('POST', url, staff.token, body)).json() as Record<string, never>
  const platforms: string[] = []
  for (const [n, name] of markupNames.entries()) {
    const baseUrl = `https://lms-${n}.example`
    const declarations = { invoicesIssued: false, graders: 'nobody', institutionProviders: [name] }
    const options = { baseUrl, clientSecret: 's' }
    const { id } = await add('/platforms', { kind: n % 2 ? 'openedx' : 'openolat', name, options, declarations })
    platforms.push(id!)
    await add('/sources', { name, platforms: [id] })
    await add('/persons', { name, roles: ['auditor'] })
    await add('/tokens', { person: staff.id, label: name, scopes: ['auditor'] })
    await add('/endpoints', { name, url: `https://e-${n}.example/`, events: ['request.received'] })
    await add('/fact-providers', { name, platform: id, questions: ['unpaid-invoices'], url: `https://f-${n}.example/` })
    await add(`/platforms/${id}/pause`, { because: name })
  }
  const [name] = markupNames
  await pages.call('PUT', '/controller', staff.token, { name, address: name, privacyContact: name })
  await pages.call('PUT', '/pause', staff.token, { because: name })
  return platforms
}

const platforms = await nameEverything()
const subjectOf = (displayName: string, at: number) => ({
  id: String(at + 1),
  bornAt: '2024-03-01T09:00:00.000Z',
  username: displayName,
  email: `${displayName}@people.example`,
  displayName,
  language: null
})
pages.surroundings.platform = {
  search: async () => markupNames.map(subjectOf),
  find: async () => ({ is: 'one', subject: subjectOf(markupNames[0]!, 0) })
} as unknown as Partial<Platform>

t.test('what a browser would take for markup is seen', t => {
  const named = (name: string) => `<p title="${name}">${name}</p>`
  for (const name of markupNames.filter(each => /^<script|^"><|^<\/|^" on|^<a/.test(each)))
    t.ok(brokenBy(named(name)), name)
  for (const name of markupNames)
    t.equal(
      brokenBy(named(name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'))),
      null,
      name
    )
  t.equal(brokenBy('<script src="/assets/a.js"></script><a href="data:text/csv,a">A</a>'), null)
  for (const address of ['javascript:canary()', ' JavaScript:x', 'data:text/html,x'])
    t.ok(brokenBy(`<a href="${address}">`), address)
  t.end()
})

t.test(
  'pages: no name is markup on any of them, and none can be framed, stored or told where we came from',
  async t => {
    const seen = new Set<string>(['/admin', '/sign-in'])
    let named = 0
    for (const address of seen) {
      const { statusCode, body, headers } = await staff.open(address)
      if (!/^text\/html/.test(String(headers['content-type']))) continue
      t.ok(statusCode < 500, address)
      t.equal(brokenBy(body), null, address)
      if (body.includes('canary')) named += 1
      const policy = String(headers['content-security-policy'])
      t.match(policy, /frame-ancestors 'none'/, address)
      t.match(policy, /default-src 'none'/, address)
      t.notMatch(policy, /unsafe|\*/, address)
      t.match(headers, { 'x-content-type-options': 'nosniff', 'referrer-policy': /no-referrer|same-origin/ }, address)
      if (address.startsWith('/admin')) t.equal(headers['cache-control'], 'no-store', address)
      for (const [, href = ''] of body.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        t.match(href, /^(\/|#|\?|https?:\/\/|mailto:|data:text\/)/, `${address}: ${href}`)
        const path = href.replaceAll('&amp;', '&').split('#')[0]!
        if (/^\/admin(?!.*reference)/.test(path) && seen.size < 160) seen.add(path)
      }
    }
    t.ok(seen.size > 100, `${seen.size} pages`)
    t.ok(named > 40, `${named} of them show a name`)
  }
)

t.test('pages: whom a platform names stands there as text', async t => {
  const form = { platform: platforms[0]!, by: 'name', value: 'sought', provider: '' }
  const { body, statusCode } = await staff.send('/admin/selections/search', form)
  t.equal(statusCode, 200)
  t.match(body, 'canary')
  t.equal(brokenBy(body), null)
})

t.test('pages: what was typed comes back as text, beside the fault', async t => {
  for (const typed of markupNames) {
    for (const [address, field] of [
      ['/admin/people/new', 'name'],
      ['/admin/sources/new', 'name'],
      ['/admin/endpoints/new', 'url']
    ] as const) {
      const { body, statusCode } = await staff.send(address, { [field]: typed })
      t.ok(statusCode < 500, address)
      t.equal(brokenBy(body), null, `${address}: ${typed}`)
    }
  }
})

t.test('mails: no name is markup in any of them', t => {
  for (const name of markupNames) {
    const context = { ...emptyMailContext, platform: name, username: name, privacyContact: name, recipients: [name] }
    for (const kind of mailKinds)
      for (const language of ['en', 'de'] as const)
        t.equal(brokenBy(drawHtml(mailText(kind, language, context as never), language)), null, `${kind}: ${name}`)
  }
  t.end()
})

t.test('tables for spreadsheets: no cell begins a formula, and none breaks out of its place', async t => {
  const rows = formulas.map(cell => ({ [cell]: 1, one: cell, two: cell }))
  const read = parse(toCsv({ columns: ['one', 'two', ...formulas], rows })) as string[][]
  for (const [at, cells] of read.entries()) {
    t.equal(cells.length, 2 + formulas.length, `line ${at}`)
    for (const cell of cells) t.notMatch(cell, /^[\s"]*[=+\-@＝＋－＠|%]/)
  }
  for (const url of [
    '/requests/csv',
    ...['volumes', 'ended', 'waiting', 'holds', 'refusals'].map(
      each => `/reports/${each}/csv?from=2026-08-01&to=2026-08-31`
    )
  ]) {
    const answer = await pages.call('GET', url, staff.token)
    t.equal(answer.status, 200, url)
    t.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/)
    for (const cells of parse(answer.text) as string[][])
      for (const cell of cells) t.notMatch(cell, /^[\s"]*[=+@]/, url)
  }
})
