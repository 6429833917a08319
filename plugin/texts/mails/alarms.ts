import type { Language } from '../language.ts'
import { button, list, type MailText, mail, note } from './block.ts'

/** What an alarm speaks of: nobody, only who sent too much and when. */
export interface AlarmContext {
  /** Id and name of the source. */
  readonly source: string
  readonly name: string
  /** `YYYY-MM-DDTHH`, UTC. */
  readonly hour: string
  readonly limit: number
  /** When people released the hour before more came; null: nobody had. */
  readonly releasedAt: string | null
  /** Our page of what waits; null: nobody said where our pages are. */
  readonly page: string | null
}

const hourOf = (hour: string): string => `${hour.slice(0, 10)} ${hour.slice(11)}:00 UTC`

const texts: Readonly<Record<Language, (context: AlarmContext) => MailText>> = {
  en: ({ source, name, hour, limit, page }) =>
    mail(
      'Lethe keeps erasure requests back',
      `“${name}” asked for more erasures in the hour from ${hourOf(hour)} than the ${limit} that its brake lets through. Whatever came over that waits. Nothing of it is erased until people have said that it is meant.`,
      page === null
        ? list([
            `Look at it: lethe source brake ${source}`,
            `If it is meant, release the hour: lethe source release-brake ${source} ${hour}`,
            `If it is not, let the sender take it back, and stop it: lethe source remove ${source}`
          ])
        : button(
            'If it is meant, release the hour there. If it is not, let the sender take it back, and remove the source.',
            'See what waits',
            page
          ),
      note('The month in which the law wants an answer runs on meanwhile.')
    ),
  de: ({ source, name, hour, limit, page }) =>
    mail(
      'Lethe hält Anfragen zurück',
      `„${name}“ hat in der Stunde ab ${hourOf(hour)} mehr Löschungen verlangt als die ${limit}, die durchgelassen werden. Was darüber liegt, wartet. Davon wird nichts gelöscht, bis Menschen gesagt haben, dass es so gemeint ist.`,
      page === null
        ? list([
            `Ansehen: lethe source brake ${source}`,
            `Wenn es so gemeint ist, die Stunde freigeben: lethe source release-brake ${source} ${hour}`,
            `Wenn nicht, den Absender zurücknehmen lassen und ihn abstellen: lethe source remove ${source}`
          ])
        : button(
            'Wenn es so gemeint ist, geben Sie die Stunde dort frei. Wenn nicht, lassen Sie den Absender zurücknehmen, was er verlangt hat, und entfernen Sie die Quelle.',
            'Ansehen, was wartet',
            page
          ),
      note('Die gesetzliche Monatsfrist läuft unterdessen weiter.')
    )
}

/** The mail that says that the brake keeps something back. */
export const alarmText = (language: Language, context: AlarmContext): MailText => texts[language](context)
