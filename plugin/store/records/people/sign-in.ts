import type { Store } from '../../store.ts'
import type { Role } from '../bodies.ts'
import { changeOrMake, filed } from '../change.ts'

/** The institution's identity provider, as OpenID Connect knows it. */
export interface ProviderBody {
  /** What people read on the button: the name of their institution or of its account. */
  readonly label: string
  /** Where `/.well-known/openid-configuration` lies. */
  readonly issuer: string
  readonly clientId: string
  /** Null: a client without secret, which PKCE alone protects. */
  readonly sealedSecret: string | null
  readonly scopes: readonly string[]
  /** The claim that says what somebody may do: a name, names joined by dots, or a JSON pointer. */
  readonly rolesClaim: string
  /** Which value of that claim gives which roles; other values give none. */
  readonly mapping: readonly { readonly value: string; readonly roles: readonly Role[] }[]
  /** Whether somebody whom the provider sends for the first time, with a role, becomes a person here. */
  readonly addsPeople: boolean
  /** Who counts as having let in whom it sends; null: nobody, because the institution answers for each. */
  readonly host: string | null
}

/** How people sign in. */
export interface SignInBody {
  readonly provider: ProviderBody | null
  /** Whether the passwords of Lethe count. Always so where no provider is set. */
  readonly takesPasswords: boolean
  readonly setBy: string | null
  readonly setAt: string | null
}

const unset: SignInBody = { provider: null, takesPasswords: true, setBy: null, setAt: null }
const id = 'sign-in'

/** How people sign in; with passwords only, as long as nobody said otherwise. */
export const readSignIn = async (store: Store): Promise<SignInBody> =>
  (await store.get<SignInBody>('ledger', id))?.body ?? unset

/** Says how people sign in, in the place of what was said before. */
export const setSignIn = async (store: Store, body: SignInBody): Promise<SignInBody> => {
  await changeOrMake<SignInBody>(store, { kind: 'ledger', id }, () => filed(body))
  return body
}

/** What the secret of the client is sealed for. */
export const clientSecretPurpose = 'identity-provider:client-secret'
