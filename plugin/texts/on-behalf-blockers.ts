import { text } from './blocker-text.ts'

/** What stops a demand that somebody makes for somebody else. */
export const onBehalfBlockers = {
  'mandate-missing': text(
    'Somebody else asks, without saying on what authority.',
    'Send the demand again with a mandate: who, how obtained, reference, date, until when.',
    'Jemand anderes verlangt die Löschung, ohne die Vollmacht zu nennen.',
    'Das Verlangen mit Vollmacht erneut senden: wer, wie erhalten, Aktenzeichen, Datum, bis wann.'
  ),
  'mandate-expired': text(
    'The mandate has expired.',
    'Send the demand again with a valid one.',
    'Die Vollmacht ist abgelaufen.',
    'Das Verlangen mit einer gültigen erneut senden.'
  ),
  'invitation-not-sent': text(
    'The person has to be invited first to ask for it themselves.',
    'Nothing to do: the invitation goes out by mail. Where there is no mail or no address, record why the person cannot be asked (`lethe request cannot-ask`).',
    'Die Person muss zuerst eingeladen werden, die Löschung selbst zu verlangen.',
    'Nichts zu tun: Die Einladung geht per Mail hinaus. Ohne Mail oder Adresse vermerken, warum die Person nicht gefragt werden kann (`lethe request cannot-ask`).'
  ),
  'invitation-running': text(
    'The person was invited to ask for it themselves, and still has time to answer.',
    'Nothing to do; it goes on by itself when the time is over.',
    'Die Person ist eingeladen, die Löschung selbst zu verlangen, und kann noch antworten.',
    'Nichts zu tun; es geht von selbst weiter, wenn die Zeit um ist.'
  ),
  'subject-objected': text(
    'The person has objected, and with that the consent is gone on which the demand rests.',
    'Withdraw the demand, or let a privacy officer refuse it.',
    'Die Person hat widersprochen; damit fehlt die Einwilligung, auf der das Verlangen beruht.',
    'Das Verlangen zurückziehen oder von der Datenschutzstelle ablehnen lassen.'
  ),
  'objection-undecided': text(
    'The person has objected, and nobody has decided on that yet.',
    'A privacy officer approves the plan after the objection, or refuses.',
    'Die Person hat widersprochen, und darüber wurde noch nicht entschieden.',
    'Die Datenschutzstelle gibt den Plan nach dem Widerspruch frei oder lehnt ab.'
  )
}
