import { Problem } from '../../../errors.ts'
import type { PersonBody, Role } from '../../../store/records/bodies.ts'
import {
  addPerson,
  disablePerson,
  getPerson,
  linkPerson,
  listPersons,
  setRoles,
  vouchFor
} from '../../../store/records/people/people.ts'
import { readWhoIsWho, type WhoIsWho } from '../../../store/records/people/who-is-who.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine, refuseOwnLinkChange, refuseOwnRaise } from '../../separation.ts'

type Links = { accounts: { platform: string; id: string }[]; without?: string[] }

/** A person as the API shows them. */
export const viewPerson = ({ id, body }: Document<PersonBody>, who: WhoIsWho) => {
  const { name, roles, accounts = [], withoutAccount = [], addedBy = null, vouchedBy = [] } = body
  const { password, identity, createdAt, disabledAt } = body
  const vouchers = vouchedBy.map(({ by }) => by)
  const counts = { addedBy, vouchedBy: vouchers, countsAs: who.humanOf(id) }
  const signIn = { signInName: password?.signInName ?? null, hasIdentity: identity !== undefined }
  return { id, name, roles, accounts, without: withoutAccount, ...counts, ...signIn, createdAt, disabledAt }
}

/** Which platforms somebody is linked on, and on which they are said to have no account: never which account. */
const placed = ({ accounts = [], withoutAccount = [] }: Pick<PersonBody, 'accounts' | 'withoutAccount'>) => ({
  linkedOn: accounts.map(({ platform }) => platform),
  withoutAccountOn: withoutAccount
})

/** Operations on named persons. Each decision about who may do what is on record. */
export const peopleHandlers = (parts: ApiParts) => {
  const { store, random, clock } = parts
  const now = () => clock.now().toISOString()
  const view = async (person: Document<PersonBody>) => viewPerson(person, await readWhoIsWho(store))
  const about = (id: string) => ({ kind: 'person', id })

  return {
    listPersons: async () => {
      const who = await readWhoIsWho(store)
      return ok((await listPersons(store)).map(person => viewPerson(person, who)))
    },

    addPerson: async ({ body, caller }: Call<{ name: string; roles: Role[] }>) => {
      refuseMachine(caller)
      const id = random.uuid()
      await govern(parts, caller, 'person-added', about(id), { after: { roles: body.roles } })
      return made(await view(await addPerson(store, id, { ...body, addedBy: caller.person.id, at: now() })))
    },

    setRoles: async ({ params, body, caller }: Call<{ roles: Role[] }>) => {
      refuseMachine(caller)
      const { id, body: before } = await getPerson(store, params.person!)
      await refuseOwnRaise(parts, caller, { id, before, roles: body.roles })
      const roles = { before: { roles: before.roles }, after: { roles: body.roles } }
      await govern(parts, caller, 'roles-changed', about(id), roles)
      return ok(await view(await setRoles(store, id, body.roles)))
    },

    linkPerson: async ({ params, body, caller }: Call<Links>) => {
      refuseMachine(caller)
      const { id, body: before } = await getPerson(store, params.person!)
      const links = { accounts: body.accounts, withoutAccount: body.without ?? [] }
      for (const platform of [...links.withoutAccount, ...links.accounts.map(account => account.platform)])
        await getPlatform(store, platform)
      await refuseOwnLinkChange(parts, caller, { id, before, after: links })
      await govern(parts, caller, 'person-linked', about(id), { before: placed(before), after: placed(links) })
      return ok(await view(await linkPerson(store, id, links)))
    },

    vouchForPerson: async ({ params, caller }: Call) => {
      refuseMachine(caller)
      const { id, body } = await getPerson(store, params.person!)
      const who = await readWhoIsWho(store)
      if (!who.isInOwnHands(caller.token.body)) throw new Problem('token-made-by-another')
      const { id: by } = caller.person
      const counted = [id, body.addedBy ?? id].map(who.humanOf)
      if (counted.includes(who.humanOf(by))) throw new Problem('vouching-for-oneself')
      await govern(parts, caller, 'person-vouched', about(id))
      return ok(await view(await vouchFor(store, id, by, now())))
    },

    disablePerson: async ({ params, caller }: Call) => {
      const { id } = await getPerson(store, params.person!)
      await govern(parts, caller, 'person-disabled', about(id))
      return ok(await view(await disablePerson(store, id, now())))
    }
  } satisfies Record<string, Handler>
}
