import type { en } from './en.ts'

/** German words of the pages about evidence. */
export const de: typeof en = {
  title: 'Nachweise und Schlüssel',
  lead: 'Was die gespeicherten Nachweise davor bewahrt, verändert zu werden, womit Bescheinigungen geprüft werden, und die Schlüssel, die versiegeln, was jemanden nennt.',
  links: {
    check: 'Nachweise prüfen',
    anchors: 'Signierte Stapel',
    certificateKeys: 'Schlüssel der Bescheinigungen',
    keys: 'Schlüssel nach Monaten',
    retained: 'Was Plattformen behalten',
    log: 'Protokoll der Entscheidungen'
  },
  says: {
    check: 'Vergleicht jede gespeicherte Kette mit dem, was die signierten Stapel von ihr sagen.',
    anchors:
      'Bewahren Sie anderswo eine Kopie auf: gegen sie kann niemand ändern, was geschehen ist, auch nicht, wer Lethe betreibt.',
    certificateKeys: 'Die öffentlichen Hälften, auch die früheren; wie die private gewechselt wird.',
    keys: 'Was unter dem Schlüssel jedes Monats lebt, und welche Kopien in Sicherungen er öffnet.',
    retained: 'Was eine Plattform für eine Frist behält, und was davon jetzt zu löschen ist.',
    log: 'Wer was darüber entschieden hat, wer was darf.'
  },
  checkLead:
    'Jede Kette wird gelesen und mit den signierten Stapeln verglichen. Nichts wird verändert. Es geht von selbst weiter; Sie dürfen diese Seite verlassen.',
  checkDo: 'Jetzt prüfen',
  never: 'Seit dem Start von Lethe hat niemand geprüft.',
  failed: 'Die letzte Prüfung brach ab. Sehen Sie ins Protokoll und prüfen Sie noch einmal.',
  running: 'Angesehene Ketten',
  begun: 'Begonnen',
  ended: 'Beendet',
  result: 'Was gefunden wurde',
  fine: 'Jede Kette ist, wie sie signiert wurde.',
  faults: count => (count === 1 ? 'Ein Fehler wurde gefunden.' : `${count} Fehler wurden gefunden.`),
  faultsLead:
    'Bessern Sie nichts von Hand. Lassen Sie den Datenordner, wie er ist, vergleichen Sie mit Ihrer eigenen Kopie der Stapel, und klären Sie, wer dort schreiben konnte.',
  chains: 'Ketten',
  entries: 'Einträge',
  batches: 'Stapel',
  unanchored: 'Seit dem letzten Stapel gewachsen',
  faultsCaption: 'Fehler',
  fault: 'Was nicht stimmt',
  request: 'Anfrage',
  entry: 'Eintrag',
  batch: 'Stapel',
  findings: {
    'anchors-broken': 'Ein Stapel ist nicht, wie er signiert wurde, oder nicht an seinem Platz.',
    'anchors-rolled-back':
      'Die Schlüssel kennen einen späteren Stapel, als gespeichert ist: die Daten sind älter, als sie sein sollten.',
    'chain-changed': 'Ein Eintrag, für den signiert wurde, ist jetzt ein anderer oder fehlt.',
    'chain-broken': 'Die Kette ist in sich gebrochen.',
    'chain-missing': 'Die Anfrage fehlt, und keine unserer Fristen hat sie entfernt.',
    'chain-unreadable': 'Das Dokument der Anfrage ist beschädigt.'
  },
  anchorsLead:
    'Jeder Stapel enthält die Köpfe der Ketten, die seit dem vorigen gewachsen sind, und dessen Prüfsumme. Laden Sie sie regelmäßig herunter und bewahren Sie sie dort auf, wo niemand schreiben kann, der Lethe betreibt: `lethe verify --anchors` vergleicht eine Bescheinigung mit ihnen.',
  download: 'Alle Stapel herunterladen',
  anchorDo: 'Jetzt einen Stapel ziehen',
  anchorsCaption: 'Signierte Stapel, der älteste zuerst',
  anchorsEmpty: 'Noch wurde kein Stapel gezogen.',
  number: 'Nummer',
  at: 'Gezogen',
  heads: 'Gewachsene Ketten',
  removed: 'Von einer Frist entfernte Ketten',
  signedBy: 'Signiert mit Schlüssel',
  certificateLead:
    'Wer eine Bescheinigung hat, prüft sie mit diesen; unter /certificate-keys darf sie jeder lesen. Was ein früherer Schlüssel signiert hat, wird weiterhin mit ihm geprüft.',
  certificateCaption: 'Schlüssel der Bescheinigungen, der älteste zuerst',
  keyId: 'Schlüssel',
  publicKey: 'Öffentlicher Schlüssel',
  since: 'Von',
  until: 'Bis',
  firstStart: 'dem ersten Start',
  signsNow: 'er signiert jetzt',
  rotate: 'Mit neuem Schlüssel signieren',
  rotateTitle: 'Bescheinigungen mit neuem Schlüssel signieren',
  rotateLead:
    'Von jetzt an werden Bescheinigungen mit einem neuen Schlüssel signiert. Die private Hälfte des jetzigen wird sofort vernichtet; seine öffentliche bleibt aufgeführt, so dass jede frühere Bescheinigung prüfbar bleibt. Das lässt sich nicht zurücknehmen. Tun Sie es, wenn der Schlüssel gesehen worden sein kann, oder nach Ihrem eigenen Kalender.',
  rotateDo: 'Schlüssel wechseln',
  keysLead:
    'Was jemanden nennt, ist unter dem Schlüssel seines Monats versiegelt. Wird ein Schlüssel vernichtet, so wird neu versiegelt, was noch lebt, und keine Kopie in irgendeiner Sicherung öffnet mehr, was er versiegelt hat.',
  keysCaption: 'Schlüssel nach Monaten, der älteste zuerst',
  keysEmpty: 'Noch wurde kein Schlüssel gebraucht.',
  month: 'Monat',
  state: 'Stand',
  is: {
    current: 'sein Monat ist nicht vorbei',
    over: 'vorbei: kann vernichtet werden',
    retired: 'vernichtet'
  },
  living: 'Lebt darunter',
  livingWork: 'von laufenden Anfragen',
  livingReplay: 'für Wiederherstellungen',
  livingBlock: 'gegen Wiederholung',
  copies: 'Kopien in Sicherungen',
  openable: since => `Kopien seit ${since} lassen sich mit diesem Schlüssel öffnen, bis er vernichtet wird.`,
  unreadable: since => `Keine Kopie lässt sich mehr öffnen, seit ${since}.`,
  retire: 'Vernichten',
  retireThe: month => `Schlüssel von ${month} vernichten`,
  retireTitle: 'Schlüssel eines Monats vernichten',
  retireLead: month => `Der Schlüssel von ${month} wird endgültig vernichtet.`,
  retireMeans: [
    'Was noch unter ihm lebt, wird vorher neu versiegelt, so dass nichts Laufendes verloren geht.',
    'Keine Kopie des Datenordners öffnet mehr, was dieser Schlüssel versiegelt hat, in welcher Sicherung sie auch liegt: so erreicht die Löschung die Sicherungen.',
    'Eine Wiederherstellung aus einer älteren Sicherung verliert, was unter diesem Schlüssel versiegelt war: Damals laufende Anfragen müssten neu gestellt werden.',
    'Liegt der Schlüsselordner selbst in einer Sicherung, vernichten Sie auch diese Kopie: Lethe erreicht sie nicht.'
  ],
  retireDo: 'Schlüssel vernichten',
  back: 'Zu den Schlüsseln',
  retiredNow: count =>
    count === 1
      ? 'Der Schlüssel ist vernichtet. Ein Fach wurde neu versiegelt.'
      : `Der Schlüssel ist vernichtet. ${count} Fächer wurden neu versiegelt.`,
  retainedLead:
    'Was eine Plattform von einem Konto auf einer Grundlage und für eine Frist behält. Ist die Frist vorbei, löscht es jemand auf der Plattform und sagt es hier.',
  retainedCaption: 'Was behalten wird, das nächste Ende zuerst',
  retainedEmpty: 'Keine Plattform behält etwas für eine Frist.',
  onlyDue: 'Nur Fälliges',
  all: 'Alles',
  what: 'Was',
  platform: 'Plattform',
  ground: 'Grundlage',
  account: 'Konto',
  forgotten: 'nicht mehr bekannt, oder nicht für Ihre Rolle',
  ends: 'Endet',
  rowIs: { running: 'läuft', due: 'vorbei: jetzt löschen', settled: 'gelöscht' },
  settledAt: 'gelöscht',
  move: 'Was sich tun lässt',
  settle: 'Es ist gelöscht',
  settleThe: (what, request) => `Es ist gelöscht: ${what} von Anfrage ${request}`,
  settleTitle: 'Sagen, dass es gelöscht ist',
  settleLead:
    'Löschen Sie es zuerst auf der Plattform. Was Sie hier sagen, geht in den Nachweis der Anfrage ein, mit Ihrem Namen dahinter, und bleibt dort.',
  settleDo: 'Ich habe es auf der Plattform gelöscht',
  said: {
    'check-begun': 'Die Prüfung läuft. Diese Seite zeigt, wie weit sie ist.',
    'batch-drawn': 'Ein Stapel wurde gezogen. Laden Sie ihn herunter.',
    'nothing-to-anchor': 'Seit dem letzten Stapel ist keine Kette gewachsen.',
    'certificate-key-rotated': 'Bescheinigungen werden von jetzt an mit einem neuen Schlüssel signiert.',
    'row-settled': 'Im Nachweis steht, dass dies gelöscht ist.'
  }
}
