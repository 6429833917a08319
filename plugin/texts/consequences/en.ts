import type { PlatformKind } from '../../../adapters/contract.ts'
import { writeDuration } from '../durations.ts'
import { type Block, link, list } from '../mails/block.ts'
import { nameReuse } from '../name-reuse.ts'
import type { Meaning, Words } from './meaning.ts'

const text = (words: string): Block => ({ is: 'paragraph', text: words })

/** What the platform's own deletion does to what somebody has earned or uploaded there. */
const earned: Readonly<Record<PlatformKind, readonly string[]>> = {
  openedx: [
    'Certificates stay on the platform, but your name is taken off them, and you can no longer open them signed in.',
    'Badges and the certificates of programmes or of other services that are shown through this account are lost with it.',
    'Your profile picture is deleted. Files that you handed in stay with the course under a number without your name.'
  ],
  openolat: [
    'Certificates and badges stay valid and can be checked by whoever you showed them to, but you can no longer fetch them.',
    'External certificates that you uploaded stay with the bare number of the account, and nobody can give them to you.',
    'Your portfolios and personal files are deleted, and so is what lies in your media centre unless a page still uses it.'
  ]
}

const fetchFirst = ({ certificates: known, address, until }: Meaning): readonly Block[] => {
  const before = until === null ? 'before it begins' : `until ${until}`
  if (known === null)
    return [
      text(`The platform did not say which certificates you have. Fetch what you want to keep ${before}.`),
      link('Look there', address)
    ]
  if (known.count === 0)
    return [text(`You have no certificates there. Fetch other files that you want to keep ${before}.`)]
  const shown = known.named.filter(({ url }) => url !== null)
  return [
    text(
      `You have ${known.count === 1 ? 'one certificate' : `${known.count} certificates`} there. Fetch what you want to keep ${before}.`
    ),
    ...shown.map(({ title, url }) => link(title, url!)),
    ...(shown.length < known.count ? [link('They are shown here', address)] : [])
  ]
}

const sites = ({ otherSites, kind, platform }: Meaning): Block =>
  text(
    otherSites.length > 0
      ? `The same holds on ${otherSites.join(', ')}: the account is used there too, and ends there.`
      : kind === 'openedx'
        ? `The same holds on every other site that uses the accounts of ${platform}.`
        : `Accounts that you have on other sites stay as they are.`
  )

const time = ({ time: { coolOffMs, waitsMs, readingMs }, deadlineOn }: Meaning): Block => {
  const word = (ms: number) => writeDuration(ms, 'en')
  const steps = [
    ...(coolOffMs > 0 ? [`${word(coolOffMs)} in which it can still be stopped`] : []),
    ...(waitsMs > 0 ? [`${word(waitsMs)} until sign-ins that are still open have ended`] : []),
    `at most ${word(readingMs)} in which it is checked on the platform what happened`
  ]
  const end = deadlineOn === null ? '' : ` The law gives the institution until ${deadlineOn}.`
  return text(`How long it takes here: ${steps.join(', then ')}.${end}`)
}

const copies: Readonly<Record<Meaning['copy'], (contact: string) => string>> = {
  asked: contact =>
    `A copy of your data was asked for (Article 15 GDPR). If you do not get it in time, write to ${contact}.`,
  'not-wanted': () => 'It was said that you want no copy of your data.',
  'not-said': contact => `If you want a copy of your data (Article 15 GDPR), ask ${contact} for it before then.`
}

const forGood = text('The deletion is for good. Nobody, not even the institution, can bring back what was deleted.')

/** What a deletion means, in English: one set of sentences for pages and mails. */
export const wordInEnglish: Words = {
  losses: meaning => [forGood, list(earned[meaning.kind])],
  fetchFirst,
  rest: meaning => [
    text(nameReuse[meaning.kind].en),
    sites(meaning),
    text('Access through an employer or a university ends too: signing in there no longer leads to this account.'),
    time(meaning),
    text('Until then the platform may still write to you; the link at the foot of such a mail unsubscribes you.'),
    text(copies[meaning.copy](meaning.privacyContact ?? 'the privacy officer of the institution')),
    ...(meaning.privacyPolicyUrl === null
      ? []
      : [link('The privacy policy of the institution', meaning.privacyPolicyUrl)])
  ]
}
