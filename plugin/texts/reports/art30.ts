import type { Language } from '../language.ts'

/** The fixed sentences of the entry in the record of processing activities (Article 30(1) GDPR). */
export interface Art30Texts {
  readonly title: string
  readonly nobodySaid: string
  readonly controller: string
  readonly contact: string
  readonly purposes: string
  readonly purposesAre: readonly string[]
  readonly subjects: string
  readonly subjectsAre: readonly string[]
  readonly data: string
  readonly dataAre: readonly string[]
  readonly recipients: string
  readonly platformIs: (name: string, kind: string, address: string) => string
  readonly sourceIs: (name: string) => string
  readonly providerIs: (name: string, host: string, asked: string) => string
  readonly endpointIs: (name: string) => string
  readonly recipientIs: (name: string, platform: string) => string
  readonly noRecipients: string
  readonly transfers: string
  readonly transfersAre: string
  readonly limits: string
  readonly limitIs: (holds: string, from: string, term: string) => string
  readonly forEver: string
  readonly days: (count: number) => string
  readonly security: string
  readonly securityAre: readonly string[]
  readonly madeAt: (at: string) => string
}

const en: Art30Texts = {
  title: 'Record of processing activities: erasure of accounts (Article 30(1) GDPR)',
  nobodySaid: 'nobody has said yet: `lethe controller set`',
  controller: '(a) Controller',
  contact: 'Contact for privacy',
  purposes: '(b) Purposes',
  purposesAre: [
    'Carrying out and refusing demands for erasure (Articles 12, 17, 19 and 21 GDPR).',
    'Showing that this was done (Article 5(2) GDPR), and erasing again after a restore from a backup.'
  ],
  subjects: '(c) Categories of data subjects',
  subjectsAre: [
    'People with an account on one of the platforms whose erasure is demanded or who are on hold.',
    'Those who ask for them (guardians, representatives), as far as a mandate names them.',
    'Staff who work with Lethe.'
  ],
  data: '(c) Categories of personal data',
  dataAre: [
    'Of subjects, sealed and for a time: number and name of the account, e-mail, creation date, what the platform answers to the preconditions, free text of mandates and notes.',
    'Of subjects, longer: keyed hashes of identifiers while a request is open or a hold in force; number and creation date, sealed, for as long as a backup could bring the account back.',
    'Of staff: name, roles, accounts on the platforms, what they decided and when.',
    'What remains of a request names nobody: codes, instants, counts and commitments.'
  ],
  recipients: '(d) Categories of recipients',
  platformIs: (name, kind, address) =>
    `The platform “${name}” (${kind}, ${address}), which is asked and carries the erasure out.`,
  sourceIs: name => `The system “${name}”, which sends demands and gets the number and the state of the request.`,
  providerIs: (name, host, asked) => `The system “${name}” (${host}), which is asked about a subject: ${asked}.`,
  endpointIs: name => `The system “${name}”, which is told of states, without names.`,
  recipientIs: (name, platform) =>
    `${name}, to whom “${platform}” discloses data and who is told of the erasure (Article 19 GDPR).`,
  noRecipients: 'none registered',
  transfers: '(e) Transfers to third countries',
  transfersAre:
    'Lethe itself transfers nothing: it runs beside the platforms and calls only who is named under (d) and the mail server. Where one of them lies in a third country, the controller adds it here with its safeguards.',
  limits: '(f) Time limits for erasure',
  limitIs: (holds, from, term) => `${holds}: ${term}, from ${from}.`,
  forEver: 'as long as what it belongs to, or until a person removes it',
  days: count => `${count} days`,
  security: '(g) Security measures',
  securityAre: [
    'What names a subject is sealed (AES-256-GCM) under keys of its own; each key is destroyed on a stated date, and copies in backups die with dated keys that lie outside data and backups.',
    'Evidence is a chain of hashes over salted commitments; certificates are signed (Ed25519) and can be checked offline.',
    'Named people with roles; whoever asks does not agree, and machines agree to nothing.',
    'Holds, a brake on mass deletions, pauses, and a second look at the plan before the point of no return.',
    'Logs, figures and reports hold codes, numbers and ids made here; a test searches them for personal data.',
    'Platforms are called with the least rights that suffice, over one guarded way out.'
  ],
  madeAt: at => `Drawn from the configuration at ${at}.`
}

