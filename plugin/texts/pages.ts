import type { State } from '../erasure/states.ts'
import type { Language } from './language.ts'

/** What the pages for learners and users say. */
export interface PageTexts {
  readonly help: {
    readonly title: string
    readonly stops: string
    readonly nothingStops: string
    readonly pressButton: string
    readonly look: string
    readonly account: string
    readonly asOf: (at: string) => string
    readonly whoCanFix: Readonly<Record<'subject' | 'requester' | 'administrator' | 'privacy-officer', string>>
  }
  readonly signIn: { readonly title: string; readonly text: string; readonly link: string }
  readonly open: {
    readonly title: string
    readonly states: Readonly<Partial<Record<State, string>>>
    readonly other: string
    readonly erasureAt: (at: string) => string
    readonly withdraw: string
  }
  readonly fresh: { readonly text: string; readonly signInAgain: string; readonly confirm: string }
  readonly confirm: { readonly title: string; readonly text: string; readonly button: string; readonly done: string }
  readonly withdraw: { readonly title: string; readonly text: string; readonly button: string; readonly done: string }
  readonly link: { readonly title: string; readonly text: string }
  readonly status: { readonly title: string }
  readonly down: { readonly title: string; readonly text: string }
  readonly stale: { readonly title: string; readonly text: string }
  readonly platform: (name: string) => string
}

const en: PageTexts = {
  help: {
    title: 'What stops the deletion of my account?',
    stops: 'This has to be done first, in this order:',
    nothingStops: 'Nothing stands in the way.',
    pressButton: 'Go to your account settings and press “Delete my account”.',
    look: 'Look again',
    account: 'To the account settings',
    asOf: at => `As of ${at}.`,
    whoCanFix: {
      subject: 'You can do this yourself.',
      requester: 'Whoever asked can do this.',
      administrator: 'An administrator of the platform can do this.',
      'privacy-officer': 'The privacy officer of the institution can do this.'
    }
  },
  signIn: {
    title: 'Please sign in',
    text: 'To see what stops the deletion of your account, you have to be signed in to the platform.',
    link: 'Sign in'
  },
  open: {
    title: 'Your demand',
    states: {
      accepted: 'It is stored. Nothing has been deleted yet.',
      checking: 'It is being looked at. Nothing has been deleted yet.',
      blocked: 'It waits until nothing stands in the way. Nothing has been deleted yet.',
      'awaiting-approval': 'It waits for the agreement of the institution.',
      'cooling-off': 'It can still be withdrawn.',
      erasing: 'The account is being deleted.',
      confirming: 'What happened is being read back.',
      stalled: 'A person has to look at it.',
      joined: 'It was added to an earlier demand for this account.',
      withdrawn: 'It was withdrawn. The account stays.',
      refused: 'It was refused.',
      expired: 'It ended, because nobody confirmed it.',
      completed: 'The account was deleted, and that was read back.',
      'partially-completed': 'It has ended, but not all of it could be done or be shown to be done.'
    },
    other: 'It is under way.',
    erasureAt: at => `The account will be deleted after ${at}.`,
    withdraw: 'Withdraw it'
  },
  fresh: {
    text: 'One step is missing: say that it is you who wants it. Follow the link in our mail, or sign in once more and come back.',
    signInAgain: 'Sign in again',
    confirm: 'Yes, it is me, and I want my account to be deleted'
  },
  confirm: {
    title: 'Delete the account?',
    text: 'What is deleted cannot be brought back. Certificates, badges and files that you want to keep have to be fetched before. Until the deletion begins you can still withdraw.',
    button: 'Yes, it is me, and I want my account to be deleted',
    done: 'Confirmed. You get a mail that says when the account will be deleted and how to withdraw.'
  },
  withdraw: {
    title: 'Withdraw the demand?',
    text: 'The account then stays, as far as nothing has been taken from it yet.',
    button: 'Withdraw the demand',
    done: 'Withdrawn. You get a mail once that is done.'
  },
  link: {
    title: 'This link leads nowhere',
    text: 'It is not whole, it has ended, or what it was for is over. The newest mail has the link that counts.'
  },
  status: { title: 'State of a demand' },
  down: {
    title: 'The platform does not answer',
    text: 'Nothing was changed. Try again in a few minutes.'
  },
  stale: { title: 'This page was too old', text: 'Nothing was changed. Open it again and press the button once more.' },
  platform: name => `Account on ${name}`
}

