import { createHash } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { createCanaries } from './canary.ts'
import { createSearch } from './search.ts'

const canaries = createCanaries()
const email = canaries.plant('email', 'a test')
const name = canaries.plant('name', 'a test')
const password = canaries.plant('password', 'a test')
const phone = canaries.plant('phone', 'a test')
const search = createSearch(canaries.all)

const codes = (text: string, write: (code: number) => string): string =>
  [...text].map(sign => write(sign.charCodeAt(0))).join('')
const sum = (kind: string, text: string) => createHash(kind).update(text)

const forms: Readonly<Record<string, string | Buffer>> = {
  'as it is': `Dear ${email},`,
  'in capitals': email.toUpperCase(),
  'in small letters': name.toLowerCase(),
  'in an address': `/people?mail=${encodeURIComponent(email)}`,
  'every sign in percent': codes(email, code => `%${code.toString(16)}`),
  'escaped for HTML': codes(name, code => `&#${code};`),
  'escaped for HTML in hexadecimal': codes(name, code => `&#x${code.toString(16)};`),
  'escaped for JSON': codes(name, code => `\\u00${code.toString(16).padStart(2, '0')}`),
  'quoted-printable, cut': `${email.slice(0, 7)}=\r\n${email.slice(7)}`,
  'quoted-printable, every sign': codes(email, code => `=${code.toString(16).toUpperCase()}`),
  'base64, alone': Buffer.from(email).toString('base64'),
  'base64, one sign before': Buffer.from(` ${email}`).toString('base64'),
  'base64, two signs before': Buffer.from(`: ${email} and more`).toString('base64'),
  'base64 of a mail, in lines': Buffer.from(`${'x'.repeat(50)}${email}${'y'.repeat(50)}`)
    .toString('base64')
    .replaceAll(/(.{20})/g, '$1\r\n'),
  'in a token': `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ sub: email })).toString('base64url')}.c2ln`,
  'in hexadecimal': Buffer.from(email).toString('hex'),
  'two bytes a sign': Buffer.from(email, 'utf16le'),
  gzip: gzipSync(`so said ${password}`),
  deflate: deflateSync(phone),
  'gzip in base64': gzipSync(`so said ${password}`).toString('base64'),
  'percent in base64': Buffer.from(encodeURIComponent(password)).toString('base64'),
  md5: sum('md5', email).digest('hex'),
  'sha-1 in base64': sum('sha1', email.toUpperCase()).digest('base64'),
  'sha-256': sum('sha256', phone).digest('hex'),
  'sha-256 as bytes': sum('sha256', name.toLowerCase()).digest()
}

t.test('a canary is found in every form that it may be hidden in, and nothing else is', async t => {
  for (const [form, content] of Object.entries(forms)) {
    const bytes = Buffer.concat([Buffer.from('before\n'), Buffer.from(content as string), Buffer.from('\nafter')])
    t.equal(new Set(search(bytes).map(({ canary }) => canary.value)).size, 1, form)
  }
  const others = createCanaries()
  for (let count = 0; count < 50; count += 1) others.plant('email', 'elsewhere')
  t.same(search(Buffer.from(others.all.map(({ value }) => sum('sha256', value).digest('hex') + value).join('\n'))), [])
})

t.test('a canary that lies over the edge of what is looked at in one go is found', async t => {
  for (const before of [256 * 1024 - 10, 248 * 1024 - 3, 500_000])
    t.equal(search(Buffer.from(`${'.'.repeat(before)}${email}${'.'.repeat(9)}`)).length, 1, String(before))
})
