const en = {
  title: 'First steps',
  lead: 'From nothing to a first deletion that is proven. Each step leads to the page that does it; come back here afterwards.',
  done: 'done',
  open: 'to do',
  steps: {
    controller: {
      title: 'Say who answers for the processing',
      text: 'The name of the organisation stands in every mail, refusal and certificate.',
      go: 'Organisation and agreement'
    },
    mail: {
      title: 'Set mail up',
      text: 'Set LETHE_MAIL_URL and LETHE_MAIL_FROM where Lethe is started, then start it again. Without mail nobody is told anything.',
      go: 'Try the mail server'
    },
    platform: {
      title: 'Register a platform',
      text: 'Begin with a practice platform: “npx lethe sandbox openedx” or “npx lethe sandbox openolat” on the machine of Lethe starts one with made-up people, and prints what the form asks for.',
      go: 'Register a practice platform',
      also: 'Register your own platform'
    },
    askers: {
      title: 'Say who may ask for others',
      text: 'Somebody with the role user manager, linked to an account of the platform: so far as the platform lets them delete whom, they may ask.',
      go: 'People and roles'
    },
    second: {
      title: 'Let a second person in',
      text: 'Approvals, releases and the lifting of holds ask two different people. Whoever you let in counts as one with you until somebody else vouches for them.',
      go: 'Add a person'
    },
    way: {
      title: 'Let demands arrive',
      text: 'By a route in front of the platform, so that its own page leads here, or by a source that sends signed webhooks.',
      go: 'Sources',
      also: (name: string) => `Route of ${name}`
    },
    test: {
      title: 'Make a test deletion',
      text: 'On a practice platform, of somebody who was made up, and follow it to its certificate.',
      go: 'Test deletion'
    }
  },
  count: (done: number, all: number) => `${done} of ${all} steps are done.`,
  testTitle: 'Test deletion',
  testLead:
    'You ask for the deletion of somebody who was made up, as if on their behalf. Everything runs as it would for anybody: questions, plan, deletion, reading back, certificate.',
  noPractice:
    'There is no practice platform yet. Start one by “npx lethe sandbox openedx” and register it with the box for practice ticked.',
  platform: 'Practice platform',
  username: 'Name on the platform',
  usernameHint: 'One of those that the command printed.',
  email: 'E-mail address',
  hurry: 'Set this practice platform to no waiting',
  hurryHint: 'No time to withdraw, no notice beforehand. Without it the test takes a week, as it would for anybody.',
  testDo: 'Ask for the deletion',
  who: 'First steps of Lethe',
  how: 'A test on a practice platform; nobody real is meant.',
  cannotAsk: 'The person is made up.',
  followTitle: 'How the test deletion goes',
  state: 'State',
  since: 'Since',
  because: 'Because',
  actions: 'Steps on the platform',
  actionsHead: ['Step', 'Begun', 'Outcome', 'Read back'],
  noActions: 'Nothing was done on the platform yet.',
  ended: 'It has ended. What was done is in the certificate, which names nobody.',
  certificate: 'Open the certificate',
  certificateFor: 'The certificate is opened by a privacy officer or an auditor, on the page of the request.',
  request: 'The request with everything about it',
  waits: 'This page comes anew by itself while something is under way.',
  said: { 'test-asked': 'The deletion is asked for. Follow it here.' }
}

