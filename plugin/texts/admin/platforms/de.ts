import type { en } from './en.ts'

const written: Readonly<Record<string, string>> = {
  true: 'ja',
  false: 'nein',
  probe: 'die Site fragen',
  none: 'keines',
  v2: 'im LMS selbst',
  legacy: 'das frühere in Ruby'
}

/** German words of the pages about platforms. */
export const de: typeof en = {
  title: 'Plattformen',
  lead: 'Jedes LMS, mit dem Lethe arbeitet, was es dort darf und was die Einrichtung entschieden hat.',
  add: {
    do: 'Plattform registrieren',
    title: 'Plattform registrieren',
    lead: 'Wählen Sie die Art. Eine Registrierung berührt kein Konto: Lethe probiert nur aus, was es darf.',
    kind: name => `Ein ${name}`,
    titleOf: name => `${name} registrieren`,
    probes:
      'Beim Absenden ruft Lethe die Plattform auf und probiert jedes Recht durch Lesen aus. Geheimnisse werden versiegelt und nie wieder angezeigt.',
    name: 'Name',
    nameHint: 'Wie die Plattform bei Ihnen heißt; er steht in Mails und Bescheinigungen.',
    practice: 'Dies ist eine Übungsplattform',
    practiceHint: 'Ein Nachbau mit „lethe sandbox“ und erfundenen Personen. Er wird überall so gekennzeichnet.',
    options: 'Wie Lethe sie erreicht',
    submit: 'Registrieren'
  },
  secretKept: 'Bleibt, wie es ist, wenn Sie nichts eintragen.',
  byDefault: value => `Wenn nichts gesetzt ist: ${value}.`,
  valueOf: value => written[String(value)] ?? String(value),
  questions: {
    title: 'Was von der Einrichtung bekannt sein muss',
    lead: 'Nichts wird von einer Einrichtung vorausgesetzt. Sie erklären es mit Ihrem Namen; es kann jederzeit neu erklärt werden.',
    invoices: {
      label: 'Werden hier Rechnungen an Personen gestellt?',
      no: 'Nein, niemand schuldet hier jemals etwas',
      yes: 'Ja',
      yesHint: 'Dann wartet jede Löschung, bis ein Auskunftsdienst oder eine Person sagt, dass nichts offen ist.'
    },
    graders: {
      label: 'Wer korrigiert hier?',
      hint: 'Offene Korrekturaufträge halten die Löschung aller auf, die welche haben könnten.',
      nobody: 'Niemand',
      these: 'Die in der Liste unten',
      unknown: 'Das ist nicht bekannt',
      unknownHint: 'Dann könnten alle korrigieren.'
    },
    courseOwners: {
      label: 'Wem können Kurse oder Bibliotheken allein gehören?',
      hint: 'Wird gefragt, wo die Plattform es nicht sagt.',
      nobody: 'Niemandem',
      these: 'Denen in der Liste unten',
      unknown: 'Das ist nicht bekannt',
      unknownHint: 'Dann könnten allen welche gehören, und jede Löschung braucht eine Freigabe.'
    },
    list: 'Diese Personen',
    listHint:
      'Je Zeile eine: Anmeldename auf der Plattform oder E-Mail-Adresse; mit der Art davor, „external-id: 4711“. Nur ein Hash mit Schlüssel wird behalten.',
    providers: {
      label: 'Anmeldedienste der Einrichtung',
      hint: 'Je Zeile einer, wie die Plattform ihn nennt. Jeder andere gilt als soziale Anmeldung, die Lernende zuerst lösen. Leer: alle sind soziale.'
    }
  },
  list: {
    caption: 'Registrierte Plattformen',
    head: ['Name', 'Art', 'Adresse', 'Stand'],
    empty: 'Noch ist keine Plattform registriert.',
    firstRun: 'Mit den ersten Schritten beginnen'
  },
  states: {
    paused: 'angehalten',
    allPaused: 'alles ist angehalten',
    stopped: count => (count === 1 ? '1 Problem hält Löschungen auf' : `${count} Probleme halten Löschungen auf`),
    noStart: 'Lethe darf keine Löschung beginnen',
    good: 'bereit'
  },
  show: {
    kind: 'Art',
    address: 'Adresse',
    version: 'Version',
    state: 'Stand',
    checked: 'Zuletzt ausprobiert',
    watch: 'Beobachtet',
    watchFailing: code => `die letzten Blicke schlugen fehl (${code})`,
    notLooked: 'noch nicht angesehen',
    section: 'Ausschließlicher Abschnitt',
    sectionBy: 'eine Anfrage ist darin',
    stuck: 'Sie ist schon zu lange darin: Sehen Sie sich diese Anfrage an.',
    cancels: 'Zurückgezogen und dort von Hand abzubrechen',
    backlog: 'Löschungen, die vor Lethe begannen',
    rights: 'Was Lethe dort darf',
    capabilities: 'Was herausgefunden wurde',
    test: 'Eine Probelöschung machen',
    more: 'Was eingestellt werden kann',
    options: 'Optionen und Geheimnisse',
    policy: 'Regeln: was die Einrichtung entschieden hat',
    gateway: 'Route: die eigene Seite der Plattform führt hierher',
    hints: 'Hinweise: die Plattform meldet, dass etwas geschah',
    declarations: 'Was von der Einrichtung erklärt wurde',
    recipients: 'Wer auch löschen soll',
    lifecycle: 'Konten, die niemand mehr braucht',
    sources: 'Wer Anfragen senden darf',
    pause: 'Diese Plattform anhalten',
    resume: 'Diese Plattform weiterlaufen lassen',
    remove: 'Diese Plattform vergessen'
  },
  rights: {
    caption: 'Rechte',
    head: ['Recht', 'Gefunden', 'Was es bedeutet', 'Was zu tun ist'],
    empty: 'Kein Recht konnte ausprobiert werden.',
    states: { present: 'vorhanden', missing: 'fehlt', 'broader-than-needed': 'weiter als nötig' },
    problems: 'Probleme',
    problemHead: ['Problem', 'Was es aufhält', 'Wie es behoben wird'],
    noProblems: 'Nichts steht Löschungen im Weg.',
    stops: {
      all: 'jede Löschung',
      start: 'den Beginn einer Löschung von hier',
      nothing: 'nichts; Sie sollten es wissen'
    },
    nothingToDo: 'nichts',
    works: 'funktioniert'
  },
  check: {
    do: 'Rechte jetzt ausprobieren',
    title: 'Rechte ausprobieren',
    lead: 'Lethe ruft die Plattform noch einmal auf und probiert jedes Recht durch Lesen aus. Dort wird nichts verändert.'
  },
  options: {
    title: 'Optionen und Geheimnisse',
    lead: 'Die Plattform wird mit den neuen Optionen ausprobiert, bevor sie gespeichert werden. Ihre Adresse bleibt: eine andere Adresse ist eine andere Plattform.',
    submit: 'Ausprobieren und speichern',
    nothing: 'Nichts wurde geändert.'
  },
  pause: {
    title: 'Plattform anhalten',
    lead: 'Alles, was dort löscht, hält sofort an. Anfragen werden weiter angenommen, und die gesetzliche Frist läuft weiter.',
    because: 'Warum',
    becauseHint: 'Alle sehen es, die mit Lethe arbeiten. Nennen Sie niemanden, um dessen Konto es geht.',
    submit: 'Anhalten',
    by: who => `Angehalten von ${who}`,
    allBy: who => `Alles wurde angehalten von ${who}`,
    resumeTitle: 'Plattform weiterlaufen lassen',
    resumeLead: 'Was dort wartet, geht sofort weiter.',
    resumeDo: 'Weiterlaufen lassen'
  },
  remove: {
    title: 'Plattform vergessen',
    lead: name =>
      `${name}, ihre Geheimnisse, ihre Regeln und was von ihr erklärt wurde, werden vergessen. Bescheinigungen bleiben. Das geht, solange dort keine Anfrage offen ist und keine Aufbewahrungspflicht steht.`,
    submit: 'Vergessen'
  },
  said: {
    'platform-added': 'Die Plattform ist registriert. Was dort gefunden wurde, steht unten.',
    'platform-checked': 'Die Rechte wurden ausprobiert. Was gefunden wurde, steht unten.',
    'platform-changed': 'Die Optionen sind gespeichert, und die Plattform wurde damit ausprobiert.',
    'platform-paused': 'Die Plattform ist angehalten: dort wird nichts gelöscht.',
    'platform-resumed': 'Die Plattform läuft weiter.',
    'platform-removed': 'Die Plattform ist vergessen.',
    'platform-unchanged': 'Nichts wurde geändert.',
    'gateway-removed': 'Keine Route führt mehr hierher.',
    'hints-removed': 'Keine Hinweise werden mehr angenommen.',
    declared: 'Es ist erklärt, mit Ihrem Namen.',
    'recipient-added': 'Der Empfänger wird ab jetzt unterrichtet.',
    'recipient-removed': 'Der Empfänger wird nicht mehr unterrichtet.',
    'policy-set': 'Die Regeln sind gesetzt. Offene Anfragen werden neu geprüft.'
  }
}
