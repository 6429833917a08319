import { mail, note } from './block.ts'
import type { Kind } from './draw.ts'

/** What whoever has withdrawn is told: that the account stays, that the platform still has it locked, or that it was too late. */
export const withdrawnMails = {
  withdrawn: {
    en: ({ platform, request }) =>
      mail(
        `Your account on ${platform} stays`,
        `The demand to delete your account on ${platform} was withdrawn.`,
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Konto auf ${platform} bleibt`,
        `Das Verlangen, Ihr Konto auf ${platform} zu löschen, wurde zurückgezogen.`,
        note(`Anfrage ${request}`)
      )
  },
  'withdrawn-waits': {
    en: ({ platform, request }) =>
      mail(
        `Your account on ${platform} is still locked`,
        `You have withdrawn the demand to delete your account on ${platform}, and Lethe deletes nothing.`,
        'But the platform has begun its own deletion and locked the account, and it does not let Lethe cancel that. An administrator of the platform has to; write to them.',
        'You get another mail once it is cancelled.',
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Konto auf ${platform} ist noch gesperrt`,
        `Sie haben das Verlangen, Ihr Konto auf ${platform} zu löschen, zurückgezogen, und Lethe löscht nichts.`,
        'Aber die Plattform hat ihre eigene Löschung begonnen und das Konto gesperrt, und sie lässt Lethe das nicht abbrechen. Das muss die Administration der Plattform tun; schreiben Sie ihr.',
        'Sie bekommen noch eine Mail, sobald sie abgebrochen ist.',
        note(`Anfrage ${request}`)
      )
  },
  'withdrawn-too-late': {
    en: ({ platform, request }) =>
      mail(
        `Your account on ${platform}: too late to withdraw`,
        `The demand to delete your account on ${platform} was withdrawn, and Lethe does nothing more.`,
        'But the platform’s own deletion has gone too far to be cancelled. Ask the administrators of the platform what is left of the account.',
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Konto auf ${platform}: zu spät zurückgezogen`,
        `Das Verlangen, Ihr Konto auf ${platform} zu löschen, wurde zurückgezogen, und Lethe tut nichts mehr.`,
        'Aber die eigene Löschung der Plattform ist zu weit, um abgebrochen zu werden. Fragen Sie die Administration der Plattform, was von dem Konto bleibt.',
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
