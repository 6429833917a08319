/** What each kind of our own records holds and from when its term runs, in German; in English the table itself says it. */
export const recordsInGerman: Readonly<Record<string, { readonly holds: string; readonly from: string }>> = {
  request: {
    holds: 'Anfragen: Nachweise ohne Namen',
    from: 'Ende der Anfrage und von allem, was die Plattform behält'
  },
  hold: { holds: 'Aufbewahrungspflichten: Grundlage, Zuständige und Daten', from: 'Aufhebung' },
  delivery: { holds: 'Antworten auf signierte Aufrufe, aus denen keine Anfrage wurde', from: 'Eingang' },
  person: { holds: 'Namen derer, die mit Lethe arbeiten', from: 'Tag, an dem sie ausgeschlossen wurden' },
  token: { holds: 'Bezeichnung und Daten von Zugangsmarken', from: 'Ende der Marke' },
  governance: { holds: 'wer entschieden hat, wer was darf: Kennungen und Codes', from: 'Entscheidung' },
  source: { holds: 'entfernte Absender; ihre Geheimnisse gingen mit', from: 'Entfernung' },
  declaration: { holds: 'Aussagen der Verwaltung über die Plattform: Prüfsummen, keine Namen', from: 'Ersetzung' },
  replay: { holds: 'Wiederherstellungen einer Plattform: wann und wie viele', from: 'Ankündigung' },
  selection: { holds: 'wer aus einer Liste ausgewählt wurde, versiegelt', from: 'Auswahl' },
  run: { holds: 'nächtliche Läufe über nicht mehr gebrauchte Konten: Zahlen und Codes', from: 'Lauf' },
  fact: { holds: 'Antworten anderer Systeme, unter einer Prüfsumme', from: 'Antwort' },
  receipt: { holds: 'dass ein Absender in einer Stunde etwas gesandt hat', from: 'Eingang' },
  'dead-letter': { holds: 'nicht angenommene Nachrichten aus Codes', from: 'letztem Versuch' },
  spool: {
    holds:
      'Listen, die zwischen zwei Blicken auf eine Plattform gebraucht werden, und wer mit einem Code auf die Seiten kommt; versiegelt',
    from: 'Eintrag'
  },
  platform: { holds: 'Einstellungen der Plattformen', from: 'Entfernung' },
  provider: { holds: 'Einstellungen der Auskunftssysteme', from: 'Entfernung' },
  endpoint: { holds: 'Einstellungen der Systeme, die Bescheid bekommen', from: 'Entfernung' },
  lifecycle: {
    holds: 'Einstellungen zu nicht mehr gebrauchten Konten; was der letzte Lauf von jedem Konto behält, versiegelt',
    from: 'Entfernung'
  },
  ledger: { holds: 'Zähler, welche Schlüssel zu diesen Daten gehören, und der Verantwortliche', from: 'Eintrag' },
  anchor: { holds: 'Köpfe von Ketten: Prüfsummen und Nummern von Anfragen', from: 'Eintrag' }
}
