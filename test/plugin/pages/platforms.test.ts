import t from 'tap'
import { adapters } from '../../../adapters/index.ts'
import { defaultPolicy } from '../../../plugin/erasure/policy.ts'
import { preconditions } from '../../../plugin/erasure/preconditions/index.ts'
import { readDuration, splitDuration } from '../../../plugin/pages/admin/blocks/duration.ts'
import { topicNames, topics } from '../../../plugin/pages/admin/platforms/policy/fields.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { policySentences } from '../../../plugin/texts/admin/policy-sentences.ts'
import { optionTexts } from '../../../plugin/texts/options/index.ts'
import { startPages } from '../../doubles/pages-app.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())

/** One option of every kind that a form knows. */
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['baseUrl', 'clientSecret'],
  properties: {
    baseUrl: { type: 'string', format: 'uri', title: 'Address', description: 'Without a path.' },
    clientSecret: { type: 'string', writeOnly: true, minLength: 1, title: 'Secret' },
    tokenLifeMs: { type: 'integer', minimum: 0, default: 5_400_000, title: 'Life of a token' },
    calls: { type: 'integer', minimum: 1, maximum: 16, default: 3, title: 'Calls at once' },
    share: { type: 'number', title: 'Share' },
    bulk: { type: 'boolean', default: true, title: 'Bulk' },
    notes: { enum: [true, false, 'probe'], default: 'probe', title: 'Notes' },
    states: { type: 'array', items: { type: 'string', maxLength: 5 }, title: 'States' },
    days: { type: 'array', items: { enum: ['mon', 'tue'] }, title: 'Days' },
    contact: { type: 'string', format: 'email', title: 'Contact' },
    forum: {
      type: 'object',
      title: 'Forum',
      additionalProperties: false,
      properties: { name: { type: 'string', title: 'Its name' }, old: { type: 'boolean', title: 'Old' } }
    }
  }
}
Object.assign(pages.parts.kinds, { optionsSchema: () => schema })
Object.assign(pages.surroundings, {
  platform: {
    search: async () => [],
    retention: [
      { id: 'orders', category: 'Orders', outcome: 'retain', ground: { article: '6(1)', letter: 'c' }, because: 'Law.' }
    ],
    supports: { names: ['keep-name', 'remove-name'] }
  }
})

const admin = await pages.browser('administrator')
const officer = await pages.browser('privacy-officer')

/** What a browser would send of the forms on a page, by the last of which is to be sent. */
const fieldsIn = (html: string): Record<string, string[]> => {
  const form = html.slice(html.indexOf('<main'))
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), value]
  }
  const text = (raw: string) =>
    raw.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const attribute = (tag: string, name: string) => {
    const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
    return found === null ? null : text(found[1] ?? '')
  }
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    const isTicked = !['checkbox', 'radio'].includes(type ?? '') || attribute(tag, 'checked') !== null
    if (name !== null && name !== 'form' && isTicked) add(name, attribute(tag, 'value') ?? '')
  }
  for (const [, tag, value] of form.matchAll(/(<textarea [^>]*>)([^<]*)<\/textarea>/g))
    add(attribute(tag!, 'name')!, text(value!))
  for (const [, tag, options] of form.matchAll(/(<select [^>]*>)([\s\S]*?)<\/select>/g)) {
    const all = [...options!.matchAll(/<option [^>]*>/g)].map(([option]) => option)
    const chosen = all.find(option => attribute(option, 'selected') !== null) ?? all[0]!
    add(attribute(tag!, 'name')!, attribute(chosen, 'value') ?? '')
  }
  return fields
}

const answers = { invoices: 'no', graders: 'nobody', 'graders.list': '', providers: 'Campus login' }
const asked = {
  name: 'Campus',
  'option.baseUrl': 'https://lms.example',
  'option.clientSecret': 'platform-secret-canary',
  'option.tokenLifeMs': '2',
  'option.tokenLifeMs.unit': 'hours',
  'option.calls': '4',
  'option.share': '0.5',
  'option.notes': 'false',
  'option.states': 'ONE\nTWO',
  'option.days': ['mon', 'tue'],
  'option.contact': 'desk@school.example',
  'option.forum.name': 'Agora',
  'option.forum.old': 'yes',
  ...answers
}

