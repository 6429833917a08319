import { html } from 'htm/preact'
import type { Caller } from '../../../adapters/contract.ts'
import type { Demand } from '../../erasure/demand.ts'
import { type Foreseen, isClear } from '../../erasure/foreseen.ts'
import type { SaidDemand } from '../../erasure/incoming.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { lastStepOf, type Reason, reasonsOf } from '../../erasure/reasons.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount } from '../../store/records/aliases.ts'
import { readController } from '../../store/records/controller.ts'
import { isSwitchedOff, mayBegin, switchedOff } from '../../store/records/platforms.ts'
import type { RequestDocument } from '../../store/records/requests.ts'
import type { Site } from '../../store/records/sites.ts'
import { blockerText } from '../../texts/blockers.ts'
import { wordConsequences } from '../../texts/consequences/index.ts'
import { meaningOf } from '../../texts/consequences/meaning.ts'
import type { Language } from '../../texts/language.ts'
import type { Block } from '../../texts/mails/block.ts'
import { pageTexts } from '../../texts/pages.ts'
import { makeFormToken } from '../form-token.ts'
import type { PageParts } from '../parts.ts'
import { answeredBySignIn, ownDemands } from './answers.ts'
import { drawAsk } from './ask.ts'
import { describeState } from './state.ts'

/** The platform was removed meanwhile. */
const unknown: Foreseen = {
  to: 'blocked',
  because: 'platform-unknown',
  verdicts: [],
  facts: {},
  plan: null,
  isBegun: false,
  open: null
}

/** What the help page is drawn from. */
export interface Help {
  readonly parts: PageParts
  readonly site: Site
  readonly caller: Caller
  readonly language: Language
  readonly account: string
  readonly signIn: string
  readonly signal: AbortSignal
}

/** As if the one missing step were taken, the platform's own or ours: the page is about everything else. */
const asIfProven = ({ site }: Help, at: string): SaidDemand => ({
  origin: 'self',
  ground: { article: '17(1)', letter: 'b' },
  saidAt: null,
  proof: { kind: site.gateway.mode === 'forward' ? 'lms-password' : 'fresh-sign-in', at },
  mandate: null,
  acknowledged: true
})

const drawStops = ({ language }: Help, reasons: readonly Reason[]) => {
  const texts = pageTexts[language].help
  return html`
    <p>${texts.stops}</p>
    <ol id="reasons">
      ${reasons.map(({ code, whoCanFix, objects }) => {
        const { what, next } = blockerText(code, language, objects)
        return html`<li data-code=${code}><strong>${what}</strong> ${next} ${texts.whoCanFix[whoCanFix]}</li>`
      })}
    </ol>
  `
}

const isUnproven = ({ state, verdicts }: ErasureRequest): boolean =>
  state === 'blocked' && verdicts.some(({ blockers }) => blockers.some(({ code }) => code === 'identity-not-proven'))

/** What the subject still has to do: here where Lethe may begin, else on the platform's own page. */
const drawLastStep = (help: Help, own: readonly Demand[]) => {
  const { parts, site, caller, language } = help
  const { fresh, pressAgain, cannotBegin } = pageTexts[language]
  if (!mayBegin(site.body))
    return html`<p id="last-step">${(site.gateway.mode === 'forward' ? pressAgain : cannotBegin).text}</p>`
  const isFresh = answeredBySignIn(parts, site.platform, caller, own).length > 0
  return html`
    <p id="last-step">${parts.hasMail ? fresh.text : fresh.withoutMail}</p>
    ${isFresh && drawButton(help, '/lethe/confirm', fresh.confirm, '')}
  `
}

const drawButton = ({ parts, site, caller }: Help, action: string, label: string, look: string) => html`
  <form method="post" action=${action}>
    <input type="hidden" name="form" value=${makeFormToken(parts, site.platform, caller)} />
    <button class=${look}>${label}</button>
  </form>
`

const drawOpen = (help: Help, document: RequestDocument, own: readonly Demand[]) => {
  const { site, language } = help
  const texts = pageTexts[language].open
  return html`
    <section id="open">
      <h2>${texts.title}</h2>
      <p>${describeState(document.body, site, language)}</p>
      ${own.length > 0 && isUnproven(document.body) && drawLastStep(help, own)}
      ${own.length > 0 && drawButton(help, '/lethe/withdraw', texts.withdraw, 'secondary')}
    </section>
  `
}

