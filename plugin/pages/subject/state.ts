import { leadingDemand } from '../../erasure/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { cancelWaits } from '../../erasure/steps/leaving.ts'
import type { Site } from '../../store/records/sites.ts'
import { writeInstant } from '../../texts/instants.ts'
import type { Language } from '../../texts/language.ts'
import { pageTexts } from '../../texts/pages.ts'

/** How a demand stands, in a sentence that names nobody; with the date while it can still be withdrawn. */
export const describeState = (request: ErasureRequest, { body }: Site, language: Language): string => {
  const { open } = pageTexts[language]
  if (request.because === cancelWaits) return open.cancelWaits
  const sentence = open.states[request.state] ?? open.other
  if (request.state !== 'cooling-off' || request.coolOffEndsAt === null) return sentence
  const { timeZone } = resolvePolicy(body.kind, body.policy, leadingDemand(request).origin)
  return `${open.erasureAt(writeInstant(request.coolOffEndsAt, language, timeZone))} ${sentence}`
}