const register = async (more: Record<string, string | readonly string[]>): Promise<string> => {
  const name = new URL(String(more['option.baseUrl'])).hostname
  const answer = await admin.send('/admin/platforms/new/openedx', { ...asked, name, ...more })
  t.equal(answer.statusCode, 303, `${name} is registered`)
  return String(answer.headers.location).split('?')[0]!
}

t.test('a form is made from the schema of an adapter, each kind of option with its own control', async t => {
  const { body } = await admin.open('/admin/platforms/new/openedx')
  const has = (pattern: RegExp, what: string) => t.match(body, pattern, what)
  has(
    /<label for="option\.baseUrl">Address<\/label>\s*<input id="option\.baseUrl" name="option\.baseUrl" required[^>]* type="url"/,
    'an address'
  )
  has(/<small id="option\.baseUrl-hint">Without a path\.<\/small>/, 'what it is for')
  has(
    /<input id="option\.clientSecret"[^>]* required[^>]* autocomplete="new-password"[^>]* type="password"/,
    'a secret'
  )
  has(/<input type="number" id="option\.tokenLifeMs"[^>]* value="90"/, 'a time, with its default')
  has(/<select name="option\.tokenLifeMs\.unit"[\s\S]*?<option value="minutes" selected>minutes/, 'in its unit')
  has(/<input id="option\.calls"[^>]* min="1" max="16"[^>]* type="number" value="3"/, 'a number between two others')
  has(/Unless set: 3\./, 'its default')
  has(/<input id="option\.share"[^>]* step="any"[^>]* type="number"/, 'a number with decimals')
  has(/<input type="checkbox" id="option\.bulk"[^>]* checked/, 'yes or no, as by default')
  has(
    /<select id="option\.notes"[\s\S]*?<option value="true">yes<\/option>\s*<option value="false">no<\/option>\s*<option value="&quot;probe&quot;" selected>ask the site/,
    'one of several'
  )
  has(/<textarea id="option\.states"/, 'a list')
  has(/<fieldset id="option\.days"[\s\S]*?<input type="checkbox" name="option\.days" value="mon"/, 'some of several')
  has(/<input id="option\.contact"[^>]* type="email"/, 'an e-mail address')
  has(/<legend>Forum<\/legend>[\s\S]*?<label for="option\.forum\.name">Its name/, 'one inside another')
})

t.test('what was typed is what is stored, and no page ever shows a secret again', async t => {
  const address = await register({ 'option.baseUrl': 'https://one.example' })
  const id = address.split('/').at(-1)!
  const { options, practice } = (await pages.call('GET', `/platforms/${id}`, admin.token)).json()
  t.same(options, {
    baseUrl: 'https://one.example',
    tokenLifeMs: 7_200_000,
    calls: 4,
    share: 0.5,
    bulk: false,
    notes: false,
    states: ['ONE', 'TWO'],
    days: ['mon', 'tue'],
    contact: 'desk@school.example',
    forum: { name: 'Agora', old: true }
  })
  t.equal(practice, false)
  const before = (await admin.open(`${address}/options`)).body
  t.match(before, /Stays as it is if you leave it empty\./)
  const sent = { ...fieldsIn(before), 'option.calls': ['5'], 'option.contact': [''] }
  t.equal((await admin.send(`${address}/options`, sent)).headers.location, `${address}?said=platform-changed`)
  const after = (await pages.call('GET', `/platforms/${id}`, admin.token)).json().options
  const { contact: _, ...kept } = options
  t.same(after, { ...kept, calls: 5 }, 'what was emptied is gone, the rest stays')
  t.match(pages.surroundings.connected.at(-1), { clientSecret: 'platform-secret-canary' }, 'the secret stays, unseen')
  for (const path of ['', '/options', '/check', '/policy', '/gateway'])
    t.notMatch((await admin.open(`${address}${path}`)).body, /platform-secret-canary/, path)
  t.notMatch(pages.log.join('\n'), /platform-secret-canary/)
})

