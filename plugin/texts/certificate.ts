import type { Confirmation, OutcomeKind, RowReading, Treatment } from '../../adapters/contract.ts'
import type { Language } from './language.ts'

type CertifiedEnd = 'completed' | 'partially-completed' | 'withdrawn' | 'refused' | 'expired' | 'joined'

/** What the printed certificate says. */
export interface CertificateTexts {
  readonly title: string
  readonly platform: string
  readonly request: string
  readonly received: string
  readonly ended: string
  readonly ground: string
  readonly ends: Readonly<Record<CertifiedEnd, string>>
  readonly done: string
  readonly what: string
  readonly category: string
  readonly treatment: string
  readonly result: string
  readonly count: string
  readonly readBack: string
  readonly treatments: Readonly<Record<Treatment, string>>
  readonly outcomes: Readonly<Record<OutcomeKind, string>>
  readonly confirmations: Readonly<Record<Confirmation['is'], string>>
  readonly kept: string
  readonly readings: Readonly<Record<RowReading['is'], string>>
  readonly until: string
  readonly noEnd: string
  readonly noGround: string
  readonly goesLater: string
  readonly notRead: string
  readonly recipients: string
  readonly recipient: string
  readonly notified: string
  readonly tellings: Readonly<Record<'told' | 'waiting' | 'given-up', string>>
  readonly keys: string
  readonly compartments: Readonly<Record<'work' | 'replay' | 'block', string>>
  readonly destroyed: string
  readonly expires: string
  readonly copies: string
  readonly copiesLive: string
  readonly proof: string
  readonly names: string
  readonly check: string
  readonly own: string
  readonly signedWith: string
  readonly head: string
  readonly anchored: (number: number, at: string) => string
  readonly file: string
}

const en: CertificateTexts = {
  title: 'Certificate of erasure',
  platform: 'Platform',
  request: 'Request',
  received: 'Received',
  ended: 'Ended',
  ground: 'Ground',
  ends: {
    completed: 'The account was deleted, and what can be checked on the platform was checked.',
    'partially-completed': 'The deletion has ended, but not all of it could be done or be shown to be done.',
    withdrawn: 'The demand was withdrawn. The account stays.',
    refused: 'The demand was refused. Nothing was deleted.',
    expired: 'The demand ended because nobody confirmed it. Nothing was deleted.',
    joined: 'The demand was added to another one for the same account, which has a certificate of its own.'
  },
  done: 'What was done',
  what: 'Step',
  category: 'Category',
  treatment: 'Treatment',
  result: 'Result',
  count: 'Number',
  readBack: 'Read back',
  treatments: { delete: 'deleted', anonymise: 'made anonymous', reassign: 'handed over', retain: 'nothing is lost' },
  outcomes: {
    done: 'done',
    'already-absent': 'was not there any more',
    'never-existed': 'was never there',
    'no-such-route': 'the platform does not know this'
  },
  confirmations: { gone: 'confirmed', 'still-there': 'still there', 'cannot-tell': 'cannot be told', later: 'later' },
  kept: 'What is kept or goes later',
  readings: {
    gone: 'gone',
    kept: 'kept, as said',
    'still-there': 'still there',
    'cannot-tell': 'cannot be told',
    later: 'later'
  },
  until: 'Kept until',
  noEnd: 'the platform’s own keeping; no end is set',
  noGround: 'no ground of the law is named: the platform keeps it of its own doing; ask the institution',
  goesLater: 'the platform removes it later',
  notRead: 'not read',
  recipients: 'Who had received your data (Article 19 GDPR)',
  recipient: 'Recipient',
  notified: 'Asked to erase it',
  tellings: { told: 'yes', waiting: 'not yet', 'given-up': 'could not be reached' },
  keys: 'What names you, and when it dies',
  compartments: {
    work: 'name, address and login',
    replay: 'number of the account, in case a backup of the platform brings it back',
    block: 'keyed hashes, to tell later that the account was deleted'
  },
  destroyed: 'key destroyed',
  expires: 'key will be destroyed',
  copies: 'copies in backups cannot be opened since',
  copiesLive: 'copies in backups can be opened until the key of the month is retired',
  proof: 'Proof',
  names: 'This certificate names nobody.',
  check:
    'The signed file proves what this page says; this page alone proves nothing. Anybody can check the file with the public key of the institution, without Lethe.',
  own: 'With the text from the last mail you alone can show that it is yours:',
  signedWith: 'Signed with the key',
  head: 'Head of the chain',
  anchored: (number, at) => `Published in batch ${number} of ${at}`,
  file: 'The signed file'
}

