import { writeGround } from '../grounds.ts'
import { link, list, mail, note, verbatim } from './block.ts'
import type { MailLinks } from './context.ts'
import type { Kind } from './draw.ts'

const proofInEnglish = (opening: string | null) =>
  opening === null
    ? null
    : verbatim('With the following text you alone can show that the certificate of this request is yours', opening)

const certificateInEnglish = (links: MailLinks | null) =>
  links && link('The certificate, to be read, printed and kept (for 90 days)', links.certificate)

const certificateInGerman = (links: MailLinks | null) =>
  links && link('Die Bescheinigung zum Lesen, Drucken und Aufheben (90 Tage lang)', links.certificate)

const proofInGerman = (opening: string | null) =>
  opening === null
    ? null
    : verbatim('Mit dem folgenden Text können nur Sie zeigen, dass die Bescheinigung dieser Anfrage Ihre ist', opening)

const certificateSaysInEnglish = (links: MailLinks | null) =>
  `The certificate of this request says what was done and what was not; ${
    links === null ? 'ask the privacy officer of the institution for it' : 'its link stands below'
  }.`

const certificateSaysInGerman = (links: MailLinks | null) =>
  `Die Bescheinigung dieser Anfrage sagt, was getan wurde und was nicht; ${
    links === null ? 'die Datenschutzstelle der Einrichtung gibt sie heraus' : 'der Link zu ihr steht unten'
  }.`

type Names = readonly string[]

const remainsInEnglish = (kept: Names, recipients: Names) => [
  kept.length > 0 && 'What the platform keeps, changes or clears later, and why:',
  kept.length > 0 && list(kept),
  kept.length > 0 &&
    'What is kept and has no article beside it, the platform keeps of its own doing: no ground of the law is named for it. Ask the institution.',
  recipients.length > 0 && 'These organisations received data of yours and are asked to erase it (Article 19 GDPR):',
  recipients.length > 0 && list(recipients)
]

const remainsInGerman = (kept: Names, recipients: Names) => [
  kept.length > 0 && 'Was die Plattform behält, ändert oder später entfernt, und warum:',
  kept.length > 0 && list(kept),
  kept.length > 0 &&
    'Was bleibt und keinen Artikel neben sich hat, behält die Plattform von sich aus: dafür ist keine Rechtsgrundlage genannt. Fragen Sie die Einrichtung.',
  recipients.length > 0 &&
    'Diese Stellen haben Daten von Ihnen erhalten und werden gebeten, sie zu löschen (Artikel 19 DSGVO):',
  recipients.length > 0 && list(recipients)
]

const authorityBlock = (what: string, { name, url }: { readonly name: string; readonly url: string | null }) =>
  url === null ? `${what}: ${name}` : link(`${what}: ${name}`, url)

/** What a subject is told at the end. */
export const endedMails = {
  refused: {
    en: ({ platform, request, refusal, authority, privacyContact }) =>
      mail(
        `Your account on ${platform} was not deleted`,
        `The demand to delete the account on ${platform} was refused.`,
        refusal && `It was refused on this ground: ${writeGround(refusal, 'en')}.`,
        'You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
        authority && authorityBlock('The supervisory authority here', authority),
        privacyContact && `Questions: ${privacyContact}`,
        note(`Request ${request}`)
      ),
    de: ({ platform, request, refusal, authority, privacyContact }) =>
      mail(
        `Ihr Konto auf ${platform} wurde nicht gelöscht`,
        `Das Verlangen, das Konto auf ${platform} zu löschen, wurde abgelehnt.`,
        refusal && `Der Grund der Ablehnung: ${writeGround(refusal, 'de')}.`,
        'Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
        authority && authorityBlock('Die Aufsichtsbehörde hier', authority),
        privacyContact && `Fragen: ${privacyContact}`,
        note(`Anfrage ${request}`)
      )
  },
  expired: {
    en: ({ platform, request, privacyContact, links }) =>
      mail(
        `Your account on ${platform} was not deleted: the request is over`,
        `The request to delete the account on ${platform} has ended, because nobody confirmed in time that it was meant. Nothing was deleted.`,
        `If you still want it, ask again at any time, signed in on ${platform}, and confirm that it is you.`,
        links && link('How to ask again', links.help),
        privacyContact && `Questions: ${privacyContact}`,
        note(`Request ${request}`)
      ),
    de: ({ platform, request, privacyContact, links }) =>
      mail(
        `Ihr Konto auf ${platform} wurde nicht gelöscht: Die Anfrage ist abgelaufen`,
        `Die Anfrage, das Konto auf ${platform} zu löschen, ist beendet, weil niemand rechtzeitig bestätigt hat, dass sie gewollt ist. Es wurde nichts gelöscht.`,
        `Wenn Sie es weiterhin wollen, verlangen Sie die Löschung jederzeit neu, auf ${platform} angemeldet, und bestätigen Sie, dass Sie es sind.`,
        links && link('Wie Sie die Löschung neu verlangen', links.help),
        privacyContact && `Fragen: ${privacyContact}`,
        note(`Anfrage ${request}`)
      )
  },
  completed: {
    en: ({ platform, username, opening, request, nameReuse, kept, recipients, links }) =>
      mail(
        `Your account on ${platform} was deleted`,
        `The account “${username}” on ${platform} was deleted, and that was checked on the platform.`,
        nameReuse,
        ...remainsInEnglish(kept, recipients),
        'This address is forgotten once this mail is sent.',
        certificateInEnglish(links),
        proofInEnglish(opening),
        note(`Request ${request}`)
      ),
    de: ({ platform, username, opening, request, nameReuse, kept, recipients, links }) =>
      mail(
        `Ihr Konto auf ${platform} wurde gelöscht`,
        `Das Konto „${username}“ auf ${platform} wurde gelöscht. Danach wurde auf der Plattform nachgesehen, dass es wirklich geschehen ist.`,
        nameReuse,
        ...remainsInGerman(kept, recipients),
        'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
        certificateInGerman(links),
        proofInGerman(opening),
        note(`Anfrage ${request}`)
      )
  },
  'partially-completed': {
    en: ({ platform, username, opening, request, kept, recipients, links }) =>
      mail(
        `What became of your account on ${platform}`,
        `The deletion of the account “${username}” on ${platform} has ended, but not all of it could be done or be shown to be done.`,
        certificateSaysInEnglish(links),
        ...remainsInEnglish(kept, recipients),
        'This address is forgotten once this mail is sent.',
        certificateInEnglish(links),
        proofInEnglish(opening),
        note(`Request ${request}`)
      ),
    de: ({ platform, username, opening, request, kept, recipients, links }) =>
      mail(
        `Was aus Ihrem Konto auf ${platform} wurde`,
        `Die Löschung des Kontos „${username}“ auf ${platform} ist beendet, aber nicht alles konnte getan oder nachgewiesen werden.`,
        certificateSaysInGerman(links),
        ...remainsInGerman(kept, recipients),
        'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
        certificateInGerman(links),
        proofInGerman(opening),
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
