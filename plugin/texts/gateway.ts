import type { GatewayReason } from '../../adapters/contract.ts'
import type { Language } from './language.ts'

type Sentences = Readonly<Record<string, Readonly<Record<Language, string>>>>

/** What the caller of a call that the gateway did not carry out reads. None of it names anybody. */
const sentences: Sentences = {
  'not-signed-in': {
    en: 'You are not signed in any more. Sign in and try again; nothing was deleted.',
    de: 'Sie sind nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es erneut; es wurde nichts gelöscht.'
  },
  'origin-refused': {
    en: 'This call came from a page that may not make it. Nothing was deleted.',
    de: 'Dieser Aufruf kam von einer Seite, die das nicht darf. Es wurde nichts gelöscht.'
  },
  'csrf-refused': {
    en: 'The page is too old to be sure that it was you. Reload it and try again; nothing was deleted.',
    de: 'Die Seite ist zu alt, um sicher zu sein, dass Sie es waren. Laden Sie sie neu; es wurde nichts gelöscht.'
  },
  'content-type-refused': {
    en: 'The call is not in the form that the platform takes. Nothing was deleted.',
    de: 'Der Aufruf hat nicht die Form, die die Plattform annimmt. Es wurde nichts gelöscht.'
  },
  'right-missing': {
    en: 'You may not do this to this account. Nothing was changed.',
    de: 'Sie dürfen das an diesem Konto nicht. Es wurde nichts geändert.'
  },
  'method-override-refused': {
    en: 'A call must be what its method says: `_method`, `_type`, `_ctype` and override headers are not taken here.',
    de: 'Ein Aufruf muss sein, was seine Methode sagt: `_method`, `_type`, `_ctype` und ersetzende Kopfzeilen gelten nicht.'
  },
  'status-deleted-refused': {
    en: 'Writing the status "deleted" erases nothing and would only pretend it. Delete the account instead.',
    de: 'Den Status „gelöscht“ zu schreiben löscht nichts und täuscht es nur vor. Löschen Sie stattdessen das Konto.'
  },
  'status-unreadable': {
    en: 'The status in the body could not be read without doubt. Send one whole number as JSON or XML.',
    de: 'Der Status im Rumpf war nicht zweifelsfrei lesbar. Senden Sie eine ganze Zahl als JSON oder XML.'
  },
  'key-refused': {
    en: 'The number of the account is not written plainly. Nothing was changed.',
    de: 'Die Nummer des Kontos ist nicht schlicht geschrieben. Es wurde nichts geändert.'
  },
  'self-protected': {
    en: 'Nobody deletes their own account by this call. Ask somebody else who manages it.',
    de: 'Niemand löscht mit diesem Aufruf das eigene Konto. Bitten Sie jemand anderen, der es verwaltet.'
  },
  'own-account': {
    en: 'Lethe itself works with this account; it is not deleted.',
    de: 'Mit diesem Konto arbeitet Lethe selbst; es wird nicht gelöscht.'
  },
  'route-to-ourselves': {
    en: 'Lethe’s own calls come in by the route: register the platform with its address behind the proxy.',
    de: 'Die eigenen Aufrufe von Lethe kommen über die Route: die Plattform mit ihrer Adresse hinter dem Proxy registrieren.'
  },
  'account-under-erasure': {
    en: 'A deletion of this account is under way; it is not changed meanwhile. Withdraw the deletion first.',
    de: 'Dieses Konto wird gerade gelöscht und solange nicht geändert. Ziehen Sie zuerst die Löschung zurück.'
  },
  'legal-hold': {
    en: 'A legal hold stands on this account. Ask the privacy officer.',
    de: 'Auf diesem Konto liegt eine Aufbewahrungspflicht. Fragen Sie die Datenschutzstelle.'
  },
  'platform-down': {
    en: 'The platform does not answer at the moment. Nothing was deleted; try again later.',
    de: 'Die Plattform antwortet gerade nicht. Es wurde nichts gelöscht; versuchen Sie es später.'
  },
  'answer-lost': {
    en: 'The platform did not say whether it took your demand. Do not try again now: you will get a mail that says how things stand.',
    de: 'Die Plattform hat nicht gesagt, ob sie Ihr Verlangen angenommen hat. Versuchen Sie es jetzt nicht erneut: eine Mail sagt Ihnen, wie es steht.'
  },
  'platform-paused': {
    en: 'Deletions are paused here at the moment. Nothing was deleted; try again later.',
    de: 'Löschungen ruhen hier im Augenblick. Es wurde nichts gelöscht; versuchen Sie es später.'
  },
  'everything-paused': {
    en: 'Deletions are paused here at the moment. Nothing was deleted; try again later.',
    de: 'Löschungen ruhen hier im Augenblick. Es wurde nichts gelöscht; versuchen Sie es später.'
  },
  'legal-hold-unknown': {
    en: 'Whether a legal hold stands on this account cannot be told at the moment. Ask the privacy officer.',
    de: 'Ob auf diesem Konto eine Aufbewahrungspflicht liegt, lässt sich gerade nicht sagen. Fragen Sie die Datenschutzstelle.'
  },
  'no-mail-here': {
    en: 'Here nobody can be asked by mail whether they mean it. Nothing was deleted; ask on the help page of the deletion instead.',
    de: 'Hier kann niemand per Mail gefragt werden, ob er es so meint. Es wurde nichts gelöscht; verlangen Sie es auf der Hilfeseite zur Löschung.'
  },
  'no-address': {
    en: 'Your account has no mail address to which a link could be sent. Nothing was deleted; ask on the help page of the deletion instead.',
    de: 'Ihr Konto hat keine Mailadresse für den nötigen Link. Es wurde nichts gelöscht; verlangen Sie es auf der Hilfeseite zur Löschung.'
  },
  'mail-failing': {
    en: 'The mail with the link that is needed could not be sent so far. Nothing was deleted, and your demand stays stored; it is tried again.',
    de: 'Die Mail mit dem nötigen Link konnte bisher nicht gesendet werden. Es wurde nichts gelöscht, und Ihr Verlangen bleibt gespeichert; es wird weiter versucht.'
  },
  'platform-answered': {
    en: 'The platform did not take this call. Nothing was deleted; reload the page and try again.',
    de: 'Die Plattform hat diesen Aufruf nicht angenommen. Es wurde nichts gelöscht; laden Sie die Seite neu und versuchen Sie es erneut.'
  },
  'store-read-only': {
    en: 'Your demand could not be stored. Nothing was deleted; try again later.',
    de: 'Ihr Verlangen konnte nicht gespeichert werden. Es wurde nichts gelöscht; versuchen Sie es später.'
  },
  'too-many-calls': {
    en: 'Too many tries in a short time. Nothing was deleted; try again in a few minutes.',
    de: 'Zu viele Versuche in kurzer Zeit. Es wurde nichts gelöscht; versuchen Sie es in einigen Minuten.'
  }
}

