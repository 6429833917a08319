import { Problem } from '../../../errors.ts'
import type { Call, Handler, Reply } from '../../call.ts'
import type { ApiParts, ScimAccount } from '../../parts.ts'
import { accountResource, listOf, providerConfig, resourceTypes, schemas } from '../../scim/scim-documents.ts'
import { scimType } from '../../scim/scim-error.ts'
import { scimAddress } from '../../views/source-view.ts'

const answer = (body: unknown): Reply => ({ status: 200, body, type: scimType })
const done: Reply = { status: 204, body: undefined }

/** Operations of identity managers. Everything happens in intake; here it gets the words of SCIM (RFC 7643). */
export const scimHandlers = ({ scim }: ApiParts) => {
  const resource = ({ source }: Call, account: ScimAccount) => accountResource(scimAddress(source.id), account)
  const find = async (call: Call, filter: string | undefined): Promise<Reply> => {
    const account = await scim.find(call.source, filter, call.signal)
    return answer(listOf(account === null ? [] : [resource(call, account)]))
  }
  return {
    scimConfig: async () => answer(providerConfig),
    scimSchemas: async () => answer(listOf(schemas)),
    scimResourceTypes: async () => answer(listOf(resourceTypes)),
    scimFind: (call: Call) => find(call, call.query.filter as string | undefined),
    scimSearch: (call: Call<{ filter?: string }>) => find(call, call.body.filter),

    scimCreate: async () => {
      throw new Problem('scim-not-there')
    },

    scimGet: async (call: Call) =>
      answer(resource(call, await scim.get(call.source, call.params.account!, call.signal))),

    scimDelete: async ({ source, params, signal }: Call) => {
      await scim.remove(source, params.account!, signal)
      return done
    },

    scimPatch: async ({ source, params, body, signal }: Call) => {
      await scim.patch(source, params.account!, body, signal)
      return done
    },

    scimReplace: async (call: Call) => {
      const { source, params, body, signal } = call
      return answer(resource(call, await scim.replace(source, params.account!, body, signal)))
    }
  } satisfies Record<string, Handler>
}
