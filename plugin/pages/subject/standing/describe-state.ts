import { runningSuspension } from '../../../erasure/deadline/legal-clock.ts'
import { leadingDemand } from '../../../erasure/demand/leading-demand.ts'
import { objectionState } from '../../../erasure/demand/objections.ts'
import { isStoppedBy, stoppableOf } from '../../../erasure/kept-back.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { isEnd } from '../../../erasure/states.ts'
import { cancelWaits } from '../../../erasure/steps/leaving.ts'
import { keepsBack } from '../../../store/records/platforms/keeps-back.ts'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import type { Store } from '../../../store/store.ts'
import { writeInstant } from '../../../texts/instants.ts'
import type { Language } from '../../../texts/language.ts'
import { pageTexts } from '../../../texts/pages.ts'

/** What somebody else's demand means for the subject, and what became of what they said against it. */
const besides = (request: ErasureRequest, language: Language): readonly string[] => {
  const { open } = pageTexts[language]
  const last = request.objections?.at(-1)
  const is = last === undefined ? 'moot' : objectionState(request, last)
  if (is !== 'moot') return [open.objection[is]]
  return request.because === 'invitation-running' ? [open.invited] : []
}

const isPaused = async (
  store: Store,
  request: ErasureRequest,
  { platform, body }: Pick<PageSite, 'platform' | 'body'>
): Promise<boolean> => {
  const stop = await keepsBack(store, { id: platform, body })
  return stop !== null && isStoppedBy(stop, stoppableOf(request))
}

const isBraked = ({ state, keptBack }: ErasureRequest): boolean => state === 'accepted' && keptBack?.because === 'brake'

/**
 * How a demand stands, in a sentence that names nobody; with the date while it can still be withdrawn, and with what keeps
 * it back.
 */
export const describeState = async (
  store: Store,
  request: ErasureRequest,
  { platform, body }: PageSite,
  language: Language
): Promise<string> => {
  const { open } = pageTexts[language]
  if (request.because === cancelWaits) return open.cancelWaits
  const { timeZone } = resolvePolicy(body.kind, body.policy, leadingDemand(request).origin)
  const halted = isEnd(request.state) || runningSuspension(request) === null ? [] : [open.suspended]
  const stands = open.states[request.state] ?? open.other
  const keptBack = (await isPaused(store, request, { platform, body }))
    ? [open.paused]
    : isBraked(request)
      ? [open.braked]
      : []
  const sentence = [stands, ...besides(request, language), ...halted, ...keptBack].join(' ')
  if (request.state !== 'cooling-off' || request.coolOffEndsAt === null) return sentence
  return `${open.erasureAt(writeInstant(request.coolOffEndsAt, language, timeZone))} ${sentence}`
}
