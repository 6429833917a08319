import { writeGround } from '../grounds.ts'
import { mail, note, verbatim } from './block.ts'
import type { Kind } from './draw.ts'

const proofInEnglish = (opening: string | null) =>
  opening === null
    ? null
    : verbatim('With the following text you alone can show that the certificate of this request is yours', opening)

const proofInGerman = (opening: string | null) =>
  opening === null
    ? null
    : verbatim('Mit dem folgenden Text können nur Sie zeigen, dass die Bescheinigung dieser Anfrage Ihre ist', opening)

/** What a subject is told at the end. */
export const endedMails = {
  refused: {
    en: ({ platform, request, refusal }) =>
      mail(
        `Your account on ${platform} was not deleted`,
        `The demand to delete the account on ${platform} was refused.`,
        refusal && `It was refused on this ground: ${writeGround(refusal, 'en')}.`,
        'You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
        note(`Request ${request}`)
      ),
    de: ({ platform, request, refusal }) =>
      mail(
        `Ihr Konto auf ${platform} wurde nicht gelöscht`,
        `Das Verlangen, das Konto auf ${platform} zu löschen, wurde abgelehnt.`,
        refusal && `Der Grund der Ablehnung: ${writeGround(refusal, 'de')}.`,
        'Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
        note(`Anfrage ${request}`)
      )
  },
  completed: {
    en: ({ platform, username, opening, request, nameReuse }) =>
      mail(
        `Your account on ${platform} was deleted`,
        `The account “${username}” on ${platform} was deleted, and what happened was read back.`,
        nameReuse,
        'This address is forgotten once this mail is sent.',
        proofInEnglish(opening),
        note(`Request ${request}`)
      ),
    de: ({ platform, username, opening, request, nameReuse }) =>
      mail(
        `Ihr Konto auf ${platform} wurde gelöscht`,
        `Das Konto „${username}“ auf ${platform} wurde gelöscht, und was geschah, wurde nachgelesen.`,
        nameReuse,
        'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
        proofInGerman(opening),
        note(`Anfrage ${request}`)
      )
  },
  'partially-completed': {
    en: ({ platform, username, opening, request }) =>
      mail(
        `What became of your account on ${platform}`,
        `The deletion of the account “${username}” on ${platform} has ended, but not all of it could be done or be shown to be done.`,
        'The certificate of this request says what was done and what was not; ask the privacy officer of the institution for it.',
        'This address is forgotten once this mail is sent.',
        proofInEnglish(opening),
        note(`Request ${request}`)
      ),
    de: ({ platform, username, opening, request }) =>
      mail(
        `Was aus Ihrem Konto auf ${platform} wurde`,
        `Die Löschung des Kontos „${username}“ auf ${platform} ist beendet, aber nicht alles konnte getan oder nachgewiesen werden.`,
        'Die Bescheinigung dieser Anfrage sagt, was getan wurde und was nicht; die Datenschutzstelle der Einrichtung gibt sie heraus.',
        'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
        proofInGerman(opening),
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
