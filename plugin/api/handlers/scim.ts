import { Problem } from '../../errors.ts'
import type { Call, Handler, Reply } from '../call.ts'
import type { ApiParts, ScimUser } from '../parts.ts'
import { listOf, providerConfig, resourceTypes, schemas, userResource } from '../scim-documents.ts'
import { scimType } from '../scim-error.ts'
import { scimAddress } from '../source-view.ts'

const answer = (body: unknown): Reply => ({ status: 200, body, type: scimType })
const done: Reply = { status: 204, body: undefined }

/** Operations of identity managers. Everything happens in intake; here it gets the words of SCIM (RFC 7643). */
export const scimHandlers = ({ scim }: ApiParts) => {
  const resource = ({ source }: Call, user: ScimUser) => userResource(scimAddress(source.id), user)
  const find = async (call: Call, filter: string | undefined): Promise<Reply> => {
    const user = await scim.find(call.source, filter, call.signal)
    return answer(listOf(user === null ? [] : [resource(call, user)]))
  }
  return {
    scimConfig: async () => answer(providerConfig),
    scimSchemas: async () => answer(listOf(schemas)),
    scimResourceTypes: async () => answer(listOf(resourceTypes)),
    scimFindUser: (call: Call) => find(call, call.query.filter as string | undefined),
    scimSearchUser: (call: Call<{ filter?: string }>) => find(call, call.body.filter),

    scimCreateUser: async () => {
      throw new Problem('scim-not-there')
    },

    scimGetUser: async (call: Call) =>
      answer(resource(call, await scim.get(call.source, call.params.user!, call.signal))),

    scimDeleteUser: async ({ source, params, signal }: Call) => {
      await scim.remove(source, params.user!, signal)
      return done
    },

    scimPatchUser: async ({ source, params, body, signal }: Call) => {
      await scim.patch(source, params.user!, body, signal)
      return done
    },

    scimReplaceUser: async (call: Call) => {
      const { source, params, body, signal } = call
      return answer(resource(call, await scim.replace(source, params.user!, body, signal)))
    }
  } satisfies Record<string, Handler>
}
