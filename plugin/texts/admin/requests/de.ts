import type { en } from './en.ts'
import { requestDe } from './request-de.ts'

/** German words of the queue and of one request. */
export const de: typeof en = {
  title: 'Anfragen',
  lead: 'Was gelöscht werden soll, wie viele Tage das Gesetz noch lässt und auf wen es wartet. Hier wird niemand genannt.',
  one: id => `Anfrage ${id}`,
  queue: {
    filter: 'Liste eingrenzen',
    platform: 'Plattform',
    state: 'Stand',
    origin: 'Art des Verlangens',
    turn: 'Wer am Zug ist',
    due: 'Fälligkeit',
    blocker: 'Was im Weg steht',
    waits: 'Wartet auf meine Freigabe',
    order: 'Geordnet nach',
    orders: { 'days-left': 'verbleibenden Tagen', receipt: 'Eingang' },
    any: 'alle',
    open: 'alle offenen',
    apply: 'Anzeigen',
    clear: 'Alles anzeigen',
    count: shown => (shown === 1 ? '1 Anfrage' : `${shown} Anfragen`),
    caption: 'Anfragen',
    head: ['Anfrage', 'Tage übrig', 'Warum sie wartet', 'Auf wen', 'Stand', 'Art des Verlangens', 'Plattform'],
    select: id => `Anfrage ${id} auswählen`,
    empty: 'Eine solche Anfrage gibt es nicht.',
    ended: 'beendet',
    csv: 'Als Tabelle (CSV)',
    search: 'Anfragen einer Person finden',
    create: 'Löschung für jemanden verlangen',
    many: 'Mit den angekreuzten',
    go: 'Weiter',
    days: left =>
      left < 0
        ? `überfällig seit ${left === -1 ? '1 Tag' : `${-left} Tagen`}`
        : left === 0
          ? 'letzter Tag'
          : left === 1
            ? '1 Tag'
            : `${left} Tage`,
    soon: 'bald',
    suspended: 'Frist steht still',
    extended: 'verlängert',
    renewed: 'Die Zahlen dieser Seite werden von selbst aktualisiert.'
  },
  search: {
    title: 'Anfragen einer Person finden',
    lead: 'Was hier eingegeben wird, steht in keiner Adresse und keinem Protokoll. Groß- und Kleinschreibung zählt.',
    kind: 'Was bekannt ist',
    value: 'Anmeldename, E-Mail oder Schlüssel',
    ended: 'Auch früher Gelöschtes, solange ein verschlüsselter Abdruck es sagt',
    submit: 'Suchen',
    caption: 'Was gefunden wurde',
    nothing: 'Für diese Person gibt es keine offene Anfrage, oder Sie dürfen sie nicht sehen.'
  },
  many: {
    title: 'Mehrere Anfragen auf einmal',
    lead: count => (count === 1 ? 'Eine Anfrage ist gemeint.' : `${count} Anfragen sind gemeint.`),
    none: 'Keine Anfrage war angekreuzt. Gehen Sie zurück und kreuzen Sie welche an.',
    move: 'Was geschehen soll',
    moves: {
      recheck: 'Erneut prüfen',
      approve: 'Den Plan freigeben',
      withdraw: 'Zurückziehen',
      refuse: 'Ablehnen',
      retry: 'Noch einmal versuchen'
    },
    means: {
      recheck: 'Die Plattform wird zu jeder neu gefragt. Gelöscht wird dadurch nichts.',
      approve:
        'Jede wird so freigegeben, wie ihr Plan jetzt auf dieser Seite steht. Ändert er sich vorher oder dürfen Sie sie nicht freigeben, so wird sie nicht freigegeben, und die nächste Seite sagt, warum. Eine begonnene Löschung lässt sich nicht rückgängig machen.',
      withdraw:
        'Jede endet, ohne dass gelöscht wird, wo es einen Weg zurück gibt. Wer gefragt hat, muss neu fragen, wenn es doch gewollt ist.',
      refuse:
        'Jede endet, ohne dass gelöscht wird, mit der Begründung unten. Die Personen erfahren es und können sich bei der Aufsicht beschweren.',
      retry:
        'Jede, die steht, beginnt dort neu, wo sie aufhörte. Was geschehen sein kann, wird zuerst auf der Plattform überprüft.'
    },
    caption: 'Gemeinte Anfragen',
    head: ['Anfrage', 'Stand', 'Plan, wie er steht'],
    noPlan: 'noch kein Plan',
    confirm: count => (count === 1 ? 'Auf 1 Anfrage anwenden' : `Auf ${count} Anfragen anwenden`)
  },
  result: {
    title: 'Was aus jeder wurde',
    progress: 'Mitgeteilt',
    decided: 'Seither entschieden',
    sentence: (said, refused) => `Bei ${said} angenommen, bei ${refused} nicht.`,
    running: 'Es läuft noch.',
    brokenOff:
      'Ein Neustart hat es abgebrochen; von selbst geht es nicht weiter. Wo nichts vermerkt ist, kann es trotzdem angekommen sein: Das zeigt der Stand der Anfrage.',
    notNoted: 'nichts vermerkt',
    rest: count =>
      count === 1
        ? 'Die 1 übrige Anfrage ansehen und fortfahren'
        : `Die ${count} übrigen Anfragen ansehen und fortfahren`,
    caption: 'Anfragen',
    head: ['Anfrage', 'Was daraus wurde', 'Wie sie jetzt steht'],
    waits: 'ist noch nicht dran',
    said: 'angenommen; wird gleich geprüft',
    decided1: 'angenommen und geprüft',
    back: 'Zurück zur Liste'
  },
  request: requestDe,
  plan: {
    title: 'Was jetzt geschähe',
    lead: 'Die Plattform wurde gerade gelesen. Geändert wurde nichts.',
    at: 'Gelesen',
    next: 'Der nächste Stand wäre',
    because: 'Weil',
    found: 'Gefundene Konten',
    founds: { one: 'eines', none: 'keines', several: 'mehrere' },
    fingerprint: 'Kennung genau dieses Plans',
    names: 'Namen von Personen mit besonderen Rollen',
    nameRules: { 'keep-name': 'bleiben, wo die Plattform sie behält', 'remove-name': 'werden entfernt' },
    roles: 'Besondere Rechte',
    actions: 'Was getan wird, in dieser Reihenfolge',
    actionHead: [
      'Schritt, wie es die Person liest',
      'Was damit geschieht',
      'Wie viele',
      'Umkehrbar',
      'Wie es geprüft wird'
    ],
    noPlan: 'Es gibt keinen Plan: Das Konto wurde nicht gefunden, oder seine Zeit ist vorbei.',
    handOvers: 'Was übergeben wird, und an wen',
    handOverHead: ['Art', 'Schlüssel', 'An das Konto', 'Bemerkung'],
    managed: 'ein anderes System führt es und kann die Änderung zurücknehmen',
    handProblems: {
      'none-named': 'niemand ist benannt',
      'not-living': 'wer benannt ist, kann nicht übernehmen',
      'by-hand-only': 'nur von Hand, auf der Plattform'
    },
    noHandOvers: 'Nichts gehört dieser Person allein.',
    snapshot: 'Liste der Besitzenden gelesen',
    notDiscoverable: 'Sagt die Plattform von niemandem; vor der Freigabe dort selbst nachsehen',
    retained: 'Was bleibt oder später geht, und warum',
    retainedHead: ['Was', 'Was geschieht', 'Wie viele', 'Warum', 'Grundlage', 'Wie es geprüft wird'],
    noRetained: 'Nichts bleibt.',
    noGround: 'so macht es die Plattform',
    sensitive: { health: 'Gesundheit', billing: 'Abrechnung' },
    wayBack: 'Was eine Rücknahme kann',
    wayHead: ['Nach', 'Eine Rücknahme'],
    now: 'jetzt',
    changes: 'Was sich seit einer früheren Freigabe geändert hat',
    added: 'neu',
    gone: 'weggefallen',
    same: 'Nichts: Es ist der Plan, der freigegeben wurde.'
  },
  history: {
    title: 'Verlauf',
    lead: 'Jeder Eintrag der Nachweiskette. Sie nennt niemanden; Beschäftigte und Quellen stehen mit Namen da, wo Sie diese sehen dürfen.',
    number: 'Nr.'
  },
  subject: {
    title: 'Wer die Person ist',
    lead: 'Was Sie hier öffnen, wird festgehalten: wer wann bei welcher Anfrage nachgesehen hat. Öffnen Sie es nur, wenn Ihre Arbeit es verlangt.',
    submit: 'Zeigen und festhalten',
    gone: 'Das kann niemand mehr sagen: Der Schlüssel zu dem, was die Person nannte, ist vernichtet.',
    identifiers: 'Angaben',
    mandates: 'Wer für sie fragen darf',
    who: 'Wer',
    how: 'Wie es erlangt wurde',
    reference: 'Aktenzeichen',
    obtained: 'Erlangt am',
    cannotAsk: 'Warum sie nicht fragen kann'
  },
  create: {
    title: 'Löschung für jemanden verlangen',
    lead: 'Sie verlangen die Löschung des Kontos einer anderen Person. Jemand anderes als Sie gibt sie frei, wo die Regeln der Plattform eine Freigabe verlangen.',
    gets: 'Was die Person bekommt',
    getsText: [
      'Eine Mail, die sie einlädt, selbst zu fragen, und sagt, was endgültig verloren geht und was sie vorher sichern sollte. Ihre Antwort tritt an die Stelle Ihres Verlangens.',
      'Antwortet sie nicht rechtzeitig, so gilt Ihr Verlangen; widersprechen kann sie mit dem Link in der Mail noch immer.',
      'Sagen Sie, warum sie nicht fragen kann, so wird niemand eingeladen, und das Verlangen gilt sofort.',
      'Am Ende eine Mail, wenn überprüft ist, dass das Konto weg ist.'
    ],
    noMail: 'Lethe kann hier keine Mail senden: Zuerst muss Mail eingerichtet werden, sonst wartet das Verlangen.',
    platform: 'Plattform',
    first: 'Erste Angabe',
    second: 'Zweite Angabe',
    kind: which => `${which}: was es ist`,
    value: which => `${which}: Wert`,
    identifiersHint: 'Zwei verschiedener Art, die genau zum selben Konto passen müssen.',
    article: 'Artikel der DSGVO',
    letter: 'Buchstabe',
    received: 'Wann es bei Ihrer Einrichtung einging',
    receivedHint:
      'In UTC. Von da an läuft die gesetzliche Frist. Leer heißt jetzt; mehr als 30 Tage zurück wartet auf die Datenschutzstelle.',
    mandate: 'Worauf Ihr Recht zu fragen beruht',
    who: 'Wer fragen darf: Person oder Stelle',
    how: 'Wie es erlangt wurde und womit es sich zeigen lässt',
    reference: 'Aktenzeichen oder Abschnitt einer Regel',
    referenceHint: 'Nur eine Zustimmung darf keines haben.',
    obtainedOn: 'Erlangt am',
    expires: 'Gilt bis',
    cannotAsk: 'Warum die Person nicht selbst fragen kann',
    cannotAskHint: 'Nur wenn sie wirklich nicht kann: Dann wird niemand eingeladen.',
    copy: 'Will die Person vorher eine Kopie ihrer Daten?',
    note: 'Vermerk',
    noteHint: 'Wird versiegelt; er geht mit dem Rest dessen, woran man die Person erkennt.',
    submit: 'Löschung verlangen',
    noPlatform: 'Es gibt noch keine Plattform.'
  },
  said: {
    'request-made': 'Das Verlangen ist angenommen. Diese Seite zeigt, wie es steht.',
    'move-said': 'Es ist angekommen und wird gerade ausgeführt. Diese Seite zeigt es gleich.',
    'hold-placed-here': 'Die Aufbewahrungspflicht steht. Jede offene Anfrage dieser Person wurde benachrichtigt.'
  }
}
