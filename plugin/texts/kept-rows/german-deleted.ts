import type { PlatformKind } from '../../../adapters/contract.ts'
import type { RowWords } from './row-words.ts'

/** What of an account is deleted on a platform, in German, by the ids of the platform's rows. */
export const germanDeleted: Readonly<Record<PlatformKind, RowWords>> = {
  openolat: {
    profile: ['Profil', 'Name, E-Mail-Adresse, Kontaktdaten und alles andere im Profil werden geleert.'],
    'business-card': ['Visitenkarte', 'Die Karte zeigt nur, was im Profil steht, und wird nicht mehr gezeigt.'],
    'system-settings': ['Systemeinstellungen', 'Sprache, Startseite und persönliche Werkzeuge werden gelöscht.'],
    account: ['Konto', 'Das Konto kann nie wieder benutzt werden; sein Status lautet „gelöscht“.'],
    roles: ['Rollen', 'Rollen und Rechte enden.'],
    password: ['Passwort', 'Das Passwort und die früheren werden gelöscht.'],
    authentications: ['Anmeldearten', 'Jeder Weg, sich anzumelden, wird gelöscht.'],
    properties: ['Eigenschaften des Kontos', 'Die Eigenschaften werden gelöscht.'],
    'gui-settings': ['Einstellungen der Oberfläche', 'Die Einstellungen der Seiten werden gelöscht.'],
    subscriptions: ['Abonnements', 'Die Abonnements werden gelöscht.'],
    'organisation-membership': ['Mitgliedschaft in Organisationen', 'Die Mitgliedschaften in Organisationen enden.'],
    quota: ['Speicherplatz', 'Der persönliche Speicherplatz und seine Einstellungen werden gelöscht.'],
    lectures: ['Lektionen', 'Anwesenheiten und Absenzen werden gelöscht.'],
    competences: ['Kompetenzen', 'Die Kompetenzen werden gelöscht.'],
    'course-planner-roles': ['Rollen im Course Planner', 'Die Rollen im Course Planner enden.'],
    'personal-calendar': ['Persönlicher Kalender', 'Der persönliche Kalender wird gelöscht.'],
    'chat-history': [
      'Chatverlauf',
      'Ihre Nachrichten und Einstellungen im Chat werden gelöscht; was andere geschrieben haben, bleibt.'
    ],
    'personal-folder': ['Persönlicher Ordner', 'Der private und der öffentliche Ordner werden gelöscht.'],
    portfolio: ['Portfolio', 'Mappen, die nur Ihnen gehören, entfallen, auch für die, mit denen sie geteilt waren.'],
    mailbox: ['Postfach', 'Die Mails im internen Postfach werden gelöscht.'],
    'reminder-recipient': [
      'Empfang von Erinnerungsmails',
      'Erinnerungen suchen ihre Empfänger beim Versand und finden Sie nicht mehr.'
    ],
    'group-membership': [
      'Mitgliedschaft in Gruppen',
      'Die Mitgliedschaften enden; die Gruppen bleiben, betreut von einer Person, die die Plattform bestimmt hat.'
    ],
    'project-membership': [
      'Mitgliedschaft in Projekten',
      'Die Mitgliedschaften enden; Aufgaben, die Sie dort angelegt haben, bleiben.'
    ],
    'course-membership': ['Mitgliedschaft in Kursen', 'Die Mitgliedschaften enden, auch als Besitzer oder Betreuerin.'],
    bbb: [
      'Daten im Kursbaustein BigBlueButton',
      'Sie werden aus den Listen derer entfernt, die an Treffen teilgenommen haben.'
    ],
    'adobe-connect': [
      'Daten im Kursbaustein Adobe Connect',
      'Was OpenOlat für Adobe Connect speichert, wird gelöscht.'
    ],
    vitero: ['Daten im Kursbaustein vitero', 'Was OpenOlat für vitero speichert, wird gelöscht.'],
    'office-for-the-web': [
      'Office für das Web',
      'Was OpenOlat für das Bearbeiten von Dokumenten speichert, wird gelöscht.'
    ],
    'test-results': ['Testresultate', 'Durchgeführte Tests mit Antworten und Resultaten werden gelöscht.'],
    statements: ['Leistungsnachweise', 'Alle Leistungsnachweise werden gelöscht.'],
    'grading-orders': [
      'Korrekturaufträge',
      'Aufträge zur Korrektur enden; das Protokoll, wer eine Note geändert hat, behält seine Namen.'
    ],
    statistics: ['Statistik', 'Sie werden in den Statistiken der Kurse nicht mehr gezählt.'],
    portrait: ['Profilbild und Logo', 'Das Bild wird gelöscht.'],
    comments: ['Kommentare', 'Kommentare und ihre Dateien werden gelöscht, wo niemand darauf geantwortet hat.'],
    notes: ['Notizen', 'Die persönlichen Notizen werden gelöscht.'],
    'course-disclaimers': [
      'Zustimmung zu Hinweisen in Kursen',
      'Was Sie beim Eintritt in Kurse bestätigt haben, wird gelöscht.'
    ],
    'advance-bookings': ['Vorgemerkte Buchungen', 'Buchungen, die später ausgeführt werden sollten, werden gelöscht.']
  },
  openedx: {
    'profile-unseen': [
      'Stadt und Ort, und was diese Plattform vom Profil niemandem zeigt',
      'Die Plattform leert es mit dem übrigen Profil; kein Aufruf zeigt es vorher oder nachher.'
    ],
    tokens: [
      'Tokens, Zugriffsfreigaben und eigene Anwendungen',
      'Sie entfallen, wenn die Löschung beginnt; kein Aufruf zeigt sie.'
    ]
  }
}
