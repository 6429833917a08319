import { cause } from './cause.ts'

/** Why what a source or a list asks is not taken. */
export const sourceCauses = {
  'source-live': cause(
    ['goLive'],
    'Somebody let it go live before, or it was never added for trial.',
    'Jemand hat ihn schon in den Ernstbetrieb genommen, oder er wurde nie zur Probe angelegt.'
  ),
  'list-empty': cause(
    ['makeSelection', 'setInactiveKeys'],
    'The query of the other system failed and wrote an empty file. An empty list means that nobody is inactive any more.',
    'Die Abfrage des anderen Systems ist fehlgeschlagen und hat eine leere Datei geschrieben. Eine leere Liste bedeutet, dass niemand mehr inaktiv ist.'
  ),
  'list-too-large': cause(
    ['makeSelection', 'setInactiveKeys'],
    'More than a tenth of all accounts (and more than 20) stand on it. Compare the count with that of last time before you say that it is meant.',
    'Darauf steht mehr als ein Zehntel aller Konten (und mehr als 20). Vergleichen Sie die Anzahl mit der vom letzten Mal, bevor Sie sagen, dass es gemeint ist.'
  ),
  'scim-needs-one-platform': cause(
    ['addSource'],
    'The source was given several platforms or none, and an identity manager names users by one address.',
    'Dem Absender wurden mehrere Plattformen gegeben oder keine, und eine Identitätsverwaltung nennt Benutzer unter einer Adresse.'
  ),
  'scim-token-refused': cause(
    ['*scim'],
    'The token of a person was entered instead of that of the source, or the source was removed. The same answer comes for an unknown source, so that nobody can try ids.',
    'Statt der Zugangsmarke des Absenders wurde die einer Person eingetragen, oder der Absender wurde entfernt. Für einen unbekannten Absender kommt dieselbe Antwort, damit niemand Kennungen durchprobieren kann.'
  ),
  'scim-user-unknown': cause(
    ['scimGet', 'scimDelete', 'scimPatch', 'scimReplace'],
    'The identity manager keeps ids of its own or of another platform, or the account was deleted since.',
    'Die Identitätsverwaltung hat sich eigene Kennungen gemerkt oder die einer anderen Plattform, oder das Konto wurde inzwischen gelöscht.'
  ),
  'scim-filter-unsupported': cause(
    ['scimFind', 'scimSearch'],
    'The identity manager asks for all users, or by a combination. Set it to look up one by one.',
    'Die Identitätsverwaltung fragt nach allen Benutzern oder nach einer Kombination. Stellen Sie sie auf einzelne Abfragen ein.'
  ),
  'scim-value-wrong': cause(
    ['scimPatch', 'scimReplace'],
    'It sends names or groups along with `active`, or `active` as a text.',
    'Sie sendet mit `active` auch Namen oder Gruppen, oder `active` als Text.'
  ),
  'scim-not-there': cause(
    ['scimCreate', '*scim'],
    'The provisioning is set to make users, or asks for groups. Lethe only hears of those who leave.',
    'Die Bereitstellung ist so eingestellt, dass sie Benutzer anlegt oder nach Gruppen fragt. Lethe erfährt nur von denen, die gehen.'
  ),
  'not-braked': cause(
    ['releaseSelection', 'releaseLifecycleRun'],
    'It runs already, has ended, or was never over the limit.',
    'Es läuft schon, ist beendet oder war nie über der Grenze.'
  ),
  'hour-not-yet': cause(
    ['releaseBrake'],
    'Hours are named by their beginning in UTC, as `lethe source brake` shows them. What is still to come is not agreed to beforehand.',
    'Stunden heißen nach ihrem Beginn in UTC, wie `lethe source brake` sie zeigt. Was erst kommt, wird nicht im Voraus freigegeben.'
  ),
  'digest-outdated': cause(
    ['confirmSelection'],
    'The digest was cut when it was copied, or is that of another selection. It binds your yes to exactly the people whom you were shown.',
    'Die Prüfsumme wurde beim Kopieren gekürzt oder gehört zu einer anderen Auswahl. Sie bindet Ihr Ja an genau die Personen, die Ihnen gezeigt wurden.'
  ),
  'selection-started': cause(
    ['confirmSelection', 'planSelection'],
    'The button was pressed twice, or a script repeated the call. Nothing happens a second time.',
    'Der Knopf wurde zweimal gedrückt, oder ein Skript hat den Aufruf wiederholt. Es geschieht nichts doppelt.'
  ),
  'lifecycle-not-set': cause(
    ['planLifecycleRun', 'runLifecycleNow'],
    'Nobody has switched it on for this platform. It is off until somebody does, because it demands deletions by itself.',
    'Für diese Plattform hat ihn niemand eingeschaltet. Er ist zunächst aus, weil er von selbst Löschungen verlangt.'
  ),
  'lifecycle-not-there': cause(
    ['listLifecycleTab', 'showLifecycle', 'setLifecycle', 'planLifecycleRun', 'runLifecycleNow'],
    'Open edX has no accounts that expire or are deactivated for a time. A list of those who are not needed any more has to come from another system.',
    'Auf Open edX gibt es keine Konten, die ablaufen oder auf Zeit stillgelegt sind. Wer nicht mehr gebraucht wird, muss aus einem anderen System kommen.'
  ),
  'search-not-there': cause(
    ['searchPlatform'],
    'The platform has no call that finds people by this, and Lethe does not read all accounts to find one.',
    'Die Plattform hat keinen Aufruf, der so sucht, und Lethe liest nicht alle Konten, um eines zu finden.'
  ),
  'daily-cap-reached': cause(
    ['receiveWebhook'],
    'A loop at the sender, or the first list of a new term. The cap is a net, not a plan: see what came before you raise it.',
    'Eine Schleife beim Absender, oder die erste Liste eines neuen Semesters. Die Grenze ist ein Netz, kein Plan: Sehen Sie an, was kam, bevor Sie sie anheben.'
  )
}