const de: Art30Texts = {
  title: 'Verzeichnis von Verarbeitungstätigkeiten: Löschung von Konten (Artikel 30 Absatz 1 DSGVO)',
  nobodySaid: 'noch von niemandem angegeben: `lethe controller set`',
  controller: 'a) Verantwortlicher',
  contact: 'Kontakt zum Datenschutz',
  purposes: 'b) Zwecke',
  purposesAre: [
    'Verlangen nach Löschung ausführen oder ablehnen (Artikel 12, 17, 19 und 21 DSGVO).',
    'Nachweisen, dass das geschehen ist (Artikel 5 Absatz 2 DSGVO), und nach einer Wiederherstellung aus einer Sicherung erneut löschen.'
  ],
  subjects: 'c) Kategorien betroffener Personen',
  subjectsAre: [
    'Personen mit einem Konto auf einer der Plattformen, deren Löschung verlangt wird oder die unter eine Aufbewahrungspflicht fallen.',
    'Wer für sie handelt (Sorgeberechtigte, Bevollmächtigte), soweit eine Vollmacht sie nennt.',
    'Beschäftigte, die mit Lethe arbeiten.'
  ],
  data: 'c) Kategorien personenbezogener Daten',
  dataAre: [
    'Von Betroffenen, versiegelt und auf Zeit: Nummer und Name des Kontos, E-Mail, Anlagedatum, Antworten der Plattform auf die Vorbedingungen, freier Text von Vollmachten und Vermerken.',
    'Von Betroffenen, länger: verschlüsselte Prüfsummen von Kennungen, solange eine Anfrage offen oder eine Aufbewahrungspflicht eingetragen ist; Nummer und Anlagedatum, versiegelt, solange eine Sicherung das Konto zurückbringen kann.',
    'Von Beschäftigten: Name, Rollen, Konten auf den Plattformen, was sie wann entschieden haben.',
    'Was von einer Anfrage bleibt, nennt niemanden: Codes, Zeitpunkte, Anzahlen und Festlegungen.'
  ],
  recipients: 'd) Kategorien von Empfängern',
  platformIs: (name, kind, address) =>
    `Die Plattform „${name}“ (${kind}, ${address}), die gefragt wird und die Löschung ausführt.`,
  sourceIs: name => `Das System „${name}“, das Verlangen sendet und Nummer und Stand der Anfrage erfährt.`,
  providerIs: (name, host, asked) => `Das System „${name}“ (${host}), das zu einer Person gefragt wird: ${asked}.`,
  endpointIs: name => `Das System „${name}“, das Zustände ohne Namen erfährt.`,
  recipientIs: (name, platform) =>
    `${name}: erhält Daten aus „${platform}“ und wird von der Löschung unterrichtet (Artikel 19 DSGVO).`,
  noRecipients: 'keine eingetragen',
  transfers: 'e) Übermittlungen in Drittländer',
  transfersAre:
    'Lethe selbst übermittelt nichts: es läuft neben den Plattformen und ruft nur, wer unter d) steht, und den Mailserver. Liegt einer davon in einem Drittland, trägt der Verantwortliche ihn hier mit den Garantien nach.',
  limits: 'f) Löschfristen',
  limitIs: (holds, from, term) => `${holds}: ${term}, ab: ${from}.`,
  forEver: 'so lange wie das, wozu es gehört, oder bis jemand es entfernt',
  days: count => `${count} Tage`,
  security: 'g) Technische und organisatorische Maßnahmen',
  securityAre: [
    'Woran man eine betroffene Person erkennt, ist unter eigenen Schlüsseln versiegelt (AES-256-GCM); jeder Schlüssel wird zu einem genannten Tag zerstört, und Kopien in Sicherungen sterben mit datierten Schlüsseln, die außerhalb von Daten und Sicherungen liegen.',
    'Nachweise sind eine Kette von Prüfsummen über gesalzene Festlegungen; Bescheinigungen sind signiert (Ed25519) und ohne Netz prüfbar.',
    'Namentlich bekannte Menschen mit Rollen; wer verlangt, stimmt nicht zu, und Maschinen stimmen nichts zu.',
    'Aufbewahrungspflichten, eine Bremse gegen Massenlöschungen, Pausen und ein zweiter Blick auf den Plan vor dem Punkt ohne Rückkehr.',
    'Protokolle, Zahlen und Berichte enthalten Codes, Anzahlen und hier vergebene Kennungen; ein Test durchsucht sie nach Personendaten.',
    'Plattformen werden mit den kleinsten Rechten gerufen, die genügen, auf einem einzigen bewachten Weg.'
  ],
  madeAt: at => `Aus der Konfiguration gezogen: ${at}.`
}

/** The sentences by language. */
export const art30Texts: Readonly<Record<Language, Art30Texts>> = { en, de }