const unlisted: Readonly<Record<Language, string>> = {
  en: 'This call was refused. Nothing was deleted.',
  de: 'Dieser Aufruf wurde abgelehnt. Es wurde nichts gelöscht.'
}

/** The sentence for a code; codes of a platform's own refusal share one. */
export const gatewaySentence = (code: string, language: Language): string => (sentences[code] ?? unlisted)[language]

const opening: Readonly<Record<Language, string>> = {
  en: 'Your account was not deleted. What has to be done first:',
  de: 'Ihr Konto wurde nicht gelöscht. Was vorher zu tun ist:'
}
const more: Readonly<Record<Language, (help: string) => string>> = {
  en: help => `You get this by mail too. How things stand: ${help}`,
  de: help => `Sie bekommen das auch per Mail. Wie es jetzt steht: ${help}`
}

/** Every reason with its next step, in one text that fits into a line of a page. */
export const blockedSentence = (reasons: readonly GatewayReason[], help: string, language: Language): string =>
  [opening[language], ...reasons.map(({ what, next }, at) => `${at + 1}. ${what} ${next}`), more[language](help)].join(
    ' '
  )

/** Said to a caller whose demand is kept: nothing has happened yet. */
export const keptSentence: Readonly<Record<Language, string>> = {
  en: 'The demand is stored. Nothing has been deleted yet.',
  de: 'Das Verlangen ist gespeichert. Es wurde noch nichts gelöscht.'
}
