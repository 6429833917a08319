type Rows = Readonly<Record<string, readonly [what: string, because: string]>>

/** What of an account stays there or goes later, in German, by the ids of the rows. */
export const rowsOfOpenolat: Rows = {
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
  name: ['Vor- und Nachname', 'Wer etwas geschaffen, besessen oder verwaltet hat, bleibt als dessen Ursprung genannt.'],
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
}
