const en = {
  skip: 'To the content',
  menu: 'Menu',
  main: 'Main',
  where: 'Where you are',
  groups: { work: 'Work', site: 'Installation', proof: 'Proof', access: 'Access' },
  overview: 'Overview',
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  language: 'Deutsch',
  help: { reference: 'API reference', problems: 'What each refusal means' },
  problem: 'This was not done',
  whatToDo: 'What to do',
  faults: 'What does not fit',
  instance: (id: string) => `Number of the call in the log: ${id}`,
  unknown: { title: 'There is nothing here', text: 'The address leads nowhere, or what was there is gone.' },
  denied: {
    title: 'Your roles do not allow this',
    text: (roles: string) =>
      `You are signed in as ${roles}. An administrator can give you another role, if your work asks for it.`
  },
  required: 'needed',
  optional: 'may stay empty',
  renewed: (seconds: number) => `This page comes anew every ${seconds} seconds while something is under way.`,
  renewNow: 'Look again',
  none: 'Nothing to show.',
  more: 'Next page',
  first: 'First page',
  pages: 'Pages',
  yes: 'yes',
  no: 'no',
  cancel: 'Back without doing anything',
  copy: 'Copy',
  copied: 'Copied',
  once: 'This is shown once. Put it where it is used before you leave this page.',
  chooseFile: 'Take the list from a file',
  selectAll: 'Select all',
  roles: {
    'user-manager': 'user manager',
    administrator: 'administrator',
    'system-administrator': 'system administrator',
    'privacy-officer': 'privacy officer',
    auditor: 'auditor'
  }
}

const de: typeof en = {
  skip: 'Zum Inhalt',
  menu: 'Menü',
  main: 'Hauptmenü',
  where: 'Wo Sie sind',
  groups: { work: 'Arbeit', site: 'Installation', proof: 'Nachweis', access: 'Zugang' },
  overview: 'Übersicht',
  signOut: 'Abmelden',
  signedInAs: name => `Angemeldet als ${name}`,
  language: 'English',
  help: { reference: 'API-Referenz', problems: 'Was jede Ablehnung bedeutet' },
  problem: 'Das wurde nicht ausgeführt',
  whatToDo: 'Was zu tun ist',
  faults: 'Was nicht passt',
  instance: id => `Nummer des Aufrufs im Protokoll: ${id}`,
  unknown: { title: 'Hier ist nichts', text: 'Die Adresse führt nirgendwohin, oder es gibt das Gesuchte nicht mehr.' },
  denied: {
    title: 'Ihre Rollen erlauben das nicht',
    text: roles =>
      `Sie sind angemeldet als ${roles}. Die Administration kann Ihnen eine andere Rolle geben, wenn Ihre Arbeit es verlangt.`
  },
  required: 'erforderlich',
  optional: 'darf leer bleiben',
  renewed: seconds => `Diese Seite wird alle ${seconds} Sekunden neu geladen, solange etwas im Gange ist.`,
  renewNow: 'Neu laden',
  none: 'Keine Einträge.',
  more: 'Nächste Seite',
  first: 'Erste Seite',
  pages: 'Seiten',
  yes: 'ja',
  no: 'nein',
  cancel: 'Zurück, ohne etwas zu tun',
  copy: 'Kopieren',
  copied: 'Kopiert',
  once: 'Dies wird nur einmal angezeigt. Hinterlegen Sie es dort, wo es gebraucht wird, bevor Sie diese Seite verlassen.',
  chooseFile: 'Die Liste aus einer Datei nehmen',
  selectAll: 'Alle auswählen',
  roles: {
    'user-manager': 'Benutzerverwaltung',
    administrator: 'Administration',
    'system-administrator': 'Systemadministration',
    'privacy-officer': 'Datenschutzbeauftragte',
    auditor: 'Revision'
  }
}

/** What stands around every page for those who work with Lethe. */
export const frameTexts = { en, de } as const