t.test('a wrong value comes back at its field, with all that was typed but the secret', async t => {
  const { statusCode, body } = await admin.send('/admin/platforms/new/openedx', {
    ...asked,
    name: 'Typed name',
    'option.baseUrl': 'https://wrong.example',
    'option.calls': '99'
  })
  t.equal(statusCode, 422)
  t.match(body, /<small id="option\.calls-fault" class="fault">may be at most 16<\/small>/)
  t.match(
    body,
    /<input id="option\.calls"[^>]* aria-describedby="option\.calls-hint option\.calls-fault"[^>]* aria-invalid="true"[^>]* value="99"/
  )
  const long = await admin.send('/admin/platforms/new/openedx', { ...asked, 'option.states': 'TOO-LONG' })
  t.match(long.body, /<small id="option\.states-fault"[^>]*>may have at most 5 characters/, 'in a list, too')
  t.match(body, /value="Typed name"/)
  t.notMatch(body, /platform-secret-canary/)
  const german = await admin.send('/admin/platforms/new/openedx', { ...asked, 'option.calls': '99' }, 'de')
  t.match(german.body, /<small id="option\.calls-fault" class="fault">darf höchstens 16 sein<\/small>/)
  const unsaid = await admin.send('/admin/platforms/new/openedx', { ...asked, invoices: '' })
  t.match(unsaid.body, /<small id="invoices-fault" class="fault">is needed/)
})