/** The logins for which the platform's own button stays grey, as far as the caller may read them. */
const linkedLogins = ({ caller }: Help): readonly string[] => {
  const linked = caller.facts['linked-logins']
  return linked?.is === 'known' ? linked.value.map(({ provider }) => provider) : []
}

/** Where to go from here: to the platform's button, or past it where it is dead. */
const drawWays = (
  help: Help & { readonly consequences: readonly Block[] },
  foreseen: Foreseen,
  reasons: readonly Reason[],
  hasAsked: boolean
) => {
  const { parts, site, caller, language } = help
  const texts = pageTexts[language].help
  const logins = linkedLogins(help)
  const isDead = logins.length > 0 && !reasons.some(({ code }) => code === 'social-account-linked')
  const mayAsk = mayBegin(site.body) && !hasAsked && !foreseen.isBegun
  return html`
    ${reasons.length === 0 && logins.length === 0 && foreseen.open === null && html`<p id="press">${texts.pressButton}</p>`}
    ${isDead && !mayBegin(site.body) && html`<p id="dead-button">${texts.deadButton(logins.join(', '))}</p>`}
    ${logins.length > 0 && site.gateway.mode === 'forward' && html`<p>${texts.wrongPassword}</p>`}
    ${mayAsk && drawAsk(help.consequences, makeFormToken(parts, site.platform, caller), language)}
  `
}

/** Why it would not go on, if it would not: never nothing. */
const stoppedBy = ({ site }: Help, { to, because, verdicts, plan }: Foreseen): readonly Reason[] => {
  const reasons = reasonsOf(verdicts, lastStepOf({ way: 'gateway', proof: null }, site.gateway.mode), plan)
  if (site.gateway.mode === 'forward' && isSwitchedOff(site.body))
    return [{ code: switchedOff, whoCanFix: 'administrator', objects: [] }, ...reasons]
  if (reasons.length > 0 || isClear({ to })) return reasons
  return [{ code: because, whoCanFix: 'administrator', objects: [] }]
}

/** What it would mean for whoever asks here, as the mails say it later. */
const consequencesOf = async (
  { parts, site, language }: Help,
  { facts, plan }: Foreseen
): Promise<readonly Block[]> => {
  const policy = resolvePolicy(site.body.kind, site.body.policy, 'self')
  const controller = await readController(parts.store)
  const rest = { copy: 'not-said', until: null, deadlineOn: null, isAskedByOthers: false } as const
  return wordConsequences(meaningOf({ site: site.body, controller, policy, facts, plan, ...rest }), language)
}

/**
 * What stops the deletion of the caller's account, right now, what has become of a demand that they made, and how they
 * ask where the platform's own page does not let them.
 * @throws PlatformError
 */
export const drawHelp = async (help: Help) => {
  const { parts, site, caller, language, signal, account } = help
  const texts = pageTexts[language].help
  const at = parts.clock.now().toISOString()
  const { subject, facts } = caller
  const by = actorOfAccount(parts.keys, site.platform, subject)
  const thinkable = { platform: site.platform, subject, facts, by, demand: asIfProven(help, at) }
  const foreseen = (await parts.foresee(thinkable, signal)) ?? unknown
  const open = foreseen.open === null ? null : await parts.store.get<ErasureRequest>('request', foreseen.open)
  const own = open === null ? [] : ownDemands(open, by)
  const reasons = stoppedBy(help, foreseen)
  return html`
    ${open !== null && drawOpen(help, open, own)}
    ${reasons.length === 0 ? html`<p id="clear">${texts.nothingStops}</p>` : drawStops(help, reasons)}
    ${drawWays({ ...help, consequences: await consequencesOf(help, foreseen) }, foreseen, reasons, own.length > 0)}
    <p>
      <a href="/lethe/" role="button" class="secondary">${texts.look}</a>${' '}
      <a href=${account} role="button">${texts.account}</a>
    </p>
  `
}