const de: PageTexts = {
  help: {
    title: 'Was hält die Löschung meines Kontos auf?',
    stops: 'Das ist vorher zu tun, in dieser Reihenfolge:',
    nothingStops: 'Es steht nichts im Weg.',
    pressButton: 'Gehen Sie zu Ihren Kontoeinstellungen und drücken Sie „Mein Konto löschen“.',
    look: 'Erneut nachsehen',
    account: 'Zu den Kontoeinstellungen',
    asOf: at => `Stand: ${at}.`,
    whoCanFix: {
      subject: 'Das können Sie selbst tun.',
      requester: 'Das kann tun, wer die Löschung verlangt hat.',
      administrator: 'Das kann die Administration der Plattform tun.',
      'privacy-officer': 'Das kann die Datenschutzstelle der Einrichtung tun.'
    }
  },
  signIn: {
    title: 'Bitte anmelden',
    text: 'Um zu sehen, was die Löschung Ihres Kontos aufhält, müssen Sie auf der Plattform angemeldet sein.',
    link: 'Anmelden'
  },
  open: {
    title: 'Ihr Verlangen',
    states: {
      accepted: 'Es ist gespeichert. Es wurde noch nichts gelöscht.',
      checking: 'Es wird geprüft. Es wurde noch nichts gelöscht.',
      blocked: 'Es wartet, bis nichts mehr im Weg steht. Es wurde noch nichts gelöscht.',
      'awaiting-approval': 'Es wartet auf die Zustimmung der Einrichtung.',
      'cooling-off': 'Es kann noch zurückgezogen werden.',
      erasing: 'Das Konto wird gerade gelöscht.',
      confirming: 'Es wird nachgelesen, was geschehen ist.',
      stalled: 'Ein Mensch muss es ansehen.',
      joined: 'Es wurde einem früheren Verlangen für dieses Konto hinzugefügt.',
      withdrawn: 'Es wurde zurückgezogen. Das Konto bleibt.',
      refused: 'Es wurde abgelehnt.',
      expired: 'Es ist zu Ende, weil es niemand bestätigt hat.',
      completed: 'Das Konto wurde gelöscht, und das wurde nachgelesen.',
      'partially-completed': 'Es ist zu Ende, aber nicht alles konnte getan oder nachgewiesen werden.'
    },
    other: 'Es ist im Gang.',
    erasureAt: at => `Das Konto wird nach dem ${at} gelöscht.`,
    withdraw: 'Zurückziehen'
  },
  fresh: {
    text: 'Ein Schritt fehlt: Sagen Sie, dass Sie es sind, der das will. Folgen Sie dem Link in unserer Mail, oder melden Sie sich noch einmal an und kommen Sie zurück.',
    signInAgain: 'Erneut anmelden',
    confirm: 'Ja, ich bin es, und ich will, dass mein Konto gelöscht wird'
  },
  confirm: {
    title: 'Das Konto löschen?',
    text: 'Was gelöscht ist, kann nicht zurückgeholt werden. Zertifikate, Abzeichen und Dateien, die Sie behalten wollen, müssen Sie vorher sichern. Bis die Löschung beginnt, können Sie noch zurückziehen.',
    button: 'Ja, ich bin es, und ich will, dass mein Konto gelöscht wird',
    done: 'Bestätigt. Eine Mail sagt Ihnen, wann das Konto gelöscht wird und wie Sie zurückziehen können.'
  },
  withdraw: {
    title: 'Das Verlangen zurückziehen?',
    text: 'Das Konto bleibt dann, soweit ihm noch nichts genommen wurde.',
    button: 'Das Verlangen zurückziehen',
    done: 'Zurückgezogen. Sie bekommen eine Mail, sobald das geschehen ist.'
  },
  link: {
    title: 'Dieser Link führt nirgendwohin',
    text: 'Er ist nicht vollständig, abgelaufen, oder das, wofür er war, ist vorbei. Es zählt der Link in der neuesten Mail.'
  },
  status: { title: 'Stand eines Verlangens' },
  down: {
    title: 'Die Plattform antwortet nicht',
    text: 'Es wurde nichts geändert. Versuchen Sie es in einigen Minuten erneut.'
  },
  stale: {
    title: 'Diese Seite war zu alt',
    text: 'Es wurde nichts geändert. Öffnen Sie sie erneut und drücken Sie den Knopf noch einmal.'
  },
  platform: name => `Konto auf ${name}`
}

/** The texts of the pages in a language. */
export const pageTexts: Readonly<Record<Language, PageTexts>> = { en, de }
