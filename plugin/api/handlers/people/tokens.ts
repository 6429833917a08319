import { dayMs } from '../../../durations.ts'
import { Problem } from '../../../errors.ts'
import type { PersonBody, Scope, TokenBody } from '../../../store/records/bodies.ts'
import {
  addToken,
  getPerson,
  getToken,
  listPersons,
  revokeToken,
  tokensOf
} from '../../../store/records/people/people.ts'
import { noteLetIn } from '../../../store/records/people/ways-in.ts'
import { readWhoIsWho } from '../../../store/records/people/who-is-who.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine } from '../../separation.ts'
import { viewPerson } from './people.ts'
import { handOf } from './sign-in.ts'

const view = ({ id, body: { usedAt: _, ...body } }: Document<TokenBody>) => ({
  id,
  ...body,
  kind: body.kind ?? 'person',
  scopes: body.scopes ?? null,
  madeBy: body.madeBy ?? null
})

type New = { person: string; label: string; days: number; kind: 'person' | 'machine'; scopes?: Scope[] }
const isToken = ({ body }: Document<TokenBody>): boolean => body.kind !== 'session'

/** Whether somebody works by pages of their own: then it may be another who exchanges a token that was made for them. */
const signsInAlone = ({ password, identity }: PersonBody): boolean => password !== undefined || identity !== undefined

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
      const { id: person, body: whose } = await getPerson(store, body.person)
      const { scopes } = body
      if (scopes?.some(scope => scope !== 'metrics' && !whose.roles.includes(scope)))
        throw new Problem('scope-not-held')
      const id = random.uuid()
      const after = { person, kind: body.kind, ...(scopes === undefined ? {} : { scopes }) }
      await govern(parts, caller, 'token-made', about(id), { after })
      return issue(id, { ...body, madeBy: handOf(caller) })
    },

    listTokens: async ({ caller }) => {
      const { id, body } = caller.person
      const whose = body.roles.includes('administrator') ? (await listPersons(store)).map(one => one.id) : [id]
      const all = (await Promise.all(whose.map(person => tokensOf(store, person)))).flat()
      const at = now()
      const live = all.filter(one => isToken(one) && one.body.revokedAt === null && one.body.expiresAt > at)
      return ok(live.map(view))
    },

    /**
     * Whoever still has a token of their own is not replaced by somebody who was given another in their name; whoever signs
     * in on pages counts as one with whose hand it was, until somebody vouches anew.
     */
    exchangeToken: async ({ body, caller }: Call<{ label?: string; days: number }>) => {
      refuseMachine(caller)
      const { person, token } = caller
      if (!isToken(token)) throw new Problem('session-is-no-token')
      const at = now()
      const who = await readWhoIsWho(store)
      const isOwn = ({ id, body: other }: Document<TokenBody>): boolean =>
        id !== token.id &&
        other.kind !== 'session' &&
        other.madeBy === person.id &&
        other.revokedAt === null &&
        other.expiresAt > at
      const isForeign = !who.isInOwnHands(token.body)
      if (isForeign && (await tokensOf(store, person.id)).some(isOwn)) throw new Problem('token-of-own-lives')
      const id = random.uuid()
      await govern(parts, caller, 'token-exchanged', about(id), { before: { token: token.id } })
      if (isForeign && signsInAlone(person.body)) await noteLetIn(store, person.id, handOf(caller), at)
      const { days, label = token.body.label } = body
      const scopes = token.body.scopes === undefined ? {} : { scopes: [...token.body.scopes] }
      const own = await issue(id, { person: person.id, label, days, kind: 'person', ...scopes, madeBy: person.id })
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
