import { mayBegin } from '../../../store/records/platforms/platforms.ts'
import { answeredBy, ownDemands, proveDemands, withdrawDemands } from '../answers.ts'
import type { SubjectPage } from '../frame/page.ts'
import { say } from '../frame/say.ts'
import { sayWithdrawn } from '../links/say-withdrawn.ts'
import { callerWithForm, openOf, pressed } from '../pressed.ts'

/** By a fresh sign-in, or a code, a subject says that they mean it. */
export const confirm: SubjectPage = {
  path: '/confirm',
  async act(visit) {
    const { parts, site, base } = visit
    const found = await pressed(visit)
    if (found === null || !mayBegin(site.body)) return say(visit, texts => texts.stale, 409)
    const { caller, document, by } = found
    const { demands, proof } = answeredBy(parts, site.platform, caller, ownDemands(document, by))
    if (demands.length === 0) return say(visit, texts => texts.stale, 409)
    await proveDemands(parts, document, demands, proof)
    return { to: `${base}/` }
  }
}

/** A subject takes back what they asked. */
export const withdraw: SubjectPage = {
  path: '/withdraw',
  async act(visit) {
    const found = await pressed(visit)
    if (found === null) return say(visit, texts => texts.stale, 409)
    const demands = ownDemands(found.document, found.by)
    await withdrawDemands(visit.parts, found.document, demands)
    return sayWithdrawn(visit, demands)
  }
}

/** A subject has settled something: their request is looked at again now, not only when it is due. */
export const lookAgain: SubjectPage = {
  path: '/look-again',
  pace: { max: 10, timeWindow: 60_000 },
  async act(visit) {
    const caller = await callerWithForm(visit)
    if (caller === null) return say(visit, texts => texts.stale, 409)
    const { parts, base } = visit
    const open = await openOf(visit, caller)
    // Whatever else it is doing now, only what is stopped waits for another look.
    if (open?.body.state === 'blocked') {
      const at = parts.clock.now().toISOString()
      await parts.store.signal('request', open.id, { kind: 'recheck', by: 'subject', at })
    }
    return { to: `${base}/` }
  }
}
