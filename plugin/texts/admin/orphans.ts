const en = {
  title: 'Orphans',
  lead: 'Objects that nobody living looks after, whoever deleted the owners, and what would become one with an erasure that is under way.',
  platform: 'Platform',
  read: 'Last read',
  never: 'never',
  count: 'Orphans',
  caption: 'Platforms',
  empty: 'No platform is registered yet.',
  objects: 'Objects on the list',
  reading: 'It is being read since',
  problem: (code: string, when: string) => `The last reading broke off (${code}, ${when}); the list is the one before.`,
  readNow: 'Read now',
  readTitle: 'Read who owns what',
  readLead: 'It takes one call an object, and goes on without you. Otherwise it is read every night.',
  readDo: 'Read it now',
  gone: 'Without a living owner',
  goneCaption: 'Objects whose owners are gone',
  none: 'Nothing is an orphan.',
  category: 'Kind',
  key: 'Key',
  organisation: 'Organisation',
  why: 'Why',
  because: {
    'no-owner': 'it has no owner',
    'no-living-owner': 'all its owners are deleted, blocked or leaving',
    'fallback-only': 'only the one account owns it that the platform falls back to'
  },
  successor: 'Who could take over',
  bySuccessorRole: {
    'co-owner': 'another owner of it',
    coach: 'one of its coaches',
    'organisation-manager': 'a manager of its organisation'
  },
  byAccount: (named: string) => `the account ${named}`,
  byPool: (count: number) => `one of ${count} accounts in turn`,
  byNobody: 'nobody is named in the policy',
  going: 'Owners who are leaving',
  goingLead: 'Requests that are stopped because something only this person owns has no successor who is there.',
  goingCaption: 'Requests that wait for a successor',
  goingNone: 'No request waits for a successor.',
  request: 'Request',
  stops: 'What stops it',
  things: 'Objects',
  more: (count: number) =>
    count === 1 ? '1 more object is not shown here.' : `${count} more objects are not shown here.`,
  todo: 'What to do',
  todos: [
    'On the platform, add a living person as an owner of each object, or delete what nobody needs any more. The next reading takes it off the list.',
    'For those who leave, name successors in the policy of the platform: by kind of object, by organisation, or for all.',
    'An account that the platform falls back to owns more with every deletion. Somebody should look after what it has.'
  ],
  said: { 'orphans-reading': 'It is being read.' }
}

const de: typeof en = {
  title: 'Verwaistes',
  lead: 'Objekte, um die sich niemand Lebendes kümmert, wer auch immer die Besitzer gelöscht hat, und was durch eine laufende Löschung dazu würde.',
  platform: 'Plattform',
  read: 'Zuletzt gelesen',
  never: 'nie',
  count: 'Verwaist',
  caption: 'Plattformen',
  empty: 'Noch ist keine Plattform eingetragen.',
  objects: 'Objekte auf der Liste',
  reading: 'Wird gelesen seit',
  problem: (code, when) => `Das letzte Lesen brach ab (${code}, ${when}); die Liste ist die davor.`,
  readNow: 'Jetzt lesen',
  readTitle: 'Lesen, wem was gehört',
  readLead: 'Es braucht einen Aufruf je Objekt und geht ohne Sie weiter. Sonst wird jede Nacht gelesen.',
  readDo: 'Jetzt lesen',
  gone: 'Ohne lebende Besitzer',
  goneCaption: 'Objekte, deren Besitzer weg sind',
  none: 'Nichts ist verwaist.',
  category: 'Art',
  key: 'Schlüssel',
  organisation: 'Organisation',
  why: 'Warum',
  because: {
    'no-owner': 'es hat keinen Besitzer',
    'no-living-owner': 'alle Besitzer sind gelöscht, gesperrt oder gehen',
    'fallback-only': 'es gehört nur dem einen Konto, auf das die Plattform zurückfällt'
  },
  successor: 'Wer übernehmen könnte',
  bySuccessorRole: {
    'co-owner': 'ein anderer Besitzer',
    coach: 'eine betreuende Person',
    'organisation-manager': 'die Verwaltung seiner Organisation'
  },
  byAccount: named => `das Konto ${named}`,
  byPool: count => `eines von ${count} Konten der Reihe nach`,
  byNobody: 'in den Regeln ist niemand benannt',
  going: 'Besitzer, die gehen',
  goingLead: 'Anfragen, die anhalten, weil etwas nur dieser Person gehört und keine Nachfolge da ist.',
  goingCaption: 'Anfragen, die auf eine Nachfolge warten',
  goingNone: 'Keine Anfrage wartet auf eine Nachfolge.',
  request: 'Anfrage',
  stops: 'Was sie aufhält',
  things: 'Objekte',
  more: count => (count === 1 ? '1 weiteres Objekt steht hier nicht.' : `${count} weitere Objekte stehen hier nicht.`),
  todo: 'Was zu tun ist',
  todos: [
    'Tragen Sie auf der Plattform bei jedem Objekt eine lebende Person als Besitzer ein, oder löschen Sie, was niemand mehr braucht. Das nächste Lesen nimmt es von der Liste.',
    'Benennen Sie für die, die gehen, in den Regeln der Plattform eine Nachfolge: nach Art des Objekts, nach Organisation oder für alle.',
    'Einem Konto, auf das die Plattform zurückfällt, gehört mit jeder Löschung mehr. Jemand sollte sich darum kümmern.'
  ],
  said: { 'orphans-reading': 'Es wird gelesen.' }
}

/** Words of the pages about what nobody looks after. */
export const orphanTexts = { en, de } as const
