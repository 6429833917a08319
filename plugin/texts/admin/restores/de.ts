import type { en } from './en.ts'

/** German words of the pages about restores. */
export const de: typeof en = {
  title: 'Wiederherstellungen',
  lead: 'Eine Plattform oder Lethes eigene Daten können aus einer Sicherung zurückkommen. Dadurch wird niemand von selbst gelöscht, und wer gelöscht war, kommt nicht auf Dauer zurück.',
  announce: 'Eine Plattform wurde wiederhergestellt',
  caption: 'Wiederherstellungen von Plattformen, die jüngste zuerst',
  empty: 'Keine Wiederherstellung einer Plattform wurde gemeldet.',
  announced: 'Gemeldet',
  platform: 'Plattform',
  state: 'Stand',
  states: {
    looking: 'es wird gesucht, wer zurückkam',
    'awaiting-release': 'wartet auf Menschen',
    running: 'im Gang',
    done: 'erledigt',
    dropped: 'fallen gelassen'
  },
  cameBack: 'Zurückgekommen',
  by: 'Gemeldet von',
  source: 'einem Absender',
  own: 'Lethes eigene Daten',
  ownNone: 'Es wurde nie bemerkt, dass eigene Daten wiederhergestellt wurden.',
  ownOpen:
    'Eigene Daten wurden wiederhergestellt, und noch hat sie niemand durchgesehen. Auf jeder Plattform ist alles angehalten, was etwas löscht.',
  ownDone: 'Eigene Daten wurden einmal wiederhergestellt; sie sind durchgesehen.',
  ownLink: 'Was damit verloren ging',
  form: {
    title: 'Eine Plattform wurde wiederhergestellt',
    lead: 'Melden Sie es sofort. Gesucht wird nach Nummer und Entstehung, wer dort nach der Sicherung gelöscht wurde. Niemand wird noch einmal gelöscht, bevor Menschen der Liste zugestimmt haben.',
    snapshotAt: 'Die Sicherung entstand um (UTC)',
    snapshotHint: 'Eher zu früh als zu spät: Gesucht wird, wer danach gelöscht wurde.',
    restoredAt: 'Sie wurde eingespielt um (UTC)',
    restoredHint: 'Leer: gerade eben.',
    submit: 'Melden'
  },
  replay: {
    title: 'Eine Wiederherstellung',
    snapshotAt: 'Sicherung vom',
    restoredAt: 'Eingespielt',
    lookedAt: 'Nachgesehen',
    waits: 'Wartet, weil',
    told: 'Offene Anfragen, die noch einmal lesen, was sie getan hatten',
    agreed: 'Bisher zugestimmt',
    needed: 'Nötige Personen',
    nobody: 'niemand',
    dropped: 'Fallen gelassen von',
    endedAt: 'Beendet',
    counts: 'Nach wem gesucht wurde',
    is: {
      'came-back': 'kam zurück: dieselbe Nummer und dieselbe Entstehung',
      'another-person': 'die Nummer gehört jetzt jemand anderem, der in Ruhe gelassen wird',
      'not-there': 'ist nicht da',
      'not-finished': 'die frühere Anfrage kam nie zu ihrem Ende',
      'cannot-tell': 'die Plattform sagt es nicht',
      'cannot-be-known': 'niemand kann es mehr wissen'
    },
    again: {
      requested: 'wird noch einmal gelöscht durch',
      'already-open': 'hat eine offene Anfrage',
      'another-person': 'inzwischen jemand anderes; in Ruhe gelassen',
      'not-there': 'nicht mehr da',
      'not-finished': 'die frühere Anfrage kam nie zu ihrem Ende',
      'cannot-tell': 'die Plattform sagt es nicht',
      'cannot-be-known': 'niemand kann es mehr wissen'
    },
    rows: 'Jede Löschung nach der Sicherung',
    request: 'Gelöscht durch',
    found: 'Gefunden',
    because: 'Weil',
    after: 'Was folgt',
    link: 'Anfrage',
    more: count => `${count} weitere stehen hier nicht; lethe replay show hat alle.`,
    unknown: until =>
      `Von der Sicherung bis ${until} weiß niemand, wer gelöscht wurde: Die Sicherung ist älter als die Frist, für die das aufbewahrt wird. Niemand kann sagen, wie viele es sind.`,
    release: 'Zustimmen, dass sie noch einmal gelöscht werden',
    drop: 'Nichts unternehmen',
    look: 'Die Liste neu aufstellen'
  },
  release: {
    title: 'Zustimmen, noch einmal zu löschen',
    lead: count =>
      `${count === 1 ? '1 Konto kam' : `${count} Konten kamen`} zurück. Haben genug Personen zugestimmt, wird aus jedem eine eigene Anfrage. Wer die Wiederherstellung gemeldet hat oder auf der Liste steht, darf nicht zustimmen.`,
    submit: 'Ich stimme zu, dass sie noch einmal gelöscht werden'
  },
  drop: {
    title: 'Nichts unternehmen',
    lead: 'Wer zurückkam, bleibt. Wer das entschieden hat und warum, wird festgehalten.',
    because: 'Warum',
    reasons: {
      'not-restored': 'die Plattform wurde nicht wiederhergestellt',
      'times-wrong': 'sie wurde es, und die genannten Zeiten stimmen nicht',
      'erased-otherwise': 'wer zurückkam, wurde auf andere Weise gelöscht',
      'kept-on-purpose': 'sie sollen bleiben'
    },
    submit: 'Fallen lassen'
  },
  look: {
    title: 'Die Liste neu aufstellen',
    lead: 'Es wird noch einmal gesucht, wer zurückkam. Wer der vorigen Liste zugestimmt hat, hat der neuen nicht zugestimmt.',
    submit: 'Noch einmal suchen'
  },
  store: {
    title: 'Lethes eigene Daten wurden wiederhergestellt',
    noticed: 'Bemerkt',
    gap: 'Verloren',
    from: (from, until) => `von ${from} bis ${until}`,
    open: 'nicht bekannt',
    ended: 'Anfragen, die seither geendet hatten; sie enden wieder so, und ausgeführt wird nichts',
    holdsLost:
      'Aufbewahrungspflichten, die seither eingetragen wurden und fehlen: tragen Sie sie neu ein, bevor etwas weitergeht',
    holdsBack: 'Aufbewahrungspflichten, die seither aufgehoben wurden und wieder da sind',
    paused: 'Plattformen, die deshalb angehalten wurden',
    acknowledged: 'Durchgesehen von',
    beforehand: 'Bevor es weitergeht',
    steps: [
      'Tragen Sie die fehlenden Aufbewahrungspflichten neu ein. Wen sie schützten, steht in Ihren eigenen Unterlagen.',
      'Schließen Sie wieder aus, wer ausgeschlossen war, und widerrufen Sie Token, die widerrufen waren.',
      'Tragen Sie Absender und Plattformen neu ein, die in dieser Zeit dazukamen: Wer keinen Eintrag mehr hat, wird abgewiesen.',
      'Verlangen aus dieser Zeit sind verloren, und von hier aus kann sie niemand auflisten. Lassen Sie sie noch einmal senden: andere Systeme von denen, die sie betreiben, Listen von denen, die sie eingelesen haben, Verlangen für andere von denen, die gefragt haben. Wer auf den Seiten oder über den Knopf der Plattform gefragt hat, muss noch einmal fragen.',
      'Bitten Sie danach Absender, ihre Rücknahmen aus dieser Zeit noch einmal zu senden. Auch Freigaben und Bestätigungen aus dieser Zeit sind verloren.'
    ],
    link: 'Ich habe es durchgesehen',
    begins:
      'Wer das bestätigt, lässt das Löschen wieder beginnen: sofort und auf jeder Plattform, die wegen der Wiederherstellung angehalten ist.',
    confirmTitle: 'Wieder mit dem Löschen beginnen',
    confirmLead:
      'Das Löschen beginnt sofort wieder, auf jeder Plattform, die wegen der Wiederherstellung angehalten ist. Konten, deren Zeit um ist, werden ohne weitere Frage endgültig gelöscht, und eine Rücknahme, die verloren ging und nicht noch einmal kam, hält nichts auf. Was nicht neu eingetragen oder gesendet ist, bleibt verloren.',
    understood:
      'Die fehlenden Aufbewahrungspflichten sind neu eingetragen, um Rücknahmen und Verlangen aus dieser Zeit ist gebeten, und von jetzt an dürfen Konten gelöscht werden',
    submit: 'Wieder mit dem Löschen beginnen'
  },
  said: {
    'restore-announced': 'Gespeichert. Es wird gesucht, wer zurückkam.',
    'replay-released': 'Ihre Zustimmung ist gespeichert.',
    'replay-dropped': 'Fallen gelassen. Wer zurückkam, bleibt.',
    'replay-looking': 'Die Liste wird neu aufgestellt.',
    'store-acknowledged': 'Auf den Plattformen, die die Wiederherstellung angehalten hatte, wird wieder gelöscht.'
  }
}
