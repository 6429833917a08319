import { cause } from './cause.ts'

const asked = ['createRequest', 'makeSelection', 'receiveWebhook']

/** Why a demand does not say on what it rests. */
export const mandateCauses = {
  'mandate-without-who': cause(
    asked,
    'The kind of mandate that was named is given to somebody in particular: a guardian, a representative, an office.',
    'Eine Vollmacht dieser Art wird jemandem Bestimmten gegeben: Sorgeberechtigten, Bevollmächtigten, einer Stelle.'
  ),
  'mandate-without-how': cause(
    asked,
    'Without it nobody could later show that the mandate was there: by letter, by a form with a signature, in person.',
    'Ohne diese Angabe könnte später niemand zeigen, dass es die Vollmacht gab: brieflich, mit Unterschrift auf einem Formular, persönlich.'
  ),
  'mandate-without-date': cause(
    asked,
    'A mandate that has no beginning may have been given after the demand, or be long over.',
    'Eine Vollmacht ohne Beginn kann nach dem Verlangen erteilt oder längst abgelaufen sein.'
  ),
  'mandate-without-reference': cause(
    asked,
    'An order of a court or authority, or a rule of the institution, is only a ground if it can be found again.',
    'Die Anordnung eines Gerichts oder einer Behörde oder eine Vorschrift der Einrichtung trägt nur, wenn sie sich wiederfinden lässt.'
  ),
  'ground-without-letter': cause(
    ['refuseRequest', 'waiveRequest'],
    'The article alone leaves open which of its grounds is meant: for 12(5) a (a fee) or b (refusal as manifestly unfounded or excessive), for 17(3) a to e.',
    'Der Artikel allein lässt offen, welcher seiner Gründe gemeint ist: bei Artikel 12 Absatz 5 a (Entgelt) oder b (Weigerung, weil offenkundig unbegründet oder exzessiv), bei Artikel 17 Absatz 3 a bis e.'
  ),
  'nobody-is-asked': cause(
    ['sayCannotAsk'],
    'The subject asked themselves, or the time of the invitation is over.',
    'Die betroffene Person hat selbst verlangt, oder die Zeit der Einladung ist vorbei.'
  ),
  'nothing-to-object': cause(
    ['objectToRequest'],
    'Every demand in the request is the subject’s own, or those of others were taken back.',
    'Alle Verlangen in der Anfrage sind eigene der betroffenen Person, oder die der anderen wurden zurückgenommen.'
  ),
  'objection-stands': cause(
    ['retryRequest'],
    'The subject answered the invitation with no. The timeline shows when; approvals given before do not count.',
    'Die betroffene Person hat auf die Einladung mit Nein geantwortet. Wann, zeigt der Verlauf; frühere Freigaben gelten nicht.'
  ),
  'identifiers-too-few': cause(
    ['createRequest', 'receiveWebhook'],
    'One name alone could be a slip and would delete somebody else. A user name and an e-mail address are two kinds; two user names are not. The number of the account on the platform is a third kind.',
    'Ein einzelner Name kann ein Versehen sein und träfe jemand anderen. Benutzername und E-Mail-Adresse sind zwei Arten, zwei Benutzernamen nicht. Die Nummer des Kontos auf der Plattform ist eine dritte.'
  )
}