const de: typeof en = {
  title: 'Erste Schritte',
  lead: 'Von nichts zu einer ersten Löschung, die belegt ist. Jeder Schritt führt zu der Seite, die ihn tut; kommen Sie danach hierher zurück.',
  done: 'erledigt',
  open: 'zu tun',
  steps: {
    controller: {
      title: 'Sagen, wer für die Verarbeitung verantwortlich ist',
      text: 'Der Name der Organisation steht in jeder Mail, Ablehnung und Bescheinigung.',
      go: 'Organisation und Zustimmung'
    },
    mail: {
      title: 'Mail einrichten',
      text: 'LETHE_MAIL_URL und LETHE_MAIL_FROM setzen, wo Lethe gestartet wird, dann neu starten. Ohne Mail erfährt niemand etwas.',
      go: 'Mailserver ausprobieren'
    },
    platform: {
      title: 'Plattform registrieren',
      text: 'Beginnen Sie mit einer Übungsplattform: „npx lethe sandbox openedx“ oder „npx lethe sandbox openolat“ auf dem Rechner von Lethe startet eine mit erfundenen Personen und zeigt, was das Formular verlangt.',
      go: 'Übungsplattform registrieren',
      also: 'Eigene Plattform registrieren'
    },
    askers: {
      title: 'Sagen, wer für andere fragen darf',
      text: 'Jemand mit der Rolle Benutzerverwaltung, verknüpft mit einem Konto der Plattform: soweit die Plattform sie jemanden löschen lässt, dürfen sie fragen.',
      go: 'Personen und Rollen'
    },
    second: {
      title: 'Eine zweite Person einlassen',
      text: 'Freigaben, das Lösen von Bremsen und das Aufheben von Sperren verlangen zwei verschiedene Personen. Wen Sie einlassen, zählt mit Ihnen als eine, bis jemand anderes bürgt.',
      go: 'Person hinzufügen'
    },
    way: {
      title: 'Anträge ankommen lassen',
      text: 'Über eine Route vor der Plattform, sodass ihre eigene Seite hierher führt, oder über eine Quelle, die signierte Webhooks sendet.',
      go: 'Quellen',
      also: name => `Route von ${name}`
    },
    test: {
      title: 'Eine Probelöschung machen',
      text: 'Auf einer Übungsplattform, von jemand Erfundenem, und ihr bis zur Bescheinigung folgen.',
      go: 'Probelöschung'
    }
  },
  count: (done, all) => `${done} von ${all} Schritten sind erledigt.`,
  testTitle: 'Probelöschung',
  testLead:
    'Sie verlangen die Löschung von jemand Erfundenem, wie in dessen Namen. Alles läuft wie bei jedem: Fragen, Plan, Löschung, Nachlesen, Bescheinigung.',
  noPractice:
    'Noch gibt es keine Übungsplattform. Starten Sie eine mit „npx lethe sandbox openedx“ und registrieren Sie sie mit dem Haken für Übung.',
  platform: 'Übungsplattform',
  username: 'Anmeldename auf der Plattform',
  usernameHint: 'Einer von denen, die der Befehl angezeigt hat.',
  email: 'E-Mail-Adresse',
  hurry: 'Diese Übungsplattform ohne Wartezeit einstellen',
  hurryHint: 'Keine Bedenkzeit, keine Ankündigung vorher. Ohne das dauert die Probe eine Woche, wie bei jedem.',
  testDo: 'Die Löschung verlangen',
  who: 'Erste Schritte von Lethe',
  how: 'Eine Probe auf einer Übungsplattform; niemand Echtes ist gemeint.',
  cannotAsk: 'Die Person ist erfunden.',
  followTitle: 'Wie die Probelöschung läuft',
  state: 'Zustand',
  since: 'Seit',
  because: 'Weil',
  actions: 'Schritte auf der Plattform',
  actionsHead: ['Schritt', 'Begonnen', 'Ergebnis', 'Nachgelesen'],
  noActions: 'Auf der Plattform wurde noch nichts getan.',
  ended: 'Sie ist zu Ende. Was getan wurde, steht in der Bescheinigung, die niemanden nennt.',
  certificate: 'Bescheinigung öffnen',
  certificateFor: 'Die Bescheinigung öffnet jemand vom Datenschutz oder aus der Revision, auf der Seite des Antrags.',
  request: 'Der Antrag mit allem, was dazugehört',
  waits: 'Diese Seite lädt von selbst neu, solange etwas im Gange ist.',
  said: { 'test-asked': 'Die Löschung ist verlangt. Folgen Sie ihr hier.' }
}

/** Words of the guided way from nothing to a first deletion. */
export const firstRunTexts = { en, de } as const
