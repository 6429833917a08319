import { html } from 'htm/preact'
import type { Caller } from '../../../adapters/interception.ts'
import type { SaidDemand } from '../../erasure/incoming.ts'
import type { Verdict } from '../../erasure/preconditions/precondition.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { actorOfAccount } from '../../store/records/aliases.ts'
import type { Site } from '../../store/records/sites.ts'
import type { Document } from '../../store/store.ts'
import { blockerText } from '../../texts/blockers.ts'
import type { Language } from '../../texts/language.ts'
import { pageTexts } from '../../texts/pages.ts'
import { makeFormToken } from '../form-token.ts'
import type { PageParts } from '../parts.ts'
import { answeredBySignIn, ownDemands } from './answers.ts'
import { describeState } from './state.ts'

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

/** As if the one missing step were taken: the page is about everything else. */
const thinkable = (at: string): SaidDemand => ({
  origin: 'self',
  ground: { article: '17(1)', letter: 'b' },
  saidAt: null,
  proof: { kind: 'fresh-sign-in', at },
  mandate: null,
  acknowledged: true
})

const drawStops = ({ language }: Help, verdicts: readonly Verdict[], because: string) => {
  const texts = pageTexts[language].help
  const blockers = verdicts.flatMap(verdict => verdict.blockers)
  const rows =
    blockers.length === 0
      ? [{ code: because, whoCanFix: 'administrator' as const }]
      : blockers.filter((one, at) => blockers.findIndex(({ code }) => code === one.code) === at)
  return html`
    <p>${texts.stops}</p>
    <ol id="reasons">
      ${rows.map(({ code, whoCanFix }) => {
        const { what, next } = blockerText(code, language)
        return html`<li data-code=${code}><strong>${what}</strong> ${next} ${texts.whoCanFix[whoCanFix]}</li>`
      })}
    </ol>
  `
}

const isUnproven = ({ verdicts }: ErasureRequest): boolean =>
  verdicts.some(({ blockers }) => blockers.some(({ code }) => code === 'identity-not-proven'))

const drawOpen = (help: Help, document: Document<ErasureRequest>) => {
  const { body } = document
  const { parts, site, caller, language } = help
  const texts = pageTexts[language]
  const by = actorOfAccount(parts.keys, site.platform, caller.subject)
  const token = makeFormToken(parts, site.platform, caller)
  const isFresh = answeredBySignIn(parts, site.platform, caller, ownDemands(document, by)).length > 0
  const isOwn = body.demands.some(demand => demand.by === by && demand.withdrawnAt === null)
  const button = (action: string, label: string, look: string) => html`
    <form method="post" action=${action}>
      <input type="hidden" name="form" value=${token} />
      <button class=${look}>${label}</button>
    </form>
  `
  return html`
    <section id="open">
      <h2>${texts.open.title}</h2>
      <p>${describeState(body, site, language)}</p>
      ${body.state === 'blocked' && isOwn && isUnproven(body) && html`<p>${texts.fresh.text}</p>`}
      ${
        body.state === 'blocked' && isOwn && isUnproven(body) && isFresh
          ? button('/lethe/confirm', texts.fresh.confirm, '')
          : null
      }
      ${isOwn && button('/lethe/withdraw', texts.open.withdraw, 'secondary')}
    </section>
  `
}

/** The platform itself asks for the password where the call is passed on to it, and never says that there is none. */
const passwordVerdict = async ({ parts, site, caller, signal }: Help): Promise<readonly Verdict[]> => {
  if (site.gateway.mode !== 'forward') return []
  const platform = await parts.connect(site.platform)
  const usable = (await platform?.gather(caller.subject, ['password-usable'], signal))?.['password-usable']
  if (usable?.is !== 'known' || usable.value) return []
  const blocker = { code: 'no-usable-password', severity: 'stops', whoCanFix: 'subject', count: null } as const
  return [{ precondition: 'password-set', is: 'unmet', source: 'adapter', blockers: [blocker] }]
}

/**
 * What stops the deletion of the caller's account, right now, and what has become of a demand that they made.
 * @throws PlatformError
 */
export const drawHelp = async (help: Help) => {
  const { parts, site, caller, language, signal, account } = help
  const texts = pageTexts[language].help
  const at = parts.clock.now().toISOString()
  const { subject, facts } = caller
  const by = actorOfAccount(parts.keys, site.platform, subject)
  const foreseen = await parts.foresee({ platform: site.platform, subject, facts, by, demand: thinkable(at) }, signal)
  const open = foreseen?.open == null ? null : await parts.store.get<ErasureRequest>('request', foreseen.open)
  const password = await passwordVerdict(help)
  const isClear = foreseen !== null && (foreseen.to === 'cooling-off' || foreseen.to === 'erasing')
  return html`
    ${open !== null && drawOpen(help, open)}
    ${
      isClear && password.length === 0
        ? html`<p id="clear">${texts.nothingStops} ${open === null && texts.pressButton}</p>`
        : drawStops(help, [...password, ...(foreseen?.verdicts ?? [])], foreseen?.because ?? 'platform-unknown')
    }
    <p>
      <a href="/lethe/" role="button" class="secondary">${texts.look}</a>${' '}
      <a href=${account} role="button">${texts.account}</a>
    </p>
  `
}