t.test('a form that nobody opened does nothing', async t => {
  const address = await register({ 'option.baseUrl': 'https://two.example' })
  const forged = await pages.app.inject({
    method: 'POST',
    url: `${address}/remove`,
    headers: { 'x-staff': admin.id, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'form=forged'
  })
  t.equal(forged.statusCode, 409)
  t.equal((await admin.open(address)).statusCode, 200, 'it is still there')
})

t.test('roles: each page opens for those who may call what it needs, and for nobody else', async t => {
  const address = await register({ 'option.baseUrl': 'https://three.example' })
  const made = await admin.send('/admin/sources/new', { name: 'Roles', platforms: [address.split('/').at(-1)!] })
  const source = /href="(\/admin\/sources\/[0-9a-f-]{36})"/.exec(made.body)![1]!
  const U = 'user-manager'
  const A = 'administrator'
  const S = 'system-administrator'
  const P = 'privacy-officer'
  const R = 'auditor'
  const rows: readonly [string, readonly Role[]][] = [
    ['/admin/first-run', [U, A, S, P, R]],
    ['/admin/first-run/test', [U, A, P]],
    ['/admin/platforms', [U, A, S, P, R]],
    ['/admin/platforms/new', [A]],
    ['/admin/platforms/new/openolat', [A]],
    [address, [U, A, S, P, R]],
    [`${address}/check`, [A]],
    [`${address}/options`, [A]],
    [`${address}/pause`, [A, P]],
    [`${address}/resume`, [A]],
    [`${address}/remove`, [A]],
    [`${address}/gateway`, [A]],
    [`${address}/gateway/remove`, [A]],
    [`${address}/hints`, [A]],
    [`${address}/hints/remove`, [A]],
    [`${address}/declarations`, [A, P, R]],
    [`${address}/declarations/graders`, [A]],
    [`${address}/recipients`, [A, P, R]],
    [`${address}/policy`, [U, A, S, P, R]],
    [`${address}/policy/times/all`, [A]],
    ['/admin/sources', [A, P, R]],
    ['/admin/sources/new', [A]],
    [source, [A, P, R]],
    [`${source}/kept`, [A, P, R]],
    [`${source}/rotate`, [A]],
    [`${source}/go-live`, [A]],
    [`${source}/remove`, [A]]
  ]
  const roles: readonly Role[] = [U, A, S, P, R]
  const browsers = await Promise.all(roles.map(role => pages.browser(role)))
  for (const [path, allowed] of rows)
    for (const [index, role] of roles.entries()) {
      const { statusCode } = await browsers[index]!.open(path)
      t.equal(statusCode, allowed.includes(role) ? 200 : 403, `${path} as ${role}`)
    }
})

t.test('every page speaks German, but for what the site itself called things', async t => {
  const address = await register({ 'option.baseUrl': 'https://four.example', name: 'Campus', practice: 'yes' })
  const titles: readonly (readonly [string, RegExp])[] = [
    ['/admin/platforms', /<h1>Plattformen<\/h1>[\s\S]*<span class="badge">Übung<\/span>/],
    [
      address,
      /<h1>Campus<\/h1>[\s\S]*Dies ist ein Nachbau mit erfundenen Personen[\s\S]*Nichts steht Löschungen im Weg/
    ],
    [`${address}/policy`, /<h1>Regeln<\/h1>[\s\S]*Bedenkzeit einer Anfrage[\s\S]*: 7 Tage\./],
    [`${address}/policy/questions/self`, /Was vorher gelten muss: wo es verlangt wird von der Person selbst/],
    [`${address}/pause`, /<h1>Plattform anhalten<\/h1>/],
    [`${address}/gateway`, /<h1>Route der eigenen Seite der Plattform<\/h1>/],
    [`${address}/declarations`, /keine Rechnungen werden gestellt/],
    [`${address}/recipients`, /<h1>Wer auch löschen soll<\/h1>/],
    ['/admin/sources/new', /Bremse gegen Massenlöschung/],
    ['/admin/first-run', /<h1>Erste Schritte<\/h1>[\s\S]*Eine zweite Person hinzufügen/],
    ['/admin/first-run/test', /<h1>Probelöschung<\/h1>/]
  ]
  for (const [path, expected] of titles) t.match((await admin.open(path, 'de')).body, expected, path)
  for (const [kind, { optionsSchema }] of Object.entries(adapters)) {
    const { en, de } = optionTexts(kind as 'openedx', optionsSchema)
    for (const [name, { title }] of Object.entries(en))
      if (title !== title.toUpperCase()) t.not(de[name]!.title, title, `${kind} ${name}`)
  }
})

const everything = {
  coolOffMs: 129_600_000,
  noticeMs: 172_800_000,
  invitationMs: 5_400_000,
  otherSites: ['Other campus', 'Library'],
  proofFreshMs: 90_000,
  approvals: 1,
  highRiskOwnedObjects: 7,
  asked: { 'no-unpaid-invoices': 'notice-only', 'successors-named': 'resolve-on-behalf' },
  waivable: ['no-unpaid-invoices', 'open-todos'],
  recheckMs: 7_200_000,
  watchEveryMs: 50,
  brakePerHour: 12,
  brakePercent: 0.5,
  brakeTimesUsual: 2.5,
  releasersNeeded: 3,
  letUnlinkedAsk: true,
  mailCode: true,
  sectionStuckMs: 600_000,
  confirmTries: 4,
  confirmEveryMs: 30_000,
  retryFirstMs: 1000,
  retryMostMs: 3_600_000,
  keepWorkMs: 86_400_000,
  keepReplayMs: 2_592_000_000,
  keepBlockMs: 0,
  retainMs: { orders: 315_360_000_000, unknown: 86_400_000 },
  retainGrounds: { orders: { article: '6(1)', letter: 'c' }, unknown: { article: '17(3)', letter: null } },
  timeZone: 'Europe/Berlin',
  region: 'DE-BY',
  successors: [
    { category: 'course', object: 'c-1', organisation: '7', successor: { kind: 'username', value: 'ada' } },
    { category: 'group', successor: { role: 'coach' } },
    {
      category: '*',
      successor: {
        pool: [
          { kind: 'email', value: 'ben@school.example' },
          { kind: 'platform-id', value: '12' }
        ]
      }
    }
  ],
  names: 'remove-name',
  treatments: { forum: 'anonymise' }
}

t.test(
  'policy: every field goes from the form into the policy and back, for everybody and for one way of asking',
  async t => {
    t.same(Object.keys(everything).sort(), Object.keys(defaultPolicy).sort(), 'no field is left out here')
    const inTopics = topicNames.flatMap(topic => topics[topic].map(({ name }) => name))
    t.same([...inTopics].sort(), Object.keys(defaultPolicy).sort(), 'nor on the pages')
    const address = await register({ 'option.baseUrl': 'https://five.example' })
    const path = `/platforms/${address.split('/').at(-1)}`
    const policy = { all: everything, byOrigin: { self: everything } }
    await pages.call('PUT', `${path}/policy`, admin.token, policy)
    for (const scope of ['all', 'self'])
      for (const topic of topicNames) {
        const page = `${address}/policy/${topic}/${scope}`
        const { body } = await admin.open(page)
        // The second form of the page takes everything back.
        const { reset: _, ...typed } = fieldsIn(body)
        const { statusCode, headers } = await admin.send(page, { ...typed, sure: 'yes' })
        t.equal(statusCode, 303, page)
        t.equal(headers.location, `${address}/policy?said=policy-set`)
        t.same((await pages.call('GET', path, admin.token)).json().policy, policy, `${topic} for ${scope}`)
      }
    const before = (await admin.open(`${address}/policy/brake/all`)).body
    t.match(before, /aria-label="Back to the default: Brake against many at once"/)
    await admin.send(`${address}/policy/brake/all`, { reset: 'yes', sure: 'yes' })
    const { brakePerHour, brakePercent, brakeTimesUsual, releasersNeeded, ...rest } = everything
    t.same(
      (await pages.call('GET', path, admin.token)).json().policy.all,
      rest,
      'back to the default, and nothing else'
    )
  }
)

t.test('policy: what a change would do is said in words before it is done', async t => {
  const address = await register({ 'option.baseUrl': 'https://six.example' })
  const path = `/platforms/${address.split('/').at(-1)}`
  const page = `${address}/policy/times/all`
  const typed = { coolOffMs: '36', 'coolOffMs.unit': 'hours', timeZone: 'Europe/Berlin' }
  const preview = await admin.send(page, typed)
  t.equal(preview.statusCode, 200)
  t.match(preview.body, /<h1>What would change<\/h1>/)
  t.match(
    preview.body,
    /<th scope="row">A demand waits 1 day 12 hours in which it can be withdrawn, within the legal month\.<\/th><td>A demand waits 7 days in which/
  )
  t.match(preview.body, /Days are counted in the time zone Europe\/Berlin\./)
  t.match(preview.body, /No request is open here, so none looks again\./)
  t.match(preview.body, /This asks less than before\./)
  t.same((await pages.call('GET', path, admin.token)).json().policy, { all: {}, byOrigin: {} }, 'nothing is set yet')
  await admin.send(page, { ...fieldsIn(preview.body), sure: 'yes' })
  t.same((await pages.call('GET', path, admin.token)).json().policy.all, {
    coolOffMs: 129_600_000,
    timeZone: 'Europe/Berlin'
  })
  const shown = (await admin.open(`${address}/policy`)).body
  t.match(
    shown,
    /A demand waits 1 day 12 hours[^<]*<\/th><td>everybody<\/td><td><strong>set for the platform<\/strong>/
  )
  t.match(shown, /If invoices are open, the deletion waits until that is settled\./)
  const wrong = await admin.send(page, { ...typed, timeZone: 'Nowhere/Else' })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.body, /There is no such time zone/)
  t.match(wrong.body, /value="Nowhere\/Else"/)
  const late = await admin.send(`${address}/policy/keeping/all`, { keepWorkMs: '8', 'keepWorkMs.unit': 'days' })
  t.match(late.body, /<small id="keepWorkMs-fault" class="fault">may be at most 7 days<\/small>/)
})

