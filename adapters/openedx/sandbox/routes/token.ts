import { randomUUID } from 'node:crypto'
import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard, makeJwt } from '../caller.ts'
import { isPassword } from '../passwords.ts'
import type { ClientSeed } from '../seed.ts'
import { byEmail, byUsername, type World } from '../world.ts'

/** The token endpoint with both grants (1.3, 3.1), and who is calling (1.4). */
export function tokenRoutes(context: Context): Route[] {
  return [
    {
      name: 'issueToken',
      method: 'POST',
      path: '/oauth2/access_token',
      handle: request => issue(context.world, request)
    },
    {
      name: 'readOwnName',
      method: 'GET',
      path: '/api/user/v1/me',
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, (_request, caller) => ({
        status: 200,
        json: { username: caller.username }
      }))
    }
  ]
}

function issue(world: World, request: StandRequest): StandAnswer {
  const form = request.form()
  const client = findClient(world, request, form)
  if (client === null) return { status: 401, json: { error: 'invalid_client' } }
  const grant = form.get('grant_type')
  if (grant === 'password') return issueByPassword(world, client, form)
  if (grant !== client.grant) return { status: 400, json: { error: 'unauthorized_client' } }
  const isJwt = form.get('token_type') === 'jwt' || request.headers['x-token-type'] === 'jwt'
  return { status: 200, json: makeToken(world, client.owner, isJwt) }
}

/** The user is checked before the grant type, so only the right password of a wrong client is `unauthorized_client`. */
function issueByPassword(world: World, client: ClientSeed, form: URLSearchParams): StandAnswer {
  const name = form.get('username') ?? ''
  const password = form.get('password') ?? ''
  if (password === '') return { status: 400, json: { error: 'invalid_request' } }
  const person = byUsername(world, name) ?? byEmail(world, name)
  if (person === undefined || !isPassword(person.password, password))
    return { status: 400, json: { error: 'invalid_grant' } }
  if (client.grant !== 'password') return { status: 400, json: { error: 'unauthorized_client' } }
  return { status: 200, json: makeToken(world, person.username, form.get('token_type') === 'jwt') }
}

function makeToken(world: World, username: string, isJwt: boolean) {
  const life = world.settings.jwtLifeS
  const scope = 'read write profile email'
  if (isJwt) {
    const access_token = makeJwt(username, world.now().getTime() + life * 1000)
    return { access_token, expires_in: life, token_type: 'JWT', scope }
  }
  const access_token = randomUUID()
  world.tokens.set(access_token, username)
  return { access_token, expires_in: life, token_type: 'Bearer', scope }
}

function findClient(world: World, request: StandRequest, form: URLSearchParams): ClientSeed | null {
  const [scheme, credential = ''] = (request.headers.authorization ?? '').split(' ')
  const [id, secret] =
    scheme === 'Basic'
      ? Buffer.from(credential, 'base64').toString('utf8').split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')]
  const client = world.clients.get(id ?? '')
  return client !== undefined && client.secret === secret ? client : null
}
