import { words } from './words.ts'

/** Refusals of what a source sends, and of lists that would delete too much at once, in German. */
export const sourcesInGerman = {
  'source-live': words(
    'Der Absender läuft schon im Ernst',
    'Sehen Sie an, was bei ihm zurückgehalten wird: `lethe source brake`.'
  ),
  'list-empty': words(
    'Die Liste ist leer, wo vorher etwas war',
    'So sieht ein missglückter Export aus. Wenn es gemeint ist, sagen Sie es: `isMeant` über die Schnittstelle, `--meant` auf der Befehlszeile.'
  ),
  'list-too-large': words(
    'Die Liste nennt einen zu großen Teil aller Konten',
    'So sieht ein missglückter Export aus. Wenn es gemeint ist, sagen Sie es: `isMeant` über die Schnittstelle, `--meant` auf der Befehlszeile.'
  ),
  'scim-needs-one-platform': words(
    'Ein Absender, der SCIM spricht, spricht für eine Plattform',
    'Legen Sie für jede Plattform einen eigenen an: Die Adressen seiner Benutzer sind die einer Plattform.'
  ),
  'scim-token-refused': words(
    'Diesen Absender gibt es nicht, oder die Zugangsmarke ist nicht seine',
    'Senden Sie die Zugangsmarke dieses Absenders; `lethe source rotate` macht eine neue.'
  ),
  'scim-user-unknown': words(
    'Diesen Benutzer gibt es nicht',
    'Suchen Sie ihn noch einmal mit seinem Namen: Kennungen sind die, mit denen wir geantwortet haben.'
  ),
  'scim-filter-unsupported': words(
    'Gesucht wird nur nach einem einzigen Namen',
    'Senden Sie einen Filter wie userName eq "…"; gefragt werden kann nach userName, externalId, emails.value und id.'
  ),
  'scim-value-wrong': words(
    'An einem Benutzer lässt sich nur `active` ändern',
    'Senden Sie für `active` den Wert true oder false, und schalten Sie alles Übrige in der Bereitstellung ab.'
  ),
  'scim-not-there': words(
    'Lethe legt keine Benutzer an und ändert keine',
    'Lassen Sie die Identitätsverwaltung Benutzer suchen, deaktivieren und löschen, und schalten Sie alles andere ab.'
  ),
  'not-braked': words('Die Bremse hält davon nichts zurück', 'Sehen Sie nach, wie weit es ist.'),
  'hour-not-yet': words(
    'Diese Stunde hat noch nicht begonnen',
    'Sehen Sie zuerst an, was zurückgehalten wurde, und geben Sie dann seine Stunde frei.'
  ),
  'digest-outdated': words(
    'Das ist nicht die Prüfsumme der Auswahl',
    'Lesen Sie die Folgen noch einmal und wiederholen Sie die Prüfsumme, die dort steht.'
  ),
  'selection-started': words('Die Auswahl wurde schon bestätigt', 'Sehen Sie nach, wie weit sie ist.'),
  'lifecycle-not-set': words(
    'Der Lebenszyklus dieser Plattform ist aus',
    'Stellen Sie ihn zuerst ein: `lethe lifecycle set`.'
  ),
  'lifecycle-not-there': words(
    'Diese Plattform sagt nicht, welche Konten stillgelegt sind oder ablaufen',
    'Geben Sie stattdessen eine Liste von Nummern: `lethe select make`.'
  ),
  'search-not-there': words(
    'So lässt sich auf dieser Plattform nicht suchen',
    'Suchen Sie nach dem Anmeldenamen oder der E-Mail.'
  ),
  'daily-cap-reached': words(
    'Der Absender hat heute so viel gesandt, wie er darf',
    'Senden Sie es nach der Zeit in Retry-After mit derselben Kennung noch einmal, oder die Administration legt den Absender mit einer höheren Grenze an.'
  )
}
