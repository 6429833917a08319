import { type BlockerText, text } from './blocker-text.ts'
import type { Language } from './language.ts'
import { onBehalfBlockers } from './on-behalf-blockers.ts'
import { ownershipBlockers } from './ownership-blockers.ts'
import { platformBlockers } from './platform-blockers.ts'
import { providerBlockers } from './provider-blockers.ts'

type Texts = Readonly<Record<string, Readonly<Record<Language, BlockerText>>>>

const texts: Texts = {
  ...providerBlockers,
  ...platformBlockers,
  ...onBehalfBlockers,
  ...ownershipBlockers,
  'social-account-linked': text(
    'A social login is still linked to the account.',
    'Set a password first, then unlink the social login in the account settings.',
    'Mit dem Konto ist noch eine Anmeldung über ein soziales Netz verknüpft.',
    'Zuerst ein Passwort setzen, dann die Verknüpfung in den Kontoeinstellungen lösen.'
  ),
  'linked-logins-unknown': text(
    'The platform does not say which logins are linked.',
    'Give the service account the right to read them; see the platform check.',
    'Die Plattform sagt nicht, welche Anmeldungen verknüpft sind.',
    'Dem Dienstkonto das Leserecht geben; siehe die Prüfung der Plattform.'
  ),
  'no-usable-password': text(
    'The account has no password of its own.',
    'Set one with “Forgot password?” on the sign-in page, or prove who you are in another way.',
    'Das Konto hat kein eigenes Passwort.',
    'Mit „Passwort vergessen?“ auf der Anmeldeseite eines setzen oder sich anders ausweisen.'
  ),
  'password-unknown': text(
    'The platform does not say whether there is a usable password.',
    'Give the service account the support right; see the platform check.',
    'Die Plattform sagt nicht, ob es ein nutzbares Passwort gibt.',
    'Dem Dienstkonto das Support-Recht geben; siehe die Prüfung der Plattform.'
  ),
  'identity-not-proven': text(
    'It is not proven that the person themselves asks.',
    'Ask again signed in, and confirm with the password, a fresh sign-in, or a code by mail.',
    'Es ist nicht erwiesen, dass die Person selbst fragt.',
    'Angemeldet erneut verlangen und mit Passwort, frischer Anmeldung oder einem Code per Mail bestätigen.'
  ),
  'identity-denied': text(
    'A person stated that the subject did not ask.',
    'A privacy officer decides.',
    'Jemand hat erklärt, dass die betroffene Person nicht gefragt hat.',
    'Die Datenschutzstelle entscheidet.'
  ),
  'consequences-not-acknowledged': text(
    'The person was not told yet what is lost for good.',
    'Confirm the consequences on the page or in the platform’s dialogue.',
    'Der Person wurde noch nicht gesagt, was endgültig verloren geht.',
    'Die Folgen auf der Seite oder im Dialog der Plattform bestätigen.'
  ),
  'notice-not-sent': text(
    'The person has to be told first, and then has time to object.',
    'Nothing to do: they are told by mail once nothing else stands in the way. Without mail here, set LETHE_MAIL_URL and LETHE_MAIL_FROM.',
    'Die Person muss zuerst benachrichtigt werden und kann dann noch widersprechen.',
    'Nichts zu tun: Sie wird per Mail benachrichtigt, sobald sonst nichts im Weg steht. Ohne Mail hier LETHE_MAIL_URL und LETHE_MAIL_FROM setzen.'
  ),
  'notice-period-running': text(
    'The person was told and still has time to object.',
    'Nothing to do; it goes on by itself.',
    'Die Person ist benachrichtigt und kann noch widersprechen.',
    'Nichts zu tun; es geht von selbst weiter.'
  ),
  'account-not-activated': text(
    'The account was never activated.',
    'Follow the link in the activation mail.',
    'Das Konto wurde nie aktiviert.',
    'Dem Link in der Aktivierungsmail folgen.'
  ),
  'activation-unknown': text(
    'The platform does not say whether the account is activated.',
    'See the platform check.',
    'Die Plattform sagt nicht, ob das Konto aktiviert ist.',
    'Siehe die Prüfung der Plattform.'
  ),
  'grader-with-open-orders': text(
    'Grading orders are open, and the person is declared as a grader.',
    'Reassign their orders, then attest it for this request.',
    'Es gibt offene Korrekturaufträge, und die Person ist als Korrektor gemeldet.',
    'Aufträge neu zuweisen und das für diese Anfrage bestätigen.'
  ),
  'grading-orders-open': text(
    'Somebody stated that grading orders of this person are open.',
    'Finish or reassign them, then attest it.',
    'Jemand hat erklärt, dass Korrekturaufträge dieser Person offen sind.',
    'Abschließen oder neu zuweisen und bestätigen.'
  ),
  'graders-not-declared': text(
    'Grading orders are open, and nobody has said who grades here.',
    'Declare the graders of the site once.',
    'Es gibt offene Korrekturaufträge, und niemand hat gesagt, wer hier korrigiert.',
    'Die Korrektoren der Plattform einmal melden.'
  ),
  'invoices-not-attested': text(
    'Invoices are issued here, and nobody has said that none is unpaid.',
    'Attest it for this request, or declare that the site issues none.',
    'Hier werden Rechnungen gestellt, und niemand hat gesagt, dass keine offen ist.',
    'Für diese Anfrage bestätigen oder melden, dass keine gestellt werden.'
  ),
  'invoices-unpaid': text(
    'Somebody stated that an invoice is unpaid.',
    'Pay or cancel it, then attest it.',
    'Jemand hat erklärt, dass eine Rechnung offen ist.',
    'Bezahlen oder stornieren und bestätigen.'
  ),
  'todos-open': text(
    'The person still has to-dos, which lose their assignee without a word.',
    'Reassign them, or have this question noticed only.',
    'Die Person hat noch Aufgaben, die stillschweigend niemandem mehr zugewiesen wären.',
    'Sie neu zuweisen, oder die Frage in den Regeln nur zur Kenntnis nehmen lassen.'
  ),
  'todos-unknown': text(
    'The platform does not say whether the person has to-dos.',
    'Look there, then waive the question, or have it noticed only.',
    'Die Plattform sagt nicht, ob die Person Aufgaben hat.',
    'Dort nachsehen und auf die Frage verzichten, oder sie nur zur Kenntnis nehmen lassen.'
  ),
  'records-not-archived': text(
    'Exam results or statements go with the account, and nobody has said that they are archived.',
    'Archive them, then attest it.',
    'Prüfungsergebnisse oder Nachweise gehen mit dem Konto, und niemand hat gesagt, dass sie archiviert sind.',
    'Archivieren und bestätigen.'
  ),
  'records-unknown': text(
    'The platform does not say which exam results or statements go with the account.',
    'Look there, archive what must be kept, then attest it.',
    'Die Plattform sagt nicht, welche Prüfungsergebnisse oder Nachweise mit dem Konto gehen.',
    'Dort nachsehen, archivieren, was bleiben muss, und bestätigen.'
  ),
  'account-permanent': text(
    'The platform protects this account from deletion.',
    'Take the protection off in the platform first, if that is meant.',
    'Die Plattform schützt dieses Konto vor Löschung.',
    'Den Schutz zuerst in der Plattform aufheben, falls das gewollt ist.'
  ),
  'account-is-ours': text(
    'Lethe itself works with this account.',
    'Give Lethe another service account first.',
    'Mit diesem Konto arbeitet Lethe selbst.',
    'Lethe zuerst ein anderes Dienstkonto geben.'
  ),
  'privileged-account': text(
    'The account has privileged roles.',
    'Somebody other than the requester and the subject approves the plan.',
    'Das Konto hat besondere Rechte.',
    'Jemand anderes als die verlangende und die betroffene Person gibt den Plan frei.'
  ),
  'protection-unknown': text(
    'The platform does not say whether the account is protected.',
    'See the platform check.',
    'Die Plattform sagt nicht, ob das Konto geschützt ist.',
    'Siehe die Prüfung der Plattform.'
  ),
  'legal-hold': text(
    'A legal hold suspends the erasure.',
    'The privacy officer who placed it reviews it.',
    'Eine Aufbewahrungspflicht setzt die Löschung aus.',
    'Die Datenschutzstelle, die sie eingetragen hat, prüft sie.'
  ),
  'legal-hold-on-course': text(
    'A legal hold stands on records in a course, and the platform deletes the account as a whole.',
    'The privacy officer who placed it reviews it.',
    'Auf Unterlagen in einem Kurs liegt eine Aufbewahrungspflicht, und die Plattform löscht das Konto nur als Ganzes.',
    'Die Datenschutzstelle, die sie eingetragen hat, prüft sie.'
  ),
  'legal-hold-on-invoices': text(
    'A legal hold stands on invoices, and nobody has stated that none are issued here.',
    'The privacy officer reviews it, or an administrator states that no invoices are issued on this platform.',
    'Auf Rechnungen liegt eine Aufbewahrungspflicht, und niemand hat erklärt, dass hier keine ausgestellt werden.',
    'Die Datenschutzstelle prüft sie, oder die Verwaltung erklärt, dass hier keine Rechnungen ausgestellt werden.'
  ),
  'legal-hold-on-category': text(
    'A legal hold stands on something that the platform would not keep as it is.',
    'The privacy officer who placed it reviews it.',
    'Auf etwas, das die Plattform nicht unverändert behielte, liegt eine Aufbewahrungspflicht.',
    'Die Datenschutzstelle, die sie eingetragen hat, prüft sie.'
  ),
  'subject-not-found': text(
    'Nobody matches every identifier of the demand.',
    'Check the identifiers; capital letters count.',
    'Niemand entspricht allen Angaben des Verlangens.',
    'Die Angaben prüfen; Groß- und Kleinschreibung zählt.'
  ),
  'subject-ambiguous': text(
    'More than one account matches.',
    'Name the account by its platform id.',
    'Mehr als ein Konto entspricht den Angaben.',
    'Das Konto mit seiner Nummer auf der Plattform nennen.'
  ),
  'account-still-there': text(
    'The account was said to be deleted in the platform, and is still there.',
    'Look it up in the platform; whoever wants it deleted demands it here.',
    'Das Konto soll auf der Plattform gelöscht worden sein und ist noch da.',
    'Auf der Plattform nachsehen; wer es gelöscht haben will, verlangt es hier.'
  )
}

const unlisted: Readonly<Record<Language, BlockerText>> = {
  en: {
    what: 'The platform refused or answered out of contract.',
    next: 'Run the platform check; then ask for another look.'
  },
  de: {
    what: 'Die Plattform hat abgelehnt oder unerwartet geantwortet.',
    next: 'Die Plattform prüfen, dann erneut ansehen lassen.'
  }
}

/** So many things are named in a sentence at most. */
const mostNamed = 10

/** The sentence for a blocker, with the things that it is about; codes of a platform's own refusal share one. */
export const blockerText = (code: string, language: Language, objects: readonly string[] = []): BlockerText => {
  const { what, next } = (texts[code] ?? unlisted)[language]
  if (objects.length === 0) return { what, next }
  const more = objects.length > mostNamed ? ' …' : ''
  return { what: `${what} (${objects.slice(0, mostNamed).join('; ')}${more})`, next }
}

/** Every code that has a sentence of its own. */
export const blockerCodes: readonly string[] = Object.keys(texts)
