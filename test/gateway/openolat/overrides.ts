import { checkProblem, type GatewayCase } from './case.ts'
import { basic, see } from './stage.ts'

const as = basic('manager')

/** A call that would delete if something read it otherwise than we do. */
const harmless = (
  id: string,
  given: {
    method: string
    path: (key: number) => string
    headers?: Record<string, string | string[]>
    proxy?: 'caddy'
  },
  status: number,
  code: string | null
): GatewayCase => ({
  id,
  caller: 'user manager, Basic',
  ...(given.proxy && { proxy: given.proxy }),
  async play({ stage, checks, call, about }) {
    const key = about(stage.person())
    const { method, headers } = given
    const answer = await call({ method, path: given.path(key), as, ...(headers && { headers }) })
    if (code === null) checks.equal('status', answer.status, status)
    else checkProblem(checks, answer, status, code)
    checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
  }
})

const override = (id: string, method: string, query: string, headers?: Record<string, string | string[]>) =>
  harmless(
    `override: ${id}`,
    { method, path: key => `/users/${key}${query}`, ...(headers && { headers }) },
    400,
    'method-override-refused'
  )

const overrides: readonly GatewayCase[] = [
  override('_method', 'POST', '?_method=DELETE'),
  override('_method on a GET', 'GET', '?_method=DELETE'),
  override('_method in capitals', 'POST', '?_METHOD=DELETE'),
  override('_method, encoded', 'GET', '?%5Fm%65thod=DELETE'),
  override('_method twice', 'POST', '?_method=GET&_method=DELETE'),
  override('_method behind another', 'GET', '?start=0&_method=DELETE'),
  override('_type', 'POST', '?_type=json'),
  override('_ctype', 'POST', '?_ctype=xml'),
  override('a query that cannot be decoded', 'POST', '?%E0%A4%A=1'),
  override('the header', 'POST', '', { 'x-http-method-override': 'DELETE' }),
  override('the header on a GET', 'GET', '', { 'X-HTTP-Method-Override': 'DELETE' }),
  override('the header twice, in any case', 'POST', '', { 'X-hTTP-method-OVERRIDE': ['GET', 'delete'] }),
  harmless(
    'override: _method, through Caddy',
    { method: 'GET', path: key => `/users/${key}?%5fmethod=DELETE`, proxy: 'caddy' },
    400,
    'method-override-refused'
  ),
  harmless(
    'override: the header, through Caddy',
    { method: 'GET', path: key => `/users/${key}`, headers: { 'x-http-method-override': 'DELETE' }, proxy: 'caddy' },
    400,
    'method-override-refused'
  )
]

const path = (id: string, path: (key: number) => string, status: number, code: string | null, proxy?: 'caddy') =>
  harmless(
    `path: ${id}${proxy ? ', through Caddy' : ''}`,
    { method: 'DELETE', path, ...(proxy && { proxy }) },
    status,
    code
  )

const around = (key: number) => `!/olat/restapi/groups/..;/users/${key}`

const paths: readonly GatewayCase[] = [
  path('matrix parameters', key => `/users/${key};x=1`, 400, 'path-refused'),
  path('matrix parameters in the middle', key => `/users;a=b/${key}`, 400, 'path-refused'),
  path('dots that only OpenOlat resolves', around, 400, 'path-refused'),
  path('dots that only OpenOlat resolves', around, 400, 'path-refused', 'caddy'),
  path('a parameter of the context', key => `!/olat;x/restapi/users/${key}`, 400, 'path-refused'),
  path('dots before the context', key => `!/olat/x/..;/restapi/users/${key}`, 400, 'path-refused'),
  path('dots', key => `/groups/../users/${key}`, 400, null),
  path('encoded dots', key => `/groups/%2e%2e/users/${key}`, 400, null),
  path('an encoded slash', key => `/users%2f${key}`, 400, null),
  path('doubled slashes', key => `//users//${key}`, 400, null),
  path('a number with a leading zero', key => `/users/0${key}`, 400, 'key-refused'),
  path('a number with a sign', key => `/users/+${key}`, 400, 'key-refused'),
  path(
    'digits of another script',
    key =>
      `/users/${encodeURIComponent(String(key).replace(/\d/g, digit => String.fromCharCode(0x0660 + Number(digit))))}`,
    400,
    'key-refused'
  )
]

/** Calls that are others than they seem, and ways around. */
export const overrideCases: readonly GatewayCase[] = [
  ...overrides,
  ...paths,
  {
    id: 'path: a slash at the end, and an encoded number, are the same account',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      const first = await call({ method: 'DELETE', path: `/users/${key}/`, as })
      checks.equal('status', first.status, 202)
      follow(first)
      const encoded = String(key).replace(/\d/g, digit => `%3${digit}`)
      const second = await call({ method: 'DELETE', path: `/users/${encoded}`, as })
      checks.equal('status', second.status, 202)
      await reach('completed')
      checks.equal('OpenOlat', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
    }
  },
  {
    id: 'path: a secret of the route from outside is dropped',
    caller: 'plain user, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      const headers = { 'x-lethe-route': 'guessed' }
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as: basic('plain'), headers })
      checkProblem(checks, answer, 403, 'right-missing')
    }
  }
]
