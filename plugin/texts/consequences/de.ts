import type { PlatformKind } from '../../../adapters/contract.ts'
import { writeDuration } from '../durations.ts'
import { type Block, link, list } from '../mails/block.ts'
import { nameReuse } from '../name-reuse.ts'
import type { Meaning, Words } from './meaning.ts'

const text = (words: string): Block => ({ is: 'paragraph', text: words })

/** What the platform's own deletion does to what somebody has earned or uploaded there. */
const earned: Readonly<Record<PlatformKind, readonly string[]>> = {
  openedx: [
    'Zertifikate bleiben auf der Plattform, aber ohne Ihren Namen, und Sie können sie nicht mehr angemeldet öffnen.',
    'Badges und Zertifikate von Programmen oder anderen Diensten, die über dieses Konto gezeigt werden, gehen mit ihm verloren.',
    'Ihr Profilbild wird gelöscht. Abgegebene Dateien bleiben beim Kurs unter einer Nummer ohne Ihren Namen.'
  ],
  openolat: [
    'Zertifikate und Badges bleiben gültig und können von denen geprüft werden, denen Sie sie gezeigt haben, aber Sie können sie nicht mehr abrufen.',
    'Externe Zertifikate, die Sie hochgeladen haben, bleiben bei der bloßen Nummer des Kontos, und niemand kann sie Ihnen geben.',
    'Ihre Portfolios und persönlichen Dateien werden gelöscht, ebenso was in Ihrem Medien-Center liegt, außer eine Seite verwendet es noch.'
  ]
}

const fetchFirst = ({ certificates: known, address, until }: Meaning): readonly Block[] => {
  const before = until === null ? 'vor dem Beginn' : `bis zum ${until}`
  if (known === null)
    return [
      text(
        `Die Plattform hat nicht gesagt, welche Zertifikate Sie haben. Sichern Sie ${before}, was Sie behalten wollen.`
      ),
      link('Dort nachsehen', address)
    ]
  if (known.count === 0)
    return [text(`Sie haben dort keine Zertifikate. Sichern Sie ${before} andere Dateien, die Sie behalten wollen.`)]
  const shown = known.named.filter(({ url }) => url !== null)
  return [
    text(
      `Sie haben dort ${known.count === 1 ? 'ein Zertifikat' : `${known.count} Zertifikate`}. Sichern Sie ${before}, was Sie behalten wollen.`
    ),
    ...shown.map(({ title, url }) => link(title, url!)),
    ...(shown.length < known.count ? [link('Sie werden hier gezeigt', address)] : [])
  ]
}

const sites = ({ otherSites, kind, platform }: Meaning): Block =>
  text(
    otherSites.length > 0
      ? `Dasselbe gilt auf ${otherSites.join(', ')}: Das Konto wird auch dort verwendet und endet dort.`
      : kind === 'openedx'
        ? `Dasselbe gilt auf jeder anderen Seite, die die Konten von ${platform} verwendet.`
        : 'Konten, die Sie auf anderen Seiten haben, bleiben, wie sie sind.'
  )

const time = ({ time: { coolOffMs, waitsMs, readingMs }, deadlineOn }: Meaning): Block => {
  const word = (ms: number) => writeDuration(ms, 'de')
  const steps = [
    ...(coolOffMs > 0 ? [`${word(coolOffMs)}, in denen sie noch angehalten werden kann`] : []),
    ...(waitsMs > 0 ? [`${word(waitsMs)}, bis offene Anmeldungen beendet sind`] : []),
    `höchstens ${word(readingMs)}, in denen auf der Plattform geprüft wird, was geschah`
  ]
  const end = deadlineOn === null ? '' : ` Das Gesetz gibt der Einrichtung bis zum ${deadlineOn} Zeit.`
  return text(`So lange dauert die Löschung hier: ${steps.join('; dann ')}.${end}`)
}

const copies: Readonly<Record<Meaning['copy'], (contact: string) => string>> = {
  asked: contact =>
    `Eine Kopie Ihrer Daten wurde verlangt (Artikel 15 DSGVO). Wenn Sie sie nicht rechtzeitig bekommen, schreiben Sie an ${contact}.`,
  'not-wanted': () => 'Es wurde gesagt, dass Sie keine Kopie Ihrer Daten wollen.',
  'not-said': contact =>
    `Wenn Sie eine Kopie Ihrer Daten wollen (Artikel 15 DSGVO), verlangen Sie sie vorher von ${contact}.`
}

const forGood = text('Die Löschung ist endgültig. Niemand, auch nicht die Einrichtung, kann Gelöschtes zurückholen.')

/** What a deletion means, in German: one set of sentences for pages and mails. */
export const wordInGerman: Words = {
  losses: meaning => [forGood, list(earned[meaning.kind])],
  fetchFirst,
  rest: meaning => [
    text(nameReuse[meaning.kind].de),
    sites(meaning),
    text(
      'Auch der Zugang über einen Arbeitgeber oder eine Universität endet: Die Anmeldung dort führt nicht mehr zu diesem Konto.'
    ),
    time(meaning),
    text('Bis dahin kann die Plattform Ihnen noch schreiben; der Link am Fuß einer solchen Mail meldet Sie ab.'),
    text(copies[meaning.copy](meaning.privacyContact ?? 'die Datenschutzstelle der Einrichtung')),
    ...(meaning.privacyPolicyUrl === null
      ? []
      : [link('Die Datenschutzerklärung der Einrichtung', meaning.privacyPolicyUrl)])
  ]
}
