/** How a stand-in with made-up people is marked, wherever it or a request of it is shown. */
export const practiceTexts = {
  en: { badge: 'Practice', text: 'This is a stand-in with made-up people. Nobody’s account is deleted by it.' },
  de: { badge: 'Übung', text: 'Dies ist ein Nachbau mit erfundenen Personen. Hier wird kein echtes Konto gelöscht.' }
} as const
