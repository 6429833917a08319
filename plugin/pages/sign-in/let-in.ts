import { Problem } from '../../errors.ts'
import type { PersonBody, Role } from '../../store/records/bodies.ts'
import { recordAct } from '../../store/records/governance.ts'
import { addPerson, namePerson, setRoles } from '../../store/records/people/people.ts'
import { endSessions } from '../../store/records/people/sessions.ts'
import type { ProviderBody } from '../../store/records/people/sign-in.ts'
import { findByIdentity, identityHash } from '../../store/records/people/ways-in.ts'
import type { Document } from '../../store/store.ts'
import type { NotLetIn } from '../../texts/sign-in.ts'
import type { SignInParts } from './parts.ts'
import type { Said } from './provider.ts'
import { nameOfClaims, rolesOfClaims } from './roles-of-claims.ts'

type Parts = Pick<SignInParts, 'store' | 'keys' | 'random' | 'clock'>

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every(role => other.includes(role))

/** The last administrator stays one, whatever the claim says: nobody else could let anybody in. */
const followClaim = async (parts: Parts, { id, body }: Document<PersonBody>, roles: readonly Role[], at: string) => {
  if (sameRoles(body.roles, roles)) return
  const record = (after: readonly Role[]) =>
    recordAct(parts, {
      at,
      by: id,
      act: 'roles-changed',
      about: { kind: 'person', id },
      before: { roles: body.roles },
      after: { roles: after, from: 'identity-provider' }
    })
  try {
    await setRoles(parts.store, id, roles)
    await record(roles)
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'last-administrator')) throw error
    const kept = [...new Set<Role>(['administrator', ...roles])]
    if (sameRoles(body.roles, kept)) return
    await setRoles(parts.store, id, kept)
    await record(kept)
  }
}

/** Somebody whom the institution sends for the first time, let in by whoever answers for its provider. */
const welcome = async (
  parts: Parts,
  hash: string,
  {
    name,
    roles,
    host
  }: { readonly name: string | null; readonly roles: readonly Role[]; readonly host: string | null },
  at: string
) => {
  const id = parts.random.uuid()
  const about = { kind: 'person', id }
  const after = { roles, from: 'identity-provider', host }
  await recordAct(parts, { at, by: id, act: 'person-added', about, before: {}, after })
  const identity = { hash, at }
  return addPerson(parts.store, id, { name: name ?? id, roles, identity, addedBy: host, at })
}

/**
 * Whom the institution sent, as a person here: found by issuer and subject and by nothing else, with the roles that its
 * claim gives them now. A text: why they are not let in.
 */
export const letIn = (parts: Parts, provider: ProviderBody, said: Said): Promise<string | { because: NotLetIn }> => {
  const { store, keys, clock } = parts
  const hash = identityHash(keys, said.issuer, said.subject)
  return store.exclusive(`identity:${hash}`, async () => {
    const at = clock.now().toISOString()
    const roles = rolesOfClaims(provider, said.claims)
    const name = nameOfClaims(said.claims)
    const person = await findByIdentity(store, hash)
    if (person === null) {
      if (roles.length === 0) return { because: 'no-roles' }
      if (!provider.addsPeople) return { because: 'unknown' }
      return (await welcome(parts, hash, { name, roles, host: provider.host }, at)).id
    }
    if (person.body.disabledAt !== null) return { because: 'shut-out' }
    // Nobody gives themselves roles by a mapping that they wrote and nobody else has answered for.
    if (provider.host !== person.id) await followClaim(parts, person, roles, at)
    if (name !== null && name !== person.body.name) await namePerson(store, person.id, name)
    if (roles.length > 0) return person.id
    await endSessions(store, person.id, at)
    return { because: 'no-roles' }
  })
}
