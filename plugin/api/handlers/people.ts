import { Problem } from '../../errors.ts'
import type { PersonBody, Role, TokenBody } from '../../store/records/bodies.ts'
import {
  addPerson,
  addToken,
  disablePerson,
  getPerson,
  getToken,
  linkPerson,
  listPersons,
  revokeToken
} from '../../store/records/people.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import type { Document } from '../../store/store.ts'
import { VaultError } from '../../vault/errors.ts'
import { type Call, type Handler, made, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'

const dayMs = 24 * 60 * 60 * 1000
const view = ({ id, body }: Document<TokenBody>) => ({ id, ...body })
const viewPerson = ({ id, body }: Document<PersonBody>) => ({ id, ...body, accounts: body.accounts ?? [] })

/** Operations on named persons, their tokens, and the keys. `sign` makes the token that stands for a document. */
export const peopleHandlers = (
  { store, keys, random, clock }: ApiParts,
  sign: (token: string, person: string) => string
) => {
  const now = () => clock.now().toISOString()

  return {
    listPersons: async () => ok((await listPersons(store)).map(viewPerson)),

    addPerson: async ({ body }: Call<{ name: string; roles: Role[] }>) =>
      made(viewPerson(await addPerson(store, random.uuid(), { ...body, at: now() }))),

    linkPerson: async ({ params, body }: Call<{ accounts: { platform: string; id: string }[] }>) => {
      for (const { platform } of body.accounts) await getPlatform(store, platform)
      return ok(viewPerson(await linkPerson(store, params.person!, body.accounts)))
    },

    disablePerson: async ({ params }) => ok(viewPerson(await disablePerson(store, params.person!, now()))),

    createToken: async ({ body }: Call<{ person: string; label: string; days: number }>) => {
      const person = await getPerson(store, body.person)
      const id = random.uuid()
      const createdAt = now()
      const expiresAt = new Date(Date.parse(createdAt) + body.days * dayMs).toISOString()
      await addToken(store, id, { person: person.id, label: body.label, createdAt, expiresAt, revokedAt: null })
      return made({ token: sign(id, person.id), record: view(await getToken(store, id)) })
    },

    revokeToken: async ({ params, caller }) => {
      const { id, body } = await getToken(store, params.token!)
      const isOwn = body.person === caller.person.id
      if (!isOwn && !caller.person.body.roles.includes('administrator')) throw new Problem('role-missing')
      return ok(view(await revokeToken(store, id, now())))
    },

    showMe: async ({ caller }) => ok({ person: viewPerson(caller.person), token: view(caller.token) }),

    retireKeys: async ({ params }) => {
      const at = now()
      const month = params.month!
      if (month >= at.slice(0, 7)) throw new Problem('key-in-use')
      const rewrapped = await keys.retire(month).catch(error => {
        if (error instanceof VaultError && error.code === 'vault-key-missing') throw new Problem('key-unknown')
        throw error
      })
      return ok({ month, rewrapped, at })
    }
  } satisfies Record<string, Handler>
}
