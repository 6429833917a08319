import { cause } from './cause.ts'

/** Why something stands otherwise just now. */
export const stateCauses = {
  'changed-meanwhile': cause(
    ['*change'],
    'Two people or programs changed the same thing within moments, or Lethe itself is at work on the request. Nothing of yours was done.',
    'Zwei Menschen oder Programme haben fast gleichzeitig dasselbe geändert, oder Lethe arbeitet selbst gerade an der Anfrage. Von Ihrer Änderung wurde nichts ausgeführt.'
  ),
  'base-url-taken': cause(
    ['addPlatform'],
    'The same address, apart from how it is written: two registrations would drive the same accounts beside each other.',
    'Es ist dieselbe Adresse, nur anders geschrieben: Zwei Einträge würden nebeneinander dieselben Konten bearbeiten.'
  ),
  'platform-name-taken': cause(
    ['addPlatform'],
    'Names are unique, also where only capital letters differ.',
    'Namen gibt es nur einmal, auch wenn sie sich nur in der Groß- und Kleinschreibung unterscheiden.'
  ),
  'platform-address-fixed': cause(
    ['changePlatformOptions'],
    'Requests, holds and evidence are about accounts of this very address. Another path or port counts as another one.',
    'Anfragen, Aufbewahrungspflichten und Nachweise gelten für Konten unter genau dieser Adresse. Auch ein anderer Pfad oder Port ist eine andere.'
  ),
  'another-driver': cause(
    ['adoptBacklog'],
    'Rows of the platform’s list of deletions moved, and Lethe did not move them: the scripts of the platform run by cron, a plugin drives them, or somebody works by hand. The driver counts as gone an hour after its last move.',
    'In der Löschliste der Plattform bewegen sich Zeilen, die Lethe nicht bewegt hat: Die Skripte der Plattform laufen per Cron, ein Plugin tut es, oder jemand arbeitet von Hand. Eine Stunde nach der letzten Bewegung gilt der andere als weg.'
  ),
  'platform-in-use': cause(
    ['removePlatform'],
    'Requests that have not ended would be left without a platform, and holds would protect nobody any more. `lethe request list --platform NAME` shows which are open.',
    'Offene Anfragen stünden ohne Plattform da, und Aufbewahrungspflichten schützten niemanden mehr. Welche offen sind, zeigt `lethe request list --platform NAME`.'
  ),
  'state-forbids': cause(
    ['{request}'],
    'The request went on while you looked at it, or has ended. Before erasing begins it can be approved, refused and withdrawn; try again, look again and close are for stalled ones.',
    'Die Anfrage ist weitergegangen, während Sie sie ansahen, oder ist beendet. Vor der Löschung lässt sie sich freigeben, ablehnen und zurückziehen; erneut versuchen, nachsehen und schließen geht, wenn sie angehalten ist.'
  ),
  'fingerprint-outdated': cause(
    ['approveRequest'],
    'Since you looked, something was added that you would decide on: a thing with a sole owner, a role, a hold, another successor or treatment. Counts alone change nothing.',
    'Seit Sie ihn ansahen, kam etwas hinzu, worüber Sie entscheiden: etwas, das nur dieser Person gehört, eine Rolle, eine Aufbewahrungspflicht, eine andere Nachfolge oder Behandlung. Bloße Anzahlen ändern nichts.'
  ),
  'waiver-forbidden': cause(
    ['waiveRequest'],
    'The policy of the platform does not name this question under `waivable`, or it is one that nobody may waive, such as a legal hold.',
    'Die Regeln der Plattform nennen diese Frage nicht unter `waivable`, oder es ist eine, auf die niemand verzichten darf, etwa eine Aufbewahrungspflicht.'
  ),
  'certificate-not-yet': cause(
    ['certificateOfRequest'],
    'It is still being checked on the platform what happened, or the request waits. Something that the platform does later keeps it open until it was looked at again.',
    'Es wird noch auf der Plattform geprüft, was geschehen ist, oder die Anfrage wartet. Was die Plattform erst später tut, hält sie offen, bis erneut nachgesehen wurde.'
  ),
  'evidence-altered': cause(
    ['certificateOfRequest'],
    'Somebody or something changed a stored file past Lethe, or an older copy was put back by hand. Find out which before you go on: this is what anchors are for.',
    'Jemand oder etwas hat eine gespeicherte Datei an Lethe vorbei geändert, oder eine ältere Kopie wurde von Hand zurückgelegt. Klären Sie zuerst, was davon: Dafür gibt es die Verankerung.'
  ),
  'key-in-use': cause(
    ['retireKeys'],
    'What is sealed today lies under the key of this month.',
    'Was heute versiegelt wird, liegt unter dem Schlüssel dieses Monats.'
  ),
  'notes-not-folded': cause(
    ['retireKeys'],
    'Somebody said something about a request that has not been looked at since, mostly because its platform cannot be reached or is paused.',
    'Jemand hat zu einer Anfrage etwas gesagt, die seither nicht bearbeitet wurde; meist, weil ihre Plattform nicht erreichbar oder angehalten ist.'
  ),
  'options-invalid': cause(
    ['addPlatform', 'changePlatformOptions'],
    'An option is of the other kind of platform, or an address is none.',
    'Eine Angabe gehört zur anderen Art von Plattform, oder eine Adresse ist keine.'
  ),
  'platform-refuses': cause(
    ['*platform'],
    'The code in brackets says which: wrong credentials, a right that is missing, or a page of another program at the address. The codes stand in the guide on codes of platforms.',
    'Der Code in Klammern sagt, was: falsche Zugangsdaten, ein fehlendes Recht, oder unter der Adresse antwortet ein anderes Programm. Die Codes stehen in der Anleitung zu den Codes der Plattformen.'
  )
}
