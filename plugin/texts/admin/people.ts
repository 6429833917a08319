const en = {
  title: 'People and roles',
  lead: 'Who works with Lethe, what they may do, and who counts as one human being where two are needed.',
  add: 'Add a person',
  tokens: 'Tokens and sessions',
  log: 'Record of decisions',
  caption: 'People',
  name: 'Name',
  roles: 'Roles',
  cameIn: 'How they came in',
  there: 'was there at the first start, or nobody wrote it down',
  letInBy: (who: string) => `let in by ${who}`,
  since: 'Since',
  accounts: 'Accounts',
  onPlatform: (platform: string, ids: string) => `${platform}: ${ids}`,
  without: (platform: string) => `${platform}: none`,
  notSaid: (platform: string) => `${platform}: nobody has said`,
  noPlatforms: 'no platform is registered',
  counts: 'Counts as',
  alone: 'one human being of their own',
  oneWith: (names: string) => `one with ${names}`,
  oneBecause: 'Whoever was let in counts as one with whoever let them in, until somebody else vouches for them.',
  vouched: 'Vouched for by',
  nobody: 'nobody',
  state: 'State',
  active: 'may act',
  shutOut: 'shut out',
  person: 'A person',
  change: 'What can be done',
  unplaced:
    'Nobody has said of every platform which account there is theirs. On the others this person can agree to nothing: nobody could tell whether it is about themselves.',
  addTitle: 'Add a person',
  addLead:
    'They count as one with you until somebody else vouches for them. Then give them a way in: a password, an account of the identity provider, or a token.',
  nameHint: 'As colleagues know them. It stands beside what they decide.',
  rolesHint: 'No more than their work asks for.',
  addDo: 'Add',
  roleHints: {
    'user-manager': 'asks for others and sees the queue',
    administrator: 'also platforms, people, tokens, retries, approvals',
    'system-administrator': 'accounts that nobody needs any more, and nothing else',
    'privacy-officer': 'approves, waives, holds, extends, refuses; certificates',
    auditor: 'reads evidence and the record of decisions'
  },
  rolesTitle: 'Roles of a person',
  rolesLead: 'What is ticked takes the place of the roles before, from their next call on.',
  rolesDo: 'Set roles',
  linkTitle: 'Accounts of a person',
  linkLead:
    'Which accounts on the platforms are theirs. Nobody agrees to what is about themselves; so whoever approves or releases something about a platform must be linked there, or be said to have no account.',
  accountOn: (platform: string) => `Account on ${platform}`,
  accountHint: 'The number of the account as the platform counts it; one a line where there are several.',
  noneOn: (platform: string) => `No account on ${platform}`,
  linkDo: 'Set accounts',
  vouchTitle: 'Vouch for a person',
  vouchLead: (name: string, host: string) =>
    `You say that ${name} is a human being of their own, other than ${host}. From then on both count where two are needed. It goes on record with your name.`,
  vouchDo: 'I know this person: vouch',
  disableTitle: 'Shut a person out',
  disableLead: (name: string) =>
    `${name} can do nothing any more, from now on: every token and every session ends. Approvals and waivers that they gave to what is not yet carried out fall; what they said against something stays. Nothing brings them back; whoever returns is added anew.`,
  disableDo: 'Shut out',
  said: {
    'person-added': 'The person was added. Say now which accounts are theirs.',
    'roles-set': 'The roles are set, from the next call on.',
    'person-linked': 'The accounts are set.',
    'person-vouched': 'You have vouched for this person.',
    'person-disabled': 'The person is shut out; every token and session of theirs has ended.'
  }
}

