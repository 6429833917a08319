import { Problem } from '../../../errors.ts'
import type { PersonBody } from '../../../store/records/bodies.ts'
import { getPerson, listPersons } from '../../../store/records/people/people.ts'
import { endSessions, sessionsOf } from '../../../store/records/people/sessions.ts'
import { clientSecretPurpose, readSignIn, type SignInBody, setSignIn } from '../../../store/records/people/sign-in.ts'
import { identityHash, linkIdentity, setPassword, signInNameOf } from '../../../store/records/people/ways-in.ts'
import { readWhoIsWho } from '../../../store/records/people/who-is-who.ts'
import type { Document } from '../../../store/store.ts'
import { createAttempts } from '../../../vault/attempts.ts'
import { isObvious } from '../../../vault/obvious-passwords.ts'
import { hashPassword, isPassword } from '../../../vault/passwords.ts'
import type { Caller } from '../../authentication.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { countWith, refuseMachine, refuseUnfit } from '../../separation.ts'
import { viewPerson } from './people.ts'

type NewPassword = { password: string; old?: string; signInName?: string }
type Provider = NonNullable<SignInBody['provider']>
type NewProvider = Omit<Provider, 'sealedSecret' | 'scopes' | 'host'> & {
  vouches: boolean
  clientSecret?: string
  scopes?: readonly string[]
  takesPasswords: boolean
}

const usualScopes = ['openid', 'profile']

/** Whether two settings let in the same people with the same roles. */
const sendsTheSame = (one: Omit<Provider, 'host'> | null, other: Omit<Provider, 'host'> | null): boolean => {
  const said = (provider: typeof one) =>
    JSON.stringify([provider?.issuer, provider?.clientId, provider?.rolesClaim, provider?.mapping])
  return said(one) === said(other)
}

/** Who has had in hand what a call came with. */
export const handOf = ({ person, token }: Caller): string => token.body.madeBy ?? person.id

