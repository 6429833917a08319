import { saidDe } from './said-de.ts'
import type { wordsEn } from './words-en.ts'

/** What codes of a request are called in German. */
export const wordsDe: typeof wordsEn = {
  origins: {
    self: 'von der Person verlangt',
    'on-behalf': 'im Namen der Person verlangt',
    'identity-manager': 'von einer Identitätsverwaltung verlangt',
    lifecycle: 'Konto, das niemand mehr braucht',
    platform: 'auf der Plattform begonnen'
  },
  turns: {
    subject: 'die Person, deren Konto es ist',
    requester: 'wer gefragt hat',
    administrator: 'die Administration',
    'privacy-officer': 'die Datenschutzstelle',
    nobody: 'niemand: es geht von selbst weiter'
  },
  dues: { late: 'überfällig', soon: 'in 7 Tagen fällig', later: 'später' },
  becauses: {
    received: 'sie ist angenommen und wird als Nächstes angesehen',
    claimed: 'sie wird gerade angesehen',
    brake: 'die Bremse hält sie zurück: Es kamen mehr als üblich',
    'dry-run': 'ihre Quelle wird noch erprobt; gelöscht wird noch nichts',
    stopped: 'sie wurde angehalten',
    'approval-needed': 'der Plan braucht eine Freigabe',
    'privacy-officer-needed': 'der Plan braucht die Freigabe der Datenschutzstelle',
    'objection-undecided': 'die Person hat widersprochen, und die Datenschutzstelle entscheidet',
    'subject-objected': 'die Person hat widersprochen',
    'objection-decided': 'über den Widerspruch ist entschieden',
    'invitation-running': 'die Person ist eingeladen, selbst zu fragen, und hat Zeit für eine Antwort',
    'notice-sent': 'die Person ist benachrichtigt',
    'notice-not-sent': 'die Person muss zuerst benachrichtigt werden',
    'notice-period': 'die Person ist benachrichtigt und kann noch widersprechen',
    'cool-off': 'sie kann noch zurückgezogen werden; danach beginnt sie von selbst',
    'cool-off-over': 'die Zeit zum Zurückziehen ist vorbei',
    'all-met': 'alles, was gelten muss, gilt',
    'fact-changed': 'etwas hat sich geändert, und sie wird erneut geprüft',
    'asked-again': 'jemand hat um einen weiteren Blick gebeten',
    'asked-to-retry': 'jemand hat gesagt: noch einmal versuchen',
    'asked-to-look-again': 'jemand hat gesagt: noch einmal nachsehen',
    'closed-by-person': 'jemand hat sie so geschlossen, wie sie war',
    derived: 'es folgt aus dem, was auf der Plattform überprüft wurde',
    'every-action-has-an-outcome': 'alles ist getan und wird nun auf der Plattform überprüft',
    'waits-before-action': 'zuerst enden offene Anmeldungen',
    'read-again-later': 'die Plattform wird später fertig; es wird erneut überprüft',
    settling: 'die Plattform bekommt Zeit, fertig zu werden, bevor überprüft wird',
    'never-repeated': 'niemand weiß, ob der letzte Aufruf geschah, und er darf nicht wiederholt werden',
    'cannot-tell-what-happened': 'niemand weiß, ob der letzte Aufruf geschah',
    'outcome-missing': 'ein Schritt hat kein Ergebnis',
    'still-there': 'was gelöscht wurde, ist noch da',
    'row-still-there': 'etwas, das gehen sollte, ist noch da',
    'legal-hold': 'eine Aufbewahrungspflicht setzt sie aus',
    'hold-released': 'die Aufbewahrungspflicht ist aufgehoben',
    'platform-unavailable': 'die Plattform antwortet nicht',
    'platform-restored': 'die Plattform kam aus einer Sicherung zurück; das Getane wird überprüft',
    'platform-paused': 'die Plattform ist angehalten',
    'everything-paused': 'alles ist angehalten',
    'hold-damaged': 'eine Aufbewahrungspflicht ist nicht lesbar; niemand weiß, wen sie schützt',
    'hold-incomplete': 'die Plattform wurde noch nicht gefragt, wen eine Aufbewahrungspflicht meint',
    'three-surprises': 'die Plattform hat dreimal unerwartet geantwortet und wurde angehalten',
    'another-driver': 'dort löscht noch etwas anderes Konten',
    'refused-by-officer': 'die Datenschutzstelle hat sie abgelehnt',
    'never-proven': 'niemand hat sich je als die Person ausgewiesen',
    withdrawn: 'sie wurde zurückgezogen',
    'same-subject': 'für dieselbe Person gab es schon eine offene Anfrage',
    'deleted-by-platform': 'die Plattform hat das Konto selbst gelöscht',
    'begins-anew': 'sie beginnt von vorn',
    'platform-answer-not-json':
      'die Plattform antwortete mit etwas anderem als Daten, etwa einer Anmelde- oder Wartungsseite',
    'release-refused': 'die Plattform hat abgelehnt, etwas zurückzustellen',
    ended: 'sie ist beendet',
    'ended-before-restore': 'sie war beendet, bevor die eigenen Daten aus einer Sicherung zurückkamen'
  },
  preconditions: {
    'social-accounts-unlinked': 'Keine Anmeldung über ein soziales Netz ist verknüpft',
    'password-set': 'Das Konto hat ein eigenes Passwort',
    'identity-proven': 'Die Person selbst hat gefragt',
    'mandate-recorded': 'Wer fragt, darf fragen',
    'consequences-told': 'Die Person weiß, was verloren geht',
    'account-confirmed': 'Das Konto ist aktiviert',
    'no-open-grading-orders': 'Kein Korrekturauftrag ist offen',
    'no-unpaid-invoices': 'Keine Rechnung ist offen',
    'successors-named': 'Was nur ihr gehört, hat eine Nachfolge',
    'open-todos': 'Offene Aufgaben sind neu zugewiesen',
    'records-archived': 'Ergebnisse und Nachweise sind archiviert',
    'account-not-protected': 'Das Konto darf gelöscht werden',
    'no-legal-hold': 'Keine Aufbewahrungspflicht steht entgegen'
  },
  answers: {
    met: 'ja',
    unmet: 'nein',
    'needs-approval': 'braucht eine Freigabe',
    'resolved-by-platform': 'die Plattform erledigt es',
    noticed: 'vermerkt, hält nicht auf',
    'not-asked': 'wird hier nicht gefragt',
    waived: 'darauf wurde verzichtet'
  },
  sources: {
    adapter: 'die Plattform',
    platform: 'die Plattform',
    attestation: 'Erklärung einer namentlich bekannten Person',
    declaration: 'Erklärung über die Plattform',
    demand: 'das Verlangen',
    request: 'die Anfrage selbst',
    policy: 'die Regeln der Plattform'
  },
  provider: id => `Auskunftsstelle ${id}`,
  facts: {
    'linked-logins': 'Verknüpfte Anmeldungen',
    'password-usable': 'Nutzbares Passwort',
    'account-activated': 'Aktiviertes Konto',
    'open-grading-orders': 'Offene Korrekturaufträge',
    'solely-owned': 'Was nur ihr gehört',
    'owner-roles': 'Was ihr gehört',
    protection: 'Schutz und besondere Rechte',
    'open-todos': 'Offene Aufgaben',
    'destroyed-records': 'Unterlagen, die mit dem Konto gehen',
    'account-state': 'Stand des Kontos',
    'begun-at-platform': 'Auf der Plattform begonnene Löschung',
    certificates: 'Zertifikate',
    'unpaid-invoices': 'Unbezahlte Rechnungen',
    'records-archived': 'Archivierte Unterlagen'
  },
  known: { known: 'bekannt', unknown: 'war nicht lesbar', 'not-answerable-here': 'diese Plattform sagt es nicht' },
  outcomes: {
    done: 'getan',
    'already-absent': 'war schon weg',
    'never-existed': 'gab es nie',
    'no-such-route': 'die Plattform kennt den Aufruf nicht'
  },
  readings: {
    gone: 'weg',
    kept: 'bleibt wie vorgesehen',
    'still-there': 'noch da',
    'cannot-tell': 'nicht lesbar',
    later: 'die Plattform tut es später'
  },
  treatments: {
    delete: 'wird gelöscht',
    anonymise: 'wird anonymisiert',
    reassign: 'wird übergeben',
    retain: 'bleibt',
    later: 'geht später'
  },
  readBack: {
    independent: 'wird auf anderem Weg überprüft',
    'same-service': 'wird beim selben Dienst überprüft',
    none: 'nicht nachlesbar'
  },
  checks: {
    'read-back': 'wird auf der Plattform überprüft',
    'other-side': 'wird auf der anderen Seite überprüft',
    'cannot-tell': 'nicht nachlesbar'
  },
  ways: {
    'everything-as-before': 'Alles bleibt, wie es war.',
    restored: 'Das Konto wird zurückgestellt, wie es vorher war.',
    'platform-cancel': 'Die Plattform bricht ihre Löschung ab; Passwort und Verknüpfungen müssen neu gesetzt werden.',
    stays: 'Was übergeben ist, bleibt übergeben; das Konto bleibt.',
    none: 'Es gibt keinen Weg zurück mehr: Etwas ist schon verloren.'
  },
  compartments: {
    work: 'Alles, woran man die Person erkennt',
    replay: 'Nummer des Kontos, für Wiederherstellungen der Plattform',
    block: 'Verschlüsselter Abdruck, der sagt, dass gelöscht wurde'
  },
  details: {
    article: 'Artikel',
    letter: 'Buchstabe',
    origin: 'Art des Verlangens',
    receivedAt: 'eingegangen',
    saidAt: 'angeblich vom',
    deadlineAt: 'fällig',
    dueAt: 'erneut zu lesen',
    snapshotAt: 'Sicherung vom',
    via: 'durch',
    proof: 'Nachweis',
    mandate: 'Vollmacht',
    cannotAsk: 'kann nicht selbst verlangen',
    copy: 'Kopie der Daten',
    told: 'gelesene Sätze',
    tooLate: 'zu spät',
    found: 'gefunden',
    count: 'wie viele',
    try: 'Versuch',
    tries: 'Versuche',
    section: 'nacheinander',
    byReading: 'durch Lesen festgestellt',
    failure: 'Fehler',
    code: 'Code',
    status: 'Status',
    mayHaveHappened: 'kann geschehen sein',
    answer: 'Antwort',
    demand: 'Verlangen',
    hold: 'Aufbewahrungspflicht',
    recipient: 'Empfänger',
    askedBy: 'verlangt von',
    compartment: 'was darunter lag',
    kek: 'Schlüssel von',
    row: 'was',
    replay: 'Wiederherstellung',
    state: 'Zustand',
    next: 'danach',
    supplementary: 'nachträglich'
  },
  proofs: {
    'lms-password': 'Passwort auf der Plattform',
    'fresh-sign-in': 'frische Anmeldung',
    'mail-code': 'Code per Mail',
    'lms-session': 'nur offene Sitzung, kein Nachweis'
  },
  mandates: {
    'consent-to-act': 'Zustimmung der Person',
    guardian: 'gesetzliche Vertretung',
    estate: 'Nachlass',
    'standing-rule': 'feste Regel'
  },
  copies: {
    asked: 'will vorher eine Kopie ihrer Daten',
    'not-wanted': 'will keine Kopie',
    'not-said': 'nicht gesagt'
  },
  objections: {
    stops: 'hält das Verlangen auf',
    waits: 'wartet auf die Datenschutzstelle',
    overruled: 'die Datenschutzstelle hat entschieden, dass es weitergeht',
    'too-late': 'kam zu spät',
    moot: 'erledigt: Die Person fragt selbst'
  },
  identifiers: {
    'platform-id': 'Nummer auf der Plattform',
    username: 'Anmeldename',
    email: 'E-Mail',
    'external-id': 'Schlüssel in einem anderen System'
  },
  ...saidDe,
  changes: {
    names: 'Namen',
    treatment: 'Behandlung',
    category: 'was bleibt',
    'hand-over': 'Übergabe',
    role: 'besonderes Recht',
    held: 'aufbewahrt',
    hold: 'eine Aufbewahrungspflicht'
  }
}
