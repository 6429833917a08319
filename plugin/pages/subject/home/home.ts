import { html } from 'htm/preact'
import { mayBegin } from '../../../store/records/platforms/platforms.ts'
import { wordLosses } from '../../../texts/consequences/index.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { ownDemands } from '../answers.ts'
import { drawAsk } from '../asking/ask-form.ts'
import type { SubjectPage } from '../frame/page.ts'
import { drawChecklist } from './checklist.ts'
import { drawFetchFirst } from './fetch-first.ts'
import { type Help, readHelp } from './help.ts'
import { drawOpen } from './open-request.ts'

/** The logins for which the platform's own button stays grey, as far as the caller may read them. */
const linkedLogins = ({ caller }: Help): readonly string[] => {
  const linked = caller.facts['linked-logins']
  return linked?.is === 'known' ? linked.value.map(({ provider }) => provider) : []
}

/** Whether the platform's own page has a button that leads to Lethe, for this caller. */
const hasButton = ({ visit, caller }: Help): boolean =>
  caller.byCode === null && ['forward', 'defer'].includes(visit.site.gateway.mode)

/** Where to go from here: to the platform's button, or past it where it is dead. */
const drawWays = (help: Help, hasAsked: boolean) => {
  const { visit, language, foreseen, reasons, meaning } = help
  const { site } = visit
  const texts = pageTexts[language].help
  const logins = linkedLogins(help)
  const isDead = logins.length > 0 && !reasons.some(({ code }) => code === 'social-account-linked')
  const mayAsk = mayBegin(site.body) && !hasAsked && !foreseen.isBegun
  const mayPress = reasons.length === 0 && logins.length === 0 && help.open === null && hasButton(help)
  return html`
    ${mayPress && html`<p id="press">${texts.pressButton}</p>`}
    ${isDead && !mayBegin(site.body) && html`<p id="dead-button">${texts.deadButton(logins.join(', '))}</p>`}
    ${logins.length > 0 && site.gateway.mode === 'forward' && html`<p>${texts.wrongPassword}</p>`}
    ${!foreseen.isBegun && drawFetchFirst(help)}
    ${mayAsk && drawAsk(help, wordLosses(meaning, language))}
  `
}

/**
 * What stops the deletion of the caller's account, right now, what has become of a demand that they made, what they fetch
 * first, and how they ask where the platform's own page does not let them.
 */
export const home: SubjectPage = {
  path: '/',
  async draw(visit) {
    const caller = await visit.caller()
    if (caller === null) return visit.signIn()
    const help = await readHelp(visit, caller)
    const { language, open, own, by, form } = help
    const { help: texts, frame } = pageTexts[language]
    const hasAsked = open !== null && ownDemands(open, by).length > 0
    return {
      language,
      title: hasAsked ? frame.home : texts.title,
      ...(caller.byCode === null ? {} : { leave: form }),
      body: html`
        ${open !== null && (await drawOpen(help, open))}
        ${drawChecklist(help)}
        ${drawWays(help, hasAsked)}
        <p><a href=${own.account}>${caller.byCode === null ? texts.account : texts.where.platform}</a></p>
      `
    }
  }
}
