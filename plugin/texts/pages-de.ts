import type { PageTexts } from './page-texts.ts'

/** The texts of the pages in German. */
export const de: PageTexts = {
  frame: {
    skip: 'Zum Inhalt',
    language: 'English',
    status: 'Wie es um ein Verlangen steht, mit seinem Code',
    home: 'Mein Konto löschen',
    questions: 'Fragen',
    signOut: 'Verlassen'
  },
  help: {
    title: 'Was hält die Löschung meines Kontos auf?',
    stops: 'Das ist vorher zu tun, in dieser Reihenfolge:',
    nothingStops: 'Es steht nichts im Weg.',
    pressButton: 'Gehen Sie zu Ihren Kontoeinstellungen und drücken Sie „Mein Konto löschen“.',
    look: 'Erneut nachsehen',
    account: 'Zu den Kontoeinstellungen',
    where: {
      account: 'Kontoeinstellungen',
      signIn: 'Anmeldeseite',
      platform: 'Zur Plattform',
      contact: 'Der Einrichtung schreiben'
    },
    lookedAgain: at => `Von selbst wieder angesehen: ${at}.`,
    lookedOnOpening: 'Bei jedem Öffnen dieser Seite angesehen.',
    settled: 'Das ist in Ordnung:',
    inOrder: {
      'social-accounts-unlinked': 'Mit dem Konto ist keine andere Anmeldung verknüpft.',
      'password-set': 'Das Konto hat ein Passwort.',
      'account-confirmed': 'Das Konto ist aktiviert.',
      'no-open-grading-orders': 'Es gibt keine offenen Korrekturaufträge.',
      'no-unpaid-invoices': 'Es ist keine Rechnung offen.',
      'successors-named': 'Nichts bleibt ohne Besitzer zurück.'
    },
    deadButton: logins =>
      `„Mein Konto löschen“ in den Kontoeinstellungen bleibt grau, solange dort eine andere Anmeldung verknüpft ist (${logins}), auch die Ihrer Einrichtung. Setzen Sie zuerst ein eigenes Passwort („Passwort vergessen?“ auf der Anmeldeseite), lösen Sie die Verknüpfung in den Kontoeinstellungen und drücken Sie dann den Knopf. Wenn sie sich nicht lösen lässt, fragen Sie die Administration der Plattform.`,
    wrongPassword:
      'Wenn dort Ihr Passwort falsch genannt wird, obwohl Sie sich über eine andere Anmeldung anmelden: das, welches die Plattform sich ausgedacht hat, hat Ihnen nie jemand gesagt. Setzen Sie eines mit „Passwort vergessen?“ auf der Anmeldeseite.',
    whoCanFix: {
      subject: 'Das können Sie selbst tun.',
      requester: 'Das kann tun, wer die Löschung verlangt hat.',
      administrator: 'Das kann die Administration der Plattform tun.',
      'privacy-officer': 'Das kann die Datenschutzstelle der Einrichtung tun.'
    }
  },
  fetch: {
    title: 'Das zuerst sichern',
    text: 'Was gelöscht ist, kann niemand mehr abrufen.',
    what: {
      certificates: 'Zertifikate',
      badges: 'Badges',
      'own-content': 'Was Sie abgegeben oder hochgeladen haben',
      portfolio: 'Portfolios und Ihr Medien-Center'
    },
    where: {
      openedx: {
        certificates: 'in der Liste Ihrer Kurse, bei jedem Kurs; speichern oder drucken Sie jedes einzeln',
        'own-content': 'in jedem Kurs, dort wo Sie es abgegeben haben',
        badges: 'bei dem Dienst, der sie Ihnen gegeben hat; die Plattform hat keine Liste davon'
      },
      openolat: {
        certificates: 'im persönlichen Menü unter „Leistungsnachweise“; speichern Sie jedes als PDF',
        badges: 'im persönlichen Menü unter „Badges“; speichern Sie jedes einzeln',
        'own-content': 'im persönlichen Menü unter „File Hub“',
        portfolio: 'im persönlichen Menü unter „Portfolio“ und „Medien-Center“'
      }
    },
    link: 'Öffnen'
  },
  ask: {
    title: 'Die Löschung meines Kontos verlangen',
    text: 'Wenn Ihnen der Knopf in den Kontoeinstellungen nicht weiterhilft, können Sie es hier verlangen. Bevor etwas gelöscht wird, sagen Sie noch einmal, dass Sie es sind: mit einem Link in einer Mail oder indem Sie sich erneut anmelden.',
    acknowledge: 'Ich habe das gelesen und will, dass mein Konto endgültig gelöscht wird.',
    copy: 'Eine Kopie meiner Daten (Artikel 15 DSGVO)',
    copyAsked: 'Ich will eine, bevor das Konto gelöscht wird.',
    copyNotWanted: 'Ich will keine.',
    button: 'Die Löschung meines Kontos verlangen',
    doneTitle: 'Gespeichert',
    done: 'Es wurde noch nichts gelöscht. Eine Mail sagt Ihnen, was es aufhält, oder enthält einen Link, mit dem Sie sagen, dass Sie es sind. Dasselbe bewirkt es, sich abzumelden, erneut anzumelden und auf diese Seite zurückzukommen.',
    doneWithoutMail:
      'Es wurde noch nichts gelöscht. Ein Schritt fehlt: Melden Sie sich ab, melden Sie sich erneut an und kommen Sie auf diese Seite zurück, um zu sagen, dass Sie es sind.',
    textByCode:
      'Sie können sie hier verlangen. Der Code hat gezeigt, dass Sie es sind: Sobald nichts mehr im Weg steht, beginnt die Zeit, in der Sie noch zurückziehen können.',
    doneByCode:
      'Es wurde noch nichts gelöscht. Der Code hat gezeigt, dass Sie es sind. Eine Mail sagt Ihnen, was es aufhält, oder wann das Konto gelöscht wird und wie Sie zurückziehen können.'
  },
  statusCode: {
    title: 'Wie steht es?',
    text: 'Jede Mail zu einem Verlangen endet mit dessen Code. Er zeigt, wie es darum steht, und sagt nichts davon, um wessen Konto es geht.',
    label: 'Code des Verlangens',
    hint: 'Vier Gruppen zu vier Buchstaben, wie BCDF-GHJK-MNPQ-RSTV. Er steht am Ende jeder Mail zu dem Verlangen; wer auf einer Seite von uns gefragt hat, sah ihn auch dort.',
    button: 'Anzeigen',
    unknown:
      'Dieser Code führt zu nichts. Sehen Sie nach, ob jeder Buchstabe stimmt; nach einem Jahr gilt ein Code nicht mehr.',
    yours: 'Code Ihres Verlangens',
    keep: 'Bewahren Sie diesen Code auf. Mit ihm sehen Sie ohne Anmeldung, wie es steht, auch wenn das Konto weg ist.',
    certificate: 'Bescheinigung dessen, was getan wurde: zum Lesen, Drucken und Speichern',
    receivedOn: 'Verlangt am',
    stateSince: 'So seit',
    answerBy: 'Antwort bis',
    endedOn: 'Zu Ende am'
  },
  mailCode: {
    title: 'Wer sind Sie?',
    text: 'Um die Löschung Ihres Kontos zu verlangen oder zu sehen, wie es darum steht, brauchen Sie einen Code. Er geht an die Adresse, welche die Plattform für das Konto hat.',
    label: 'Benutzername oder E-Mail-Adresse auf der Plattform',
    hint: 'Bei Benutzernamen zählt Groß- und Kleinschreibung.',
    button: 'Einen Code schicken',
    sent: 'Sehen Sie in Ihre Mail',
    sentText:
      'Wenn es ein solches Konto gibt, geht jetzt ein Code an seine Adresse. Er gilt 15 Minuten. Wir sagen allen dasselbe, damit hier niemand erfährt, wer ein Konto hat.',
    code: 'Code aus der Mail',
    codeHint:
      'Zwei Gruppen zu vier Buchstaben. Nichts gekommen? Sehen Sie in den Spam-Ordner, oder prüfen Sie Ihre Eingabe.',
    enter: 'Weiter',
    wrong:
      'Dieser Code öffnet nichts: Er ist falsch, wurde schon benutzt oder gilt nicht mehr. Nach fünf Versuchen brauchen Sie einen anderen.',
    again: 'Einen anderen Code verlangen',
    byLink: {
      title: 'Mit dem Code der Mail weitergehen?',
      text: 'Sie bleiben 30 Minuten angemeldet, nur in diesem Browser.'
    },
    byLinkButton: 'Weiter',
    signedOut: { title: 'Sie haben die Seiten verlassen', text: 'Um zurückzukommen, verlangen Sie einen anderen Code.' }
  },
  tooMany: {
    title: 'Zu oft',
    text: 'Es wurde nichts geändert. Warten Sie einige Minuten und versuchen Sie es erneut.'
  },
  failed: {
    title: 'Hier ging etwas schief',
    text: 'Es wurde nichts geändert. Versuchen Sie es in einigen Minuten erneut.'
  },
  nowhere: {
    title: 'Hier ist nichts',
    text: 'Die Adresse ist nicht vollständig, oder das, wofür sie war, ist vorbei.'
  },
  signIn: {
    title: 'Bitte anmelden',
    text: 'Um zu sehen, was die Löschung Ihres Kontos aufhält, müssen Sie auf der Plattform angemeldet sein.',
    link: 'Anmelden'
  },
  open: {
    title: 'Ihr Verlangen',
    states: {
      accepted: 'Es ist gespeichert. Es wurde noch nichts gelöscht.',
      checking: 'Es wird geprüft. Es wurde noch nichts gelöscht.',
      blocked: 'Es wartet noch. Es wurde noch nichts gelöscht.',
      'awaiting-approval': 'Es wartet auf die Zustimmung der Einrichtung.',
      'cooling-off': 'Es kann noch zurückgezogen werden.',
      erasing: 'Das Konto wird gerade gelöscht.',
      confirming: 'Es wird auf der Plattform nachgesehen, ob alles geschehen ist.',
      stalled: 'Ein Mensch muss es ansehen.',
      joined: 'Es wurde einem früheren Verlangen für dieses Konto hinzugefügt.',
      withdrawn: 'Es wurde zurückgezogen. Das Konto bleibt.',
      refused: 'Es wurde abgelehnt.',
      expired: 'Es ist zu Ende, weil es niemand bestätigt hat.',
      completed: 'Das Konto wurde gelöscht, und auf der Plattform wurde nachgesehen, dass es so ist.',
      'partially-completed': 'Es ist zu Ende, aber nicht alles konnte getan oder nachgewiesen werden.'
    },
    other: 'Es ist im Gang.',
    cancelWaits:
      'Sie haben es zurückgezogen, und Lethe löscht nichts. Die Plattform hat das Konto gesperrt und lässt Lethe das nicht rückgängig machen: das muss die Administration der Plattform tun. Schreiben Sie ihr.',
    objection: {
      stops: 'Sie haben widersprochen; damit fehlt die Einwilligung, auf der es beruhte. Darauf wird nichts gelöscht.',
      waits: 'Sie haben widersprochen. Es wird nichts gelöscht, bis die Datenschutzstelle darüber entschieden hat.',
      overruled: 'Sie haben widersprochen, und die Datenschutzstelle hat entschieden, dass es weitergeht.',
      'too-late': 'Sie haben widersprochen, als schon etwas gelöscht war, was niemand zurückholen kann.'
    },
    invited:
      'Jemand anderes hat es verlangt. Sie können es unten selbst verlangen oder mit dem Link in unserer Mail widersprechen.',
    erasureAt: at => `Das Konto wird nach dem ${at} gelöscht.`,
    suspended: 'Die Frist für eine Antwort steht still, bis klar ist, dass Sie selbst es verlangt haben.',
    paused: 'Löschungen ruhen hier im Augenblick; Ihre geht danach von selbst weiter.',
    braked: 'Es wird mehr verlangt als sonst, deshalb sieht die Einrichtung es sich erst an.',
    withdraw: 'Zurückziehen'
  },
  fresh: {
    text: 'Ein Schritt fehlt: Sagen Sie, dass Sie es sind und das wollen. Melden Sie sich ab, noch einmal an und kommen Sie zurück; oder folgen Sie dem Link in unserer Mail, die kommt, sobald sonst nichts im Weg steht.',
    withoutMail:
      'Ein Schritt fehlt: Sagen Sie, dass Sie es sind und das wollen. Melden Sie sich ab, noch einmal an und kommen Sie zurück.',
    confirm: 'Ja, ich bin es, und ich will, dass mein Konto gelöscht wird'
  },
  confirm: {
    title: 'Das Konto löschen?',
    text: 'Was gelöscht ist, kann nicht zurückgeholt werden. Zertifikate, Badges und Dateien, die Sie behalten wollen, müssen Sie vorher sichern. Bis die Löschung beginnt, können Sie noch zurückziehen.',
    button: 'Ja, ich bin es, und ich will, dass mein Konto gelöscht wird',
    doneTitle: 'Das Verlangen ist bestätigt',
    done: 'Bestätigt. Eine Mail sagt Ihnen, wann das Konto gelöscht wird und wie Sie zurückziehen können.'
  },
  withdraw: {
    title: 'Das Verlangen zurückziehen?',
    text: 'Das Konto bleibt dann bestehen; was schon gelöscht wurde, kommt nicht zurück.',
    button: 'Das Verlangen zurückziehen',
    doneTitle: 'Das Verlangen ist zurückgezogen',
    done: 'Zurückgezogen. Sie bekommen eine Mail, sobald das geschehen ist.',
    doneButLocked:
      'Zurückgezogen: Lethe löscht nichts. Aber die Plattform hat das Konto schon gesperrt und lässt Lethe das nicht rückgängig machen. Schreiben Sie der Administration der Plattform, die es kann.'
  },
  object: {
    title: 'Der Löschung widersprechen?',
    text: 'Jemand anderes hat die Löschung dieses Kontos verlangt. Wenn Sie widersprechen, wird auf Ihre Einwilligung hin nichts mehr gelöscht; beruht das Verlangen auf etwas anderem, entscheidet die Datenschutzstelle der Einrichtung, und vorher wird nichts gelöscht.',
    button: 'Ich widerspreche der Löschung',
    doneTitle: 'Ihr Widerspruch ist vermerkt',
    done: 'Vermerkt. Sie bekommen eine Mail, die sagt, was Ihr Widerspruch bewirkt, und später, was daraus wurde.',
    tooLate:
      'Es ist zu spät: Das Konto wurde gelöscht, oder etwas davon, was niemand zurückholen kann. Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
    over: 'Das Verlangen ist erledigt, und das Konto wurde nicht gelöscht. Es gibt nichts mehr, dem zu widersprechen wäre.',
    nothing: 'Niemand anderes verlangt mehr die Löschung dieses Kontos. Ein eigenes Verlangen können Sie zurückziehen.'
  },
  pressAgain: {
    title: 'Drücken Sie noch einmal den Knopf der Plattform',
    text: 'Hier nimmt die Plattform selbst Ihr Passwort entgegen und beginnt. Gehen Sie zu Ihren Kontoeinstellungen und drücken Sie noch einmal „Mein Konto löschen“.'
  },
  cannotBegin: {
    title: 'Die Löschung kann gerade nicht beginnen',
    text: 'Die Plattform lässt Lethe im Augenblick keine Löschung beginnen. Es wurde nichts geändert, und Ihr Verlangen bleibt gespeichert. Versuchen Sie es später, oder fragen Sie die Administration der Plattform.'
  },
  notTold: {
    title: 'Ein Schritt fehlt',
    text: 'Um die Löschung zu verlangen, bestätigen Sie, dass Sie gelesen haben, was endgültig verloren geht. Es wurde nichts geändert.'
  },
  link: {
    title: 'Dieser Link führt nirgendwohin',
    text: 'Er ist nicht vollständig, abgelaufen, oder das, wofür er war, ist vorbei. Es zählt der Link in der neuesten Mail.'
  },
  status: { title: 'Stand eines Verlangens' },
  down: {
    title: 'Die Plattform antwortet nicht',
    text: 'Es wurde nichts geändert. Versuchen Sie es in einigen Minuten erneut.'
  },
  stale: {
    title: 'Diese Seite war zu alt',
    text: 'Es wurde nichts geändert. Öffnen Sie sie erneut und drücken Sie den Knopf noch einmal.'
  },
  platform: name => `Konto auf ${name}`
}
