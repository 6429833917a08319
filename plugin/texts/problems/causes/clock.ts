import { cause } from './cause.ts'

/** Why the legal clock is not changed. */
export const clockCauses = {
  'region-unknown': cause(
    ['setController', 'setPlatformPolicy', 'addPlatform'],
    'The code is not one of ISO 3166, is written in full, or has a part of the country that has no calendar of its own. A deadline that falls on a public holiday moves, so that the region counts.',
    'Der Code ist keiner nach ISO 3166, ist ausgeschrieben, oder der Landesteil hat keinen eigenen Kalender. Fristen, die auf einen Feiertag fallen, verschieben sich; deshalb zählt die Region.'
  ),
  'time-zone-unknown': cause(
    ['setPlatformPolicy', 'addPlatform'],
    'An abbreviation such as CET or an offset such as +01:00 is no zone: it does not know when summer time begins.',
    'Eine Abkürzung wie CET oder ein Abstand wie +01:00 ist keine Zone: Sie weiß nicht, wann die Sommerzeit beginnt.'
  ),
  'extension-too-late': cause(
    ['extendRequest'],
    'The month since the receipt is over in the time zone of the controller. What was not told in it cannot be made good.',
    'Der Monat seit dem Eingang ist in der Zeitzone des Verantwortlichen vorbei. Was darin nicht mitgeteilt wurde, lässt sich nicht nachholen.'
  ),
  'extended-already': cause(
    ['extendRequest'],
    'Somebody made it longer before; the timeline of the request says who, when and why.',
    'Jemand hat sie schon verlängert; im Verlauf der Anfrage steht, wer, wann und warum.'
  ),
  'subject-cannot-be-told': cause(
    ['extendRequest', 'suspendRequest'],
    'Lethe has no mail server. The law counts a longer period only if the person is told of it; `toldOtherwise` says that somebody has done that by letter or telephone.',
    'Für Lethe ist kein Mailserver eingerichtet. Nach dem Gesetz gilt eine längere Frist nur, wenn die Person davon erfährt; `toldOtherwise` sagt, dass es ihr jemand brieflich oder am Telefon mitgeteilt hat.'
  ),
  'identity-not-in-doubt': cause(
    ['suspendRequest'],
    'The demand is proven, or somebody else made it. A missing successor or invoice is no doubt about who asks, and does not stop the clock.',
    'Das Verlangen ist nachgewiesen oder kam von jemand anderem. Eine fehlende Nachfolge oder offene Rechnung ist kein Zweifel, wer verlangt, und hält die Frist nicht an.'
  ),
  'suspended-already': cause(
    ['suspendRequest'],
    'Somebody asked the person who they are, and no answer has come. It stands still until it is lifted.',
    'Jemand hat bei der Person nachgefragt, und es kam keine Antwort. Die Frist steht still, bis das aufgehoben wird.'
  ),
  'clock-runs': cause(
    ['resumeClock'],
    'Nobody suspended it, or it went on by itself when the person proved who they are.',
    'Niemand hat sie angehalten, oder sie läuft von selbst weiter, weil sich die Person ausgewiesen hat.'
  ),
  'period-over': cause(
    ['suspendRequest'],
    'The last day has passed before the doubt was put on record.',
    'Der letzte Tag war vorbei, bevor der Zweifel vermerkt wurde.'
  ),
  'receipt-not-in-question': cause(
    ['agreeReceipt'],
    'The sender named a time that Lethe believes by itself, or somebody agreed to it before.',
    'Der Absender hat einen Zeitpunkt genannt, der ohne Weiteres gilt, oder jemand hat schon zugestimmt.'
  )
}