/** Operations on how people sign in. */
export const signInHandlers = (parts: ApiParts) => {
  const { store, keys, random, clock, signIn } = parts
  const now = () => clock.now().toISOString()
  const attempts = createAttempts(parts.tally)
  const view = async (person: Document<PersonBody>) => viewPerson(person, await readWhoIsWho(store))
  const about = (id: string) => ({ kind: 'person', id })

  const viewSignIn = ({ provider, ...body }: SignInBody) => ({
    provider:
      provider === null
        ? null
        : {
            label: provider.label,
            issuer: provider.issuer,
            clientId: provider.clientId,
            hasSecret: provider.sealedSecret !== null,
            scopes: provider.scopes,
            rolesClaim: provider.rolesClaim,
            mapping: provider.mapping,
            addsPeople: provider.addsPeople,
            vouches: provider.host === null
          },
    takesPasswords: body.takesPasswords,
    redirectUri: signIn.redirectUri(),
    setBy: body.setBy,
    setAt: body.setAt
  })

  /** Of one's own, the present password is asked for, and not without end. */
  const checkOld = async ({ id, body }: Document<PersonBody>, old: string | undefined): Promise<void> => {
    if (body.password === undefined) return
    const waitMs = await attempts.begin(id, id)
    if (waitMs !== null) throw new Problem('too-many-calls', { retryAfterMs: waitMs })
    if (!(await isPassword(old ?? '', body.password.hash))) throw new Problem('password-wrong')
    await attempts.succeed(id, id)
  }

  /** Of an administrator who chose their own: another could go in as them, and nobody would see it. */
  const checkOthers = ({ id, body }: Document<PersonBody>, caller: Caller): void => {
    if (!caller.person.body.roles.includes('administrator')) throw new Problem('role-missing')
    if (body.roles.includes('administrator') && body.password?.by === id) throw new Problem('password-of-own-stands')
  }

  const readRest = (body: NewProvider, before: SignInBody['provider']): string | null => {
    if (body.clientSecret !== undefined) return keys.sealSecret(clientSecretPurpose, body.clientSecret)
    const isSame = before?.issuer === body.issuer && before.clientId === body.clientId
    return isSame ? before.sealedSecret : null
  }

  /** Whoever came in as it may be no more signs in again. */
  const waysThatEnd = (before: SignInBody, after: SignInBody): readonly string[] => {
    return [
      ...(before.provider !== null && !sendsTheSame(before.provider, after.provider) ? ['identity-provider'] : []),
      ...(before.takesPasswords && !after.takesPasswords ? ['password'] : [])
    ]
  }

  /**
   * Who counts as having let in whom the provider sends. Wherever two people could agree, whoever changed whom it sends
   * does, until another says that it is the institution's.
   */
  const hostOf = async (caller: Caller, before: SignInBody, after: Omit<Provider, 'host'>, vouches: boolean) => {
    const isSame = sendsTheSame(before.provider, after)
    const standing = isSame && before.provider !== null ? before.provider.host : handOf(caller)
    if (!vouches || standing === null) return vouches ? null : (standing ?? handOf(caller))
    if ((await countWith(parts, ['administrator', 'privacy-officer'])) > 1)
      await refuseUnfit(parts, caller, { involved: [standing] })
    return null
  }

  const endAllBegunBy = async (caller: Caller, ways: readonly string[]): Promise<void> => {
    for (const way of ways)
      for (const { id } of await listPersons(store)) await endSessions(store, id, now(), { way, but: caller.token.id })
  }

  const governed = ({ provider, takesPasswords }: SignInBody) => ({
    issuer: provider?.issuer ?? null,
    client: provider?.clientId ?? null,
    rolesClaim: provider?.rolesClaim ?? null,
    mapping: (provider?.mapping ?? []).map(({ value, roles }) => `${value}: ${roles.join(' ')}`),
    addsPeople: provider?.addsPeople ?? null,
    vouches: provider === null ? null : provider.host === null,
    takesPasswords
  })

  return {
    setPassword: async ({ params, body, caller }: Call<NewPassword>) => {
      refuseMachine(caller)
      const person = await getPerson(store, params.person!)
      const { id } = person
      if (id === caller.person.id) await checkOld(person, body.old)
      else checkOthers(person, caller)
      const signInName = signInNameOf(body.signInName ?? person.body.password?.signInName ?? person.body.name)
      if (isObvious(body.password, [signInName, person.body.name])) throw new Problem('password-too-obvious')
      const hash = await hashPassword(body.password, random)
      const [isOwn, hand] = [id === caller.person.id, handOf(caller)]
      await govern(parts, caller, 'password-set', about(id), { after: { own: isOwn } })
      const changed = await setPassword(store, id, { signInName, hash, by: isOwn ? id : hand, hand, at: now() })
      await endSessions(store, id, now(), { but: caller.token.id })
      return ok(await view(changed))
    },

    linkIdentity: async ({ params, body, caller }: Call<{ subject: string }>) => {
      refuseMachine(caller)
      const { provider } = await readSignIn(store)
      if (provider === null) throw new Problem('identity-provider-not-set')
      const { id } = await getPerson(store, params.person!)
      const hash = identityHash(keys, provider.issuer, body.subject)
      await govern(parts, caller, 'identity-linked', about(id))
      return ok(await view(await linkIdentity(store, id, { hash, by: handOf(caller), at: now() })))
    },

    listSessions: async ({ caller }) => {
      const { id, body } = caller.person
      const whose = body.roles.includes('administrator') ? (await listPersons(store)).map(one => one.id) : [id]
      const all = (await Promise.all(whose.map(person => sessionsOf(store, person, now())))).flat()
      return ok(
        all.map(({ id: session, body: { person, label, createdAt, usedAt, expiresAt } }) => ({
          id: session,
          person,
          way: label,
          createdAt,
          usedAt: usedAt ?? createdAt,
          expiresAt,
          isThis: session === caller.token.id
        }))
      )
    },

    showSignIn: async () => ok(viewSignIn(await readSignIn(store))),

    setSignIn: async ({ body, caller }: Call<NewProvider>) => {
      refuseMachine(caller)
      const { clientSecret: _, takesPasswords, vouches, scopes = usualScopes, ...said } = body
      if (!signIn.isSafeWay(said.issuer)) throw new Problem('https-needed')
      const before = await readSignIn(store)
      const sent = { ...said, scopes, sealedSecret: readRest(body, before.provider) }
      const provider = { ...sent, host: await hostOf(caller, before, sent, vouches) }
      const after = { provider, takesPasswords, setBy: caller.person.id, setAt: now() }
      await govern(parts, caller, 'sign-in-set', null, { before: governed(before), after: governed(after) })
      const changed = await setSignIn(store, after)
      await endAllBegunBy(caller, waysThatEnd(before, after))
      return ok(viewSignIn(changed))
    },

    removeSignIn: async ({ caller }) => {
      refuseMachine(caller)
      const before = await readSignIn(store)
      if (before.provider === null) throw new Problem('identity-provider-not-set')
      const after = { provider: null, takesPasswords: true, setBy: caller.person.id, setAt: now() }
      await govern(parts, caller, 'sign-in-set', null, { before: governed(before), after: governed(after) })
      const changed = await setSignIn(store, after)
      await endAllBegunBy(caller, ['identity-provider'])
      return ok(viewSignIn(changed))
    },

    testSignIn: async () => ok(await signIn.test())
  } satisfies Record<string, Handler>
}
