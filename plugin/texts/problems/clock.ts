import { words } from './words.ts'

/** Refusals about the legal clock, in German. */
export const clockInGerman = {
  'region-unknown': words(
    'Für diese Region sind keine Feiertage bekannt',
    'Nennen Sie ein Land nach ISO 3166-1 (`DE`) oder einen Teil davon (`DE-BY`, `CH-ZH`); mit einer unbekannten Region würden Feiertage vergessen.'
  ),
  'time-zone-unknown': words(
    'Diese Zeitzone gibt es nicht',
    'Nennen Sie eine Zone der IANA-Datenbank, etwa `Europe/Berlin`.'
  ),
  'extension-too-late': words(
    'Der erste Monat ist vorbei',
    'Beantworten Sie die Anfrage: Eine längere Frist muss im ersten Monat mitgeteilt werden (Artikel 12 Absatz 3 DSGVO).'
  ),
  'extended-already': words(
    'Die Frist wurde schon verlängert',
    'Beantworten Sie die Anfrage: Mehr als zwei weitere Monate gibt es nicht, und nur einmal.'
  ),
  'subject-cannot-be-told': words(
    'Lethe kann die betroffene Person nicht benachrichtigen',
    'Sagen Sie es ihr auf anderem Weg und geben Sie das mit `toldOtherwise` an; ohne Mitteilung gilt die längere Frist nicht.'
  ),
  'identity-not-in-doubt': words(
    'Es besteht kein Zweifel, wer verlangt',
    'Die Frist steht nur still, wenn die Person selbst verlangt hat und das noch nicht nachgewiesen ist (Artikel 12 Absatz 6 DSGVO); fehlt etwas anderes, läuft sie weiter.'
  ),
  'suspended-already': words('Die Frist steht schon still', 'In der Anfrage steht, seit wann und wer das gesagt hat.'),
  'clock-runs': words('Die Frist läuft', 'Es ist nichts aufzuheben.'),
  'period-over': words(
    'Die gesetzliche Frist ist abgelaufen',
    'Beantworten Sie die Anfrage; eine abgelaufene Frist lässt sich nicht anhalten.'
  ),
  'receipt-not-in-question': words(
    'Die Frist läuft ab dem Zeitpunkt, den der Absender genannt hat',
    'Nur ein Eingang, der mehr als dreißig Tage vor unserem liegt, braucht eine Zustimmung; die Anfrage zeigt, bei welchem Verlangen das so ist.'
  )
}
