import { words } from './words.ts'

/** What is broken or not to be reached, in German. */
export const faultsInGerman = {
  'answer-out-of-contract': words(
    'Die Antwort hätte der Beschreibung der Schnittstelle nicht entsprochen',
    'Das ist ein Fehler von Lethe: Melden Sie ihn mit der Nummer unter `instance`.'
  ),
  'document-damaged': words(
    'Das gespeicherte Dokument ist beschädigt und wurde beiseitegelegt',
    'Spielen Sie es aus einer Sicherung zurück und starten Sie neu; die Datei nennt `lethe doctor`.'
  ),
  'vault-unreadable': words(
    'Versiegeltes lässt sich nicht öffnen',
    'Ein Schlüssel fehlt oder ist ein anderer: Stellen Sie den Schlüsselordner dieser Daten wieder her und starten Sie neu.'
  ),
  internal: words(
    'Es ist etwas schiefgegangen',
    'Das ist ein Fehler von Lethe: Melden Sie ihn mit der Nummer unter `instance`; das Protokoll enthält seinen Code.'
  ),
  'platform-unavailable': words(
    'Die Plattform ist nicht zu erreichen',
    'Versuchen Sie es später noch einmal; der Code der Störung steht dabei.'
  ),
  'store-read-only': words(
    'Es lässt sich nichts speichern',
    'Das Laufwerk hat nicht geschrieben: Schaffen Sie Platz oder beheben Sie das. Lethe macht von selbst weiter; wenn nach einer Minute nicht, starten Sie es neu. Lesen geht weiterhin.'
  ),
  'store-unreachable': words(
    'Die Datenbank antwortet nicht',
    'Versuchen Sie es später noch einmal: Ob das Verlangte gespeichert ist, steht nicht fest; sehen Sie zuerst nach.'
  ),
  'store-newer': words(
    'Die gespeicherten Daten sind von einer späteren Fassung',
    'Starten Sie die Fassung, die sie geschrieben hat, oder spielen Sie eine Sicherung von vorher ein.'
  ),
  'under-pressure': words(
    'Im Augenblick ist es zu viel auf einmal',
    'Versuchen Sie es nach der Zeit in Retry-After noch einmal.'
  ),
  'shutting-down': words('Lethe wird gerade beendet', 'Versuchen Sie es noch einmal, wenn es wieder läuft.')
}
