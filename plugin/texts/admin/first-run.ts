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
      text: 'Begin with a practice platform: “npm run lethe -- sandbox openedx” or “npm run lethe -- sandbox openolat”, in the folder of Lethe, starts one with made-up people and prints what the form asks for.',
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
      text: 'Approvals, releases and the lifting of holds ask two different people. Whoever you let in counts as one with you until somebody vouches for them whom you did not let in. Where you let everybody in, say so first under “Organisation and agreement”: there somebody can count beside the very person who let them in.',
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
    'There is no practice platform yet. Start one by “npm run lethe -- sandbox openedx” in the folder of Lethe, and register it with the box for practice ticked.',
  platform: 'Practice platform',
  username: 'Name on the platform',
  usernameHint: 'One of those that the command printed for this platform; each practice platform has its own people.',
  email: 'E-mail address',
  hurry: 'Set this practice platform to no waiting',
  hurryHint: 'No time to withdraw, no notice beforehand. Without it the test takes a week, as it would for anybody.',
  testDo: 'Ask for the deletion',
  testThere: (platform: string) => `Try it on ${platform} instead`,
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
  certificate: 'Download the certificate',
  certificateFor: 'The certificate is opened by a privacy officer or an auditor, on the page of the request.',
  request: 'The request with everything about it',
  waits: 'This page comes anew by itself while something is under way.',
  said: { 'test-asked': 'The deletion is asked for. Follow it here.' }
}

const de: typeof en = {
  title: 'Erste Schritte',
  lead: 'Von der leeren Installation bis zur ersten nachgewiesenen Löschung. Jeder Schritt führt auf die Seite, auf der er erledigt wird; kommen Sie danach hierher zurück.',
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
      text: 'Beginnen Sie mit einer Übungsplattform: „npm run lethe -- sandbox openedx“ oder „npm run lethe -- sandbox openolat“, im Ordner von Lethe, startet eine mit erfundenen Personen und zeigt, was das Formular verlangt.',
      go: 'Übungsplattform registrieren',
      also: 'Eigene Plattform registrieren'
    },
    askers: {
      title: 'Sagen, wer für andere fragen darf',
      text: 'Jemand mit der Rolle Benutzerverwaltung, verknüpft mit einem Konto der Plattform: Wen dieses Konto dort löschen darf, für den darf diese Person fragen.',
      go: 'Personen und Rollen'
    },
    second: {
      title: 'Eine zweite Person hinzufügen',
      text: 'Freigaben, das Lösen von Bremsen und das Aufheben von Aufbewahrungspflichten verlangen zwei verschiedene Personen. Wen Sie hinzufügen, zählt mit Ihnen als eine Person, bis jemand für sie bürgt, den Sie nicht hinzugefügt haben. Haben Sie alle hinzugefügt, so legen Sie zuerst unter „Organisation und Zustimmung“ fest, dass jemand auch neben der Person zählt, von der er hinzugefügt wurde.',
      go: 'Person hinzufügen'
    },
    way: {
      title: 'Anfragen ankommen lassen',
      text: 'Über eine Route vor der Plattform, sodass ihre eigene Seite hierher führt, oder über eine Quelle, die signierte Webhooks sendet.',
      go: 'Quellen',
      also: name => `Route von ${name}`
    },
    test: {
      title: 'Eine Probelöschung machen',
      text: 'Auf einer Übungsplattform, mit einer erfundenen Person, bis hin zur Bescheinigung.',
      go: 'Probelöschung'
    }
  },
  count: (done, all) => `${done} von ${all} Schritten sind erledigt.`,
  testTitle: 'Probelöschung',
  testLead:
    'Sie verlangen die Löschung einer erfundenen Person, so als stünden Sie für sie ein. Alles läuft wie im Ernstfall: Fragen, Plan, Löschung, Prüfung auf der Plattform, Bescheinigung.',
  noPractice:
    'Noch gibt es keine Übungsplattform. Starten Sie eine mit „npm run lethe -- sandbox openedx“ im Ordner von Lethe und registrieren Sie sie mit dem Haken für Übung.',
  platform: 'Übungsplattform',
  username: 'Anmeldename auf der Plattform',
  usernameHint:
    'Einer von denen, die der Befehl für diese Plattform angezeigt hat; jede Übungsplattform hat ihre eigenen Personen.',
  email: 'E-Mail-Adresse',
  hurry: 'Diese Übungsplattform ohne Wartezeit einstellen',
  hurryHint: 'Keine Bedenkzeit, keine Ankündigung vorher. Ohne das dauert die Probe eine Woche, wie bei jedem.',
  testDo: 'Die Löschung verlangen',
  testThere: (platform: string) => `Stattdessen auf ${platform} ausprobieren`,
  who: 'Erste Schritte von Lethe',
  how: 'Eine Probe auf einer Übungsplattform; es geht um keine wirkliche Person.',
  cannotAsk: 'Die Person ist erfunden.',
  followTitle: 'Wie die Probelöschung läuft',
  state: 'Stand',
  since: 'Seit',
  because: 'Weil',
  actions: 'Schritte auf der Plattform',
  actionsHead: ['Schritt', 'Begonnen', 'Ergebnis', 'Überprüft'],
  noActions: 'Auf der Plattform wurde noch nichts getan.',
  ended: 'Sie ist zu Ende. Was getan wurde, steht in der Bescheinigung, die niemanden nennt.',
  certificate: 'Bescheinigung herunterladen',
  certificateFor: 'Die Bescheinigung öffnet jemand vom Datenschutz oder aus der Revision, auf der Seite der Anfrage.',
  request: 'Die Anfrage mit allem, was dazugehört',
  waits: 'Diese Seite lädt von selbst neu, solange etwas im Gange ist.',
  said: { 'test-asked': 'Die Löschung ist verlangt. Folgen Sie ihr hier.' }
}

/** Words of the guided way from nothing to a first deletion. */
export const firstRunTexts = { en, de } as const
