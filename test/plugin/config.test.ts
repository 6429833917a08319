import t from 'tap'
import { readConfig, settings, showStoreUrl } from '../../plugin/config.ts'

const home = { HOME: '/people/ada' }
const untouched = {
  host: '127.0.0.1',
  port: 7380,
  publicUrl: null,
  dataFolder: '/people/ada/.local/share/lethe',
  keysFolder: '/people/ada/.config/lethe/keys',
  endedIdsFolder: '/people/ada/.config/lethe/keys/ended-ids',
  ownBackupMs: 90 * 86_400_000,
  mail: null,
  places: 8,
  stopGraceMs: 20_000,
  logLevel: 'info',
  url: 'http://127.0.0.1:7380',
  tokenFile: '/people/ada/.config/lethe/operator.token',
  gateway: { host: '127.0.0.1', port: 7381 },
  storeUrl: null,
  platformsFile: null
}

t.test('nothing needs to be set, and set to nothing is not set', async t => {
  t.same(readConfig(home), untouched)
  const empty = Object.fromEntries(settings.map(({ name }) => [name, '']))
  t.same(readConfig({ ...home, ...empty, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' }), untouched)
})

t.test('every setting that is documented is read, and no other of ours', async t => {
  const asked = new Set<string>()
  const env = new Proxy<Record<string, string>>(
    { LETHE_MAIL_URL: 'smtp://mail.example', LETHE_MAIL_FROM: 'a@b.example' },
    {
      get: (target, name) => {
        asked.add(String(name))
        return target[String(name)]
      }
    }
  )
  readConfig(env)
  t.same([...asked].filter(name => name.startsWith('LETHE_')).sort(), settings.map(({ name }) => name).sort())
})

t.test('what holds a password may lie in a file, and what is set goes before it', async t => {
  const folder = t.testdir({
    store: 'postgres://lethe:open-sesame@db.example/lethe\n',
    mail: 'smtps://m:p@mail.example'
  })
  const from = { ...home, LETHE_MAIL_FROM: 'a@b.example' }
  const files = { ...from, LETHE_STORE_FILE: `${folder}/store`, LETHE_MAIL_URL_FILE: `${folder}/mail` }
  t.match(readConfig(files), {
    storeUrl: 'postgres://lethe:open-sesame@db.example/lethe',
    mail: { url: 'smtps://m:p@mail.example' }
  })
  t.match(readConfig({ ...files, LETHE_STORE: 'postgres://other.example/lethe' }), {
    storeUrl: 'postgres://other.example/lethe'
  })
  t.throws(() => readConfig({ ...from, LETHE_STORE_FILE: `${folder}/gone` }), { message: /^LETHE_STORE_FILE: / })
})

t.test('folders follow the XDG ones, and the token lies beside the keys', async t => {
  const xdg = { ...home, XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: '/config' }
  t.match(readConfig(xdg), { dataFolder: '/data/lethe', keysFolder: '/config/lethe/keys' })
  const own = { ...xdg, LETHE_DATA: '/srv/lethe', LETHE_KEYS: '/etc/lethe/keys' }
  t.match(readConfig(own), {
    dataFolder: '/srv/lethe',
    keysFolder: '/etc/lethe/keys',
    tokenFile: '/etc/lethe/operator.token'
  })
})

t.test('a wrong setting is named, with what is needed, and never with what it held', async t => {
  for (const [name, wrong] of [
    ['LETHE_PORT', '70000'],
    ['LETHE_PORT', '-1'],
    ['LETHE_PUBLIC_URL', 'lethe.campus.example'],
    ['LETHE_PUBLIC_URL', 'https://campus.example/lethe'],
    ['LETHE_PUBLIC_URL', 'ftp://campus.example'],
    ['LETHE_GATEWAY_PORT', 'yes'],
    ['LETHE_PLACES', '0'],
    ['LETHE_PLACES', '1.5'],
    ['LETHE_STOP_GRACE_MS', 'soon'],
    ['LETHE_LOG_LEVEL', 'loud'],
    ['LETHE_URL', 'not-an-address'],
    ['LETHE_MAIL_URL', 'https://user:secret@mail.example'],
    ['LETHE_MAIL_FROM', 'nobody']
  ] as const) {
    const env = { ...home, LETHE_MAIL_URL: 'smtp://mail.example', LETHE_MAIL_FROM: 'a@b.example', [name]: wrong }
    t.throws(() => readConfig(env), { code: 'setting-wrong' }, `${name}=${wrong}`)
    t.throws(() => readConfig(env), { message: new RegExp(`^${name}: (?!.*secret)`) })
  }
  t.throws(() => readConfig({ ...home, LETHE_MAIL_URL: 'smtp://mail.example' }), { message: /^LETHE_MAIL_FROM/ })
})

t.test('the address of a database is whole or refused, and never shown with its password', async t => {
  const address = 'postgres://lethe:hush-hush@db.uni.example:5433/lethe'
  t.equal(readConfig({ ...home, LETHE_STORE: address }).storeUrl, address)
  t.equal(showStoreUrl(`${address}?password=hush-hush`), 'postgres://db.uni.example:5433/lethe')
  for (const wrong of [
    'mysql://u:hush-hush@h/d',
    'postgres://u:hush-hush@h',
    'postgres://u:hush-hush@h/',
    'lethe.db'
  ]) {
    try {
      readConfig({ ...home, LETHE_STORE: wrong })
      t.fail(wrong)
    } catch (error) {
      t.match(error, { code: 'setting-wrong', setting: 'LETHE_STORE' })
      t.notMatch(String(error), 'hush-hush')
    }
  }
})
