import type { en, MoveText } from './en.ts'

const move = (title: string, means: string, undo: string, submit: string): MoveText => ({ title, means, undo, submit })

/** German words of what people say to a request. */
export const de: typeof en = {
  moves: {
    recheck: move(
      'Erneut prüfen',
      'Die Plattform wird sofort neu gefragt, und jede Frage wird neu beantwortet.',
      'Gelöscht wird dadurch nichts. Gilt alles, so geht die Anfrage von selbst weiter.',
      'Jetzt erneut prüfen'
    ),
    approve: move(
      'Den Plan freigeben',
      'Sie stimmen genau dem Plan unten zu. Ändert er sich, bevor es beginnt, so verfällt die Freigabe, und Sie werden neu gefragt. Wo mehr Personen zustimmen müssen, wartet sie auf diese.',
      'Hat die Löschung begonnen, kann niemand Gelöschtes zurückholen.',
      'Genau diesen Plan freigeben'
    ),
    refuse: move(
      'Ablehnen',
      'Die Anfrage endet, ohne dass etwas gelöscht wird. Die Person erfährt die Grundlage und dass sie sich bei der Aufsichtsbehörde beschweren kann.',
      'Eine abgelehnte Anfrage lässt sich nicht wieder öffnen; neu verlangen geht.',
      'Auf dieser Grundlage ablehnen'
    ),
    withdraw: move(
      'Zurückziehen',
      'Das Verlangen wird zurückgenommen, durch Sie für die, die es gestellt haben. Was dann geschieht, steht hier:',
      'Eine zurückgezogene Anfrage lässt sich nicht wieder öffnen; neu verlangen geht.',
      'Zurückziehen'
    ),
    extend: move(
      'Die Frist verlängern',
      'Die gesetzliche Frist wird zwei oder drei Monate ab dem Eingang. Die Person erfährt den Grund per Mail im ersten Monat; erfährt sie ihn nicht rechtzeitig, zählt es nicht.',
      'Verlängern geht einmal.',
      'Verlängern'
    ),
    suspend: move(
      'Die Frist stillstehen lassen',
      'Die gesetzliche Frist steht still, weil zweifelhaft ist, wer fragt (Artikel 12 Absatz 6 DSGVO). Die Person wird um einen Nachweis gebeten. Mit ihm läuft die Frist von selbst wieder.',
      'Die Tage bis dahin verschieben das Ende der Frist; dass sie stillstand, bleibt festgehalten.',
      'Stillstehen lassen'
    ),
    'resume-clock': move(
      'Die Frist wieder laufen lassen',
      'Die gesetzliche Frist läuft ohne Nachweis von jetzt an wieder.',
      'Es bleibt festgehalten, dass Sie den Stillstand aufgehoben haben.',
      'Wieder laufen lassen'
    ),
    'agree-receipt': move(
      'Einem früheren Eingang zustimmen',
      'Die gesetzliche Frist wird von der Zeit an gezählt, die der Absender nannte, mehr als dreißig Tage bevor es hier einging.',
      'Das Ende der Frist rückt mit zurück, vielleicht in die Vergangenheit. Zurücknehmen geht nicht.',
      'Diesem Eingang zustimmen'
    ),
    attest: move(
      'Etwas über die Person erklären',
      'Sie erklären mit Ihrem Namen, was die Plattform nicht sagen kann. Im Nachweis steht es unter Ihrem Namen.',
      'Eine Erklärung wird nie entfernt; eine spätere tritt an ihre Stelle.',
      'Erklären'
    ),
    waive: move(
      'Auf eine Frage verzichten',
      'Die Frage bleibt unbeantwortet und hält die Anfrage nicht mehr auf, auf einer Grundlage, die Sie nennen.',
      'Der Verzicht bleibt festgehalten. Was die Frage schützt, kann verloren gehen.',
      'Verzichten'
    ),
    object: move(
      'Einen Widerspruch festhalten',
      'Die Person hat nein gesagt, per Brief oder Anruf. Was andere verlangt haben, hält an: Beruht es auf Zustimmung, so endet es, sonst wartet es auf die Datenschutzstelle.',
      'Zurückgenommen wird er nicht; selbst fragen kann die Person jederzeit. Ist schon etwas verloren, so wird es ihr gesagt.',
      'Widerspruch festhalten'
    ),
    'cannot-ask': move(
      'Festhalten, warum die Person nicht fragen kann',
      'Niemand wird mehr eingeladen, und das Verlangen gilt sofort.',
      'Die Person wird nicht gefragt. Es bleibt festgehalten, wer das gesagt hat.',
      'Festhalten'
    ),
    retry: move(
      'Noch einmal versuchen',
      'Was offen steht, wird zuerst auf der Plattform überprüft und dann neu begonnen, auch wo die Regel allein es nicht wiederholte: Sie haben nachgesehen.',
      'Was die Plattform dann löscht, lässt sich nicht zurückholen.',
      'Noch einmal versuchen'
    ),
    'look-again': move(
      'Noch einmal nachsehen',
      'Die Plattform wird neu gelesen: was getan ist, was noch da ist. Begonnen wird nichts.',
      'Auf der Plattform ändert sich nichts.',
      'Nachsehen'
    ),
    close: move(
      'Schließen, wie sie ist',
      'Die Anfrage endet als teilweise abgeschlossen. Die Bescheinigung sagt, was getan wurde und was nicht.',
      'Eine geschlossene Anfrage wird nie wieder aufgenommen. Was nicht gelöscht ist, bleibt.',
      'Schließen'
    ),
    hold: move(
      'Eine Aufbewahrungspflicht eintragen',
      'Eine gesetzliche Grundlage setzt die Löschung dieser Person aus. Gefunden wird sie mit dem, was die Anfrage von ihr weiß; dieses Nachsehen wird festgehalten. Jede offene Anfrage von ihr wird benachrichtigt.',
      'Was schon gelöscht ist, bleibt gelöscht. Aufheben braucht eine zweite Person.',
      'Eintragen'
    )
  },
  undo: 'Lässt es sich rückgängig machen?',
  about: 'Über',
  said: { by: 'Unter Ihrem Namen gesagt', note: 'Begründung' },
  noteHint: 'Versiegelt mit dem, woran man die Person erkennt, und mit ihm vernichtet. Nennen Sie niemanden ohne Not.',
  ground: 'Grundlage',
  grounds: {
    '11(2)': '11(2): es ist nicht bekannt, wessen Daten gemeint sind',
    '12(2)': '12(2): die Person lässt sich nicht identifizieren',
    '12(5)-a': '12(5)(a): offenkundig unbegründet oder exzessiv; Entgelt',
    '12(5)-b': '12(5)(b): offenkundig unbegründet oder exzessiv; abgelehnt',
    '12(6)': '12(6): Zweifel, wer fragt',
    '17(1)': '17(1): nichts, was das Recht auf Löschung erfasst',
    '17(3)-a': '17(3)(a): freie Meinungsäußerung und Information',
    '17(3)-b': '17(3)(b): rechtliche Verpflichtung oder Aufgabe im öffentlichen Interesse',
    '17(3)-c': '17(3)(c): öffentliche Gesundheit',
    '17(3)-d': '17(3)(d): Archiv, Forschung oder Statistik',
    '17(3)-e': '17(3)(e): Rechtsansprüche',
    '23(1)': '23(1): Beschränkung durch Gesetz',
    '6(1)-c': '6(1)(c): rechtliche Verpflichtung zur Verarbeitung',
    '6(1)-e': '6(1)(e): Aufgabe im öffentlichen Interesse',
    '6(1)-f': '6(1)(f): berechtigte Interessen',
    '17(1)-a': '17(1)(a): nicht mehr nötig',
    '17(1)-b': '17(1)(b): Einwilligung widerrufen',
    '17(1)-c': '17(1)(c): die Person widerspricht',
    '17(1)-d': '17(1)(d): unrechtmäßig verarbeitet',
    '17(1)-e': '17(1)(e): rechtliche Pflicht zur Löschung',
    '18(2)': '18(2): Einschränkung der Verarbeitung'
  },
  months: 'Um wie viel länger',
  monthNames: { '1': 'um einen Monat', '2': 'um zwei Monate' },
  because: 'Warum',
  told: 'Die Person wurde auf anderem Weg benachrichtigt, etwa per Brief; keine Mail senden',
  question: 'Frage',
  answer: 'Was Sie erklären',
  answers: { yes: 'Ja, es gilt', no: 'Nein, es gilt nicht' },
  which: 'Welches Verlangen',
  allDemands: 'alle, die sich zurücknehmen lassen',
  demandSaid: (said, received) => `laut Absender: ${said}; angenommen: ${received}`,
  action: 'Welcher Schritt',
  allActions: 'alle, die offen stehen',
  item: 'Was aufbewahrt wird',
  items: {
    account: 'das ganze Konto',
    invoices: 'Rechnungen',
    course: 'Unterlagen in einem Kurs',
    category: 'eine Zeile der Tabelle der Plattform'
  },
  itemKey: 'Schlüssel des Kurses oder Kennung der Zeile',
  itemKeyHint: 'Nur bei einem Kurs oder einer Zeile.',
  review: 'Wieder angesehen am',
  plan: 'Der Plan, den Sie freigeben',
  noPlan: 'Es gibt noch keinen Plan zum Freigeben.',
  already: 'Bisher freigegeben',
  stale:
    'Die Plattform sagt inzwischen etwas anderes als beim Entstehen dieses Plans. Lassen Sie zuerst erneut prüfen.',
  changed: 'Der Plan hat sich seit einer früheren Freigabe geändert. Was neu ist, braucht Ihren Blick.'
}
