import { words } from './words.ts'

/** Refusals of demands and decisions that do not say on what they rest, in German. */
export const mandatesInGerman = {
  'mandate-without-who': words(
    'Die Vollmacht sagt nicht, wer verlangen darf',
    'Nennen Sie in `who` die Person oder die Stelle.'
  ),
  'mandate-without-how': words(
    'Die Vollmacht sagt nicht, wie sie erteilt wurde',
    'Sagen Sie in `how`, wie sie erteilt wurde und womit sich das zeigen lässt.'
  ),
  'mandate-without-date': words(
    'Die Vollmacht sagt nicht, seit wann sie gilt',
    'Geben Sie in `obtainedOn` den Tag an, an dem sie erteilt wurde (JJJJ-MM-TT).'
  ),
  'mandate-without-reference': words(
    'Die Vollmacht nennt weder ein Aktenzeichen noch eine Vorschrift',
    'Nennen Sie in `reference` das Aktenzeichen des Gerichts oder der Behörde oder die Stelle der Vorschrift.'
  ),
  'ground-without-letter': words(
    'Diese Rechtsgrundlage braucht ihren Buchstaben',
    'Nennen Sie auch den Buchstaben: Artikel 12 Absatz 5 und Artikel 17 Absatz 3 zählen mehrere Gründe auf.'
  ),
  'nobody-is-asked': words(
    'Kein Verlangen in dieser Anfrage wartet auf eine Antwort der betroffenen Person',
    'Sehen Sie die Verlangen der Anfrage an.'
  ),
  'nothing-to-object': words(
    'Hier verlangt niemand anderes für die betroffene Person',
    'Ein eigenes Verlangen zieht sie zurück; widersprechen kann sie dem Verlangen anderer.'
  ),
  'objection-stands': words(
    'Die betroffene Person hat widersprochen, und darüber hat niemand entschieden',
    'Die Datenschutzstelle gibt den Plan neu frei oder lehnt ab; wo alles auf einer Einwilligung beruht, kann das Verlangen nur zurückgenommen werden.'
  ),
  'identifiers-too-few': words(
    'Es braucht zwei Kennungen verschiedener Art',
    'Nennen Sie eine zweite Kennung anderer Art; beide müssen auf dasselbe Konto passen.'
  )
}