t.test('policy: each field and each question has its sentence, in both languages', t => {
  for (const language of ['en', 'de'] as const)
    t.same(Object.keys(policySentences[language]).sort(), Object.keys(defaultPolicy).sort(), language)
  const parts = { time: String, row: String, ground: String, list: String, question: String } as never
  for (const { id } of preconditions)
    for (const language of ['en', 'de'] as const)
      t.notMatch(policySentences[language].asked!('required' as never, parts, id), id, `${id} in ${language}`)
  t.end()
})

t.test('times are typed as a number and a unit', t => {
  const read = (number: string, unit: string) => readDuration(new URLSearchParams({ x: number, 'x.unit': unit }), 'x')
  t.equal(read('', 'days'), null)
  t.equal(read('7', 'days'), 604_800_000)
  t.equal(read('1,5', 'hours'), 5_400_000, 'with the comma of a German keyboard')
  t.ok(Number.isNaN(read('soon', 'days')))
  t.same(splitDuration(5_400_000), { number: 90, unit: 'minutes' })
  t.same(splitDuration(50), { number: 0.05, unit: 'seconds' })
  t.same(splitDuration(0), { number: 0, unit: 'days' })
  t.end()
})

t.test('a platform is paused with a reason and a name, goes on, and is forgotten', async t => {
  const address = await register({ 'option.baseUrl': 'https://seven.example' })
  t.equal(
    (await officer.send(`${address}/pause`, { because: 'Upgrade' })).headers.location,
    `${address}?said=platform-paused`
  )
  t.match(
    (await admin.open(address)).body,
    /Paused by A person who is privacy-officer<\/strong>, <time[^>]*>[^<]*<\/time>: Upgrade/
  )
  await admin.send(`${address}/resume`)
  t.notMatch((await admin.open(address)).body, /Paused by/)
  t.equal((await admin.send(`${address}/check`)).headers.location, `${address}?said=platform-checked`)
  t.equal((await admin.send(`${address}/remove`)).headers.location, '/admin/platforms?said=platform-removed')
  t.equal((await admin.open(address)).statusCode, 404)
})

