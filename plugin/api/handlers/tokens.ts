import { Problem } from '../../errors.ts'
import type { TokenBody } from '../../store/records/bodies.ts'
import { addToken, getPerson, getToken, revokeToken, tokensOf } from '../../store/records/people.ts'
import { readWhoIsWho } from '../../store/records/who-is-who.ts'
import type { Document } from '../../store/store.ts'
import { type Call, type Handler, made, ok } from '../call.ts'
import { govern } from '../govern.ts'
import type { ApiParts } from '../parts.ts'
import { refuseMachine } from '../separation.ts'
import { viewPerson } from './people.ts'

const dayMs = 24 * 60 * 60 * 1000
const view = ({ id, body }: Document<TokenBody>) => ({
  id,
  ...body,
  kind: body.kind ?? 'person',
  madeBy: body.madeBy ?? null
})

type New = { person: string; label: string; days: number; kind: 'person' | 'machine' }

/** Operations on tokens. `sign` makes the token that stands for a document. */
export const tokenHandlers = (parts: ApiParts, sign: (token: string, person: string) => string) => {
  const { store, random, clock } = parts
  const now = () => clock.now().toISOString()
  const about = (id: string) => ({ kind: 'token', id })

  const issue = async (id: string, { days, ...said }: New & { madeBy: string }) => {
    const createdAt = now()
    const expiresAt = new Date(Date.parse(createdAt) + days * dayMs).toISOString()
    await addToken(store, id, { ...said, createdAt, expiresAt, revokedAt: null })
    return made({ token: sign(id, said.person), record: view(await getToken(store, id)) })
  }

  return {
    createToken: async ({ body, caller }: Call<New>) => {
      if (body.kind === 'person') refuseMachine(caller)
      const { id: person } = await getPerson(store, body.person)
      const id = random.uuid()
      await govern(parts, caller, 'token-made', about(id), { after: { person, kind: body.kind } })
      return issue(id, { ...body, madeBy: caller.person.id })
    },

    /** Whoever still has a token of their own is not replaced by somebody who was given another in their name. */
    exchangeToken: async ({ body, caller }: Call<{ label?: string; days: number }>) => {
      refuseMachine(caller)
      const { person, token } = caller
      const at = now()
      const who = await readWhoIsWho(store)
      const isOwn = ({ id, body: other }: Document<TokenBody>): boolean =>
        id !== token.id && other.madeBy === person.id && other.revokedAt === null && other.expiresAt > at
      if (!who.isInOwnHands(token.body) && (await tokensOf(store, person.id)).some(isOwn))
        throw new Problem('token-of-own-lives')
      const id = random.uuid()
      await govern(parts, caller, 'token-exchanged', about(id), { before: { token: token.id } })
      const { days, label = token.body.label } = body
      const own = await issue(id, { person: person.id, label, days, kind: 'person', madeBy: person.id })
      await revokeToken(store, token.id, at)
      return own
    },

    revokeToken: async ({ params, caller }: Call) => {
      const { id, body } = await getToken(store, params.token!)
      const isOwn = body.person === caller.person.id
      if (!isOwn && !caller.person.body.roles.includes('administrator')) throw new Problem('role-missing')
      if (!isOwn) await govern(parts, caller, 'token-revoked', about(id), { before: { person: body.person } })
      return ok(view(await revokeToken(store, id, now())))
    },

    showMe: async ({ caller }) =>
      ok({ person: viewPerson(caller.person, await readWhoIsWho(store)), token: view(caller.token) })
  } satisfies Record<string, Handler>
}
