import type { en } from './en.ts'

/** German words of the pages about accounts that nobody needs any more. */
export const de: typeof en = {
  title: 'Lebenszyklus',
  lead: 'Konten, die niemand mehr braucht: lange genug deaktiviert, abgelaufen oder ohne Aktivität.',
  platform: 'Plattform',
  state: 'Stand',
  next: 'Nächster Lauf',
  empty: 'Noch ist keine Plattform eingetragen.',
  caption: 'Plattformen',
  notThere:
    'diese Art Plattform sagt von keinem Konto, ob es deaktiviert ist oder abläuft; wählen Sie Personen aus einer Liste',
  notSet: 'nichts ist eingestellt; von selbst geschieht nichts',
  off: 'ausgeschaltet',
  on: 'läuft von selbst',
  dry: 'der nächste Lauf, der etwas findet, wartet auf Menschen',
  tabs: { deactivated: 'Deaktiviert', ready: 'Löschbar', 'without-activity': 'Ohne Aktivität' },
  ways: {
    settings: 'Einstellungen ändern',
    inactive: 'Sagen, wer ohne Aktivität ist',
    plan: 'Probelauf',
    runs: 'Läufe',
    run: 'Jetzt laufen lassen'
  },
  settings: 'Einstellungen',
  setBy: 'Eingestellt von',
  nobody: 'niemand',
  rules: {
    runs: every => `Abstand zwischen zwei Läufen: ${every}.`,
    expiry: warn =>
      `Konten, deren Frist vorbei ist, werden deaktiviert${warn === null ? ', ohne Warnung' : `; ${warn} vorher erfahren sie es per Mail`}.`,
    expiryOff: 'Konten, deren Frist vorbei ist, bleiben der Plattform überlassen.',
    deactivation: warn =>
      `Konten ohne Aktivität werden ${warn === null ? 'ohne Warnung deaktiviert' : `deaktiviert, ${warn} nachdem sie es per Mail erfahren haben`}.`,
    deactivationOff: 'Konten ohne Aktivität werden in Ruhe gelassen.',
    deletion: after =>
      `Konten, deren Deaktivierung ${after} zurückliegt, werden gelöscht, jedes durch eine Anfrage, die es der Person vorher sagt.`,
    deletionOff: 'Kein Konto wird durch einen Lauf gelöscht.',
    brake: (percent, people) =>
      `Ein Lauf, der ${percent} aller Konten oder mehr beträfe, betrifft keines, bis ${people === 1 ? 'eine andere Person zustimmt' : `${people} Personen zustimmen`}.`,
    beside: 'Ein Lauf geht weiter, auch wenn jemand anderes dort deaktiviert oder löscht.',
    stops: 'Ein Lauf ändert nichts, solange jemand anderes dort deaktiviert oder löscht.',
    quiet: (from, to) => `Zwischen ${from} und ${to} nach der Uhr der Einrichtung beginnt kein Lauf.`,
    anyTime: 'Ein Lauf beginnt, wann immer er fällig ist.'
  },
  ground: 'Grundlage',
  nextRun: 'Nächster Lauf',
  live: 'Läufe tun, was sie sagen',
  liveNo: 'noch nicht: der erste, der etwas findet, wartet auf Menschen',
  inactive: 'Ohne Aktivität',
  noList: 'keine Liste; ein Auskunftsdienst kann es sagen',
  list: count => (count === 1 ? '1 Konto auf einer Liste' : `${count} Konten auf einer Liste`),
  listAt: (when, who) => `vom ${when}, von ${who}; sie gilt dreißig Tage`,
  remembered: 'Vom letzten Lauf gesehene Konten',
  own: 'Was die Plattform von selbst tut',
  does: 'Was',
  closedBy: 'Beendet durch die Einstellung',
  cannotEnd: 'lässt sich nicht beenden',
  ownNames: {
    expiry: 'Der nächtliche Lauf deaktiviert Konten, deren Datum vorbei ist.',
    'automatic-deactivation': 'Der nächtliche Lauf deaktiviert Konten ohne Aktivität.',
    'automatic-deletion':
      'Der nächtliche Lauf löscht Konten, die lange deaktiviert sind, ohne dass jemand als Urheber dasteht.',
    directory: 'Der Abgleich mit dem Verzeichnis löscht sofort, wer nicht mehr darin steht.'
  },
  tab: {
    titles: {
      deactivated: 'Deaktivierte Konten',
      ready: 'Löschbare Konten',
      'without-activity': 'Konten ohne Aktivität'
    },
    leads: {
      deactivated: 'Alle, die auf der Plattform deaktiviert sind, jetzt gelesen.',
      ready:
        'Wer so lange deaktiviert ist, wie für die automatische Löschung eingestellt ist, ob sie an ist oder nicht.',
      'without-activity':
        'Wer auf der Liste der Konten ohne Aktivität steht oder von einem Auskunftsdienst so genannt wird und nicht deaktiviert ist.'
    },
    days: 'Löschbar so viele Tage nach der Deaktivierung',
    daysHint: 'Nur für diese Ansicht.',
    show: 'Zeigen',
    readyAfter: (time, by) => `Löschbar ${time} nach der Deaktivierung (${by}).`,
    by: {
      query: 'wie verlangt',
      settings: 'wie für die automatische Löschung eingestellt',
      default: 'nichts ist eingestellt'
    },
    account: 'Konto',
    name: 'Name',
    key: 'Nummer',
    stage: 'Stand',
    stages: {
      permanent: 'dauerhaft',
      active: 'aktiv',
      'login-denied': 'Anmeldung gesperrt',
      pending: 'wartet',
      deactivated: 'deaktiviert'
    },
    born: 'Seit',
    expires: 'Frist endet',
    deactivated: 'Deaktiviert',
    ready: 'Löschbar ab',
    open: 'Offene Anfrage',
    unknown:
      'Wann sich jemand zuletzt angemeldet hat, was die Plattform selbst vorhat und wie lange in Ruhe gelassen wird, wer zurückkam, steht in keiner Antwort der Plattform.',
    empty: 'In dieser Liste ist niemand.',
    pick: 'Weiter mit den angekreuzten',
    all: 'Weiter mit allen dieser Liste, auf jeder Seite'
  },
  set: {
    title: 'Einstellungen des Lebenszyklus',
    lead: 'Wer sie setzt, verlangt, was ein Lauf verlangt. Eine neu eingeschaltete Regel wird zuerst geprobt: Der nächste Lauf, der etwas findet, betrifft niemanden und wartet, bis andere zustimmen.',
    isOn: 'Läufe sind eingeschaltet',
    everyHours: 'Stunden zwischen zwei Läufen',
    expiryOn: 'Deaktivieren, wessen Frist vorbei ist',
    expiryWarn: 'Tage vorher erfahren sie es per Mail',
    deactivationOn: 'Deaktivieren, wer ohne Aktivität ist',
    deactivationWarn: 'Tage nachdem sie es per Mail erfahren haben',
    warnHint: 'Leer: Sie erfahren es nicht.',
    deletionOn: 'Löschen, wer lange deaktiviert ist',
    deletionAfter: 'Tage nach der Deaktivierung',
    brake: 'Bremse: Prozent aller Konten',
    brakeHint: 'Ein Lauf, der diesen Anteil oder mehr beträfe, betrifft keines, bis andere zustimmen.',
    releasers: 'Wie viele Personen zustimmen müssen',
    beside: 'Weitergehen, auch wenn jemand anderes dort deaktiviert oder löscht',
    quietFrom: 'Kein Lauf beginnt von',
    quietTo: 'bis',
    quietHint:
      'Stunden und Minuten nach der Uhr der Einrichtung, während die Plattform selbst arbeitet. Beide leer: wann immer er fällig ist.',
    article: 'Artikel',
    letter: 'Buchstabe',
    submit: 'Einstellen'
  },
  inactivePage: {
    title: 'Konten ohne Aktivität',
    lead: 'Keine der Plattformen zeigt für alle Konten die letzte Anmeldung. Geben Sie die Nummern derer ohne Aktivität an, wie ein anderes System sie kennt. Die Liste tritt an die Stelle der vorigen und gilt dreißig Tage.',
    keys: 'Nummern von Konten',
    hint: 'Eine je Zeile, oder eine Tabelle (CSV) mit einer Spalte key.',
    isMeant: 'Die Liste ist so gemeint, auch wenn sie leer ist oder einen großen Teil aller Konten nennt',
    submit: 'Liste speichern'
  },
  plan: {
    title: 'Probelauf',
    lead: 'Was ein Lauf jetzt täte. Die Plattform wurde gelesen; geändert wird nichts, und niemand erfährt etwas.',
    accounts: 'Konten auf der Plattform',
    would: 'Er würde',
    steps: {
      'warn-expiry': 'per Mail sagen, dass die Frist endet',
      'warn-deactivation': 'per Mail sagen, dass sie deaktiviert werden',
      deactivate: 'deaktivieren',
      delete: 'eine Anfrage zur Löschung stellen'
    },
    mails: count => (count === 1 ? '1 Person würde per Mail gewarnt.' : `${count} Personen würden per Mail gewarnt.`),
    nothing: 'Es würde nichts getan.',
    stopped: 'Vorher würde er anhalten',
    caption: 'Jedes Konto, von dem eine Regel spricht',
    key: 'Nummer',
    step: 'Was geschähe',
    why: 'Warum',
    whys: {
      term: on => `die Frist endet oder endete am ${on}`,
      deactivated: on => `deaktiviert seit ${on}`,
      inactive: 'ohne Aktivität'
    },
    more: count => `${count} weitere stehen hier nicht; lethe lifecycle plan hat alle.`,
    again: 'Noch einmal nachsehen'
  },
  findings: {
    'deactivated-without-us': 'seit dem letzten Lauf von jemand anderem deaktiviert',
    'deleted-without-us': 'seit dem letzten Lauf von jemand anderem gelöscht',
    'expired-without-us': 'deaktiviert, weil ihre Frist vorbei war',
    'activity-unknown': 'wer ohne Aktivität ist, lässt sich nicht sagen'
  },
  found: 'Was sonst auffiel',
  because: {
    'first-run': 'es ist der erste, der etwas täte: Menschen sehen ihn zuerst an',
    brake: 'er beträfe einen zu großen Teil aller Konten',
    'others-at-work': 'jemand anderes deaktiviert oder löscht dort',
    'platform-paused': 'die Plattform ist angehalten',
    'everything-paused': 'alles ist angehalten',
    stopped: 'er wurde angehalten',
    'candidates-unreadable': 'um wen es ging, kann nicht mehr gelesen werden'
  },
  run: {
    title: 'Jetzt laufen lassen',
    lead: 'Ein Lauf beginnt sofort, statt wenn er fällig ist. Er tut, was die Einstellungen sagen; was er täte, zeigt der Probelauf.',
    submit: 'Lauf beginnen'
  },
  runs: {
    title: 'Läufe',
    caption: 'Bisherige Läufe, der jüngste zuerst',
    empty: 'Noch kein Lauf.',
    at: 'Begonnen',
    state: 'Stand',
    states: {
      running: 'im Gang',
      done: 'erledigt',
      braked: 'wartet auf Menschen',
      stopped: 'angehalten',
      failed: 'gescheitert',
      interrupted: 'abgebrochen'
    },
    accounts: 'Konten',
    planned: 'Geplant',
    did: 'Getan',
    didNames: {
      warned: 'per Mail gewarnt',
      'not-warned': 'konnten nicht gewarnt werden',
      deactivated: 'deaktiviert',
      requested: 'Anfragen gestellt',
      'requested-already': 'hatten eine offene Anfrage',
      held: 'unter einer Aufbewahrungspflicht',
      protected: 'geschützt, in Ruhe gelassen',
      changed: 'inzwischen geändert, in Ruhe gelassen',
      left: 'in Ruhe gelassen',
      refused: 'von der Plattform abgelehnt'
    },
    nothing: 'nichts',
    kept: count => (count === 1 ? '1 Konto wartet' : `${count} Konten warten`),
    release: 'Freigeben'
  },
  release: {
    title: 'Einen Lauf freigeben',
    lead: count =>
      `Dieser Lauf fand ${count === 1 ? '1 Konto' : `${count} Konten`} zu deaktivieren oder zu löschen und wartet. Stimmen genug Personen zu, beginnt ein Lauf und tut es. Wer den Lebenszyklus eingestellt oder die Liste gegeben hat, darf nicht zustimmen.`,
    agreed: 'Bisher zugestimmt',
    submit: 'Ich stimme zu, dass es geschieht'
  },
  said: {
    'lifecycle-set': 'Eingestellt. Der nächste Lauf benutzt es.',
    'lifecycle-inactive': 'Die Liste ist gespeichert.',
    'lifecycle-run': 'Ein Lauf beginnt. Er steht unten, sobald er nachgesehen hat.',
    'lifecycle-released': 'Ihre Zustimmung ist gespeichert.'
  }
}
