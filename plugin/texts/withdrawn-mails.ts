import type { OutboxMessage } from '../erasure/request.ts'
import type { Language } from './language.ts'
import { lines } from './lines.ts'
import type { MailContext, MailText } from './mail-context.ts'

type Kind = Extract<OutboxMessage['kind'], `withdrawn${string}`>
type Draw = (context: MailContext) => MailText

/** What whoever has withdrawn is told: that the account stays, that the platform still has it locked, or that it was too late. */
export const withdrawnMails: Readonly<Record<Language, Readonly<Record<Kind, Draw>>>> = {
  en: {
    withdrawn: ({ platform, request }) => ({
      subject: `Your account on ${platform} stays`,
      text: lines(`The demand to delete your account on ${platform} was withdrawn.`, '', `Request ${request}`)
    }),
    'withdrawn-waits': ({ platform, request }) => ({
      subject: `Your account on ${platform} is still locked`,
      text: lines(
        `You have withdrawn the demand to delete your account on ${platform}, and Lethe deletes nothing.`,
        'But the platform has begun its own deletion and locked the account, and it does not let Lethe cancel that. An administrator of the platform has to; write to them.',
        'You get another mail once it is cancelled.',
        '',
        `Request ${request}`
      )
    }),
    'withdrawn-too-late': ({ platform, request }) => ({
      subject: `Your account on ${platform}: too late to withdraw`,
      text: lines(
        `The demand to delete your account on ${platform} was withdrawn, and Lethe does nothing more.`,
        'But the platform’s own deletion has gone too far to be cancelled. Ask the administrators of the platform what is left of the account.',
        '',
        `Request ${request}`
      )
    })
  },
  de: {
    withdrawn: ({ platform, request }) => ({
      subject: `Ihr Konto auf ${platform} bleibt`,
      text: lines(`Das Verlangen, Ihr Konto auf ${platform} zu löschen, wurde zurückgezogen.`, '', `Anfrage ${request}`)
    }),
    'withdrawn-waits': ({ platform, request }) => ({
      subject: `Ihr Konto auf ${platform} ist noch gesperrt`,
      text: lines(
        `Sie haben das Verlangen, Ihr Konto auf ${platform} zu löschen, zurückgezogen, und Lethe löscht nichts.`,
        'Aber die Plattform hat ihre eigene Löschung begonnen und das Konto gesperrt, und sie lässt Lethe das nicht abbrechen. Das muss die Administration der Plattform tun; schreiben Sie ihr.',
        'Sie bekommen noch eine Mail, sobald sie abgebrochen ist.',
        '',
        `Anfrage ${request}`
      )
    }),
    'withdrawn-too-late': ({ platform, request }) => ({
      subject: `Ihr Konto auf ${platform}: zu spät zurückgezogen`,
      text: lines(
        `Das Verlangen, Ihr Konto auf ${platform} zu löschen, wurde zurückgezogen, und Lethe tut nichts mehr.`,
        'Aber die eigene Löschung der Plattform ist zu weit, um abgebrochen zu werden. Fragen Sie die Administration der Plattform, was von dem Konto bleibt.',
        '',
        `Anfrage ${request}`
      )
    })
  }
}
