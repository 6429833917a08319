import type { OutboxMessage } from '../erasure/request.ts'
import type { Language } from './language.ts'
import { lines } from './lines.ts'
import type { MailContext, MailText } from './mail-context.ts'
import { withdrawnMails } from './withdrawn-mails.ts'

type Draw = (context: MailContext) => MailText

const proofInEnglish = (opening: string | null): string | null =>
  opening && `With the following text you alone can show that the certificate of this request is yours: ${opening}`

const proofInGerman = (opening: string | null): string | null =>
  opening && `Mit dem folgenden Text können nur Sie zeigen, dass die Bescheinigung dieser Anfrage Ihre ist: ${opening}`

const en: Readonly<Record<OutboxMessage['kind'], Draw>> = {
  ...withdrawnMails.en,
  'consequences-notice': ({ platform, username, erasureAt, request, nameReuse }) => ({
    subject: `Your account on ${platform} is to be deleted`,
    text: lines(
      `Somebody who may ask for it has asked to delete the account “${username}” on ${platform}.`,
      '',
      erasureAt === null ? null : `It will be deleted for good after ${erasureAt}. Until then nothing is lost.`,
      'What is deleted cannot be brought back. Fetch certificates and files that you want to keep before then.',
      nameReuse,
      'To object, answer this mail or write to the privacy officer of the institution.',
      '',
      `Request ${request}`
    )
  }),
  blocked: ({ platform, blockers, request, links }) => ({
    subject: `What stops the deletion of your account on ${platform}`,
    text: lines(
      'Nothing was deleted. What has to be done first:',
      ...blockers.map(({ what, next }) => `- ${what} ${next}`),
      '',
      links && `How things stand now: ${links.help}`,
      `Request ${request}`
    )
  }),
  confirm: ({ platform, request, links }) => ({
    subject: `One step is missing: your account on ${platform}`,
    text: lines(
      'Nothing has been deleted yet, whatever the page said, and nothing will be unless you take this step.',
      'Nothing else stands in the way of the deletion.',
      links?.pressAgain ? `Press “Delete my account” on ${platform} once more and type your password.` : null,
      links?.confirm ? `To say that it is you who wants it: ${links.confirm}` : null,
      'If you did not ask for it, do nothing, and change your password.',
      '',
      links && `How things stand now: ${links.help}`,
      `Request ${request}`
    )
  }),
  'cooling-off': ({ platform, username, erasureAt, request, nameReuse, links }) => ({
    subject: `Your account on ${platform} will be deleted`,
    text: lines(
      `Nothing has been deleted yet. The account “${username}” on ${platform} will be deleted${erasureAt === null ? '.' : ` after ${erasureAt}.`}`,
      'What is deleted cannot be brought back. Fetch certificates and files that you want to keep before then.',
      nameReuse,
      links && `If you change your mind: ${links.withdraw}`,
      links?.isLocked
        ? links.mayCancel
          ? 'The platform has locked the account already; after a change of mind you set a new password and link other logins again.'
          : 'Lethe then deletes nothing. But the platform has locked the account already, and only its administrators can unlock it: write to them too.'
        : null,
      '',
      `Request ${request}`
    )
  }),
  refused: ({ platform, request }) => ({
    subject: `Your account on ${platform} was not deleted`,
    text: lines(
      `The demand to delete the account on ${platform} was refused.`,
      'You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
      '',
      `Request ${request}`
    )
  }),
  completed: ({ platform, username, opening, request, nameReuse }) => ({
    subject: `Your account on ${platform} was deleted`,
    text: lines(
      `The account “${username}” on ${platform} was deleted, and what happened was read back.`,
      nameReuse,
      'This address is forgotten once this mail is sent.',
      proofInEnglish(opening),
      '',
      `Request ${request}`
    )
  }),
  'partially-completed': ({ platform, username, opening, request }) => ({
    subject: `What became of your account on ${platform}`,
    text: lines(
      `The deletion of the account “${username}” on ${platform} has ended, but not all of it could be done or be shown to be done.`,
      'The certificate of this request says what was done and what was not; ask the privacy officer of the institution for it.',
      'This address is forgotten once this mail is sent.',
      proofInEnglish(opening),
      '',
      `Request ${request}`
    )
  })
}

