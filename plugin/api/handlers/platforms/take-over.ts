import type { BacklogRow } from '../../../../adapters/contract.ts'
import { Problem } from '../../../errors.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { joinSecrets, splitSecrets } from '../../options/platform-options.ts'
import type { ApiParts } from '../../parts.ts'
import { mayReveal } from '../../permissions.ts'

type Row = BacklogRow & { readonly takeable: boolean }

const order: readonly BacklogRow['stands'][] = ['pending', 'stuck', 'between-steps', 'errored', 'over']

const first = (rows: readonly Row[], of: (row: Row) => string): string => rows.map(of).sort()[0]!

const summarise = (rows: readonly Row[]) =>
  order.flatMap(stands => {
    const here = rows.filter(row => row.stands === stands)
    if (here.length === 0) return []
    return [
      {
        stands,
        count: here.length,
        takeable: here.filter(({ takeable }) => takeable).length,
        oldestSince: first(here, ({ since }) => since),
        longestUnmovedSince: first(here, ({ movedAt }) => movedAt)
      }
    ]
  })

const named = ({ subject, stands, state, since, movedAt, takeable }: Row) => ({
  id: subject.id,
  username: subject.username,
  stands,
  state,
  since,
  movedAt,
  takeable
})

/** Operations on what a platform began without Lethe, and on taking it over. */
export const takeOverHandlers = (parts: ApiParts) => {
  const { store, takeOver, kinds } = parts
  return {
    lookAtBacklog: async ({ params, body, caller, signal }: Call<{ names?: boolean }>) => {
      if (body.names === true && !caller.person.body.roles.some(role => mayReveal.includes(role)))
        throw new Problem('role-missing')
      const { rows, ...seen } = await takeOver.look(params.platform!, signal)
      return ok({
        ...seen,
        takeable: rows.filter(({ takeable }) => takeable).length,
        stands: summarise(rows),
        rows: body.names === true ? rows.map(named) : null
      })
    },

    adoptBacklog: async ({ params, body, caller, signal }: Call<{ take: number }>) =>
      ok(await takeOver.adopt(params.platform!, body.take, caller.person.id, signal)),

    importConfiguration: async ({ params, body }: Call<{ text: string }>) => {
      const { id, body: platform } = await getPlatform(store, params.platform!)
      const connection = kinds.connect(platform.kind, joinSecrets(parts, id, platform), id)
      try {
        const { options, findings } = connection.takeOver.importConfiguration(body.text)
        const { plain } = splitSecrets(parts, id, platform.kind, options)
        const secrets = Object.keys(options).filter(name => !Object.hasOwn(plain, name))
        return ok({ options: plain, secrets, findings })
      } finally {
        await connection.close()
      }
    }
  } satisfies Record<string, Handler>
}
