import { html } from 'htm/preact'
import type { Reason } from '../../../erasure/reasons.ts'
import { blockerText } from '../../../texts/blockers.ts'
import { writeInstant } from '../../../texts/instants.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { drawContact } from '../frame/layout.ts'
import { drawButton } from './buttons.ts'
import type { Help } from './help.ts'

/** How often the page looks again by itself, in seconds, while somebody sees it. */
const every = 30

/** On which page of the platform's a subject takes a step; any other is taken somewhere on the platform. */
const stepAt: Readonly<Record<string, 'account' | 'signIn'>> = {
  'social-account-linked': 'account',
  'account-not-activated': 'account',
  'no-usable-password': 'signIn',
  'identity-not-proven': 'signIn'
}

/** Where somebody goes who can do something about a reason, or whom they write to who cannot. */
const drawWhere = ({ language, own, controller, visit }: Help, { code, whoCanFix }: Reason) => {
  const texts = pageTexts[language].help.where
  if (whoCanFix !== 'subject')
    return controller.privacyContact === null
      ? null
      : html`<br />${texts.contact}: ${drawContact(controller.privacyContact)}`
  const at = stepAt[code]
  const url = at === undefined ? visit.site.gateway.publicUrl : own[at]
  return html`<br /><a href=${url}>${texts[at ?? 'platform']}</a>`
}

/** When it is looked at again, whether or not somebody opens the page. */
const againAt = ({ language, open, policy }: Help): string => {
  const texts = pageTexts[language].help
  if (open === null || open.body.state !== 'blocked' || open.dueAt === null) return texts.lookedOnOpening
  return texts.lookedAgain(writeInstant(open.dueAt, language, policy.timeZone))
}

const drawReasons = (help: Help) => {
  const { language, reasons } = help
  const texts = pageTexts[language].help
  if (reasons.length === 0) return html`<p id="clear" class="notice done">${texts.nothingStops}</p>`
  return html`
    <p>${texts.stops}</p>
    <ol id="reasons" class="checklist">
      ${reasons.map(reason => {
        const { what, next } = blockerText(reason.code, language, reason.objects)
        return html`
          <li data-code=${reason.code}>
            <strong>${what}</strong> ${next}
            <br /><small>${texts.whoCanFix[reason.whoCanFix]}${drawWhere(help, reason)}</small>
          </li>
        `
      })}
    </ol>
    <p><small>${againAt(help)}</small></p>
  `
}

/** What was asked and is in order: so that somebody sees what they have settled. */
const drawSettled = ({ language, foreseen }: Help) => {
  const { settled, inOrder } = pageTexts[language].help
  const met = foreseen.verdicts.flatMap(({ precondition, is }) => {
    const text = inOrder[precondition]
    return is === 'met' && text !== undefined ? [text] : []
  })
  if (met.length === 0) return null
  return html`
    <p>${settled}</p>
    <ul id="settled" class="checklist">${met.map(text => html`<li class="good">${text}</li>`)}</ul>
  `
}

/**
 * What stops the deletion, as a list to be worked through: who can do it, how and where, and when it is looked at again. It
 * is drawn anew while somebody looks, by the script; without it by the button.
 */
export const drawChecklist = (help: Help) => html`
  <section aria-live="polite">
    <div data-live="checklist" data-every=${every}>${drawReasons(help)}${drawSettled(help)}</div>
  </section>
  ${drawButton(help, 'look-again', pageTexts[help.language].help.look, 'secondary outline')}
`
