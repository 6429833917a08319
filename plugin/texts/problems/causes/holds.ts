import { cause } from './cause.ts'

/** Why a legal hold is not changed, and why what is held is not done. */
export const holdCauses = {
  'hold-unknown': cause(
    ['{hold}'],
    'The id is misspelt, or it is that of another installation. Holds that were lifted stay in the list until their own term is over.',
    'Die Kennung ist falsch geschrieben oder stammt aus einer anderen Installation. Aufgehobene Aufbewahrungspflichten bleiben in der Liste, bis ihre eigene Frist vorbei ist.'
  ),
  'hold-released': cause(
    ['reviewHold', 'liftHold', 'agreeToLiftHold'],
    'Two people lifted it before you; who and when stands with the hold.',
    'Zwei Menschen haben sie vor Ihnen aufgehoben; wer und wann, steht bei ihr.'
  ),
  'hold-finds-nobody': cause(
    ['placeHold'],
    'A name is misspelt, the e-mail address was changed since, or only the number of another system was given. A hold that protects nobody would be worse than none.',
    'Ein Name ist falsch geschrieben, die E-Mail-Adresse wurde inzwischen geändert, oder es wurde nur die Nummer eines anderen Systems genannt. Eine Aufbewahrungspflicht, die niemanden schützt, wäre schlimmer als keine.'
  ),
  'lift-not-asked': cause(
    ['agreeToLiftHold'],
    'Lifting takes two steps by two people: one asks and says why, the other agrees. The first step has not been taken, or a review took it back.',
    'Aufheben sind zwei Schritte von zwei Menschen: Jemand verlangt es und sagt, warum; jemand anderes stimmt zu. Der erste Schritt fehlt, oder eine Prüfung hat ihn zurückgenommen.'
  ),
  'review-not-ahead': cause(
    ['reviewHold'],
    'The year or the month is usually the old one. Times are in UTC unless they say otherwise.',
    'Meist ist es noch das alte Jahr oder der alte Monat. Zeiten gelten in UTC, wenn nichts anderes dabeisteht.'
  ),
  'period-empty': cause(
    ['showReport', 'showReportAsCsv'],
    'Both days are the same, or they are the wrong way round. For one month give the first of it and the first of the next.',
    'Beide Tage sind gleich oder vertauscht. Für einen Monat geben Sie seinen Ersten und den Ersten des nächsten an.'
  ),
  'legal-hold-stands': cause(
    ['closeReport'],
    'Clearing the report would lose what the hold wants kept. If the file of a hold is damaged nobody can tell whom it protects, and nothing is cleared on its platform.',
    'Mit dem Bericht ginge verloren, was bleiben muss. Ist die Datei einer Aufbewahrungspflicht beschädigt, lässt sich nicht sagen, wen sie schützt, und auf der Plattform wird nichts geleert.'
  ),
  'kept-row-not-due': cause(
    ['settleRetained'],
    'The term of this row is not over, somebody settled it before, or no term was set for it.',
    'Die Frist läuft noch, jemand hat es schon abgeschlossen, oder es wurde keine Frist gesetzt.'
  )
}
