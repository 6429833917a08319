import type { Language } from '../language.ts'
import { button, list, type MailText, mail, note } from './block.ts'

/** What a reminder speaks of: the hold by its id, never whom it protects. */
export interface HoldReviewContext {
  readonly hold: string
  readonly platform: string
  /** Name of a person, or the role that answers for it. */
  readonly owner: string
  /** The day on which it was to be looked at, as people write it. */
  readonly reviewAt: string
  /** Our page of what is held; null: nobody said where our pages are. */
  readonly page: string | null
}

const commandsOf = (hold: string) => ({
  show: `lethe hold show ${hold}`,
  keep: `lethe hold review ${hold} --again-at …`,
  lift: `lethe hold lift ${hold} --note-file …`
})

const texts: Readonly<Record<Language, (context: HoldReviewContext) => MailText>> = {
  en: ({ hold, platform, owner, reviewAt, page }) =>
    mail(
      'A legal hold is due for review',
      `The review of hold ${hold} on ${platform} was due on ${reviewAt}. ${owner} answers for it. It stands until two people lift it.`,
      page === null
        ? list([
            `Look at it: ${commandsOf(hold).show}`,
            `If it stays, say when it is looked at again: ${commandsOf(hold).keep}`,
            `If its reason is gone, ask for it to be lifted: ${commandsOf(hold).lift}`
          ])
        : button(
            'If it stays, say there when it is looked at again. If its reason is gone, ask for it to be lifted.',
            'Open the holds',
            page
          ),
      note('What it stops waits meanwhile, and the month in which the law wants an answer runs on.')
    ),
  de: ({ hold, platform, owner, reviewAt, page }) =>
    mail(
      'Eine Aufbewahrungspflicht ist zu prüfen',
      `Die Prüfung der Aufbewahrungspflicht ${hold} auf ${platform} war am ${reviewAt} fällig. Zuständig: ${owner}. Sie gilt, bis zwei Menschen sie aufheben.`,
      page === null
        ? list([
            `Ansehen: ${commandsOf(hold).show}`,
            `Wenn sie bleibt, die nächste Prüfung nennen: ${commandsOf(hold).keep}`,
            `Wenn ihr Grund entfallen ist, die Aufhebung verlangen: ${commandsOf(hold).lift}`
          ])
        : button(
            'Wenn sie bleibt, nennen Sie dort die nächste Prüfung. Wenn ihr Grund entfallen ist, verlangen Sie die Aufhebung.',
            'Aufbewahrungspflichten öffnen',
            page
          ),
      note('Was sie aufhält, wartet unterdessen, und die gesetzliche Monatsfrist läuft weiter.')
    )
}

/** The mail that says that a hold is to be looked at. */
export const holdReviewText = (language: Language, context: HoldReviewContext): MailText => texts[language](context)
