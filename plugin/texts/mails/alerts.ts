import type { AlertCode } from '../../erasure/deadline/near-deadline.ts'
import type { Language } from '../language.ts'
import { button, list, type MailText, mail, note } from './block.ts'

/** What an alert speaks of: a request and its clock, never the subject. */
export interface AlertContext {
  readonly codes: readonly AlertCode[]
  readonly request: string
  readonly platform: string
  readonly state: string
  /** Last day of the legal period, as it is written in the reader's language. */
  readonly deadlineOn: string
  /** Days of the controller's calendar; negative: overdue. */
  readonly daysLeft: number
  /** The questions that are not answered yet, by their ids. */
  readonly unmet: readonly string[]
  /** Our page of the request; null: nobody said where our pages are. */
  readonly page: string | null
}

const what: Readonly<Record<AlertCode, Readonly<Record<Language, string>>>> = {
  'deadline-near': {
    en: 'Four fifths of the legal period have run, and the request waits for people.',
    de: 'Vier Fünftel der gesetzlichen Frist sind vorbei, und die Anfrage wartet auf Menschen.'
  },
  'deadline-passed': {
    en: 'The legal period is over, and the request has no answer yet.',
    de: 'Die gesetzliche Frist ist vorbei, und die Anfrage hat noch keine Antwort.'
  },
  'platform-unavailable-long': {
    en: 'The platform could not be asked for a day. The legal period runs on meanwhile.',
    de: 'Die Plattform war einen Tag lang nicht zu erreichen. Die gesetzliche Frist läuft unterdessen weiter.'
  },
  'identity-unanswered': {
    en: 'The clock has stood still for 30 days, because the subject was asked who they are and has not answered. Ask again, lift the suspension, or refuse.',
    de: 'Die Frist steht seit 30 Tagen still, weil gefragt wurde, wer die Person ist, und sie nicht geantwortet hat. Fragen Sie noch einmal, heben Sie die Hemmung auf, oder lehnen Sie ab.'
  },
  'extension-not-told': {
    en: 'The mail that tells the subject of the longer period did not go in time. So it does not count: the period is one month again, and nothing is refused by itself when that is over. Tell them otherwise and extend again while the first month runs, else answer the request.',
    de: 'Die Mail über die längere Frist ging nicht rechtzeitig hinaus. Deshalb gilt sie nicht: die Frist ist wieder ein Monat, und wenn der vorbei ist, wird nichts von selbst abgelehnt. Sagen Sie es der Person auf anderem Weg und verlängern Sie noch einmal, solange der erste Monat läuft; sonst beantworten Sie die Anfrage.'
  }
}

const texts: Readonly<Record<Language, (context: AlertContext) => MailText>> = {
  en: ({ codes, request, platform, state, deadlineOn, daysLeft, unmet, page }) =>
    mail(
      `A request needs you: ${daysLeft < 0 ? `overdue by ${-daysLeft}` : `${daysLeft} days left`}`,
      ...codes.map(code => what[code].en),
      list([
        `Request ${request} on ${platform}, ${state}`,
        `Last day: ${deadlineOn}`,
        ...(unmet.length === 0 ? [] : [`Not settled: ${unmet.join(', ')}`]),
        ...(page === null ? [`Look at it: lethe request show ${request}`] : [])
      ]),
      page !== null && button('What it waits for, and what you can do:', 'Open the request', page),
      note(`Alert ${codes.join(', ')}`)
    ),
  de: ({ codes, request, platform, state, deadlineOn, daysLeft, unmet, page }) =>
    mail(
      `Eine Anfrage braucht Sie: ${daysLeft < 0 ? `${-daysLeft} Tage überfällig` : `noch ${daysLeft} Tage`}`,
      ...codes.map(code => what[code].de),
      list([
        `Anfrage ${request} auf ${platform}, ${state}`,
        `Letzter Tag: ${deadlineOn}`,
        ...(unmet.length === 0 ? [] : [`Nicht geklärt: ${unmet.join(', ')}`]),
        ...(page === null ? [`Ansehen: lethe request show ${request}`] : [])
      ]),
      page !== null && button('Worauf sie wartet, und was Sie tun können:', 'Anfrage öffnen', page),
      note(`Alarm ${codes.join(', ')}`)
    )
}

/** The mail that puts a request before the people who answer for it. */
export const alertText = (language: Language, context: AlertContext): MailText => texts[language](context)
