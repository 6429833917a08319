import type { PlatformKind } from '../../../adapters/contract.ts'
import type { RowWords } from './row-words.ts'

/** What of an account stays on a platform or goes later, in German, by the ids of the platform's rows. */
export const german: Readonly<Record<PlatformKind, RowWords>> = {
  openolat: {
    'booking-orders': [
      'Buchungen',
      'Aufträge und Rechnungen sind Geschäftsunterlagen; der Name darin kam aus dem Profil und entfällt.'
    ],
    'billing-addresses': ['Rechnungsadresse', 'Rechnungsadressen bleiben, damit sich Zahlungen nachvollziehen lassen.'],
    'reasonable-adjustments': [
      'Nachteilsausgleich',
      'Entscheidungen zum Nachteilsausgleich bleiben bei der bloßen Kontonummer.'
    ],
    relations: ['Beziehungen', 'Beziehungen zu anderen bleiben und zeigen auf die bloße Kontonummer.'],
    'personal-to-dos': ['Persönliche Aufgaben', 'Die Einträge bleiben; sie sind niemandem mehr zugewiesen.'],
    'project-to-dos': ['Aufgaben in Projekten', 'Sie bleiben, auch die erledigten, und nennen niemanden.'],
    'task-files': [
      'Daten im Kursbaustein Aufgabe',
      'Abgegebene und zurückgegebene Dokumente entfernt ein Lauf alle 15 Minuten.'
    ],
    'peer-reviews': [
      'Peer-Reviews im Kursbaustein Aufgabe',
      'Sie bleiben für die, die sie bekommen haben, und zeigen keinen Namen; ihre Dateien entfallen.'
    ],
    'participant-folder': [
      'Daten im Kursbaustein Teilnehmerordner',
      'Dateien in Teilnehmerordnern entfernt ein Lauf alle 15 Minuten.'
    ],
    'forum-posts': [
      'Daten im Kursbaustein Forum',
      'Beiträge bleiben, damit Diskussionen lesbar bleiben; sie zeigen „Unbekannter Benutzer“.'
    ],
    certificates: ['Zertifikate', 'Zertifikate bleiben gültig und für die prüfbar, denen sie gezeigt wurden.'],
    'external-certificates': [
      'Extern erworbene Zertifikate',
      'Von Ihnen hochgeladene Zertifikate bleiben bei der bloßen Kontonummer.'
    ],
    badges: ['Badges', 'Badges bleiben gültig und prüfbar; Listen globaler Badges zeigen „Unbekannter Benutzer“.'],
    'owner-role': [
      'Besitz von Lernressourcen und Kursen',
      'Kurse und Lernressourcen bleiben; jemand anderes betreut sie weiter.'
    ],
    questions: [
      'Fragen im Fragenpool',
      'Sie bleiben, außer die Plattform löscht die mit nur einer Autorin oder einem Autor.'
    ],
    media: ['Elemente im Medien-Center', 'Medien in einer Seite bleiben ohne Besitzer; alle anderen werden gelöscht.'],
    'external-graders': [
      'Externe Korrektoren',
      'Sie verschwinden aus den Listen; ihr Name und wofür sie bezahlt werden, bleiben vermerkt.'
    ],
    'survey-answers': ['Ergebnisse von Umfragen', 'Antworten in Umfragen zur Qualität trugen nie einen Namen.'],
    'log-tables': ['Protokolltabellen', 'Protokolle enthalten die Kontonummer, nie einen Namen.'],
    name: [
      'Vor- und Nachname',
      'Wer etwas geschaffen, besessen oder verwaltet hat, bleibt als dessen Ursprung genannt.'
    ],
    identity: ['Kontozeile', 'Die bloße Kontonummer bleibt ohne Namen, damit andere Einträge noch auf etwas zeigen.'],
    'deleted-by': [
      'Name dessen, der das Konto gelöscht hat',
      'Das geleerte Konto sagt für immer, wer es gelöscht hat: hier den Namen des Dienstkontos.'
    ],
    'answered-comments': [
      'Kommentare mit Antworten',
      'Kommentare, auf die andere geantwortet haben, und solche in Portfolios bleiben und zeigen „Unbekannter Benutzer“.'
    ],
    'grading-change-log': [
      'Änderungsprotokoll der Bewertung',
      'Das Protokoll, wer eine Note geändert hat, behält seine Namen.'
    ],
    'api-audit-log': [
      'Protokoll der Schnittstelle',
      'Aufrufe, die etwas änderten, bleiben bis zu 365 Tage, auch unsere.'
    ],
    'other-course-files': [
      'Dateien in Kursen ohne Bewertung',
      'Dateien in einem Kurs, in dem nichts von Ihnen bewertet wurde, können bleiben.'
    ]
  },
  openedx: {
    'education-level': [
      'Bildungsstand',
      'Die Plattform leert das Feld nicht; es gehört dann zu einem Konto ohne Namen.'
    ],
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
}
