import { html } from 'htm/preact'
import { mayBegin } from '../../../store/records/platforms/platforms.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { ownDemands, proveDemands, requestOfLink, withdrawDemands } from '../answers.ts'
import type { SubjectPage, Visit } from '../frame/page.ts'
import { type Choose, say } from '../frame/say.ts'
import { sayWithdrawn } from './say-withdrawn.ts'

type Purpose = 'confirm' | 'withdraw'

/** Nobody is asked for a yes that leads nowhere. */
const closed = ({ site }: Visit, purpose: Purpose): Choose | null => {
  const { body, gateway } = site
  if (purpose === 'withdraw' || mayBegin(body)) return null
  return texts => (gateway.mode === 'forward' ? texts.pressAgain : texts.cannotBegin)
}

const find = ({ parts, site, params }: Visit, purpose: Purpose) =>
  requestOfLink(parts, site.platform, purpose, params.token!)

const onLink = (purpose: Purpose): SubjectPage => ({
  path: `/${purpose}/:token`,
  async draw(visit) {
    if ((await find(visit, purpose)) === null) return say(visit, texts => texts.link, 404)
    const instead = closed(visit, purpose)
    if (instead !== null) return say(visit, instead, 409)
    const { title, text, button } = pageTexts[visit.language][purpose]
    const body = html`
      <p>${text}</p>
      <form method="post" action=${`${visit.base}/${purpose}/${visit.params.token}`}>
        <p class="buttons"><button>${button}</button></p>
      </form>
    `
    return { title, body }
  },
  async act(visit) {
    const document = await find(visit, purpose)
    if (document === null) return say(visit, texts => texts.link, 404)
    const instead = closed(visit, purpose)
    if (instead !== null) return say(visit, instead, 409)
    const demands = ownDemands(document, null)
    if (purpose === 'withdraw') {
      await withdrawDemands(visit.parts, document, demands)
      return sayWithdrawn(visit, demands)
    }
    const at = visit.parts.clock.now().toISOString()
    await proveDemands(visit.parts, document, demands, { kind: 'mail-code', at, answersDemand: true })
    return say(visit, ({ confirm }) => ({ title: confirm.doneTitle, text: confirm.done }))
  }
})

/** By the link of a mail a subject says that they mean it. Opening it does nothing. */
export const confirmByLink = onLink('confirm')

/** By the link of a mail a subject takes it back. Opening it does nothing. */
export const withdrawByLink = onLink('withdraw')
