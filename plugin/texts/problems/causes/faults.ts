import { cause } from './cause.ts'

/** Why something is broken or cannot be reached. */
export const faultCauses = {
  'answer-out-of-contract': cause(
    ['*'],
    'Lethe checks its own answers too. What was asked may have been done all the same: read before you repeat.',
    'Lethe prüft auch seine eigenen Antworten. Was verlangt war, kann trotzdem geschehen sein: Sehen Sie nach, bevor Sie es wiederholen.'
  ),
  'document-damaged': cause(
    ['*'],
    'A file in the data folder was cut or changed: a full disk, a copy while it was written, or an edit by hand. The others go on.',
    'Eine Datei im Datenordner wurde abgeschnitten oder geändert: volles Laufwerk, eine Kopie während des Schreibens oder eine Änderung von Hand. Die übrigen laufen weiter.'
  ),
  'vault-unreadable': cause(
    ['*'],
    'The keys folder is older than the data, belongs to another installation, or was put back without the key of one month. The keys of months that were retired are meant to be gone.',
    'Der Schlüsselordner ist älter als die Daten, gehört zu einer anderen Installation oder kam ohne den Schlüssel eines Monats zurück. Die Schlüssel vernichteter Monate fehlen mit Absicht.'
  ),
  internal: cause(
    ['*'],
    'Nobody foresaw this. What was asked may or may not have been done: read before you repeat.',
    'Das hat niemand vorhergesehen. Was verlangt war, kann geschehen sein oder nicht: Sehen Sie nach, bevor Sie es wiederholen.'
  ),
  'platform-unavailable': cause(
    ['*platform'],
    'The platform is down, something before it answers for it, or the two machines cannot reach each other. Requests wait and go on by themselves; only what somebody asked just now was not done.',
    'Die Plattform steht, etwas davor antwortet für sie, oder die beiden Rechner erreichen einander nicht. Anfragen warten und gehen von selbst weiter; nur das eben Verlangte wurde nicht ausgeführt.'
  ),
  'store-read-only': cause(
    ['*change'],
    'The disk is full, broken or mounted read-only, and nothing is confirmed that is not stored. Where it was full, or gave no right or no file for a moment, writes are tried again. Where a write failed in the middle, nothing more is taken until a new start.',
    'Das Laufwerk ist voll, defekt oder nur lesbar eingehängt, und nichts wird bestätigt, was nicht gespeichert ist. War es nur voll oder ließ kurz keine Datei zu, wird weiter versucht zu schreiben. Schlug ein Schreibvorgang mittendrin fehl, wird bis zum Neustart nichts mehr angenommen.'
  ),
  'store-unreachable': cause(
    ['*'],
    'PostgreSQL is down, restarts, or cannot be reached from this instance. Requests wait and go on by themselves.',
    'PostgreSQL steht, startet neu oder ist von dieser Instanz aus nicht zu erreichen. Anfragen warten und gehen von selbst weiter.'
  ),
  'store-newer': cause(
    ['*'],
    'A later release of Lethe has worked on these data. This one would misread them, and lets them be.',
    'Eine spätere Fassung von Lethe hat mit diesen Daten gearbeitet. Diese läse sie falsch und lässt sie in Ruhe.'
  ),
  'under-pressure': cause(
    ['*'],
    'The process has been busy for seconds. If it stays so, look at the processor and the disk of the machine.',
    'Der Prozess ist seit Sekunden ausgelastet. Wenn das anhält, sehen Sie nach Prozessor und Laufwerk des Rechners.'
  ),
  'shutting-down': cause(
    ['*'],
    'Somebody stops or restarts it. The action in hand is finished first, or checked on the platform at the next start.',
    'Jemand beendet es oder startet es neu. Der laufende Schritt wird vorher abgeschlossen oder beim nächsten Start auf der Plattform geprüft.'
  )
}