const de: Readonly<Record<OutboxMessage['kind'], Draw>> = {
  ...withdrawnMails.de,
  'consequences-notice': ({ platform, username, erasureAt, request, nameReuse }) => ({
    subject: `Ihr Konto auf ${platform} soll gelöscht werden`,
    text: lines(
      `Jemand, der das verlangen darf, hat die Löschung des Kontos „${username}“ auf ${platform} verlangt.`,
      '',
      erasureAt === null ? null : `Es wird nach dem ${erasureAt} endgültig gelöscht. Bis dahin geht nichts verloren.`,
      'Was gelöscht ist, kann nicht zurückgeholt werden. Sichern Sie vorher Zertifikate und Dateien, die Sie behalten wollen.',
      nameReuse,
      'Um zu widersprechen, antworten Sie auf diese Mail oder schreiben Sie der Datenschutzstelle der Einrichtung.',
      '',
      `Anfrage ${request}`
    )
  }),
  blocked: ({ platform, blockers, request, links }) => ({
    subject: `Was die Löschung Ihres Kontos auf ${platform} aufhält`,
    text: lines(
      'Es wurde nichts gelöscht. Was vorher zu tun ist:',
      ...blockers.map(({ what, next }) => `- ${what} ${next}`),
      '',
      links && `Wie es jetzt steht: ${links.help}`,
      `Anfrage ${request}`
    )
  }),
  confirm: ({ platform, request, links }) => ({
    subject: `Ein Schritt fehlt noch: Ihr Konto auf ${platform}`,
    text: lines(
      'Es wurde noch nichts gelöscht, was auch immer die Seite gesagt hat, und ohne diesen Schritt wird nichts gelöscht.',
      'Sonst steht der Löschung nichts im Weg.',
      links?.pressAgain
        ? `Drücken Sie auf ${platform} noch einmal „Mein Konto löschen“ und geben Sie Ihr Passwort ein.`
        : null,
      links?.confirm ? `Um zu sagen, dass Sie es sind, der das will: ${links.confirm}` : null,
      'Wenn Sie das nicht verlangt haben, tun Sie nichts, und ändern Sie Ihr Passwort.',
      '',
      links && `Wie es jetzt steht: ${links.help}`,
      `Anfrage ${request}`
    )
  }),
  'cooling-off': ({ platform, username, erasureAt, request, nameReuse, links }) => ({
    subject: `Ihr Konto auf ${platform} wird gelöscht`,
    text: lines(
      `Es wurde noch nichts gelöscht. Das Konto „${username}“ auf ${platform} wird${erasureAt === null ? '' : ` nach dem ${erasureAt}`} gelöscht.`,
      'Was gelöscht ist, kann nicht zurückgeholt werden. Sichern Sie vorher Zertifikate und Dateien, die Sie behalten wollen.',
      nameReuse,
      links && `Wenn Sie es sich anders überlegen: ${links.withdraw}`,
      links?.isLocked
        ? links.mayCancel
          ? 'Die Plattform hat das Konto schon gesperrt; nach einem Sinneswandel setzen Sie ein neues Passwort und verknüpfen andere Anmeldungen neu.'
          : 'Lethe löscht dann nichts. Aber die Plattform hat das Konto schon gesperrt, und nur ihre Administration kann es entsperren: schreiben Sie auch ihr.'
        : null,
      '',
      `Anfrage ${request}`
    )
  }),
  refused: ({ platform, request }) => ({
    subject: `Ihr Konto auf ${platform} wurde nicht gelöscht`,
    text: lines(
      `Das Verlangen, das Konto auf ${platform} zu löschen, wurde abgelehnt.`,
      'Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
      '',
      `Anfrage ${request}`
    )
  }),
  completed: ({ platform, username, opening, request, nameReuse }) => ({
    subject: `Ihr Konto auf ${platform} wurde gelöscht`,
    text: lines(
      `Das Konto „${username}“ auf ${platform} wurde gelöscht, und was geschah, wurde nachgelesen.`,
      nameReuse,
      'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
      proofInGerman(opening),
      '',
      `Anfrage ${request}`
    )
  }),
  'partially-completed': ({ platform, username, opening, request }) => ({
    subject: `Was aus Ihrem Konto auf ${platform} wurde`,
    text: lines(
      `Die Löschung des Kontos „${username}“ auf ${platform} ist beendet, aber nicht alles konnte getan oder nachgewiesen werden.`,
      'Die Bescheinigung dieser Anfrage sagt, was getan wurde und was nicht; die Datenschutzstelle der Einrichtung gibt sie heraus.',
      'Diese Adresse wird vergessen, sobald diese Mail gesendet ist.',
      proofInGerman(opening),
      '',
      `Anfrage ${request}`
    )
  })
}

/** The mail of a message in a language. */
export const mailText = (kind: OutboxMessage['kind'], language: Language, context: MailContext): MailText =>
  ({ en, de })[language][kind](context)
