import type { GatewayCall, Plan, Saying } from '../../../adapters/contract.ts'
import type { Verdict } from '../../erasure/preconditions/precondition.ts'
import { lastStepOf, reasonsOf } from '../../erasure/reasons.ts'
import type { Site } from '../../store/records/platforms/sites.ts'
import { blockerText } from '../../texts/blockers.ts'
import { blockedSentence, gatewaySentence, keptSentence } from '../../texts/gateway.ts'
import { type Language, languageOf } from '../../texts/language.ts'

/** The language of a caller: of their choice on the platform, else of their browser. */
export const languageOfCall = ({ headers }: GatewayCall, chosen: string | null = null): Language =>
  languageOf(chosen ?? headers.find(([name]) => name === 'accept-language')?.[1] ?? null)

/** Where the page stands that says what stops a deletion. */
const helpUrlOf = ({ gateway }: Site): string => new URL('/lethe/', gateway.publicUrl).href

/** Where the state of a request can be read without signing in to Lethe. */
const statusUrlOf = ({ gateway }: Site, request: string): string =>
  new URL(`/lethe/status/${request}`, gateway.publicUrl).href

/** A refusal of a call that is no demand. */
export const sayRefused = (code: string, status: number, language: Language): Saying => ({
  is: 'refused',
  code,
  status,
  text: gatewaySentence(code, language)
})

/** Somebody or something that is needed is not there at the moment. */
export const sayUnavailable = (code: string, language: Language, retryAfterMs = 60_000): Saying => ({
  is: 'unavailable',
  code,
  text: gatewaySentence(code, language),
  retryAfterMs
})

/** The demand is stored, and nothing has happened yet. */
export const sayKept = (site: Site, request: string, language: Language): Saying => ({
  is: 'kept',
  request,
  statusUrl: statusUrlOf(site, request),
  text: keptSentence[language]
})

/** Why a demand is stopped, as far as that is known. */
export interface Stopped {
  readonly verdicts: readonly Verdict[]
  readonly because: string
  readonly plan?: Plan | null
}

/** The demand is stored as blocked: every reason at once, each with the next step. */
export const sayBlocked = (site: Site, request: string, stopped: Stopped, language: Language): Saying => {
  const { verdicts, because, plan = null } = stopped
  const step = lastStepOf({ way: 'gateway', proof: null }, site.gateway.mode)
  const found = reasonsOf(verdicts, step, plan)
  const all = found.length === 0 ? [{ code: because, objects: [] }] : found
  const reasons = all.map(({ code, objects }) => ({ code, ...blockerText(code, language, objects) }))
  const text = blockedSentence(reasons, helpUrlOf(site), language)
  return { is: 'blocked', request, statusUrl: statusUrlOf(site, request), text, reasons }
}
