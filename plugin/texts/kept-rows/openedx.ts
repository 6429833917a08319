type Rows = Readonly<Record<string, readonly [what: string, because: string]>>

/** What of an account stays there or goes later, in German, by the ids of the rows. */
export const rowsOfOpenedx: Rows = {
  'education-level': ['Bildungsstand', 'Die Plattform leert das Feld nicht; es gehört dann zu einem Konto ohne Namen.'],
  goals: ['Ziele in eigenen Worten', 'Die Plattform leert das Feld nicht; es gehört dann zu einem Konto ohne Namen.'],
  state: ['Bundesland oder Kanton', 'Die Plattform leert das Feld nicht; es gehört dann zu einem Konto ohne Namen.'],
  languages: ['Sprachkenntnisse', 'Die Plattform leert das Feld nicht; es gehört dann zu einem Konto ohne Namen.'],
  preferences: [
    'Einstellungen: Privatsphäre, Zeitzone, Sprache',
    'Die Plattform leert sie nicht; sie gehören dann zu einem Konto ohne Namen.'
  ],
  'login-dates': [
    'Tage der ersten und der letzten Anmeldung',
    'Die Plattform leert sie nicht; sie gehören dann zu einem Konto ohne Namen.'
  ],
  'account-number': ['Nummer des Kontos', 'Kurse verweisen auf die Nummer, daher bleibt das geleerte Konto.'],
  'old-name': [
    'Benutzername und E-Mail-Adresse',
    'Die Plattform behält von beiden für immer einen Hash, damit niemand sie noch einmal registrieren kann.'
  ],
  enrolments: ['Einschreibungen', 'Sie bleiben als inaktiv für die Statistik der Kurse.'],
  'enrolments-active': [
    'Aktive Einschreibungen',
    'Ein anderes Programm hat den Namen im Forum zuerst stillgelegt; seitdem findet kein Aufruf der Plattform sie mehr.'
  ],
  grades: ['Noten und Kursfortschritt', 'Kursunterlagen bleiben bei dem Konto ohne Namen.'],
  submissions: ['Abgegebene Arbeiten', 'Abgaben bleiben unter einer anonymen Nummer.'],
  certificates: ['Zertifikate', 'Zertifikate bleiben, der Name darauf wird geleert.'],
  'forum-text': ['Beiträge im Forum', 'Der Text wird durch „[deleted]“ ersetzt, der Platz im Gespräch bleibt.'],
  'wiki-pages': ['Wiki-Seiten', 'Seiten gehören zum Kurs und bleiben.'],
  teams: ['Mitgliedschaft in Lernteams', 'Der Eintrag bleibt bei dem Konto ohne Namen.'],
  'course-roles': ['Rollen im Kursteam', 'Die Plattform behält sie, und hier kann sie niemand lesen oder beenden.'],
  'other-course-roles': [
    'Rollen für die ganze Organisation, als eingeschränkte Lehrperson, Testperson, Datenauswertung und für das Anlegen von Kursen',
    'Die Plattform behält sie bei dem Konto ohne Namen; kein Aufruf zeigt sie uns oder beendet sie.'
  ],
  'forum-roles': [
    'Moderation in Foren',
    'Die Plattform behält sie bei dem Konto ohne Namen; die Administration beendet sie im Kurs.'
  ],
  'authz-roles': [
    'Rollen in Kursen und Bibliotheken, die das neuere Rollensystem führt',
    'Sobald die Löschung verlangt ist, werden sie nicht mehr gezeigt; die Plattform beendet sie über einen Namen, den das Forum schon vorher genommen haben kann.'
  ],
  'profile-image-files': [
    'Dateien des Profilbilds',
    'Nach dem Schritt im Forum findet die Plattform die Dateien nicht mehr; die Administration muss sie löschen.'
  ],
  'retirement-row': [
    'Eintrag in der Liste der Löschungen',
    'Er enthält die alten Namen, bis die Administration die Liste aufräumt.'
  ],
  'tracking-logs': [
    'Nutzungsprotokolle und Sicherungskopien',
    'Sie enden mit der Frist, die für Protokolle und Sicherungskopien festgelegt ist.'
  ],
  'other-services': [
    'Dienste für Suche, Auswertung, Mail und Verkauf',
    'Dienste neben der Plattform erreicht ihre Löschung nicht; die Administration räumt sie auf.'
  ],
  'credentials-names': [
    'Name im Dienst für Nachweise',
    'Der Dienst ist nicht an diese Löschung angeschlossen; wo es ihn gibt, räumt ihn die Administration auf.'
  ],
  'licence-names': [
    'Name auf zugewiesenen Lizenzen',
    'Der Dienst ist nicht an diese Löschung angeschlossen; wo es ihn gibt, räumt ihn die Administration auf.'
  ]
}
