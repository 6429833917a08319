import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import { getEndpoint } from '../../../store/records/endpoints/endpoints.ts'
import type { RecipientBody } from '../../../store/records/endpoints/recipients.ts'
import { changePlatform, getPlatform } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

type NewRecipient = components['schemas']['NewRecipient']

/** Operations on to whom a platform discloses data of its people. */
export const recipientHandlers = ({ store, random }: ApiParts) => {
  const recipientOf = async (
    { id, name, mail = null, endpoint = null, language = 'en', identifiers }: NewRecipient,
    known: readonly RecipientBody[]
  ): Promise<RecipientBody> => {
    if ((mail === null) === (endpoint === null)) throw new Problem('recipient-way-wrong')
    if (endpoint !== null) await getEndpoint(store, endpoint)
    // A recipient keeps its id: the evidence names it by that.
    const kept = known.find(each => each.id === id || each.name === name)
    return { id: kept?.id ?? random.uuid(), name, mail, endpoint, language, identifiers }
  }
  return {
    listRecipients: async ({ params }) => ok((await getPlatform(store, params.platform!)).body.recipients ?? []),

    setRecipients: async ({ params, body }: Call<{ recipients: readonly NewRecipient[] }>) => {
      const known = (await getPlatform(store, params.platform!)).body.recipients ?? []
      const recipients = await Promise.all(body.recipients.map(each => recipientOf(each, known)))
      await changePlatform(store, params.platform!, platform => ({ ...platform, recipients }))
      return ok(recipients)
    }
  } satisfies Record<string, Handler>
}
