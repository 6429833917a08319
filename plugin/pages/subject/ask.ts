import { html } from 'htm/preact'
import type { Caller } from '../../../adapters/contract.ts'
import type { Copy } from '../../erasure/demand.ts'
import { actorOfAccount, sessionHash } from '../../store/records/aliases.ts'
import type { Site } from '../../store/records/sites.ts'
import type { Language } from '../../texts/language.ts'
import type { Block } from '../../texts/mails/block.ts'
import { pageTexts } from '../../texts/pages.ts'
import { drawBlocks } from '../blocks.ts'
import type { PageParts } from '../parts.ts'

/** The form by which somebody asks here, with what is lost for good: for whom the platform's own button is dead. */
export const drawAsk = (consequences: readonly Block[], form: string, language: Language) => {
  const { ask } = pageTexts[language]
  return html`
    <section id="ask">
      <h2>${ask.title}</h2>
      <p>${ask.text}</p>
      <div id="consequences">${drawBlocks(consequences)}</div>
      <form method="post" action="/lethe/ask">
        <input type="hidden" name="form" value=${form} />
        <fieldset id="copy">
          <legend>${ask.copy}</legend>
          <label><input type="radio" name="copy" value="asked" /> ${ask.copyAsked}</label>
          <label><input type="radio" name="copy" value="not-wanted" /> ${ask.copyNotWanted}</label>
        </fieldset>
        <label><input type="checkbox" name="acknowledged" value="yes" required /> ${ask.acknowledge}</label>
        <button>${ask.button}</button>
      </form>
    </section>
  `
}

/** What the form says of a copy of the data. */
export const readCopy = (said: string | null): Copy => (said === 'asked' || said === 'not-wanted' ? said : 'not-said')

/**
 * Stores the demand of somebody who asked on our page. The session says who, which alone proves nothing.
 * @throws StoreError
 */
export const storeAsked = async (
  { accept, keys, clock }: PageParts,
  site: Site,
  caller: Caller,
  copy: Copy
): Promise<void> => {
  const at = clock.now().toISOString()
  const { subject, facts, session } = caller
  const { platform } = site
  await accept({
    type: 'account.deletion.requested',
    by: actorOfAccount(keys, platform, subject),
    deliveryKey: null,
    platform,
    identifiers: [
      { kind: 'platform-id', value: subject.id },
      { kind: 'username', value: subject.username }
    ],
    demand: {
      origin: 'self',
      ground: { article: '17(1)', letter: 'b' },
      saidAt: null,
      proof: { kind: 'lms-session', at },
      mandate: null,
      acknowledged: true,
      copy,
      ...(session === null ? {} : { askedIn: sessionHash(keys, platform, session) })
    },
    way: 'page',
    asCaller: { at, facts },
    notes: [],
    instants: {}
  })
}