t.test('what the preflight found is told with what then does not work and what to do', async t => {
  pages.surroundings.register = async () => ({
    version: null,
    capabilities: {},
    permissions: [
      { id: 'staff', state: 'missing', means: 'as the adapter says it' },
      { id: 'not-superuser', state: 'broader-than-needed', means: 'as the adapter says it' }
    ],
    problems: [{ code: 'not-staff', fix: 'Give the service account is_staff.', stops: 'all' }]
  })
  const address = await register({ 'option.baseUrl': 'https://eight.example' })
  const { body } = await admin.open(address)
  t.match(
    body,
    /<span class="late">missing<\/span><\/td><td>Nobody can be found, and no step can be checked\.<\/td><td>Give the service account is_staff\./
  )
  t.match(body, /<span class="soon">broader than needed<\/span>/)
  t.match(body, /1 problem stops deletions/)
  t.match(
    (await admin.open(address, 'de')).body,
    /fehlt<\/span><\/td><td>Niemand wird gefunden[\s\S]*Dem Dienstkonto is_staff geben\./
  )
})

t.test('route, hints, statements and recipients: secrets once, names only as hashes', async t => {
  pages.surroundings.register = async () => ({ version: '1', capabilities: {}, permissions: [], problems: [] })
  const address = await register({ 'option.baseUrl': 'https://nine.example' })
  const route = await admin.send(`${address}/gateway`, {
    mode: 'forward',
    publicUrl: 'https://nine.example',
    origins: 'https://apps.nine.example',
    routeSecret: ''
  })
  const secret = /<code id="once"[^>]*>([^<]+)<\/code>/.exec(route.body)![1]!
  t.match(route.body, /nine\.example \{\s+import lethe fail-closed/, 'the lines of the proxy')
  t.notMatch((await admin.open(`${address}/gateway`)).body, secret)
  const hints = await admin.send(`${address}/hints`)
  const hint = /<code id="once"[^>]*>(\/hints\/[^<]+)<\/code>/.exec(hints.body)![1]!
  t.notMatch((await admin.open(`${address}/hints`)).body, hint)
  await admin.send(`${address}/declarations/graders`, {
    graders: 'these',
    'graders.list': 'ada\nben@school.example\nexternal-id: 4711',
    expiresAt: '2027-01-31'
  })
  const declared = (await admin.open(`${address}/declarations`)).body
  t.match(declared, /<th scope="row">Who grades<\/th><td>3 people<\/td>/)
  t.notMatch(declared, /ben@school\.example/)
  const unfit = await admin.send(`${address}/recipients`, {
    name: 'Library',
    mail: '',
    endpoint: '',
    identifiers: 'email'
  })
  t.equal(unfit.statusCode, 422)
  const told = { name: 'Library', mail: 'desk@library.example', endpoint: '', language: 'de', identifiers: ['email'] }
  t.equal(
    (await admin.send(`${address}/recipients`, told)).headers.location,
    `${address}/recipients?said=recipient-added`
  )
  t.equal((await admin.open(address)).statusCode, 200, 'the platform is shown with them')
  const remove = new RegExp(`${address}/recipients/([^/]+)/remove`).exec(
    (await admin.open(`${address}/recipients`)).body
  )![0]
  await admin.send(remove)
  t.match((await admin.open(`${address}/recipients`)).body, /Nobody else is told\./)
})

t.test('sources: a secret is shown once, and made anew', async t => {
  const address = await register({ 'option.baseUrl': 'https://ten.example' })
  const made = await admin.send('/admin/sources/new', {
    name: 'Directory',
    platforms: [address.split('/').at(-1)!],
    types: ['account.deletion.requested'],
    origins: ['identity-manager'],
    standingMandate: 'yes',
    dailyCap: '200',
    brakePerHour: '20',
    brakePercent: '0,5',
    brakeTimesUsual: '3',
    releasersNeeded: '',
    scim: 'yes',
    deactivation: 'erase',
    namedBy: 'email',
    article: '17(1)',
    letter: 'a'
  })
  const secret = /<code id="once"[^>]*>(whsec_[^<]+)<\/code>/.exec(made.body)![1]!
  const token = /<code id="scim-token"[^>]*>([^<]+)<\/code>/.exec(made.body)![1]!
  const source = /href="(\/admin\/sources\/[0-9a-f-]{36})"/.exec(made.body)![1]!
  const shown = (await admin.open(source)).body
  t.match(shown, /over 20 in an hour, 0\.5% of the accounts or 3 times its usual hour; 2 people release/)
  t.match(shown, /Dry run: its demands are only looked at/)
  const rotated = await admin.send(`${source}/rotate`, { oldLivesMs: '2', 'oldLivesMs.unit': 'hours' })
  t.match(rotated.body, /<code id="once"[^>]*>whsec_/)
  const after = (await admin.open(source)).body
  t.match(after, /12:00 UTC/, 'the old one is taken for two hours more')
  for (const body of [shown, after, (await admin.open('/admin/sources')).body]) {
    t.notMatch(body, secret.slice(6))
    t.notMatch(body, token)
  }
  const unsaid = await admin.send(`${source}/rotate`, { oldLivesMs: '', 'oldLivesMs.unit': 'hours' })
  t.equal(unsaid.statusCode, 400)
  t.match((await admin.open(`${source}/kept`)).body, /Nothing waits\./)
  t.equal((await admin.send(`${source}/go-live`, { kept: 'drop' })).headers.location, `${source}?said=source-live`)
  t.notMatch((await admin.open(source)).body, /Dry run/)
  t.equal((await admin.send(`${source}/remove`)).headers.location, '/admin/sources?said=source-removed')
})

t.test('first steps: each with how it stands, and a test deletion only of somebody made up', async t => {
  const real = await register({ 'option.baseUrl': 'https://eleven.example' })
  const practice = await register({ 'option.baseUrl': 'https://twelve.example', name: 'Sandbox', practice: 'yes' })
  const steps = (await admin.open('/admin/first-run')).body
  t.match(steps, /Register a platform <small class="good">\(done\)<\/small>/)
  t.match(steps, /Say who answers for the processing <small class="soon">\(to do\)<\/small>/)
  const typed = { username: 'mira.holm', email: 'mira.holm@people.example' }
  const refused = await admin.send('/admin/first-run/test', { ...typed, platform: real.split('/').at(-1)! })
  t.equal(refused.statusCode, 404, 'nobody on a real platform is deleted for a try')
  const id = practice.split('/').at(-1)!
  const asked = await admin.send('/admin/first-run/test', { ...typed, platform: id, hurry: 'yes' })
  const follow = String(asked.headers.location)
  t.match(follow, /^\/admin\/first-run\/test\/[0-9a-f-]{36}\?said=test-asked$/)
  const { policy } = (await pages.call('GET', `/platforms/${id}`, admin.token)).json()
  t.same(policy.all, { coolOffMs: 0, noticeMs: 0, asked: { 'consequences-told': 'notice-only' } })
  const page = (await admin.open(follow)).body
  t.match(
    page,
    /<span class="badge">Practice<\/span>[\s\S]*data-live="test-deletion" data-every="2"[\s\S]*<strong>taken in<\/strong>/
  )
  t.notMatch(page, /mira/, 'the page names nobody')
  t.match((await admin.open('/admin/requests')).body, /Sandbox/)
})

t.test('first steps: a second person is there when two count as two, not when two names do', async t => {
  const small = await startPages()
  t.teardown(() => small.stop())
  const only = await small.browser('administrator')
  const second = /Let a second person in <small class="(good|soon)">/
  const added = await only.send('/admin/people/new', { name: 'Petra Frank', roles: ['privacy-officer'] })
  t.match(String(added.headers.location), /said=person-added$/)
  const { body } = await only.open('/admin/first-run')
  t.equal(second.exec(body)![1], 'soon', 'whoever was let in counts as one with whoever let them in')
  t.match(body, /“npm run lethe -- sandbox openedx”/, 'the command that a checkout has, and no package of a registry')
  await small.browser('privacy-officer')
  t.equal(second.exec((await only.open('/admin/first-run')).body)![1], 'good')
})
