import type { siteEn } from './site-en.ts'

/** German words of the pages about what stands between a platform and Lethe, and what was stated of it. */
export const siteDe: typeof siteEn = {
  gateway: {
    title: 'Route der eigenen Seite der Plattform',
    lead: 'Eine Route Ihres Reverse Proxys führt den Löschaufruf der Plattform und die Seiten unter /lethe/ zu Lethe: So umgeht niemand die Fragen.',
    now: 'Die Route jetzt',
    none: 'Keine Route führt hierher. Personen erreichen ihre Seiten nur mit einem Code aus einer Mail, wenn die Regeln es erlauben.',
    mode: 'Wenn jemand die Löschung verlangt',
    modes: {
      forward: 'der Aufruf wird weitergereicht, und die Plattform sperrt das Konto sofort',
      defer: 'Lethe behält die Anfrage, lässt sie mit einem Link bestätigen und beginnt nach der Bedenkzeit',
      'answer-at-once': 'Lethe antwortet sofort, dass er angenommen wurde',
      wait: 'Lethe antwortet, wenn es vorbei ist, oder nach 55 Sekunden'
    },
    publicUrl: 'Adresse der Plattform, wie Browser sie sehen',
    publicUrlHint: 'Links in Mails werden daraus gebildet.',
    origins: 'Weitere Seiten, die aufrufen dürfen',
    originsHint: 'Je Zeile ein Ursprung, zum Beispiel der Kontoseite: https://apps.school.example',
    own: 'Geheimnis der Route',
    ownHint:
      'Nur wenn Ihr eigenes Werkzeug es macht; sonst wird es hier gemacht und einmal angezeigt. Das bisherige gilt sofort nicht mehr.',
    submit: 'Route setzen',
    remove: 'Keine Route hierher führen',
    removeTitle: 'Keine Route hierher führen',
    removeLead: 'Aufrufe über die alte Route werden ab jetzt abgelehnt. Nehmen Sie die Route zuerst aus dem Proxy.',
    madeTitle: 'Die Route ist gesetzt',
    secret: 'Geheimnis der Route (X-Lethe-Route)',
    lines: 'Was der Proxy braucht',
    linesLead:
      'Die Dateien liegen im Paket; diese Zeilen machen sie zu Ihren. Ersetzen Sie, was in Großbuchstaben steht.',
    caddy: 'Caddy',
    nginx: 'nginx',
    nginxLead: file =>
      `Kopieren Sie beide Dateien aus ${file}, ersetzen Sie darin, was Ihre Site betrifft, und binden Sie sie ein:`,
    back: 'Zur Plattform'
  },
  hints: {
    title: 'Hinweise einer Plattform',
    lead: 'Ein Plugin der Plattform kann an eine geheime Adresse melden, dass etwas geschah. Ein Hinweis lässt offene Anfragen neu prüfen; er verlangt, belegt oder beendet nie etwas.',
    since: 'Eine Adresse gibt es seit',
    none: 'Es gibt keine Adresse.',
    make: 'Adresse machen',
    again: 'Andere Adresse machen; die bisherige gilt sofort nicht mehr',
    address: 'Adresse für Hinweise',
    remove: 'Keine Hinweise mehr annehmen',
    removeTitle: 'Keine Hinweise mehr annehmen'
  },
  declarations: {
    title: 'Was von einer Einrichtung erklärt wurde',
    lead: 'Namentlich bekannte Personen der Administration erklären es. Läuft es ab, wird wieder nichts vorausgesetzt.',
    caption: 'In Kraft und vergangen',
    head: ['Worüber', 'Erklärt', 'Von', 'Am', 'Bis', 'In Kraft'],
    abouts: {
      invoices: 'Rechnungen',
      graders: 'Wer korrigiert',
      'institution-providers': 'Anmeldedienste der Einrichtung',
      'course-teams': 'Wem Kurse allein gehören'
    },
    invoices: { yes: 'Rechnungen werden gestellt', no: 'keine Rechnungen werden gestellt' },
    people: count => (count === 0 ? 'niemand' : count === 1 ? '1 Person' : `${count} Personen`),
    unknown: 'nicht bekannt',
    noProviders: 'keiner: jeder Dienst ist ein sozialer',
    open: 'bis jemand anderes erklärt',
    change: 'Neu erklären',
    changeOf: about => `Neu erklären: ${about}`,
    expires: 'Bis wann es gilt',
    expiresHint: 'Endet mit diesem Tag (UTC). Leer: bis jemand anderes erklärt.',
    submit: 'Ich erkläre das'
  },
  recipients: {
    title: 'Wer auch löschen soll',
    lead: 'Stellen, die Daten der Personen hier erhalten haben, werden am Ende jeder Löschung unterrichtet (Artikel 19 DSGVO), jede mit den Namen, die sie erhalten hat.',
    caption: 'Empfänger',
    head: ['Name', 'Unterrichtet durch', 'Kennt Personen als', 'Entfernen'],
    empty: 'Niemand sonst wird unterrichtet.',
    endpoint: id => `signierter Aufruf an Endpunkt ${id}`,
    remove: 'Entfernen',
    removeOf: name => `${name} entfernen`,
    add: 'Empfänger hinzufügen',
    name: 'Name der Stelle',
    mail: 'E-Mail-Adresse',
    mailHint: 'Entweder eine Adresse oder ein Endpunkt.',
    endpointLabel: 'Endpunkt',
    noEndpoint: 'keiner: per Mail',
    language: 'Sprache der Mail',
    identifiers: 'Unter welchen Namen sie Personen kennt',
    identifierKinds: {
      'platform-id': 'Nummer auf der Plattform',
      username: 'Anmeldename auf der Plattform',
      email: 'E-Mail-Adresse',
      'external-id': 'Nummer in einem anderen System'
    },
    submit: 'Hinzufügen',
    removeTitle: 'Empfänger nicht mehr unterrichten',
    removeLead: name => `${name} wird von weiteren Löschungen nicht unterrichtet.`,
    removeDo: 'Entfernen'
  }
}
