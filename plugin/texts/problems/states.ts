import { words } from './words.ts'

/** Refusals because something stands otherwise just now, in German. */
export const statesInGerman = {
  'changed-meanwhile': words(
    'Jemand anderes hat es inzwischen geändert',
    'Lesen Sie es noch einmal und entscheiden Sie dann neu.'
  ),
  'base-url-taken': words(
    'Diese Plattform ist schon eingetragen',
    'Verwenden Sie die vorhandene, oder entfernen Sie sie zuerst.'
  ),
  'platform-name-taken': words(
    'Eine andere Plattform hat diesen Namen',
    'Wählen Sie einen anderen: Zustellungen können Plattformen mit dem Namen nennen.'
  ),
  'platform-address-fixed': words(
    'Die Adresse einer Plattform bleibt',
    'Eine andere Adresse ist eine andere Plattform: Tragen Sie diese neu ein, und entfernen Sie die alte, wenn ihre Anfragen beendet sind.'
  ),
  'another-driver': words(
    'Dort führt noch etwas anderes Löschungen durch',
    'Schalten Sie es ab (seinen Cron-Job oder sein Plugin), dann `lethe platform check`, und sehen Sie erneut nach.'
  ),
  'platform-in-use': words(
    'Die Plattform hat offene Anfragen oder Aufbewahrungspflichten',
    'Beenden Sie diese zuerst, oder halten Sie die Plattform an.'
  ),
  'state-forbids': words(
    'In ihrem jetzigen Stand lässt die Anfrage das nicht zu',
    'Sehen Sie ihren Stand an; manches geht nur bei angehaltenen, manches nur bei wartenden Anfragen.'
  ),
  'fingerprint-outdated': words(
    'Der Plan ist nicht mehr der, den Sie freigeben wollen',
    'Sehen Sie den Plan noch einmal an und geben Sie ihn in seinem jetzigen Stand frei.'
  ),
  'waiver-forbidden': words(
    'Nach den Regeln der Plattform kann auf diese Frage nicht verzichtet werden',
    'Sorgen Sie dafür, dass sie erfüllt ist, oder setzen Sie `waivable` in den Regeln der Plattform.'
  ),
  'certificate-not-yet': words(
    'Die Anfrage ist nicht beendet; es lässt sich noch nichts bescheinigen',
    'Warten Sie, bis sie beendet ist.'
  ),
  'evidence-altered': words(
    'Die Nachweiskette der Anfrage ist nicht die, die verankert wurde; deshalb wird nichts bescheinigt',
    'Führen Sie `lethe evidence check` aus, halten Sie Lethe an, spielen Sie das Dokument aus einer Sicherung zurück, und starten Sie es wieder.'
  ),
  'key-in-use': words(
    'Der Schlüssel des laufenden Monats kann nicht vernichtet werden',
    'Vernichten Sie ihn in einem späteren Monat.'
  ),
  'notes-not-folded': words(
    'Unter diesem Schlüssel liegen Vermerke, die bei einer Anfrage warten und verloren gingen',
    'Es wurde nichts vernichtet. Warum die Anfrage nicht weitergeht, sagt `lethe doctor`; versuchen Sie es danach noch einmal.'
  ),
  'options-invalid': words(
    'Die Angaben passen nicht zu dieser Art von Plattform',
    'Korrigieren Sie, was unter `faults` steht.'
  ),
  'platform-refuses': words(
    'Die Plattform hat geantwortet, aber nicht so, wie es diese Art von Plattform tut',
    'Prüfen Sie Adresse, Zugangsdaten und Rechte; der Code der Plattform steht dabei.'
  )
}
