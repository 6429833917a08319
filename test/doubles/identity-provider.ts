import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

/** Somebody at the institution: what they type, and what is said of them. */
export interface InstitutionUser {
  readonly login: string
  readonly password: string
  /** `sub` is the login unless it is here. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** What the institution knows of Lethe. */
export interface InstitutionGiven {
  /** The address of Lethe, as people reach it. */
  readonly lethe: string
  readonly users: readonly InstitutionUser[]
  readonly clientId?: string
  readonly clientSecret?: string
  /** Whether claims of the scope `roles` stand in the ID token; else the client must ask for them. */
  readonly saysRolesInToken?: boolean
}

/** An institution that listens. */
export interface Institution {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Says something else of somebody from now on. */
  change(login: string, claims: Readonly<Record<string, unknown>>): void
  close(): Promise<void>
}

const escapeText = (value: string) => value.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<link rel="icon" href="data:,"></head><body><main><h1>${title}</h1>${body}</main></body></html>`

const signInPage = (uid: string, refusal: string) =>
  page(
    'Campus account',
    `<p>${escapeText(refusal)}</p><form method="post" action="/interaction/${uid}">
      <label>Login <input name="login" autocomplete="username"></label>
      <label>Password <input name="password" type="password" autocomplete="current-password"></label>
      <button>Continue</button></form>
      <form method="post" action="/interaction/${uid}/cancel"><button>Cancel</button></form>`
  )

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: 'campus', use: 'sig', alg: 'RS256' }
}

/**
 * An institution with a real OpenID provider and a sign-in page of its own, on this machine: authorisation code with
 * PKCE for the one client, consent as given, and signing out begun by the client.
 */
export async function startInstitution(given: InstitutionGiven): Promise<Institution> {
  const { clientId = 'lethe', clientSecret = 'a secret of forty characters, for the test', lethe } = given
  const users = new Map(given.users.map(user => [user.login, { ...user }]))
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${lethe}/sign-in/callback`],
        post_logout_redirect_uris: [`${lethe}/sign-in`],
        response_types: ['code'],
        grant_types: ['authorization_code']
      }
    ],
    jwks: { keys: [signingKey() as never] },
    cookies: { keys: ['of the institution'] },
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'roles'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'email'],
      roles: ['roles', 'realm_access', 'https://campus.example/roles']
    },
    conformIdTokenClaims: given.saysRolesInToken === false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => {
      const user = [...users.values()].find(each => (each.claims.sub ?? each.login) === sub)
      return user && { accountId: sub, claims: () => ({ name: user.login, ...user.claims, sub }) }
    },
    // A client of the institution's own is not asked for consent.
    loadExistingGrant: async context => {
      const { client, session } = context.oidc
      const grant: InstanceType<typeof provider.Grant> = new provider.Grant({
        clientId: client!.clientId,
        accountId: session!.accountId!
      })
      grant.addOIDCScope('openid profile roles')
      await grant.save()
      return grant
    },
    ttl: { Grant: 600, Session: 600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 }
  })
  const serve = provider.callback()

  const interact = async (request: IncomingMessage, response: ServerResponse, cancels: boolean) => {
    const { uid } = await provider.interactionDetails(request, response)
    const show = (refusal: string) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(signInPage(uid, refusal))
    if (request.method === 'GET') return show('')
    if (cancels)
      return provider.interactionFinished(
        request,
        response,
        { error: 'access_denied' },
        { mergeWithLastSubmission: false }
      )
    const form = new URLSearchParams(await text(request))
    const user = users.get(form.get('login') ?? '')
    if (user === undefined || user.password !== form.get('password')) return show('That is not right.')
    const login = { accountId: String(user.claims.sub ?? user.login) }
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  }

  answer = (request, response) => {
    const own = /^\/interaction\/[\w-]+(\/cancel)?$/.exec(request.url ?? '')
    if (own === null) return void serve(request, response)
    interact(request, response, own[1] !== undefined).catch(() => response.writeHead(400).end())
  }

  return {
    issuer,
    clientId,
    clientSecret,
    change: (login, claims) => void users.set(login, { ...users.get(login)!, claims }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
