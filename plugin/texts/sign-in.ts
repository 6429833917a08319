import type { Language } from './language.ts'

const en = {
  title: 'Sign in',
  heading: 'For those who work with Lethe',
  institution: (name: string) => `Sign in with ${name}`,
  or: 'or with a password of Lethe',
  name: 'Sign-in name',
  password: 'Password',
  button: 'Sign in',
  noWay: 'Nobody can sign in here: no identity provider is set, and signing in with a password is off.',
  refused: 'That did not work. Check the sign-in name and the password.',
  passwordsOff: 'Here people sign in with their institution only.',
  tooMany: (minutes: number) =>
    `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
  stale: 'This page was open for too long, or your browser keeps no cookies. Please try again.',
  down: 'Nothing can be stored at the moment, so nobody can sign in. Please try again later.',
  language: 'Deutsch',
  ended: { title: 'You are signed out', text: 'Close this window if others use this computer, too.' },
  endedAtInstitution: 'You are still signed in at your institution.',
  endInstitution: 'Sign out there, too',
  again: 'Sign in again',
  provider: {
    title: 'You could not be signed in',
    'provider-unavailable': 'Your institution’s sign-in cannot be reached at the moment. Please try again later.',
    'provider-refuses':
      'Your institution’s sign-in gave an answer that cannot be trusted or understood. Please tell whoever looks after Lethe.',
    cancelled: 'You stopped on the way, or your institution said no.',
    stale: 'This sign-in was begun too long ago, or in another window. Please begin again.',
    'no-roles':
      'Your institution has said who you are, but nothing of what you may do here. Ask whoever looks after Lethe for a role.',
    unknown:
      'Your institution has said who you are, but nobody has let you in here. Ask whoever looks after Lethe to let you in.',
    'shut-out': 'You have been shut out here. Ask whoever looks after Lethe.',
    'not-set':
      'No identity provider is set up here. Sign in with your password of Lethe, or ask whoever looks after Lethe to set one up.'
  }
}

const de: typeof en = {
  title: 'Anmelden',
  heading: 'Für alle, die mit Lethe arbeiten',
  institution: name => `Anmelden mit ${name}`,
  or: 'oder mit einem Passwort von Lethe',
  name: 'Anmeldename',
  password: 'Passwort',
  button: 'Anmelden',
  noWay:
    'Hier kann sich niemand anmelden: Es ist kein Identitätsanbieter eingerichtet, und die Anmeldung mit Passwort ist abgeschaltet.',
  refused: 'Das hat nicht geklappt. Prüfen Sie Anmeldename und Passwort.',
  passwordsOff: 'Hier meldet man sich nur über die eigene Einrichtung an.',
  tooMany: minutes =>
    `Zu viele Versuche. Warten Sie ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`}, dann versuchen Sie es wieder.`,
  stale: 'Diese Seite war zu lange offen, oder Ihr Browser nimmt keine Cookies an. Bitte versuchen Sie es noch einmal.',
  down: 'Zurzeit kann nichts gespeichert werden, darum kann sich niemand anmelden. Bitte versuchen Sie es später wieder.',
  language: 'English',
  ended: {
    title: 'Sie sind abgemeldet',
    text: 'Schließen Sie dieses Fenster, wenn auch andere diesen Rechner benutzen.'
  },
  endedAtInstitution: 'Bei Ihrer Einrichtung sind Sie noch angemeldet.',
  endInstitution: 'Auch dort abmelden',
  again: 'Wieder anmelden',
  provider: {
    title: 'Sie konnten nicht angemeldet werden',
    'provider-unavailable':
      'Die Anmeldung Ihrer Einrichtung ist gerade nicht erreichbar. Bitte versuchen Sie es später wieder.',
    'provider-refuses':
      'Die Anmeldung Ihrer Einrichtung hat etwas geantwortet, dem nicht zu trauen oder das nicht zu verstehen ist. Bitte sagen Sie es denen, die Lethe betreuen.',
    cancelled: 'Sie haben unterwegs abgebrochen, oder Ihre Einrichtung hat nein gesagt.',
    stale:
      'Diese Anmeldung wurde vor zu langer Zeit oder in einem anderen Fenster begonnen. Bitte fangen Sie von vorn an.',
    'no-roles':
      'Ihre Einrichtung hat gesagt, wer Sie sind, aber nichts davon, was Sie hier dürfen. Bitten Sie die, die Lethe betreuen, um eine Rolle.',
    unknown:
      'Ihre Einrichtung hat gesagt, wer Sie sind, aber niemand hat Sie hier hereingelassen. Bitten Sie die, die Lethe betreuen, Sie hereinzulassen.',
    'shut-out': 'Sie wurden hier ausgeschlossen. Wenden Sie sich an die, die Lethe betreuen.',
    'not-set':
      'Hier ist kein Identitätsanbieter eingestellt. Melden Sie sich mit Ihrem Passwort von Lethe an, oder bitten Sie die, die Lethe betreuen, einen einzustellen.'
  }
}

/** The words of the pages on which people sign in and out. */
export const signInTexts: Readonly<Record<Language, typeof en>> = { en, de }

/** Why somebody whom the institution sent was not let in. */
export type NotLetIn = Exclude<keyof (typeof en)['provider'], 'title'>