const de: typeof en = {
  title: 'Personen und Rollen',
  lead: 'Wer mit Lethe arbeitet, was sie dürfen, und wer als ein und derselbe Mensch zählt, wo zwei gebraucht werden.',
  add: 'Person hinzufügen',
  tokens: 'Zugangsmarken und Sitzungen',
  log: 'Protokoll der Entscheidungen',
  caption: 'Personen',
  name: 'Name',
  roles: 'Rollen',
  cameIn: 'Wie sie hereinkamen',
  there: 'war beim ersten Start da, oder niemand hat es vermerkt',
  letInBy: who => `hereingelassen von ${who}`,
  since: 'Seit',
  accounts: 'Konten',
  onPlatform: (platform, ids) => `${platform}: ${ids}`,
  without: platform => `${platform}: keines`,
  notSaid: platform => `${platform}: nicht angegeben`,
  noPlatforms: 'keine Plattform ist angemeldet',
  counts: 'Zählt als',
  alone: 'eigener Mensch',
  oneWith: names => `eins mit ${names}`,
  oneBecause:
    'Wer hereingelassen wurde, zählt als eins mit der Person, die das getan hat, bis jemand anderes für sie bürgt.',
  vouched: 'Verbürgt von',
  nobody: 'niemandem',
  state: 'Stand',
  active: 'darf handeln',
  shutOut: 'ausgeschlossen',
  person: 'Eine Person',
  change: 'Was sich tun lässt',
  unplaced:
    'Nicht für jede Plattform ist angegeben, welches Konto dort das ihre ist. Auf den übrigen kann diese Person nichts zustimmen: niemand könnte sagen, ob es um sie selbst geht.',
  addTitle: 'Person hinzufügen',
  addLead:
    'Sie zählt als eins mit Ihnen, bis jemand anderes für sie bürgt. Geben Sie ihr danach einen Zugang: ein Passwort, ein Konto des Identitätsanbieters oder eine Zugangsmarke.',
  nameHint: 'Wie Kolleginnen und Kollegen sie kennen. Er steht bei dem, was sie entscheidet.',
  rolesHint: 'Nicht mehr, als ihre Arbeit verlangt.',
  addDo: 'Hinzufügen',
  roleHints: {
    'user-manager': 'fragt für andere an und sieht die Anträge',
    administrator: 'dazu Plattformen, Personen, Zugangsmarken, Wiederholungen, Zustimmungen',
    'system-administrator': 'Konten, die niemand mehr braucht, und sonst nichts',
    'privacy-officer': 'stimmt zu, verzichtet, hält auf, verlängert, lehnt ab; Bescheinigungen',
    auditor: 'liest Nachweise und das Protokoll der Entscheidungen'
  },
  rolesTitle: 'Rollen einer Person',
  rolesLead: 'Was angekreuzt ist, tritt ab dem nächsten Aufruf an die Stelle der bisherigen Rollen.',
  rolesDo: 'Rollen setzen',
  linkTitle: 'Konten einer Person',
  linkLead:
    'Welche Konten auf den Plattformen die ihren sind. Niemand stimmt dem zu, was ihn selbst betrifft; darum muss, wer auf einer Plattform zustimmt oder freigibt, dort verknüpft sein oder als ohne Konto gelten.',
  accountOn: platform => `Konto auf ${platform}`,
  accountHint: 'Die Nummer des Kontos, wie die Plattform sie zählt; bei mehreren eine je Zeile.',
  noneOn: platform => `Kein Konto auf ${platform}`,
  linkDo: 'Konten setzen',
  vouchTitle: 'Für eine Person bürgen',
  vouchLead: (name, host) =>
    `Sie sagen, dass ${name} ein eigener Mensch ist, ein anderer als ${host}. Von da an zählen beide, wo zwei gebraucht werden. Es wird mit Ihrem Namen festgehalten.`,
  vouchDo: 'Ich kenne diese Person: bürgen',
  disableTitle: 'Eine Person ausschließen',
  disableLead: name =>
    `${name} kann von jetzt an nichts mehr tun: alle Zugangsmarken und Sitzungen enden. Zustimmungen und Verzichte zu dem, was noch nicht ausgeführt ist, fallen weg; was sie gegen etwas gesagt hat, bleibt. Nichts holt sie zurück; wer wiederkommt, wird neu hinzugefügt.`,
  disableDo: 'Ausschließen',
  said: {
    'person-added': 'Die Person ist hinzugefügt. Geben Sie nun an, welche Konten die ihren sind.',
    'roles-set': 'Die Rollen sind gesetzt, ab dem nächsten Aufruf.',
    'person-linked': 'Die Konten sind gesetzt.',
    'person-vouched': 'Sie haben für diese Person gebürgt.',
    'person-disabled': 'Die Person ist ausgeschlossen; alle ihre Zugangsmarken und Sitzungen sind beendet.'
  }
}

/** Words of the pages about people. */
export const peopleTexts = { en, de } as const
