import { checkProblem, type GatewayCase, readBody } from './case.ts'
import { basic, type RestCall, type Stage, see } from './stage.ts'

const as = basic('manager')
/** Organisations and certificates take more than a user manager. */
const asChief = basic('chief')

interface Change extends Pick<RestCall, 'method' | 'json' | 'body' | 'headers'> {
  readonly id: string
  readonly path: (key: number, stage: Stage) => string
  readonly as?: RestCall['as']
  /** What OpenOlat must have noted when the call was passed on. */
  readonly effect: string
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const authenticationOf = (stage: Stage, key: number): number =>
  stage.sandbox.world.identities.find(each => each.key === key)!.authentications[0]!.key

/** Every row of the table in part 8.1 of the fact sheet but the deletion itself. */
const changes: readonly Change[] = [
  { id: 'status 101', method: 'POST', path: key => `/users/${key}/status`, json: { status: 101 }, effect: 'status' },
  { id: 'status 103', method: 'POST', path: key => `/users/${key}/status/`, json: { status: 103 }, effect: 'status' },
  { id: 'lifecycle, POST', method: 'POST', path: key => `/users/${key}/lifecycle`, json: {}, effect: 'reactivated' },
  {
    id: 'lifecycle, PUT',
    method: 'PUT',
    path: key => `/users/${key}/lifecycle`,
    json: { expirationDate: 1_900_000_000_000 },
    effect: 'expiration'
  },
  {
    id: 'a login taken away',
    method: 'DELETE',
    path: (key, stage) => `/users/${key}/authentications/${authenticationOf(stage, key)}`,
    effect: 'authentication-removed'
  },
  {
    id: 'a login taken away, by name',
    method: 'DELETE',
    path: (key, stage) => `/users/person.${key}/auth/${authenticationOf(stage, key)}`,
    effect: 'authentication-removed'
  },
  ...(['PUT', 'POST'] as const).map(method => ({
    id: `credentials, ${method}`,
    method,
    path: (key: number) => `/users/${key}/authentications?of=${key}`,
    json: 'authentication',
    effect: 'authentication-added'
  })),
  {
    id: 'credentials, by name',
    method: 'PUT',
    path: key => `/users/person.${key}/auth`,
    json: 'authentication',
    effect: 'authentication-added'
  },
  {
    id: 'a password',
    method: 'POST',
    path: key => `/users/${key}/authentications/password`,
    body: 'newPassword=another',
    headers: form,
    effect: 'password-set'
  },
  {
    id: 'a password, by name',
    method: 'POST',
    path: key => `/users/person.${key}/auth/password`,
    body: 'newPassword=another',
    headers: form,
    effect: 'password-set'
  },
  {
    id: 'a user name, POST',
    method: 'POST',
    path: key => `/users/${key}/username?username=other.${key}`,
    effect: 'renamed'
  },
  {
    id: 'a user name, PUT',
    method: 'PUT',
    path: key => `/users/${key}/username?username=other.${key}`,
    effect: 'renamed'
  },
  { id: 'a profile', method: 'POST', path: key => `/users/${key}`, json: { firstName: 'Paula' }, effect: 'changed' },
  { id: 'roles', method: 'POST', path: key => `/users/${key}/roles`, as: asChief, json: {}, effect: '' },
  {
    id: 'a membership of an organisation',
    method: 'DELETE',
    path: key => `/organisations/2/user/${key}`,
    as: asChief,
    effect: 'organisation-user-removed'
  },
  {
    id: 'a certificate',
    method: 'DELETE',
    path: (key, stage) => {
      const certificate = { key: 80_000_000 + key, person: key, entry: 1 }
      stage.sandbox.world.certificates.push(certificate)
      return `/users/${key}/certificates/${certificate.key}`
    },
    effect: 'certificate-removed'
  },
  { id: 'a portrait', method: 'DELETE', path: key => `/users/${key}/portrait`, effect: 'portrait-removed' },
  {
    id: 'a relation',
    method: 'DELETE',
    path: (key, stage) => {
      const relation = { key: 90_000_000 + key, source: key, target: 114, role: 'mentor' }
      stage.sandbox.world.relations.push(relation)
      return `/users/${key}/relations/${relation.key}`
    },
    effect: 'relation-removed'
  }
]

const callOf = (stage: Stage, change: Change, key: number): RestCall => {
  const { id: _, effect: __, path, json, ...rest } = change
  const authentication = { identityKey: key, provider: 'LDAP', authUsername: `ldap.${key}` }
  return {
    as,
    ...rest,
    path: path(key, stage).replace(/\?of=\d+$/, ''),
    ...(json !== undefined && { json: json === 'authentication' ? authentication : json })
  }
}

const effectsOn = ({ sandbox }: Stage, key: number): readonly string[] =>
  sandbox.journal
    .list()
    .filter(({ person, refused }) => person === String(key) && !refused)
    .map(({ effect }) => effect)

const free = (change: Change): GatewayCase => ({
  id: `change: ${change.id}, of an account that nothing stands on`,
  caller: 'user manager, Basic',
  async play({ stage, checks, call, about }) {
    const key = about(stage.person())
    const answer = await call(callOf(stage, change, key))
    checks.equal('status', answer.status, 200)
    if (change.effect !== '') checks.equal('effects', effectsOn(stage, key), [change.effect])
  }
})

/** Somebody whose deletion waits: the owner of a course that nobody takes over. */
const underErasure = (change: Change): GatewayCase => ({
  id: `change: ${change.id}, of an account that is being deleted`,
  caller: 'user manager, Basic',
  async play({ stage, checks, call, about, follow, reach }) {
    const key = about(stage.person())
    stage.course(key)
    follow(await call({ method: 'DELETE', path: `/users/${key}`, as }))
    await reach('blocked')
    const answer = await call(callOf(stage, change, key))
    checkProblem(checks, answer, 409, 'account-under-erasure')
    checks.equal('effects', effectsOn(stage, key), [])
  }
})

const foreign: GatewayCase = {
  id: 'change: by somebody without the right, who learns nothing of what is under way',
  caller: 'foreign user manager, Basic',
  async play({ stage, checks, call, about, follow, reach }) {
    const key = about(stage.person())
    stage.course(key)
    follow(await call({ method: 'DELETE', path: `/users/${key}`, as }))
    await reach('blocked')
    const answer = await call({
      method: 'POST',
      path: `/users/${key}/status`,
      as: basic('foreign'),
      json: { status: 101 }
    })
    checks.equal('status', answer.status, 403)
    checks.equal('body of OpenOlat', answer.body, '')
    const nobody = await call({ method: 'POST', path: `/users/${key}/status`, as: {}, json: { status: 101 } })
    checkProblem(checks, nobody, 401, 'not-signed-in')
    checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
  }
}

const onHold: GatewayCase = {
  id: 'change: of an account on hold, and its deletion',
  caller: 'user manager, Basic',
  async play({ stage, checks, call, about, follow }) {
    const key = about(stage.person())
    const identifiers = [{ kind: 'platform-id', value: String(key) }]
    await stage.call('POST', '/holds', {
      platform: stage.platform,
      identifiers,
      ground: { article: '17(3)', letter: 'e' }
    })
    checkProblem(
      checks,
      await call({ method: 'POST', path: `/users/${key}/status`, as, json: { status: 103 } }),
      409,
      'legal-hold'
    )
    const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
    checkProblem(checks, answer, 409, 'erasure-blocked')
    follow(answer)
    const blockers = readBody(answer).blockers as readonly { code: string; what: string; next: string }[]
    checks.ok(
      'a blocker says what and what next',
      blockers.every(({ what, next }) => what.length > 10 && next.length > 5)
    )
    checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
  }
}

/** What changes an account without deleting it. */
export const changeCases: readonly GatewayCase[] = [...changes.map(free), ...changes.map(underErasure), foreign, onHold]
