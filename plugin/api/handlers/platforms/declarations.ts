import type { components } from '../../../../openapi/types/lethe.ts'
import { readInstantOrNull } from '../../../instant.ts'
import type { DeclarationBody } from '../../../store/records/bodies.ts'
import { declare, isInForce, listDeclarations } from '../../../store/records/platforms/declarations.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseForOwnRequest } from '../../policy-change.ts'
import { aliasesValue } from '../../site-declarations.ts'

type NewDeclaration = components['schemas']['NewDeclaration']

const view = (id: string, { value, ...body }: DeclarationBody, now: string) => ({
  id,
  ...body,
  invoicesIssued: value.invoicesIssued ?? null,
  institutionProviders: value.providers ?? null,
  graderCount: value.graderAliases?.length ?? null,
  courseOwnerCount: value.courseOwnerAliases?.length ?? null,
  inForce: isInForce(body as DeclarationBody, now)
})

/** Operations on what named administrators state of a site. */
export const declarationHandlers = (parts: ApiParts) => {
  const { store, keys, random, clock } = parts
  const valueFrom = (said: NewDeclaration): DeclarationBody['value'] => {
    if (said.about === 'invoices') return { invoicesIssued: said.invoicesIssued }
    if (said.about === 'graders') return aliasesValue({ keys }, said.platform, 'graderAliases', said.graders)
    if (said.about === 'course-teams')
      return aliasesValue({ keys }, said.platform, 'courseOwnerAliases', said.courseOwners)
    return { providers: said.institutionProviders }
  }

  return {
    listDeclarations: async ({ query }) => {
      const { id } = await getPlatform(store, String(query.platform))
      const now = clock.now().toISOString()
      return ok((await listDeclarations(store, id)).map(one => view(one.id, one.body, now)))
    },

    declare: async ({ body, caller }: Call<NewDeclaration>) => {
      const { id: platform } = await getPlatform(store, body.platform)
      await refuseForOwnRequest(parts, caller, platform)
      const at = clock.now().toISOString()
      const id = random.uuid()
      const stated: DeclarationBody = {
        platform,
        about: body.about,
        value: valueFrom(body),
        by: caller.person.id,
        at,
        expiresAt: readInstantOrNull(body.expiresAt)
      }
      await govern(parts, caller, 'declared', { kind: 'platform', id: platform }, { after: { about: body.about } })
      await declare(store, id, stated)
      return made(view(id, stated, at))
    }
  } satisfies Record<string, Handler>
}
