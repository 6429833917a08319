import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import type { Answer } from '../frame/call-api.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

/** An endpoint as the API shows it. */
export type Endpoint = Answer<'listEndpoints'>[number]

/** The endpoint of the address. Throws the refusal of an address that leads nowhere. */
export const findEndpoint = async (visit: Visit): Promise<Endpoint> => {
  const found = (await visit.call('listEndpoints')).find(({ id }) => id === visit.params.endpoint)
  if (found === undefined) throw refuse('endpoint-unknown')
  return found
}

/** The page of the endpoint whom an address names. */
export const addressOf = ({ params }: Visit): string => `/admin/endpoints/${params.endpoint}`

/** What the operations on that endpoint are given. */
export const pathOf = ({ params }: Visit): { endpoint: string } => ({ endpoint: params.endpoint! })

/** What lies above a page about what is done with that endpoint. */
export const aboveOf = (visit: Visit) => [{ title: endpointTexts[visit.language].endpoint, href: addressOf(visit) }]

/** Why something was not taken, in words; a code that has none stands for itself. */
export const whyOf = ({ language }: Visit, code: string): string => endpointTexts[language].whys[code] ?? code

/** Whether it is told anything, and why not. */
export const stateOf = (visit: Visit, { disabled }: Endpoint): string => {
  const texts = endpointTexts[visit.language]
  return disabled === null ? texts.enabled : texts.disabled(whyOf(visit, disabled.because))
}