const de: CertificateTexts = {
  title: 'Bescheinigung der Löschung',
  platform: 'Plattform',
  request: 'Anfrage',
  received: 'Eingegangen',
  ended: 'Beendet',
  ground: 'Grundlage',
  ends: {
    completed: 'Das Konto wurde gelöscht, und was sich auf der Plattform nachprüfen lässt, wurde geprüft.',
    'partially-completed': 'Die Löschung ist beendet, aber nicht alles konnte getan oder nachgewiesen werden.',
    withdrawn: 'Das Verlangen wurde zurückgezogen. Das Konto bleibt.',
    refused: 'Das Verlangen wurde abgelehnt. Nichts wurde gelöscht.',
    expired: 'Das Verlangen endete, weil es niemand bestätigt hat. Nichts wurde gelöscht.',
    joined: 'Das Verlangen kam zu einem anderen für dasselbe Konto, das eine eigene Bescheinigung hat.'
  },
  done: 'Was getan wurde',
  what: 'Schritt',
  category: 'Kategorie',
  treatment: 'Behandlung',
  result: 'Ergebnis',
  count: 'Anzahl',
  readBack: 'Nachgelesen',
  treatments: { delete: 'gelöscht', anonymise: 'anonymisiert', reassign: 'übergeben', retain: 'nichts geht verloren' },
  outcomes: {
    done: 'getan',
    'already-absent': 'war nicht mehr da',
    'never-existed': 'war nie da',
    'no-such-route': 'kennt die Plattform nicht'
  },
  confirmations: {
    gone: 'bestätigt',
    'still-there': 'noch da',
    'cannot-tell': 'lässt sich nicht sagen',
    later: 'später'
  },
  kept: 'Was bleibt oder später geht',
  readings: {
    gone: 'weg',
    kept: 'bleibt, wie gesagt',
    'still-there': 'noch da',
    'cannot-tell': 'lässt sich nicht sagen',
    later: 'später'
  },
  until: 'Aufbewahrt bis',
  noEnd: 'Aufbewahrung der Plattform selbst; kein Ende gesetzt',
  noGround: 'keine Rechtsgrundlage genannt: die Plattform behält es von sich aus; fragen Sie die Einrichtung',
  goesLater: 'die Plattform entfernt es später',
  notRead: 'nicht gelesen',
  recipients: 'Wer Ihre Daten erhalten hatte (Artikel 19 DSGVO)',
  recipient: 'Stelle',
  notified: 'Um Löschung gebeten',
  tellings: { told: 'ja', waiting: 'noch nicht', 'given-up': 'war nicht zu erreichen' },
  keys: 'Was Sie benennt, und wann es vergeht',
  compartments: {
    work: 'Name, Adresse und Anmeldename',
    replay: 'Nummer des Kontos, falls eine Sicherung der Plattform es zurückbringt',
    block: 'Prüfwerte mit Schlüssel, um später zu sagen, dass das Konto gelöscht wurde'
  },
  destroyed: 'Schlüssel vernichtet',
  expires: 'Schlüssel wird vernichtet',
  copies: 'Kopien in Sicherungen lassen sich nicht mehr öffnen seit',
  copiesLive: 'Kopien in Sicherungen lassen sich öffnen, bis der Schlüssel des Monats vernichtet ist',
  proof: 'Nachweis',
  names: 'Diese Bescheinigung nennt niemanden.',
  check:
    'Die unterschriebene Datei beweist, was diese Seite sagt; die Seite allein beweist nichts. Jeder kann die Datei mit dem öffentlichen Schlüssel der Einrichtung prüfen, ohne Lethe.',
  own: 'Mit dem Text aus der letzten Mail können nur Sie zeigen, dass sie Ihre ist:',
  signedWith: 'Unterschrieben mit dem Schlüssel',
  head: 'Ende der Kette',
  anchored: (number, at) => `Veröffentlicht in Stapel ${number} vom ${at}`,
  file: 'Die unterschriebene Datei'
}

/** The texts of the printed certificate in a language. */
export const certificateTexts: Readonly<Record<Language, CertificateTexts>> = { en, de }
