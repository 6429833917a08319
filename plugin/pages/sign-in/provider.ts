import * as client from 'openid-client'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Clock } from '../../clock.ts'
import { Problem, problems } from '../../errors.ts'
import { clientSecretPurpose, type ProviderBody, readSignIn } from '../../store/records/people/sign-in.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'
import { createProviderDoor, type OpenDoor, type ProviderDoor } from './provider-door.ts'
import { type Because, becauseOf, ProviderError } from './provider-error.ts'

/** What asking the provider is made of. */
export interface ProviderParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly openDoor: OpenDoor
  /** Whether nobody on the way can read what is sent to an address. */
  isSafeWay(url: string): boolean
  publicUrl(): string
}

/** What one sign-in is bound to, kept by the browser it was begun in. */
export interface Begun {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What the provider says of somebody. */
export interface Said {
  readonly issuer: string
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** The institution's identity provider, by OpenID Connect. Throws `ProviderError` where it cannot be asked or believed. */
export interface IdentityProvider {
  /** Where to send somebody who wants to sign in. */
  begin(begun: Begun): Promise<string>
  /** Who came back, by the whole address of our callback that they came to. */
  finish(callback: URL, begun: Begun): Promise<Said>
  /** Where somebody signs out there, too; null where the provider has no such place. */
  endAddress(): Promise<string | null>
  /** What it says of itself. Throws `Problem`. */
  test(): Promise<components['schemas']['ProviderReport']>
  redirectUri(): string
  close(): Promise<void>
}

/** How long what the provider says of itself is kept. */
const keptMs = 10 * 60 * 1000
/** How far the provider's clock may be off, in seconds. */
const toleranceSeconds = 30

interface Known {
  readonly body: ProviderBody
  readonly until: number
  readonly door: ProviderDoor
  readonly configuration: client.Configuration
}

/** The usual way of showing a client's secret, unless the provider takes only the other (RFC 8414, 2). */
const withSecret =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: ways = ['client_secret_basic'] } = server
    const way = ways.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost
    return way(secret)(server, ...rest)
  }

const problemOf = (because: Because, code: string): Problem => {
  if (because === 'not-set') return new Problem('identity-provider-not-set')
  const kind = because === 'provider-unavailable' ? 'identity-provider-unavailable' : 'identity-provider-refuses'
  return new Problem(kind, { detail: `${problems[kind].whatToDo} (${code})` })
}

/** Asks the provider that is set; another one from the next call after it was set on. */
export const createIdentityProvider = (parts: ProviderParts): IdentityProvider => {
  const { store, keys, clock } = parts
  let known: Known | null = null
  const redirectUri = () => `${parts.publicUrl()}/sign-in/callback`

  const discover = async (body: ProviderBody): Promise<Known> => {
    const door = createProviderDoor(parts, body.issuer)
    const secret = body.sealedSecret === null ? null : keys.openSecret(clientSecretPurpose, body.sealedSecret)
    const configuration = await client.discovery(
      new URL(body.issuer),
      body.clientId,
      { [client.clockTolerance]: toleranceSeconds },
      secret === null ? client.None() : withSecret(secret),
      {
        [client.customFetch]: door.fetch,
        // Plain http is judged by the door: only near addresses are reached in the clear.
        execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
        timeout: 15
      }
    )
    // An issuer that stands for many tenants (`…/{tenantid}/…`): then the administrators of each could say who is one here.
    if (/[{}]/.test(configuration.serverMetadata().issuer))
      throw new ProviderError('provider-refuses', 'issuer-of-many-tenants')
    door.alsoReach(configuration.serverMetadata())
    return { body, until: clock.now().getTime() + keptMs, door, configuration }
  }

  const ask = async <T>(run: (known: Known) => Promise<T>): Promise<T> => {
    const { provider } = await readSignIn(store)
    if (provider === null) throw new ProviderError('not-set', 'not-set')
    try {
      const isSame = known !== null && JSON.stringify(known.body) === JSON.stringify(provider)
      if (known === null || !isSame || known.until <= clock.now().getTime()) {
        const before = known
        known = await discover(provider)
        await before?.door.close()
      }
      return await run(known)
    } catch (error) {
      throw becauseOf(error)
    }
  }

  return {
    redirectUri,
    begin: ({ state, nonce, verifier }) =>
      ask(async ({ body, configuration }) => {
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri(),
          scope: body.scopes.join(' '),
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce
        })
        return url.href
      }),
    finish: (callback, { state, nonce, verifier }) =>
      ask(async ({ body, configuration }) => {
        const tokens = await client.authorizationCodeGrant(configuration, callback, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true
        })
        const claims = tokens.claims()!
        const { userinfo_endpoint: more } = configuration.serverMetadata()
        // Some say who it is in the token, and what they may do only when asked.
        const further = more ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {}
        return { issuer: body.issuer, subject: claims.sub, claims: { ...further, ...claims } }
      }),
    endAddress: () =>
      ask(async ({ configuration }) => {
        if (!configuration.serverMetadata().end_session_endpoint) return null
        const back = `${parts.publicUrl()}/sign-in`
        return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href
      }),
    async test() {
      try {
        const before = known
        known = null
        await before?.door.close()
        return await ask(async ({ configuration, door }) => {
          const metadata = configuration.serverMetadata()
          const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keySet } = metadata
          if (!authorization || !token || !keySet) throw new ProviderError('provider-refuses', 'endpoint-missing')
          const answer = await door.fetch(keySet, { method: 'GET', headers: {} })
          const { keys: all } = (await answer.json()) as { keys?: unknown }
          return {
            issuer: metadata.issuer,
            authorizationEndpoint: authorization,
            tokenEndpoint: token,
            endSessionEndpoint: metadata.end_session_endpoint ?? null,
            keys: Array.isArray(all) ? all.length : 0,
            redirectUri: redirectUri()
          }
        })
      } catch (error) {
        const { because, code } = becauseOf(error)
        throw problemOf(because, code)
      }
    },
    async close() {
      await known?.door.close()
    }
  }
}
